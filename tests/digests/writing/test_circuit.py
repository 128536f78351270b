"""An endpoint that fails is left alone, longer each time, and one call finds out whether it is back."""

from hypothesis import given
from hypothesis import strategies as st

from digests.writing.circuit import FIRST, HOPELESS, LONGEST, TRIES, Circuit


def failed(times: int, now: float = 0.0) -> Circuit:
    circuit = Circuit()
    for _ in range(times):
        circuit = circuit.failed(now)
    return circuit


def test_it_is_asked_until_it_failed_a_few_times_in_a_row() -> None:
    assert failed(TRIES - 1).allows(0.0, 5)
    assert not failed(TRIES).allows(FIRST - 1, 0)


def test_then_one_call_goes_alone_and_opens_it_again_or_not() -> None:
    circuit = failed(TRIES)
    assert circuit.allows(FIRST, 0)
    assert not circuit.allows(FIRST, 1)
    assert circuit.worked().allows(FIRST, 5)
    again = circuit.failed(FIRST)
    assert not again.allows(FIRST + 2 * FIRST - 1, 0)
    assert again.allows(FIRST + 2 * FIRST, 0)


def test_the_server_names_its_time_and_a_hopeless_one_is_left_for_minutes() -> None:
    assert not Circuit().failed(0.0, retry_after=40).allows(39, 0)
    assert Circuit().failed(0.0, retry_after=40).allows(40, 3)
    assert not Circuit().failed(0.0, lasting=True).allows(HOPELESS - 1, 0)


@given(st.lists(st.tuples(st.floats(0, 1e6), st.one_of(st.none(), st.floats(0, 1e9)), st.booleans())))
def test_it_is_never_left_alone_for_ever(failures: list[tuple[float, float | None, bool]]) -> None:
    circuit, now = Circuit(), 0.0
    for later, retry_after, lasting in failures:
        now += later
        circuit = circuit.failed(now, retry_after=retry_after, lasting=lasting)
    assert circuit.allows(now + LONGEST, 0)
