"""Gold -> what the pipeline makes of it, by the same code that reads feeds and drops, stores, joins and searches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Protocol

from digests.errors import DropRejected
from digests.evaluate.archive import Search, archive, as_told, places, searches
from digests.evaluate.feeds import entries_by_outlet
from digests.evaluate.gold import Gold, GoldItem, squeezed
from digests.intake.background import background
from digests.model import Entry, Reading
from digests.sources.drops.documents import read_document
from digests.stories.telling import Tags


class Analyser(Protocol):
    """What ``digests.intake.understanding.Reader`` does."""

    def read(self, entries: Sequence[Entry]) -> list[Reading]: ...


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A long document as the drop folder gives it, and what we read in it."""

    entry: Entry
    reading: Reading


@dataclass(frozen=True, slots=True)
class Readings:
    """Everything the parts may score, by the ids of the gold set; an item that is missing was lost on the way."""

    entries: Mapping[str, Entry]
    """Item id -> the entry that its feed's parser made."""
    items: Mapping[str, Reading]
    """Item id -> what we understood of it by itself."""
    documents: Mapping[str, ReadDocument] = field(default_factory=dict)
    """Document id -> entry and reading; a document that was refused is missing."""
    told: Mapping[str, Tags] = field(default_factory=dict)
    """Item id -> what it is about as it is exported: what its story voted where several tell it."""
    stories: Mapping[str, int] = field(default_factory=dict)
    """Item id -> the story that intake and joiner put it in."""
    squeezed: Mapping[str, int] = field(default_factory=dict)
    """The same with all dates squeezed into ten days."""
    copies: Mapping[str, str] = field(default_factory=dict)
    """Item id -> the item that it was taken for a copy of."""
    stored: Mapping[str, Entry] = field(default_factory=dict)
    """Item id -> the entry as the store holds it, without what its feed's items share."""
    searches: tuple[Search, ...] = ()


def read(gold: Gold, analyser: Analyser) -> Readings:
    """Everything at once: some seconds for a few hundred items."""
    ids = {item.url: item.id for item in gold.items}
    feeds = entries_by_outlet(gold.items)
    entries = {ids[entry.url]: entry for feed in feeds.values() for entry in feed if entry.url in ids}
    items = dict(zip(entries, analyser.read(list(entries.values())), strict=True))
    readings: dict[str | None, Reading] = {entries[item_id].url: reading for item_id, reading in items.items()}
    usual = cache(lambda: background(analyser))
    with archive(feeds, readings, usual) as store:
        placed = places(store)
        told = as_told(store)
        stored = {ids[item.entry.url]: item.entry for item in store.items.every() if item.entry.url in ids}
        found = tuple(searches(store, max((item.published for item in gold.items), default=0)))
    with archive(_squeezed(feeds, gold.items), readings, usual) as store:
        squeezed = places(store)
    return Readings(
        entries=entries,
        items=items,
        documents=dict(_documents(gold, analyser)),
        told={ids[url]: told[place.item_id] for url, place in placed.items()},
        stories={ids[url]: place.story_id for url, place in placed.items()},
        squeezed={ids[url]: place.story_id for url, place in squeezed.items()},
        copies={ids[url]: ids[place.copy_of] for url, place in placed.items() if place.copy_of},
        stored=stored,
        searches=found,
    )


def _documents(gold: Gold, analyser: Analyser) -> Iterator[tuple[str, ReadDocument]]:
    for document in gold.documents:
        try:
            entry = read_document(f"{document.id}.{document.format}", document.text.encode("utf-8"))[0]
        except DropRejected:
            continue
        yield document.id, ReadDocument(entry, analyser.read([entry])[0])


def _squeezed(feeds: Mapping[str, Sequence[Entry]], items: Sequence[GoldItem]) -> dict[str, list[Entry]]:
    earlier = squeezed(items)
    return {
        outlet: [replace(entry, published=(entry.published or 0) - earlier[entry.url or ""]) for entry in entries]
        for outlet, entries in feeds.items()
    }
