"""The flood guard: within reason everything is taken, and whoever asks faster is told once."""

from hypothesis import given
from hypothesis import strategies as st

from bot.updates.flood import MOST, MOST_IN_GROUP, FloodGuard

READER, MEMBER, OTHER = (7, 7), (-5, 7), (-5, 8)


def test_it_takes_what_is_within_reason() -> None:
    guard = FloodGuard()
    assert [guard.comes(READER) for _ in range(MOST)] == ["take"] * MOST


def test_it_tells_once_and_drops_the_rest() -> None:
    guard = FloodGuard()
    verdicts = [guard.comes(READER) for _ in range(150)]
    assert verdicts[MOST:] == ["tell"] + ["drop"] * (149 - MOST)


def test_it_takes_again_what_comes_once_there_is_room() -> None:
    guard = FloodGuard()
    for _ in range(MOST + 5):
        guard.comes(READER)
    assert guard.ends(READER) == 0
    assert guard.comes(READER) == "take"
    assert guard.comes(READER) == "drop", "it is the same flood still"


def test_it_counts_what_was_left_out_and_tells_anew_once_a_flood_is_over() -> None:
    guard = FloodGuard()
    for _ in range(MOST + 5):
        guard.comes(READER)
    assert [guard.ends(READER) for _ in range(MOST)] == [0] * (MOST - 1) + [5]
    assert [guard.comes(READER) for _ in range(MOST + 1)][-1] == "tell"


def test_a_members_flood_is_not_the_groups() -> None:
    guard = FloodGuard()
    for _ in range(MOST_IN_GROUP + 5):
        guard.comes(MEMBER)
    assert guard.comes(OTHER) == "take"


@given(st.lists(st.tuples(st.sampled_from([READER, MEMBER, OTHER]), st.booleans()), max_size=300))
def test_no_reader_ever_has_more_waiting_than_they_may(steps: list[tuple[tuple[int, int], bool]]) -> None:
    guard, waiting = FloodGuard(), {READER: 0, MEMBER: 0, OTHER: 0}
    for reader, comes in steps:
        if comes:
            waiting[reader] += guard.comes(reader) == "take"
        elif waiting[reader]:
            guard.ends(reader)
            waiting[reader] -= 1
        assert waiting[reader] <= (MOST if reader[0] > 0 else MOST_IN_GROUP)
