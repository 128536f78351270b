"""Entries in, items stored: known ones passed over, repeats joined to what they repeat, new ones read and indexed.

    entries -> identity (known? rewritten?) -> read -> near-duplicate? -> one transaction: items, sources, search,
        fingerprints -> joined to stories

A batch is all or nothing up to the joining; items that a crash left unjoined are joined by the next call.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from digests.model import Entry, Item, Reading, SourceLink
from digests.sources.identity import (
    Policy,
    changed_guids,
    core_title,
    is_marked,
    keys_of,
    names_page,
    policy_of,
    rewrite_key,
)
from digests.store import Store

_BATCH = 500
"""Entries read and written together: bounds memory and the length of a transaction."""
_DAY = 24 * 3600
_REWRITE_WINDOW = 2
"""Days either side within which a title under a new address is the same article."""
_SAME_ARTICLE = _DAY // 2
"""Seconds within which it is so even where nothing marks it as a rewrite."""


class Reads(Protocol):
    """What ``digests.reading.Reader`` does."""

    def read(self, entries: Sequence[Entry]) -> list[Reading]: ...


class Joiner(Protocol):
    """What ``digests.joining.Joiner`` does."""

    def join(self, items: Sequence[Item], now: int) -> object: ...


class Repeats(Protocol):
    """What ``digests.repeats.Repeats`` does: finds the stored item that an entry copies."""

    def of(self, entry: Entry, reading: Reading, published: int) -> int | None: ...

    def add(self, item_id: int, entry: Entry, reading: Reading, published: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch."""

    added: tuple[int, ...] = ()
    known: int = 0
    repeats: int = 0
    """Copies and rewrites that became a further source of an item."""
    remark: str = ""
    """What the operator should know of the feed's ids."""


@dataclass(slots=True)
class _Fate:
    """What is to be done with one entry, decided before anything is written."""

    entry: Entry
    keys: tuple[str, ...]
    item_id: int | None = None
    """The item it belongs to already."""
    rewritten: bool = False
    repeat: bool = False
    published: int = 0
    reading: Reading | None = None
    document: bool = False
    """It came alone in a file: its address is its own, unlike those of a feed's entries or of records."""


@dataclass(slots=True)
class _Tally:
    added: list[Item] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    known: int = 0
    repeats: int = 0


