"""A small labelled set, written for these tests, and a reader that answers what it is told."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from digests.model import Entry, Reading

ITEM: dict[str, Any] = {
    "id": "t-1",
    "story": "s-1",
    "lang": "en",
    "outlet": "Harbour Courier",
    "outlet_country": "SG",
    "published": "2026-03-04T09:00:00+09:00",
    "title": "Three ports agree on one customs form",
    "summary": "<p>A pilot starts in June.</p>",
    "text": "Three ports agreed on one customs form. A pilot starts in June.",
    "url": "https://news.example/harbour/1",
    "grade": "trilateral",
    "countries": ["CN", "JP", "KR"],
    "sectors": ["transport"],
    "mechanisms": [],
    "key": [0],
}


def item(**changes: Any) -> dict[str, Any]:
    return ITEM | changes


def write_set(directory: Path, *rows: Mapping[str, Any]) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "items.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return directory


def reading(language: str = "en", **changes: Any) -> Reading:
    whole: dict[str, Any] = {"grade": "none", "countries": (), "sectors": (), "mechanisms": (), "summary": ()}
    return Reading(language=language, **(whole | changes))


class ScriptedReader:
    """Reads each title as the language it was given for it, any other as English."""

    def __init__(self, languages: Mapping[str, str]) -> None:
        self.languages = languages

    def read(self, entries: Sequence[Entry]) -> list[Reading]:
        return [reading(self.languages.get(entry.title, "en")) for entry in entries]
