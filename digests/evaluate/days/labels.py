"""Real news days: what the press published, with labels made by reading, and what an editor would have sent.

items.jsonl     every item of the days, unselected
labels.jsonl    what a careful reader says of some of them
mornings.json   for each morning the stories of a good editor, in order
unsure.txt      addresses on which editors differ: they count neither way (may be missing)
urls.txt        all addresses of the set (may be missing)
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from digests.errors import SourceError
from digests.model import Grade

_CLICKS = ("utm_", "at_", "source", "smid", "cmpid", "fbclid", "st", "mod", "ref")
"""How the names of parameters begin that only count clicks: addresses are compared without them."""


@dataclass(frozen=True, slots=True)
class DayItem:
    """An item as its outlet's feed carried it."""

    id: str
    outlet: str
    country: str
    language: str
    title: str
    lead: str
    text: str
    """``""`` for most: the feed's description is all there is."""
    url: str
    published: int


@dataclass(frozen=True, slots=True)
class Label:
    """What a careful reader says of an item."""

    url: str
    title: str
    language: str
    grade: Grade
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    mechanisms: tuple[str, ...]
    story: str
    """Items about one event share it; ``""`` = not told."""
    worth: int
    """3 must be in a morning digest, 2 good, 1 marginal, 0 does not belong."""
    part: Literal["a", "b", "c"]
    """a = every item about two or three of the countries, b = a random sample of the rest, c = all reports of some
    events."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A story that an editor sends: the addresses of its reports, as they are compared."""

    urls: frozenset[str]
    title: str


@dataclass(frozen=True, slots=True)
class NewsDays:
    """One set. Addresses are plain (:func:`plain_url`) throughout."""

    name: str
    items: tuple[DayItem, ...]
    labels: Mapping[str, Label]
    mornings: Mapping[int, tuple[Pick, ...]]
    """When the digest of a morning is made -> what an editor sends then."""
    unsure: frozenset[str]
    urls: frozenset[str]
    """Addresses of the set."""


def holds_days(directory: Path) -> bool:
    """Whether ``directory`` holds real days, and no written set."""
    return (directory / "mornings.json").is_file()


def plain_url(url: str) -> str:
    """``url`` as addresses are compared: without scheme's s and what only counts clicks."""
    base, _, query = url.partition("?")
    kept = [part for part in query.split("&") if part and not part.split("=")[0].lower().startswith(_CLICKS)]
    return base.replace("https://", "http://") + ("?" + "&".join(kept) if kept else "")


def load_days(directory: Path) -> NewsDays:
    """The real days in ``directory``.

    Raises:
        SourceError: a file is missing, or a line is not in the format; names both.
    """
    items = tuple(_rows(directory / "items.jsonl", _item))
    labels = {plain_url(label.url): label for label in _rows(directory / "labels.jsonl", _label)}
    return NewsDays(
        name=directory.name,
        items=items,
        labels=labels,
        mornings=_mornings(directory / "mornings.json"),
        unsure=_addresses(directory / "unsure.txt"),
        urls=_addresses(directory / "urls.txt") or frozenset(plain_url(item.url) for item in items),
    )


_Row = TypeVar("_Row")


def _rows(path: Path, make: Callable[[dict[str, Any]], _Row]) -> Iterator[_Row]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield make(json.loads(line))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SourceError(f"{path}, line {number}", f"is not in the format: {error!r}") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SourceError(
            str(path), "is missing", "give a folder with items.jsonl, labels.jsonl and mornings.json"
        ) from error


def _addresses(path: Path) -> frozenset[str]:
    return frozenset(map(plain_url, path.read_text(encoding="utf-8").split())) if path.is_file() else frozenset()


def _item(row: dict[str, Any]) -> DayItem:
    return DayItem(
        id=row["id"],
        outlet=row["outlet"],
        country=row["country"],
        language=row["lang"],
        title=row["title"],
        lead=row["lead"],
        text=row["text"],
        url=row["url"],
        published=int(datetime.fromisoformat(row["published"]).timestamp()),
    )


def _label(row: dict[str, Any]) -> Label:
    return Label(
        url=row["url"],
        title=row["title"],
        language=row["lang"],
        grade=row["grade"],
        countries=tuple(row["countries"]),
        sectors=tuple(row["sectors"]),
        mechanisms=tuple(row["mechanisms"]),
        story=row.get("story") or "",
        worth=row["worth"],
        part=row["part"],
    )


def _mornings(path: Path) -> dict[int, tuple[Pick, ...]]:
    try:
        return {
            int(datetime.fromisoformat(morning).replace(tzinfo=UTC).timestamp()): tuple(map(_pick, picks))
            for morning, picks in json.loads(_text(path)).items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SourceError(str(path), f"is not in the format: {error!r}") from error


def _pick(row: dict[str, Any]) -> Pick:
    return Pick(frozenset(map(plain_url, row["urls"])), row.get("headline", ""))
