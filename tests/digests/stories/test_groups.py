"""A group's evidence is that of its items, however they came together."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from digests.model import Item
from digests.stories.clues import Clues, clues
from digests.stories.groups import FEATURES, Groups
from digests.stories.space import Space
from digests.stories.vectors import centred
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


def press_of(*reports: tuple[str, str, int], language: str = "en") -> Space:
    """Title, text and hours after Monday of each."""
    items = [
        item(number, title, text, language, MONDAY + hours * HOUR, vector(1, number))
        for number, (title, text, hours) in enumerate(reports, start=1)
    ]
    return Space([clues(one) for one in items])


def held(space: Space, other: int) -> float:
    return float(compared(space).evidence(0, [other])[0][FEATURES.index("held, mean")])


def test_a_headline_alone_is_held_by_the_long_report_of_its_event() -> None:
    long = (
        "Harbour crane falls on the ferry pier, a dozen passengers wait for help. The harbour office closed the pier "
        "this morning, and divers looked below the crane that fell on the waiting hall of the Kanazawa ferry."
    )
    space = press_of(
        ("[Flash] Crane falls on ferry pier", "", 0),
        ("Ferry pier closed in Kanazawa", long, 2),
        ("Ferry fares to rise next spring", "Fares of the ferry rise by four percent, the harbour office told us.", 2),
    )
    assert held(space, 1) > 2 * held(space, 2)


def test_words_that_the_press_says_on_every_day_hold_little() -> None:
    daily = [(f"Ministers quarrel over islands, day {day}", "", -24 * day) for day in range(2, 9)]
    space = press_of(
        ("Ministers quarrel over islands as lighthouse keeper vanishes", "", 0),
        ("Ministers quarrel over islands once more", "", 1),
        ("Lighthouse keeper vanishes", "", 1),
        *daily,
    )
    assert held(space, 2) > held(space, 1)


def test_what_a_group_holds_is_the_mean_of_its_pairs() -> None:
    reports = [("Crane falls", "", 0), ("Crane falls on pier", "", 1), ("Pier closed after crane fell", "", 2)]
    groups = compared(press_of(*reports))
    column = FEATURES.index("held, mean")
    one, other = groups.evidence(2, [0, 1])[:, column]
    groups.join(0, 1)
    assert abs(groups.evidence(2, [0])[0][column] - (one + other) / 2) < 1e-5


def test_what_all_reports_of_these_days_speak_of_is_no_likeness_in_meaning() -> None:
    chance = np.random.default_rng(5)
    topic = np.zeros(64, dtype=np.float32)
    topic[0] = 4.0
    vectors = (topic * chance.choice((0, 1), (900, 1)) + chance.normal(size=(900, 64))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    told = np.flatnonzero(vectors[:, 0] > 0.4)[:40]
    meaning = centred(vectors, np.zeros(900, dtype=np.intp))
    alike = (meaning[told] @ meaning[told].T)[np.triu_indices(len(told), 1)].mean()
    assert abs(alike) < 0.05
    few = centred(vectors[:40], np.zeros(40, dtype=np.intp))
    near = np.flatnonzero(vectors[:40, 0] > 0.4)
    assert (few[near] @ few[near].T)[np.triu_indices(len(near), 1)].mean() > 0.05
