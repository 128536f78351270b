"""What news about the three countries is usually like: 222 reports in five languages, written for the project.

A window that holds a handful of items cannot tell what is rare or what an item is near to anyway. These reports stand
in until the archive can, so that the first day's stories are judged as those of a busy week are. New items are compared
with them; they are never shown, stored or joined.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from digests.model import Entry, Item, Reading
from digests.stories.clues import Clues, clues

REPORTS = Path(__file__).with_suffix(".jsonl")
"""One JSON object a line: country of the publisher, published (ISO 8601), title, lead, text; in no order, so that any
number of lines from the top is a sample."""


class Analyser(Protocol):
    """What ``digests.intake.understanding.Analyser`` does."""

    def read(self, entries: Sequence[Entry]) -> list[Reading]: ...


def background(analyser: Analyser) -> tuple[Clues, ...]:
    """The reports as ``analyser`` understands them, with ids below zero; about a second, the first time."""
    kept: Any = analyser
    return _understood(kept)


@lru_cache(maxsize=1)  # an analyser understands them the same way every time, and a program has one
def _understood(analyser: Any) -> tuple[Clues, ...]:
    entries = [_entry(line) for line in REPORTS.read_text(encoding="utf-8").splitlines()]
    readings = analyser.read(entries)
    return tuple(
        clues(Item(-number, entry, reading, entry.published or 0, entry.published or 0))
        for number, (entry, reading) in enumerate(zip(entries, readings, strict=True), start=1)
    )


def _entry(line: str) -> Entry:
    report = json.loads(line)
    published = int(datetime.fromisoformat(report["published"]).timestamp())
    return Entry(
        "feed",
        "background:",
        "",
        report["country"],
        report["title"],
        report["lead"],
        report["text"],
        published=published,
    )
