"""What was decided of an entry, written: a new item, a further source, newer words, and the names it is known by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from digests.errors import SourceError
from digests.intake.recognition import Decision, Recognition, rewrite_keys
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

    def settle(self, decision: Decision, now: int, pushable: bool, tally: Tally) -> None:
        """Write what was decided; what the batch itself has added by now is looked up once more."""
        if decision.item_id is None:
            self._recognition.again(decision, now)
        if decision.item_id is None and decision.reading is not None:
            decision.item_id = self._repeats.of(decision.entry, decision.reading, decision.published)
            decision.repeat = decision.item_id is not None
        if decision.item_id is not None:
            self._known(decision, decision.item_id, now, tally)
        elif decision.reading is not None:
            self._add(decision, decision.reading, now, pushable, tally)

    def _add(self, decision: Decision, reading: Reading, now: int, pushable: bool, tally: Tally) -> None:
        item = self._store.items.add(
            decision.entry, reading, published=decision.published, first_seen=now, pushable=pushable
        )
        self._store.search.add([item])
        self._repeats.add(item.id, decision.entry, reading, decision.published)
        self._name(decision.keys, item.id, now, decision.wording)
        self._remember(rewrite_keys(decision)[:1], item.id, now)
        tally.added.append(item)

    def _known(self, decision: Decision, item_id: int, now: int, tally: Tally) -> None:
        items = self._store.items
        if decision.repeat:
            self._add_source(item_id, decision, now)
            tally.repeats += 1
        else:
            tally.known += 1
        if decision.rewritten and decision.reading is not None and (item := items.get(item_id)):
            self._revise(item, decision, decision.reading, now, tally)
        if not decision.waits:
            self._name(self._claimed(decision), item_id, now, decision.wording)
            self._remember(decision.keys, item_id, now, decision.wording)

    def _name(self, keys: Sequence[str], item_id: int, now: int, wording: int) -> None:
        self._store.fingerprints.name(keys, item_id, now, wording=wording)
        self._recognition.named(keys, item_id, wording)

    def _remember(self, keys: Sequence[str], item_id: int, now: int, wording: int = 0) -> None:
        self._store.fingerprints.remember(keys, item_id, now, wording=wording)
        self._recognition.remembered(keys, item_id, wording)

    def _add_source(self, item_id: int, decision: Decision, now: int) -> None:
        """One more place to read the item at; a feed that makes its addresses anew at each poll gives only a few."""
        entry, item = decision.entry, self._store.items.get(item_id)
        if item is None or sum(link.feed == entry.feed for link in item.sources) < _SOURCES_OF_A_FEED:
            link = SourceLink(entry.publisher, entry.country, entry.url, entry.feed, decision.published, entry.title)
            self._store.items.add_source(item_id, link, now)

    def _claimed(self, decision: Decision) -> list[str]:
        """Names of the entry that stood for another article."""
        if not decision.unlike:
            return []
        known = self._store.fingerprints.known(decision.keys)
        return [key for key in decision.keys if known.get(key) in decision.unlike]

    def _revise(self, item: Item, decision: Decision, reading: Reading, now: int, tally: Tally) -> None:
        """The item says from now on what the entry says."""
        entry = decision.entry
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
