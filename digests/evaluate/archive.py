"""A database that lives for one evaluation: entries taken in by the real intake, then asked where each ended up."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import regex

from digests.intake.entries import Intake
from digests.intake.joining import Joiner
from digests.intake.repeats import Repeats
from digests.language.fold import fold
from digests.language.query import parse_query
from digests.model import Entry, Reading
from digests.store import Store, open_store
from digests.stories.clues import Clues
from digests.stories.telling import Tags, tags_as_told

_EAST = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]+")
_WORD = regex.compile(r"[a-z]{2,}")
_LENGTHS = (1, 2, 3, 5, 8)
_QUERIES = 300


@dataclass(frozen=True, slots=True)
class Place:
    """Where a labelled item ended up."""

    item_id: int
    story_id: int
    copy_of: str | None
    """The URL of the item that it was taken for a copy of."""


@dataclass(frozen=True, slots=True)
class Search:
    """A query cut out of some item's title."""

    query: str
    found: frozenset[str]
    """URLs of the items found."""
    milliseconds: float


class Remembered:
    """A reader that gives back what was read before: the same entries are taken in more than once."""

    def __init__(self, readings: Mapping[str | None, Reading]) -> None:
        self._readings = readings

    def read(self, entries: Sequence[Entry]) -> list[Reading]:
        return [self._readings[entry.url] for entry in entries]


@contextmanager
def archive(
    feeds: Mapping[str, Sequence[Entry]],
    readings: Mapping[str | None, Reading],
    background: Callable[[], Sequence[Clues]],
) -> Iterator[Store]:
    """A store that has taken in ``feeds`` one after the other; ``readings`` by URL, ``background`` for the joiner."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "evaluation.db")
        try:
            intake = Intake(store, Remembered(readings), Joiner(store, background=background), Repeats(store))
            now = max((entry.published or 0 for entries in feeds.values() for entry in entries), default=0)
            for entries in feeds.values():
                intake.take(entries, now=now, pushable=True)
            yield store
        finally:
            store.close()


def places(store: Store) -> dict[str, Place]:
    """URL -> where it ended up; what is missing was lost."""
    found: dict[str, Place] = {}
    for item in store.items.every():
        for link in item.sources:
            copy_of = None if link.url == item.entry.url else item.entry.url
            if link.url and item.story_id is not None:
                found[link.url] = Place(item.id, item.story_id, copy_of)
    return found


def as_told(store: Store) -> dict[int, Tags]:
    """Item id -> what it is about, as ``export items`` gives it."""
    stories = {story.id: story for story in store.stories.every()}
    return {item.id: tags_as_told(item, stories.get(item.story_id or 0)) for item in store.items.every()}


def searches(store: Store, now: int) -> Iterator[Search]:
    """Parts of titles, asked of the whole archive: 1 to 8 characters, or a word of a script with spaces."""
    items = {item.id: item.entry for item in store.items.every()}
    draw = random.Random(4)  # noqa: S311 - the same queries each time
    queries = sorted({query for entry in items.values() for query in _cuttings(entry.title, draw)})
    for query in draw.sample(queries, min(_QUERIES, len(queries))):
        started = time.perf_counter()
        hits = store.search.search(parse_query(f'"{query}"', now), limit=len(items), now=now).hits
        milliseconds = (time.perf_counter() - started) * 1000
        yield Search(query, frozenset(items[hit.item_id].url or "" for hit in hits), milliseconds)


def _cuttings(title: str, draw: random.Random) -> Iterator[str]:
    for run in _EAST.findall(fold(title)):
        length = draw.choice(_LENGTHS)
        start = draw.randint(0, max(0, len(run) - length))
        yield run[start : start + length]
    yield from _WORD.findall(fold(title))
