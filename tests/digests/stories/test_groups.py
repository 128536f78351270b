"""A group's evidence is that of its items, however they came together."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from digests.model import Item
from digests.stories.clues import Clues, clues
from digests.stories.groups import FEATURES, Groups
from digests.stories.space import Space
from tests.digests.stories.press import HOUR, MONDAY, item, vector

WORDS = ("earthquake", "harbour", "tariff", "ministers", "Kanazawa", "rice", "4000", "missile", "Nagoya", "talks")
LANGUAGES = ("en", "ja", "ko", "zh-Hans")


def made(number: int, words: list[str], language: str, hours: int) -> Item:
    title = " ".join(words)
    return item(number, title, title, language, MONDAY + hours * HOUR, vector(1, number % 5, hours % 3))


reports = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.sampled_from(LANGUAGES), st.integers(0, 40)),
    min_size=5,
    max_size=9,
)


def space_of(parts: list[tuple[list[str], str, int]]) -> Space:
    return Space([clues(made(number, *part)) for number, part in enumerate(parts, start=1)])


def compared(space: Space) -> Groups:
    groups = Groups(space, range(len(space.members)))
    groups.compare(*np.triu_indices(len(space.members), k=1))
    return groups


@given(reports)
def test_the_order_in_which_a_group_grew_makes_no_difference(parts: list[tuple[list[str], str, int]]) -> None:
    space = space_of(parts)
    one, other = compared(space), compared(space)
    one.join(0, 1)
    one.join(0, 2)
    other.join(2, 1)
    other.join(0, 2)
    np.testing.assert_allclose(one.evidence(0, [3, 4]), other.evidence(0, [3, 4]), atol=1e-4)
    assert sorted(one.members[0]) == sorted(other.members[0]) == [0, 1, 2]


@given(reports)
def test_evidence_is_the_same_from_both_sides(parts: list[tuple[list[str], str, int]]) -> None:
    groups = compared(space_of(parts))
    groups.join(0, 1)
    np.testing.assert_allclose(groups.evidence(0, [3])[0], groups.evidence(3, [0])[0], atol=1e-4)


@given(reports)
def test_evidence_of_two_items_is_in_bounds(parts: list[tuple[list[str], str, int]]) -> None:
    groups = compared(space_of(parts))
    rows = groups.evidence(0, list(range(1, len(parts))))
    columns = dict(zip(FEATURES, rows.T, strict=True))
    for name in ("title", "text", "concepts", "meaning", "across: meaning", "across: concepts"):
        assert (np.abs(columns[name]) <= 1.001).all(), name
    assert (columns["days in all"] >= columns["days between"] - 1e-6).all()
    assert np.isfinite(rows).all()


def test_what_contradicts_is_said_of_both_alone() -> None:
    texts = ("第17回会合が12日に閉幕", "第19回会合が25日に閉幕", "会合が閉幕")
    space = Space([clues(item(n, text, text, "ja", MONDAY, vector(1))) for n, text in enumerate(texts, start=1)])
    rows = dict(zip(FEATURES, compared(space).evidence(0, [1, 2]).T, strict=True))
    assert rows["days, other"].tolist() == [1, 0]
    assert rows["ordinals, other"].tolist() == [1, 0]


def test_a_space_of_nothing_but_one_item_has_no_candidates() -> None:
    alone: list[Clues] = [clues(made(1, ["rice"], "ja", 0))]
    left, right = Space(alone).candidates(np.array([0]), 3600)
    assert len(left) == len(right) == 0
