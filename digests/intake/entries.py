"""Entries in, items stored: known ones passed over, repeats joined to what they repeat, new ones read and indexed.

    entries -> recognition (known? newer? rewritten?) -> read -> near-duplicate? -> one transaction: items, what they
        said before, sources, search, fingerprints -> joined to stories

A batch is all or nothing up to the joining; items that a crash left unjoined are joined by the next call. An entry
that cannot be read is set aside and said: the others go on, and it is tried again when its feed is read anew.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from digests.errors import ParseError, SourceError
from digests.intake.recognition import Decision, Recognition
from digests.intake.settling import Repeats, Settling, Tally
from digests.model import Entry, Item, Reading
from digests.sources.feeds.naming import changed_guids, keys_of, remark_on
from digests.store import Store
from digests.trail import trail
from digests.versions.echoes import without_echoes
from digests.versions.shared_lines import Habits

_log = logging.getLogger(__name__)
_BATCH = 500
"""Entries read and written together: bounds memory and the length of a transaction."""
_NAMED = 80
"""Characters of a title that name an entry in a log."""


class Analyser(Protocol):
    """What ``digests.intake.understanding.Analyser`` does."""

    def read(self, entries: Sequence[Entry]) -> list[Reading]: ...


class Joiner(Protocol):
    """What ``digests.intake.joining.Joiner`` does."""

    def join(self, items: Sequence[Item], now: int) -> object: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch."""

    added: tuple[int, ...] = ()
    known: int = 0
    repeats: int = 0
    """Copies and rewrites that became a further source of an item."""
    remark: str = ""
    """What the operator should know: of the feed's ids, and how many items have newer words."""
    revised: int = 0
    """Of those known, how many had newer words."""


