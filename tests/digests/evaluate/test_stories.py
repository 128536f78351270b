"""Scores of stories: pairs, items and languages counted, a lost item in a story of its own, mistakes in order."""

from pathlib import Path

import pytest

from digests.evaluate.gold import Gold, load_gold
from digests.evaluate.run import Readings
from digests.evaluate.stories import stories
from tests.digests.evaluate.labelled import item, write_set

TOLD = (("a", "en"), ("a", "ja"), ("a", "ko"), ("b", "en"), ("c", "en"))


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    rows = [
        item(id=f"t-{number}", story=story, lang=language, url=f"https://news.example/{number}")
        for number, (story, language) in enumerate(TOLD)
    ]
    return load_gold(write_set(tmp_path, *rows))


def figures(gold: Gold, *groups: int, squeezed: tuple[int, ...] = ()) -> dict[str, float]:
    told = {f"t-{number}": group for number, group in enumerate(groups)}
    tight = {f"t-{number}": group for number, group in enumerate(squeezed or groups)}
    section = stories(gold, Readings({}, {}, stories=told, squeezed=tight))
    assert section is not None
    return {row.name: row.value for row in section.rows}


def test_all_right_is_one(gold: Gold) -> None:
    found = figures(gold, 1, 1, 1, 2, 3)
    assert found["pairs, F1"] == found["B-cubed, F1"] == found["pairs in two languages, recall"] == 1.0


def test_a_split_story_costs_recall(gold: Gold) -> None:
    found = figures(gold, 1, 1, 4, 2, 3)
    assert found["pairs, F1"] == pytest.approx(0.5)
    assert found["pairs in two languages, recall"] == pytest.approx(1 / 3)
    assert found["B-cubed, F1"] == pytest.approx(2 * (1 * 11 / 15) / (1 + 11 / 15))


def test_a_merged_story_costs_precision(gold: Gold) -> None:
    found = figures(gold, 1, 1, 1, 2, 2)
    assert found["pairs, F1"] == pytest.approx(2 * 0.75 / 1.75)


def test_the_squeezed_dates_are_scored_by_themselves(gold: Gold) -> None:
    found = figures(gold, 1, 1, 1, 2, 3, squeezed=(1, 1, 4, 2, 3))
    assert found["pairs, F1"] == 1.0
    assert found["dates squeezed into ten days: pairs, F1"] == pytest.approx(0.5)


def test_a_lost_item_is_in_a_story_of_its_own(gold: Gold) -> None:
    section = stories(gold, Readings({}, {}, stories={"t-0": 1, "t-1": 1}))
    assert section is not None
    assert section.rows[0].value == pytest.approx(0.5)


def test_the_mistake_that_costs_most_pairs_comes_first(gold: Gold) -> None:
    told = {"t-0": 1, "t-1": 1, "t-2": 4, "t-3": 2, "t-4": 2}
    section = stories(gold, Readings({}, {}, stories=told))
    assert section is not None
    assert [line.split(":")[0] for line in section.mistakes] == ["split a", "merged"]


def test_without_stories_there_is_nothing_to_say(gold: Gold) -> None:
    assert stories(gold, Readings({}, {})) is None
