"""An endpoint that fails is left alone, longer each time, and one call finds out whether it is back."""

from hypothesis import given
from hypothesis import strategies as st

from digests.writing.circuit import FIRST, HOPELESS, PATIENCE, SPREAD, Circuit


def failed(times: int, now: float = 0.0) -> Circuit:
    circuit = Circuit()
    for _ in range(times):
        circuit = circuit.failed(now)
    return circuit


def test_it_is_left_alone_after_each_failure_twice_as_long() -> None:
    waits = [failed(times).closed_from for times in (1, 2, 3, 4)]
    assert waits == [FIRST, 2 * FIRST, 4 * FIRST, 8 * FIRST]
    assert not failed(1).allows(FIRST - 1, 0)


def test_then_one_call_goes_alone_and_if_it_works_others_go_beside_it() -> None:
    circuit = failed(1)
    assert circuit.allows(FIRST, 0)
    assert not circuit.allows(FIRST, 1)
    assert circuit.worked().allows(FIRST, 5)


def test_the_server_names_its_time_and_a_hopeless_one_is_left_for_an_hour() -> None:
    assert not Circuit().failed(0.0, retry_after=4000).allows(3999, 0)
    assert Circuit().failed(0.0, retry_after=4000).allows(4000, 0)
    assert not Circuit().failed(0.0, lasting=True).allows(HOPELESS - 1, 0)


def test_not_everybody_comes_back_at_once() -> None:
    assert FIRST < Circuit().failed(0.0, chance=0.5).closed_from <= FIRST * (1 + SPREAD)


@given(st.lists(st.tuples(st.floats(0, 1e6), st.one_of(st.none(), st.floats(0, 1e9)), st.booleans())))
def test_it_is_never_left_alone_for_ever(failures: list[tuple[float, float | None, bool]]) -> None:
    circuit, now = Circuit(), 0.0
    for later, retry_after, lasting in failures:
        now += later
        circuit = circuit.failed(now, retry_after=retry_after, lasting=lasting)
    assert circuit.allows(now + PATIENCE, 0)
