"""Gold -> what the pipeline makes of it, by the same code that reads a feed or a drop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from digests.evaluate.gold import Gold, GoldItem
from digests.model import Entry, Reading


class Reader(Protocol):
    """What ``digests.reading.Reader`` does."""

    def read(self, entries: Sequence[Entry]) -> list[Reading]: ...


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A long document as the drop folder gives it, and what we read in it."""

    entry: Entry
    reading: Reading


@dataclass(frozen=True, slots=True)
class Readings:
    """Everything the parts may score, by the ids of the gold set."""

    entries: Mapping[str, Entry]
    """Item id -> the entry that was read."""
    items: Mapping[str, Reading]
    """Item id -> what we understood of it by itself."""
    documents: Mapping[str, ReadDocument] = field(default_factory=dict)
    """Document id -> entry and reading; a document that was refused is missing."""
    stories: Mapping[str, int] = field(default_factory=dict)
    """Item id -> the story that intake and joiner put it in."""
    squeezed: Mapping[str, int] = field(default_factory=dict)
    """The same with all dates squeezed into ten days."""


def read(gold: Gold, reader: Reader) -> Readings:
    """Everything at once: some seconds for a few hundred items."""
    entries = {item.id: _entry(item) for item in gold.items}
    readings = reader.read(list(entries.values()))
    return Readings(entries=entries, items=dict(zip(entries, readings, strict=True)))


def _entry(item: GoldItem) -> Entry:
    return Entry(
        source="feed",
        feed=f"https://{item.outlet_country.lower()}.example/{item.outlet}",
        publisher=item.outlet,
        country=item.outlet_country,
        title=item.title,
        lead=item.summary,
        text=item.text,
        url=item.url,
        published=item.published,
    )
