"""Two days of invented news with labels, in the format of real news days."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from digests.model import Entry, Reading
from tests.digests.evaluate.labelled import reading

MORNING = "2026-03-05T00:10"
TITLES: dict[str, str] = {
    "ports": "Ministers of Tokyo and Seoul sign an accord on ferry safety",
    "ferry": "Ferry safety accord signed by Tokyo and Seoul ministers",
    "harbour": "Ministers visit the deepest harbour",
    "rain": "President warns of rain along the coast",
}


def row(name: str, **changes: Any) -> dict[str, Any]:
    """An item; what is labelled stands in ``label_of``."""
    made = {
        "id": name,
        "outlet": f"{name} courier",
        "country": "SG",
        "lang": "en",
        "title": TITLES[name],
        "lead": "",
        "text": "",
        "url": f"https://news.example/{name}?utm_source=feed",
        "published": "2026-03-04T20:00:00+00:00",
    }
    return made | changes


def label_of(name: str, **changes: Any) -> dict[str, Any]:
    made = {
        "url": f"https://news.example/{name}",
        "title": TITLES[name],
        "lang": "en",
        "grade": "none",
        "countries": [],
        "sectors": [],
        "mechanisms": [],
        "story": name,
        "worth": 0,
        "why": "",
        "part": "b",
    }
    return made | changes


BETWEEN = {"grade": "bilateral", "countries": ["JP", "KR"], "part": "a", "story": "accord", "worth": 3}


def write_days(
    directory: Path,
    items: Sequence[Mapping[str, Any]],
    labels: Sequence[Mapping[str, Any]],
    mornings: Mapping[str, Sequence[Mapping[str, Any]]],
    unsure: str = "",
) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    for name, rows in (("items", items), ("labels", labels)):
        lines = "\n".join(json.dumps(each) for each in rows) + "\n"
        (directory / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (directory / "mornings.json").write_text(json.dumps(mornings), encoding="utf-8")
    (directory / "unsure.txt").write_text(unsure, encoding="utf-8")
    return directory


class Graded:
    """A reader that says of each title what it was told."""

    def __init__(self, said: Mapping[str, Mapping[str, Any]]) -> None:
        self.said = said

    def read(self, entries: Sequence[Entry]) -> list[Reading]:
        return [reading(**self.said.get(entry.title, {})) for entry in entries]
