"""Scores of tags: what counts as right, what stands beside it, and which mistake comes first."""

from dataclasses import replace
from pathlib import Path

import pytest

from digests.evaluate.gold import load_gold
from digests.evaluate.run import Readings
from digests.evaluate.tags import f1, tags
from digests.model import Reading, Tag
from tests.digests.evaluate.labelled import item, reading, write_set

RIGHT = reading(grade="trilateral", countries=("CN", "JP", "KR"), sectors=(Tag("transport", 0.9),))


def figures(tmp_path: Path, *read: Reading) -> dict[str, float]:
    rows = [item(id=f"t-{number}", url=f"https://news.example/{number}") for number in range(len(read))]
    gold = load_gold(write_set(tmp_path, *rows))
    section = tags(gold, Readings({}, {f"t-{number}": one for number, one in enumerate(read)}))
    assert section is not None
    return {row.name: row.value for row in section.rows}


def test_all_right_is_one_for_all_that_is_labelled(tmp_path: Path) -> None:
    found = figures(tmp_path, RIGHT, RIGHT)
    assert set(found.values()) == {1.0}


def test_one_wrong_grade_of_two_halves_the_accuracy(tmp_path: Path) -> None:
    wrong = replace(RIGHT, grade="bilateral", countries=("CN", "JP"))
    found = figures(tmp_path, RIGHT, wrong)
    assert found["grade, accuracy"] == 0.5
    assert found["grade trilateral, F1"] == pytest.approx(2 / 3)
    assert found["countries, micro-F1"] == pytest.approx(10 / 11)


def test_a_sector_said_and_one_missed_both_cost(tmp_path: Path) -> None:
    found = figures(tmp_path, RIGHT, replace(RIGHT, sectors=(Tag("trade", 0.9),)))
    assert found["sectors, micro-F1"] == 0.5
    assert found["sector transport, F1"] == pytest.approx(2 / 3)
    assert found["sector trade, F1"] == 0


def test_nothing_labelled_and_nothing_said_is_right() -> None:
    assert f1([((), ())]).value == 1.0


def test_a_wrong_grade_comes_before_a_wrong_sector(tmp_path: Path) -> None:
    rows = [item(id="t-0", url="https://news.example/0"), item(id="t-1", url="https://news.example/1")]
    gold = load_gold(write_set(tmp_path, *rows))
    read = {"t-0": replace(RIGHT, sectors=()), "t-1": replace(RIGHT, grade="none", countries=())}
    section = tags(gold, Readings({}, read))
    assert section is not None
    assert [line.split()[0] for line in section.mistakes] == ["t-1", "t-0"]


def test_without_items_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert tags(load_gold(write_set(tmp_path, item())), Readings({}, {})) is None
