"""Decisions are dated records, numbered without a gap, each in the index."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "docs" / "decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
FORM = re.compile(
    r"# (?P<number>\d+)\. (?P<title>[^\n]+)\n\n- Date: (?P<date>[\d-]+)\n- Status: (?P<status>[^\n]+)\n\n"
    r"## Context\n\n.+\n\n## Decision\n\n.+\n\n## Consequences\n\n.+\n",
    re.DOTALL,
)


def _read(record: Path) -> re.Match[str]:
    form = FORM.fullmatch(record.read_text(encoding="utf-8"))
    assert form, f"{record.name} is not in the form of template.md"
    return form


def test_no_two_records_have_one_number() -> None:
    numbers = [int(record.name[:4]) for record in RECORDS]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.name)
def test_a_record_has_its_number_a_date_a_status_and_three_sections(record: Path) -> None:
    form = _read(record)
    assert int(form["number"]) == int(record.name[:4])
    assert date.fromisoformat(form["date"])
    assert re.match(r"Accepted\b|Proposed\b|Superseded by \d+\b", form["status"])


def test_the_index_says_of_every_record_what_it_says_itself() -> None:
    lines = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    indexed = [line for line in lines if re.match(r"\| \d", line)]
    said = [(record.name, _read(record)) for record in RECORDS]
    assert indexed == [
        f"| {form['number']} | {form['date']} | [{form['title']}]({name}) | {form['status']} |" for name, form in said
    ]
