"""Labelled sets: ``items.jsonl`` (news items) and ``docs.jsonl`` (long documents), one JSON object a line."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from digests.errors import SourceError
from digests.model import Grade

_SQUEEZED = 10 * 86_400
"""Seconds into which the first reports of all stories are squeezed."""


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A news item as a feed would carry it, with what a careful reader says of it."""

    id: str
    story: str
    """Items about one event share it."""
    language: str
    outlet: str
    outlet_country: str
    published: int
    title: str
    summary: str
    """May hold HTML."""
    text: str
    url: str
    grade: Grade
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    mechanisms: tuple[str, ...]
    key: tuple[int, ...]
    """Indices of the sentences of ``text`` that an editor would quote."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A long document as it is dropped in the folder, page furniture included."""

    id: str
    language: str
    genre: str
    title: str
    format: str
    """``txt``, ``html`` or ``md``: the ending of its file."""
    text: str
    sentences: tuple[str, ...]
    """Sentences and furniture in order, whitespace squashed."""
    key: frozenset[int]
    """Indices of those an editor would accept in a summary."""
    bad: frozenset[int]
    """Indices of furniture."""
    grade: Grade
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """One labelled set."""

    items: tuple[GoldItem, ...]
    documents: tuple[GoldDocument, ...]


_Row = TypeVar("_Row")


def load_gold(directory: Path) -> Gold:
    """The labelled set in ``directory``; long documents also from a ``longdocs`` folder in it or beside it.

    Raises:
        SourceError: there is none, or a line is not in the format; names the file and the line.
    """
    items = directory / "items.jsonl"
    places = (directory, directory / "longdocs", directory.parent / "longdocs")
    documents = next((place / "docs.jsonl" for place in places if (place / "docs.jsonl").is_file()), None)
    gold = Gold(
        items=tuple(_rows(items, _item)) if items.is_file() else (),
        documents=tuple(_rows(documents, _document)) if documents else (),
    )
    if not gold.items and not gold.documents:
        raise SourceError(str(directory), "holds no labelled set", "give a folder with an items.jsonl or a docs.jsonl")
    return gold


def _rows(path: Path, make: Callable[[dict[str, Any]], _Row]) -> Iterator[_Row]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield make(json.loads(line))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SourceError(f"{path}, line {number}", f"is not in the format: {error!r}") from error


def _item(row: dict[str, Any]) -> GoldItem:
    return GoldItem(
        id=row["id"],
        story=row["story"],
        language=row["lang"],
        outlet=row["outlet"],
        outlet_country=row["outlet_country"],
        published=int(datetime.fromisoformat(row["published"]).timestamp()),
        title=row["title"],
        summary=row["summary"],
        text=row["text"],
        url=row["url"],
        grade=row["grade"],
        countries=tuple(row["countries"]),
        sectors=tuple(row["sectors"]),
        mechanisms=tuple(row["mechanisms"]),
        key=tuple(row.get("key", ())),
    )


def squeezed(items: Sequence[GoldItem]) -> dict[str, int]:
    """URL -> seconds by which each item must be earlier so that every story begins within ten days, in the old order;
    within a story the distances stay. How much do dates alone hold apart?"""
    firsts: dict[str, int] = {}
    for item in items:
        firsts[item.story] = min(item.published, firsts.get(item.story, item.published))
    begin, end = min(firsts.values(), default=0), max(firsts.values(), default=0)
    scale = min(1.0, _SQUEEZED / max(1, end - begin))
    return {item.url: int((firsts[item.story] - begin) * (1 - scale)) for item in items}


def _document(row: dict[str, Any]) -> GoldDocument:
    return GoldDocument(
        id=row["id"],
        language=row["lang"],
        genre=row["genre"],
        title=row["title"],
        format=row["format"],
        text=row["text"],
        sentences=tuple(row["sentences"]),
        key=frozenset(row["key"]),
        bad=frozenset(row["bad"]),
        grade=row["grade"],
        sectors=tuple(row["sectors"]),
    )
