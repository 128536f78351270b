"""What was decided of an entry, written: a new item, a further source, newer words, and the names it is known by."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from digests.errors import SourceError
from digests.intake.recognition import Fate, Recognition, rewrite_keys
from digests.language.segment import sentences
from digests.model import Entry, Item, Reading, SourceLink
from digests.store import Store
from digests.stories.corrections import changes

_SOURCES_OF_A_FEED = 6


class Repeats(Protocol):
    """What ``digests.intake.repeats.Repeats`` does: finds the stored item that an entry copies."""

    def of(self, entry: Entry, reading: Reading, published: int) -> int | None: ...

    def add(self, item_id: int, entry: Entry, reading: Reading, published: int) -> None: ...


@dataclass(slots=True)
class Tally:
    """What became of the entries of one document so far."""

    added: list[Item] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    known: int = 0
    repeats: int = 0
    revised: int = 0
    aside: list[SourceError] = field(default_factory=list)
    """Why entries could not be read."""


class Settling:
    """Writes to the store; the caller holds the transaction."""

    def __init__(self, store: Store, recognition: Recognition, repeats: Repeats) -> None:
        self._store, self._recognition, self._repeats = store, recognition, repeats

    def settle(self, fate: Fate, now: int, pushable: bool, tally: Tally) -> None:
        """Write what was decided; what the batch itself has added by now is looked up once more."""
        if fate.item_id is None:
            self._recognition.again(fate, now)
        if fate.item_id is None and fate.reading is not None:
            fate.item_id = self._repeats.of(fate.entry, fate.reading, fate.published)
            fate.repeat = fate.item_id is not None
        if fate.item_id is not None:
            self._known(fate, fate.item_id, now, tally)
        elif fate.reading is not None:
            self._add(fate, fate.reading, now, pushable, tally)

    def _add(self, fate: Fate, reading: Reading, now: int, pushable: bool, tally: Tally) -> None:
        items, fingerprints = self._store.items, self._store.fingerprints
        item = items.add(fate.entry, reading, published=fate.published, first_seen=now, pushable=pushable)
        self._store.search.add([item])
        self._repeats.add(item.id, fate.entry, reading, fate.published)
        fingerprints.name(fate.keys, item.id, now, wording=fate.wording)
        fingerprints.remember(rewrite_keys(fate)[:1], item.id, now)
        tally.added.append(item)

    def _known(self, fate: Fate, item_id: int, now: int, tally: Tally) -> None:
        items, fingerprints = self._store.items, self._store.fingerprints
        if fate.repeat:
            self._add_source(item_id, fate, now)
            tally.repeats += 1
        else:
            tally.known += 1
        if fate.rewritten and fate.reading is not None and (item := items.get(item_id)):
            self._revise(item, fate, fate.reading, now, tally)
        if not fate.waits:
            fingerprints.name(self._claimed(fate), item_id, now, wording=fate.wording)
            fingerprints.remember(fate.keys, item_id, now, wording=fate.wording)

    def _add_source(self, item_id: int, fate: Fate, now: int) -> None:
        """One more place to read the item at; a feed that makes its addresses anew at each poll gives only a few."""
        entry, item = fate.entry, self._store.items.get(item_id)
        if item is None or sum(link.feed == entry.feed for link in item.sources) < _SOURCES_OF_A_FEED:
            link = SourceLink(entry.publisher, entry.country, entry.url, entry.feed, fate.published, entry.title)
            self._store.items.add_source(item_id, link, now)

    def _claimed(self, fate: Fate) -> list[str]:
        """Names of the entry that stood for another article."""
        if not fate.unlike:
            return []
        known = self._store.fingerprints.known(fate.keys)
        return [key for key in fate.keys if known.get(key) in fate.unlike]

    def _revise(self, item: Item, fate: Fate, reading: Reading, now: int, tally: Tally) -> None:
        """The item says from now on what the entry says."""
        entry = fate.entry
        told = [item.title, *(sentence.text for sentence in item.reading.summary)]
        corrected = changes(told, [entry.title, *_sentences(entry, reading.language)])
        self._store.versions.keep(item, corrected, now)
        self._store.items.revise(item, entry, reading, corrected=now if corrected else None)
        self._store.search.add(self._store.items.many([item.id]))
        self._repeats.add(item.id, entry, reading, item.published)
        tally.changed.append(item.id)
        tally.revised += 1


def _sentences(entry: Entry, language: str) -> Iterator[str]:
    for part in (entry.lead, entry.text):
        yield from (part[start:end] for start, end in sentences(part, language))
