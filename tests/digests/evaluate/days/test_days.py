from pathlib import Path

import pytest

from digests.errors import SourceError
from digests.evaluate import evaluate
from digests.evaluate.days import load_days, plain_url, replay
from digests.evaluate.report import Figure, Report
from digests.model import Tag
from tests.digests.evaluate.days.written import BETWEEN, MORNING, TITLES, Graded, label_of, row, write_days

SAID_BETWEEN = {"grade": "bilateral", "countries": ("JP", "KR"), "sectors": (Tag("transport", 1.0),)}
PICK = {"headline": "The accord", "urls": ["http://news.example/ports", "http://news.example/ferry"]}


def figures(report: Report) -> dict[str, Figure]:
    return {figure.name: figure for section in report.sections for figure in section.rows}


def mistakes(report: Report) -> str:
    return "\n".join(line for section in report.sections for line in section.mistakes)


def a_set(directory: Path, **more: str) -> Path:
    labels = [label_of("ports", **BETWEEN), label_of("harbour"), label_of("rain", grade="national", countries=["JP"])]
    return write_days(
        directory, [row(name) for name in ("ports", "harbour", "rain")], labels, {MORNING: [PICK]}, **more
    )


def test_what_only_counts_clicks_is_no_part_of_an_address() -> None:
    assert plain_url("https://news.example/a?utm_source=x&id=3&at_medium=RSS") == "http://news.example/a?id=3"
    assert plain_url("http://news.example/a?smid=t") == plain_url("https://news.example/a")


def test_real_days_are_known_by_their_mornings_and_scored_whole(tmp_path: Path) -> None:
    report = evaluate(a_set(tmp_path), Graded({TITLES["ports"]: SAID_BETWEEN}))
    found = figures(report)
    assert found["about two or three of the countries, F1"].value == 1
    assert found["stories worth sending (2 or 3)"].value == 1
    assert found["editor's stories covered"].value == 1
    assert found["order, nDCG"].value == 1
    assert found["grade of a random sample, accuracy"].detail == "1 of 2"
    assert found["silence claimed untruly"].detail == "0 of 0"


def test_the_worst_mistakes_are_named_by_kind(tmp_path: Path) -> None:
    report = evaluate(a_set(tmp_path), Graded({TITLES["harbour"]: SAID_BETWEEN}))
    found, said = figures(report), mistakes(report)
    assert found["about two or three of the countries, F1"].value == 0
    assert found["stories worth nothing"].value == 1
    assert f"wrongly bilateral (JP KR): {TITLES['harbour']}" in said
    assert f"missed bilateral (JP KR), read as none: {TITLES['ports']}" in said
    assert f"morning 1: worthless: bilateral: {TITLES['harbour']}" in said
    assert "morning 1: missed: The accord" in said


def test_what_editors_differ_on_counts_neither_way(tmp_path: Path) -> None:
    said = {TITLES["ports"]: SAID_BETWEEN, TITLES["harbour"]: SAID_BETWEEN}
    report = evaluate(a_set(tmp_path, unsure="https://news.example/harbour\n"), Graded(said))
    assert figures(report)["about two or three of the countries, F1"].value == 1


def test_an_event_that_is_told_in_two_stories_is_torn_and_told_before(tmp_path: Path) -> None:
    labels = [label_of(name, **BETWEEN) for name in ("ports", "rain")]
    directory = write_days(tmp_path, [row("ports"), row("rain")], labels, {MORNING: [PICK]})
    report = evaluate(directory, Graded({TITLES[name]: SAID_BETWEEN for name in ("ports", "rain")}))
    found = figures(report)
    assert found["reports joined, pairs, F1"].value == 0
    assert found["stories told before"].detail == "1 of 2"
    assert "accord, 2 reports in 2 stories" in mistakes(report)


def test_each_morning_knows_only_what_was_published_by_then(tmp_path: Path) -> None:
    items = [row("ports"), row("rain", published="2026-03-05T09:00:00+00:00")]
    directory = write_days(tmp_path, items, [label_of("ports")], {MORNING: [], "2026-03-06T00:10": []})
    said = {TITLES[name]: SAID_BETWEEN for name in ("ports", "rain")}
    made = replay(load_days(directory), Graded(said)).digests.values()
    told = [[story.headline for section in digest.sections for story in section.stories] for digest in made]
    assert told == [[TITLES["ports"]], [TITLES["rain"]]]


def test_a_missing_file_and_a_broken_line_are_named(tmp_path: Path) -> None:
    directory = a_set(tmp_path)
    with (directory / "labels.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"url": 1}\n')
    with pytest.raises(SourceError, match=r"labels\.jsonl, line 4"):
        load_days(directory)
    (directory / "labels.jsonl").unlink()
    with pytest.raises(SourceError, match=r"labels\.jsonl: is missing"):
        load_days(directory)


@pytest.mark.parametrize("name", ["C", "E"])
def test_the_sets_load_whole(testdata: Path, name: str) -> None:
    if not (testdata / "days" / name).is_dir():
        pytest.skip("no real days there")
    days = load_days(testdata / "days" / name)
    assert {"C": (3625, 506, 6), "E": (2397, 351, 4)}[name] == (len(days.items), len(days.labels), len(days.mornings))