class Intake:
    """The one way into the store. Synchronous: the caller keeps it off the event loop, one batch at a time."""

    def __init__(self, store: Store, reader: Reads, joiner: Joiner, repeats: Repeats) -> None:
        self._store = store
        self._reader = reader
        self._joiner = joiner
        self._repeats = repeats
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
        if not entries:
            return Taken()
        policy, remark = self._policy(entries)
        tally = _Tally()
        for batch in _batches(entries):
            self._take_batch(batch, policy, now, pushable, tally)
        self._rewritten += tally.changed
        return Taken(tuple(item.id for item in tally.added), tally.known, tally.repeats, remark)

    def join(self, now: int) -> int:
        """Join to stories whatever was added or rewritten since, a crash in between or not; how many items."""
        items = [*self._store.items.unjoined(), *self._store.items.many(self._rewritten)]
        if items:
            self._joiner.join(items, now)
        self._rewritten.clear()
        return len(items)

    def _policy(self, entries: Sequence[Entry]) -> tuple[Policy, str]:
        """A feed whose guids were found bad stays with link and title for good."""
        note = f"identity:{entries[0].feed}"
        if self._store.notes.get(note):
            return "link", ""
        policy, remark = policy_of(entries)
        if not remark:
            known = self._store.items.known([key for keys in keys_of(entries, "guid") for key in keys])
            remark = changed_guids(entries, known)
        if remark:
            self._store.notes.set(note, remark)
            return "link", remark
        return policy, ""

    def _take_batch(self, batch: Sequence[Entry], policy: Policy, now: int, pushable: bool, tally: _Tally) -> None:
        fates = self._decide(batch, policy, now)
        unread = [fate for fate in fates if fate.item_id is None or fate.rewritten]
        for fate, reading in zip(unread, self._reader.read([fate.entry for fate in unread]), strict=True):
            fate.reading = reading
        with self._store.db.write():
            for fate in fates:
                self._settle(fate, now, pushable, tally)

    def _decide(self, batch: Sequence[Entry], policy: Policy, now: int) -> list[_Fate]:
        """Which entries are known, which are rewrites, which repeat another of the same batch."""
        fates = [_Fate(entry, keys) for entry, keys in zip(batch, keys_of(batch, policy), strict=True)]
        for fate in fates:
            fate.published = min(fate.entry.published or now, now)
            fate.document = len(batch) == 1 and fate.entry.source == "drop"
        wanted = [key for fate in fates for key in (*fate.keys, *_rewrite_keys(fate))]
        known = self._store.items.known(wanted)
        for fate in fates:
            self._compare(fate, known)
        return fates

    def _compare(self, fate: _Fate, known: dict[str, int]) -> None:
        for place, key in enumerate(fate.keys):
            if key in known:
                fate.item_id = known[key]
                first_only = place == 0 and len(fate.keys) > 1 and fate.keys[1] not in known
                if first_only:
                    self._compare_with_item(fate)
                return
        matches = [known[key] for key in _rewrite_keys(fate) if key in known]
        if matches and self._is_rewrite(fate, matches[0]):
            fate.item_id, fate.repeat, fate.rewritten = matches[0], True, True
        elif fate.document and names_page(fate.entry.url):
            there = self._store.items.at(fate.entry.url or "")
            if len(there) == 1:  # where several stand on one link, it tells nothing
                fate.item_id, fate.repeat = there[0], True

    def _is_rewrite(self, fate: _Fate, item_id: int) -> bool:
        """The same title stands at a new address: an article rewritten where either says so or hours lie between them;
        a day later, and unmarked, it is the next of a column or briefing that goes by one name."""
        item = self._store.items.get(item_id)
        if item is None or abs(fate.published - item.published) < _SAME_ARTICLE:
            return True
        return any(is_marked(title) for title in (fate.entry.title, *(link.title for link in item.sources)))

    def _compare_with_item(self, fate: _Fate) -> None:
        """The guid is known, link and title are not: changed in place, or a guid used a second time."""
        item = self._store.items.get(fate.item_id or 0)
        if item is None:
            return  # pruned: known all the same
        if item.entry.url == fate.entry.url:
            fate.rewritten = True
        elif core_title(item.title) != core_title(fate.entry.title):
            fate.item_id = None  # another article under an old guid: never lost
            fate.keys = fate.keys[1:]

    def _settle(self, fate: _Fate, now: int, pushable: bool, tally: _Tally) -> None:
        """Write what was decided; what the batch itself has added by now is looked up once more."""
        if fate.item_id is None:
            self._compare(fate, self._store.items.known([*fate.keys, *_rewrite_keys(fate)]))
        if fate.item_id is None and fate.reading is not None:
            fate.item_id = self._repeats.of(fate.entry, fate.reading, fate.published)
            fate.repeat = fate.item_id is not None
        if fate.item_id is not None:
            self._known(fate, fate.item_id, now, tally)
        elif fate.reading is not None:
            self._add(fate, fate.reading, now, pushable, tally)

    def _add(self, fate: _Fate, reading: Reading, now: int, pushable: bool, tally: _Tally) -> None:
        items = self._store.items
        item = items.add(fate.entry, reading, published=fate.published, first_seen=now, pushable=pushable)
        self._store.search.add([item])
        self._repeats.add(item.id, fate.entry, reading, fate.published)
        items.remember((*fate.keys, *_rewrite_keys(fate)[:1]), item.id, now)
        tally.added.append(item)

    def _known(self, fate: _Fate, item_id: int, now: int, tally: _Tally) -> None:
        items = self._store.items
        if fate.repeat:
            entry = fate.entry
            link = SourceLink(entry.publisher, entry.country, entry.url, entry.feed, fate.published, entry.title)
            items.add_source(item_id, link, now)
            tally.repeats += 1
        else:
            tally.known += 1
        reading = fate.reading if fate.rewritten else None
        if reading is not None and items.rewrite(item_id, fate.entry, reading, fate.published):
            self._store.search.add(items.many([item_id]))
            tally.changed.append(item_id)
        items.remember(fate.keys, item_id, now)


def _rewrite_keys(fate: _Fate) -> list[str]:
    """None for an entry that its document tells from another by the guid alone: their title joins nothing."""
    key = rewrite_key(fate.entry)
    if key is None or (fate.entry.url and all(one.startswith("g:") for one in fate.keys)):
        return []
    day = fate.published // _DAY
    return [f"{key}@{day + shift}" for shift in sorted(range(-_REWRITE_WINDOW, _REWRITE_WINDOW + 1), key=abs)]


def _batches(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    iterator = iter(entries)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