class Intake:
    """The one way into the store. Synchronous: the caller keeps it off the event loop, one batch at a time."""

    def __init__(self, store: Store, analyser: Analyser, joiner: Joiner, repeats: Repeats) -> None:
        self._store = store
        self._analyser = analyser
        self._joiner = joiner
        self._habits: tuple[str, Habits] = ("", Habits())
        self._recognition = Recognition(store, self._without)
        self._settling = Settling(store, self._recognition, repeats)
        self._rewritten: list[int] = []

    def take(self, entries: Sequence[Entry], *, now: int, pushable: bool) -> Taken:
        """:meth:`add` and :meth:`join` in one."""
        taken = self.add(entries, now=now, pushable=pushable)
        self.join(now)
        return taken

    def add(self, entries: Sequence[Entry], *, now: int, pushable: bool) -> Taken:
        """Take in the entries of one document, which come from one feed or drop, but for joining them to stories:
        that costs by the window and not by the entry, so that many documents are best joined together.

        ``pushable`` false: stored, found and joined, but never pushed to a subscriber.

        Raises:
            StoreError: the database cannot be written; nothing of the batch at work was stored.
        """
        entries = [entry for entry in entries if entry.title]  # a feed's item with no word in it; its parser says so
        if not entries:
            return Taken()
        named, remark = self._named(entries)
        tally = Tally()
        for batch in _batches(list(zip(entries, named, strict=True))):
            self._take_batch(batch, now, pushable, tally)
        self._rewritten += tally.changed
        if tally.added:
            found = [item.id for item in tally.added]
            trail.info("items stored", extra={"items": found, "source": entries[0].feed})
        revised = f"{tally.revised} known with newer words" if tally.revised else ""
        said = "; ".join(filter(None, (remark, revised, _aside(tally.aside))))
        return Taken(tuple(item.id for item in tally.added), tally.known, tally.repeats, said, tally.revised)

    def join(self, now: int) -> int:
        """Join to stories whatever was added or rewritten since, a crash in between or not; how many items."""
        items = [*self._store.items.unjoined(), *self._store.items.many(self._rewritten)]
        if items:
            self._joiner.join(items, now)
            self._tell([item.id for item in items])
        self._rewritten.clear()
        return len(items)

    def _tell(self, joined: Sequence[int]) -> None:
        """Which story each item is in now, a line a story."""
        if not trail.isEnabledFor(logging.INFO):
            return
        stories: dict[int, list[int]] = {}
        for item_id, story_id in self._store.items.stories_of(joined).items():
            stories.setdefault(story_id, []).append(item_id)
        for story_id, items in stories.items():
            trail.info("items joined", extra={"items": items, "story": story_id})

    def _named(self, entries: Sequence[Entry]) -> tuple[list[tuple[str, ...]], str]:
        """What each entry is known by. A feed whose guids are made anew stays with link and title for good."""
        note = f"identity:{entries[0].feed}"
        if self._store.notes.get(note):
            return keys_of(entries, "link"), ""
        named = keys_of(entries)
        known = self._store.fingerprints.known([key for keys in named for key in keys])
        if remark := changed_guids(entries, known):
            self._store.notes.set(note, remark)
            return keys_of(entries, "link"), remark
        return named, remark_on(entries)

    def _take_batch(
        self, batch: Sequence[tuple[Entry, tuple[str, ...]]], now: int, pushable: bool, tally: Tally
    ) -> None:
        decisions = self._recognition.decide([entry for entry, _ in batch], [keys for _, keys in batch], now)
        unread = [decision for decision in decisions if decision.unread]
        self._learn([decision.entry for decision in unread if decision.item_id is None])
        for decision in unread:
            decision.entry = self._without(decision.entry)
        aside = self._read(unread)
        tally.aside += aside.values()
        with self._store.db.lasting():  # a drop is taken away, and a feed's version remembered, because this is stored
            self._recognition.reopen(decisions)
            for decision in decisions:
                if id(decision) not in aside:
                    self._settling.settle(decision, now, pushable, tally)

    def _read(self, decisions: Sequence[Decision]) -> dict[int, SourceError]:
        """Read the entries, all at once where that goes well; by ``id``, those that cannot be read, and why.

        Raises:
            Exception: a document on its own cannot be, or none of several, or what the model runs on is out of reach.
        """
        try:
            readings = self._analyser.read([decision.entry for decision in decisions])
        except OSError:
            raise  # each of the others would wait for it too
        except Exception:
            if decisions[0].entry.is_document:
                raise
            return self._read_singly(decisions)
        for decision, reading in zip(decisions, readings, strict=True):
            decision.reading = reading
        return {}

    def _read_singly(self, decisions: Sequence[Decision]) -> dict[int, SourceError]:
        aside: dict[int, SourceError] = {}
        for decision in decisions:
            try:
                [decision.reading] = self._analyser.read([decision.entry])
            except Exception as error:
                aside[id(decision)] = _unread(decision.entry, error)
                _log.warning("%s is set aside", aside[id(decision)])
                if len(aside) == len(decisions) > 1:
                    raise
        return aside

    def _learn(self, entries: Sequence[Entry]) -> None:
        """What the new entries of a feed have in common is its publisher's; files and records are nobody's feed."""
        if entries and entries[0].source == "feed":
            feed = entries[0].feed
            self._habits = feed, self._store.habits.of(feed).learnt(entries)
            self._store.habits.keep(*self._habits)

    def _without(self, entry: Entry) -> Entry:
        """The entry without what its feed's items share, and without a lead that only repeats its headline."""
        if entry.source != "feed":
            return entry
        if self._habits[0] != entry.feed:
            self._habits = entry.feed, self._store.habits.of(entry.feed)
        return without_echoes(self._habits[1].without(entry))


def _batches(
    named: Sequence[tuple[Entry, tuple[str, ...]]],
) -> Iterator[Sequence[tuple[Entry, tuple[str, ...]]]]:
    iterator = iter(named)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _unread(entry: Entry, error: Exception) -> SourceError:
    """What is wrong with an entry, by feed and title."""
    if isinstance(error, SourceError):
        return error
    return ParseError(entry.feed, f"“{entry.title[:_NAMED]}” cannot be read: {type(error).__name__}")


def _aside(errors: Sequence[SourceError]) -> str:
    """What the operator should know of entries that were set aside."""
    return f"{len(errors)} set aside: {errors[0].problem}" if errors else ""
