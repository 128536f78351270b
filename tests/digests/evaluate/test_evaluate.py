import json
from pathlib import Path

import pytest

from digests.errors import SourceError
from digests.evaluate import evaluate
from digests.evaluate.gold import load_gold
from digests.evaluate.report import Figure, Report, Section
from tests.digests.evaluate.labelled import ScriptedReader, item, write_set


def test_a_labelled_set_is_scored_and_its_mistakes_are_named(tmp_path: Path) -> None:
    directory = write_set(
        tmp_path, item(), item(id="t-2", url="https://news.example/2", title="海関手続簡素化合意", lang="ja")
    )
    reader = ScriptedReader({"Three ports agree on one customs form": "en", "海関手続簡素化合意": "zh-Hans"})
    section = evaluate(directory, reader).sections[0]
    assert section.title == "Language"
    assert section.rows[0].value == 0.5
    assert section.rows[0].met is False
    assert section.mistakes == ("t-2 ja read as zh-Hans: 海関手続簡素化合意",)


def test_long_documents_are_found_in_the_folder_or_beside_it(tmp_path: Path) -> None:
    document = {
        "id": "L-1",
        "lang": "en",
        "genre": "speech",
        "title": "On one form",
        "format": "txt",
        "text": "On one form\n\nGood morning. We agreed.",
        "sentences": ["On one form", "Good morning.", "We agreed."],
        "key": [2],
        "bad": [1],
        "grade": "none",
        "sectors": [],
    }
    (tmp_path / "longdocs").mkdir()
    (tmp_path / "longdocs" / "docs.jsonl").write_text(json.dumps(document), encoding="utf-8")
    directory = write_set(tmp_path / "dev", item())
    gold = load_gold(directory)
    assert [document.id for document in gold.documents] == ["L-1"]
    assert gold.documents[0].bad == {1}
    assert load_gold(tmp_path / "longdocs").items == ()


def test_dates_keep_their_outlets_offset(tmp_path: Path) -> None:
    assert load_gold(write_set(tmp_path, item())).items[0].published == 1772582400


def test_a_folder_without_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no labelled set"):
        load_gold(tmp_path)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '"text"'])
def test_a_broken_line_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    directory = write_set(tmp_path, item())
    with (directory / "items.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(SourceError, match=r"items\.jsonl, line 2"):
        load_gold(directory)


def test_a_report_says_what_is_met_and_what_is_missed() -> None:
    rows = (
        Figure("accuracy", 0.5, 0.9, detail="1 of 2"),
        Figure("slowest", 12.0, 50, unit="ms", better="lower"),
        Figure("told only", 3, unit="count"),
    )
    report = Report("gold", (Section("Language", rows, ("one", "two", "three")),))
    text = report.as_text(mistakes=2)
    assert "accuracy      0.500  >= 0.900 MISSED  (1 of 2)" in text
    assert "<= 50.0 ms met" in text
    assert "… and 1 more" in text
    assert not report.met
    assert json.loads(json.dumps(report.as_json()))["sections"][0]["rows"][1]["met"] is True


def test_the_sample_set_loads_whole(testdata: Path) -> None:
    gold = load_gold(testdata / "gold" / "dev")
    assert (len(gold.items), len(gold.documents)) == (158, 14)
