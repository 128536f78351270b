"""Long documents of many genres: what is quoted from each.

Every line of a document stands behind a mark: ``!`` furniture, ``+`` what an editor would quote, else a blank.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from digests.language.detect import detect
from digests.model import Entry
from digests.sources.drops.documents import read_document
from digests.summaries.furniture import prose
from digests.summaries.summary import longest, summarise

DOCUMENTS = sorted((Path(__file__).parent / "documents").iterdir())
MARKS = "!+ "


def marked(path: Path) -> tuple[list[tuple[str, str]], Entry, str]:
    """The lines with their marks, the entry made of the lines without, and its language."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line or line[0] in MARKS]
    rows = [(line[0], squashed(line[2:])) for line in lines if line.strip()]
    entry = read_document(path.name, "\n".join(line[2:] for line in lines).encode())[0]
    return rows, entry, detect(f"{entry.title}\n{entry.text[:600]}")


def squashed(text: str) -> str:
    return re.sub(r"[\s*#]+", "", text)


def marks(texts: list[str], rows: list[tuple[str, str]]) -> Iterator[str]:
    """The mark of the line that each text stands in."""
    for text in texts:
        yield next(mark for mark, line in rows if squashed(text) in line)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_no_furniture_is_left_among_what_may_be_quoted_and_nothing_worth_quoting_is_lost(path: Path) -> None:
    rows, entry, language = marked(path)
    kept = [entry.text[one.start : one.end] for one in prose(entry.text, language, entry.author)]
    assert "!" not in list(marks(kept, rows))
    assert [line for mark, line in rows if mark == "+" and not any(squashed(text) in line for text in kept)] == []


def test_what_is_quoted_is_mostly_what_an_editor_would_quote() -> None:
    found: list[str] = []
    for path in DOCUMENTS:
        rows, entry, language = marked(path)
        chosen = [sentence.text for sentence in summarise(entry, language)]
        assert 1 <= len(chosen) <= 3
        assert sum(map(len, chosen)) <= longest(language)
        found += marks(chosen, rows)
    assert found.count("+") / len(found) >= 0.75
