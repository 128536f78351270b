"""A story keeps its id while it grows; of two that become one the older id stays."""

from hypothesis import given
from hypothesis import strategies as st

from digests.stories.continuity import name

NOBODY: dict[int, int | None] = {}


def test_a_group_of_new_items_is_a_new_story() -> None:
    assert name([(1, 2)], {}, NOBODY).groups == ((None, (1, 2)),)


def test_a_group_keeps_the_id_of_what_it_grew_from() -> None:
    assert name([(1, 2)], {1: 7}, NOBODY).groups == ((7, (1, 2)),)


def test_a_merge_keeps_the_older_id_and_remembers_the_other() -> None:
    naming = name([(1, 2)], {1: 9, 2: 7}, NOBODY)
    assert naming.groups == ((7, (1, 2)),)
    assert naming.merged == {9: 7}


def test_the_larger_part_of_a_split_keeps_the_id() -> None:
    naming = name([(1,), (2, 3)], {1: 7, 2: 7, 3: 7}, NOBODY)
    assert naming.groups == ((None, (1,)), (7, (2, 3)))
    assert naming.merged == {}


def test_what_an_admin_pinned_decides_the_id() -> None:
    naming = name([(1,), (2, 3)], {1: 7, 2: 7, 3: 7}, {1: 7})
    assert naming.groups == ((7, (1,)), (None, (2, 3)))


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=14),
    st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=14, max_size=14),
)
def test_no_id_is_given_twice_and_none_is_lost(parts: list[int], stories: list[int | None]) -> None:
    groups = [tuple(i for i, part in enumerate(parts) if part == wanted) for wanted in sorted(set(parts))]
    home = dict(enumerate(stories[: len(parts)]))
    naming = name(groups, home, NOBODY)
    given_out = [story_id for story_id, _ in naming.groups if story_id is not None]
    assert len(given_out) == len(set(given_out))
    assert set(given_out) | set(naming.merged) == {story_id for story_id in home.values() if story_id is not None}
