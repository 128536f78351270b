"""The ten questions are answered in two steps: a room that the picture shows, and a file in which the answer stands."""

import re

import pytest

from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "questions.md").read_text(encoding="utf-8")
HOUSE = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
QUESTIONS = [(part.partition("\n")[0], part) for part in PAGE.split("\n## ")[1:]]
FIRST = re.compile(r'^1\. `(?P<room>[\w/]+/)`: "(?P<says>[^"]+)"$', re.MULTILINE)
SECOND = re.compile(r"^2\. `(?P<file>[\w/]+\.(?:py|toml))`, `(?P<name>\w+)`:", re.MULTILINE)

every_question = pytest.mark.parametrize(("question", "answer"), QUESTIONS, ids=[title for title, _ in QUESTIONS])


def test_there_are_ten() -> None:
    assert len(QUESTIONS) == 10


@every_question
def test_the_first_step_is_a_line_of_the_house(question: str, answer: str) -> None:
    step = FIRST.search(answer)
    assert step, question
    room = next(line for line in HOUSE.splitlines() if line.startswith(f"{step['room']} "))
    assert step["says"] in room


@every_question
def test_the_second_step_is_a_file_of_that_room_that_has_the_name(question: str, answer: str) -> None:
    first, step = FIRST.search(answer), SECOND.search(answer)
    assert first, question
    assert step, question
    assert step["file"].rpartition("/")[0] == first["room"].rstrip("/")
    source = (REPOSITORY / step["file"]).read_text(encoding="utf-8")
    assert re.search(rf"^(?:def |class |\[)?{step['name']}\b", source, re.MULTILINE)
