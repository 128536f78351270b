"""Which item is an entry: one that we know, newer words of it, a rewrite of it, or none yet?

    fingerprints -> the same words as last time: known, and nothing is read
                 -> other words: held against the item (``stories.revisions``)
    none         -> the headline at a new address (``identity.rewrite_key``)

Reads the store, writes nothing. An article's words are those of the feed that it came with first; what other feeds
say under its address is another source's business.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from digests.model import Entry, Item, Reading
from digests.sources.feeds.naming import wording
from digests.store import Store
from digests.store.news.fingerprints import Met
from digests.stories.identity import is_marked, names_page, rewrite_key, without_revision
from digests.versions.revisions import ANOTHER_DAY, Revision, revision

_DAY = 24 * 3600
_REWRITE_WINDOW = 2
"""Days either side within which a title under a new address is the same article."""
_NEAREST_FIRST = sorted(range(-_REWRITE_WINDOW, _REWRITE_WINDOW + 1), key=abs)
_SAME_ARTICLE = _DAY // 2
"""Seconds within which it is the same article even where nothing marks it as a rewrite."""
_NEXT_ISSUE = 3 * _DAY
"""Seconds after which a known link and title with a new guid is the next issue of a column, not the same article."""
_AT_ONCE = 4
"""Newer texts of an article that are taken in as they come; each further one waits twice as long as the one before, so
that a page which shows something else at every poll is read ever less often."""
_PAUSE = 3600
_NARROW = ("c", "d")
"""How fingerprints begin that name only one wording or one date (see ``stories.identity.keys``)."""


@dataclass(slots=True)
class Decision:
    """What is to be done with one entry, decided before anything is written."""

    entry: Entry
    keys: tuple[str, ...]
    wording: int
    published: int
    document: bool = False
    """It came alone in a file: its address is its own, unlike those of a feed's entries or of records."""
    item_id: int | None = None
    """The item it belongs to already."""
    rewritten: bool = False
    """Its words take the place of the item's."""
    repeat: bool = False
    waits: bool = False
    """Its words are newer, but the item changed too often of late: they are looked at again at the next poll."""
    unlike: set[int] = field(default_factory=set)
    """Items that go by its names and are other articles."""
    reading: Reading | None = None
    _title: tuple[Entry, str | None] | None = None

    @property
    def title(self) -> str | None:
        """What the entry's title is known by, worked out once: it is asked for at every step."""
        if self._title is None or self._title[0] is not self.entry:
            self._title = self.entry, rewrite_key(self.entry)
        return self._title[1]

    @property
    def unread(self) -> bool:
        return self.item_id is None or self.rewritten


class Recognition:
    """Decides for the entries of one document."""

    def __init__(self, store: Store, without: Callable[[Entry], Entry] = lambda entry: entry) -> None:
        """``without`` takes the lines out of an entry that its feed's items are known to share."""
        self._store = store
        self._without = without
        self._met: dict[str, Met] = {}
        """What the names of the batch at work stand for."""

    def decide(self, entries: Sequence[Entry], keys: Sequence[tuple[str, ...]], now: int) -> list[Decision]:
        """What is to be done with each entry, in their order; nothing is written."""
        alone = len(entries) == 1 and entries[0].source == "drop"
        decisions = [
            Decision(entry, names, wording(entry), min(entry.published or now, now), alone)
            for entry, names in zip(entries, keys, strict=True)
        ]
        met = self._store.fingerprints.met([key for names in keys for key in names])
        changed = [decision for decision in decisions if not _as_before(decision, met)]
        if changed:
            self._look(changed, met, now)
        for decision in decisions:
            if decision.item_id is not None:  # what names only this date or these words is learnt with the item
                decision.keys = tuple(key for key in decision.keys if not key.startswith(_NARROW) or key in met)
        return decisions

    def reopen(self, decisions: Sequence[Decision]) -> None:
        """Look once more, now that nobody else writes, for what goes by the names of those that were unknown."""
        unknown = [decision for decision in decisions if decision.item_id is None]
        keys = [key for decision in unknown for key in (*decision.keys, *rewrite_keys(decision))]
        self._met = self._store.fingerprints.met(keys)

    def named(self, keys: Iterable[str], item_id: int, wording: int) -> None:
        """``keys`` stand for this item from now on."""
        self._met.update(dict.fromkeys(keys, Met(item_id, wording)))

    def remembered(self, keys: Iterable[str], item_id: int, wording: int) -> None:
        """``keys`` stand for this item, but for those that stood for another already."""
        self.named([key for key in keys if self._met.get(key, Met(item_id, 0)).item_id == item_id], item_id, wording)

    def again(self, decision: Decision, now: int) -> None:
        """Look once more for what the document itself has added meanwhile."""
        met = self._met
        decision.item_id = next((met[key].item_id for key in decision.keys if _new_to(decision, met.get(key))), None)
        if decision.item_id is None:
            titles = {key: met[key].item_id for key in rewrite_keys(decision) if key in met}
            self._seek(decision, titles, now)

    def _look(self, changed: Sequence[Decision], met: Mapping[str, Met], now: int) -> None:
        ids = dict.fromkeys(met[key].item_id for decision in changed for key in decision.keys if key in met)
        items = {item.id: item for item in self._store.items.many(ids)}
        counts = self._store.versions.counts(list(items)) if items else {}
        compared: set[int] = set()
        for decision in changed:
            self._compare(decision, met, items, counts, compared, now)
        unknown = [decision for decision in changed if decision.item_id is None]
        titles = self._store.fingerprints.known([key for decision in unknown for key in rewrite_keys(decision)])
        for decision in unknown:
            self._seek(decision, titles, now)

    def _compare(
        self,
        decision: Decision,
        met: Mapping[str, Met],
        items: Mapping[int, Item],
        counts: Mapping[int, tuple[int, int]],
        compared: set[int],
        now: int,
    ) -> None:
        for key in decision.keys:
            if not _new_to(decision, met.get(key)):
                continue
            item = items.get(met[key].item_id)
            if item is None or item.id in compared:  # pruned, or twice in this document: known all the same
                decision.item_id = met[key].item_id
                return
            count, since = counts.get(item.id, (0, item.first_seen))
            if self._is_another(decision, item, key, now - since):
                decision.unlike.add(item.id)
                continue
            decision.item_id = item.id
            compared.add(item.id)
            if decision.rewritten and _too_often(count, now - since):
                decision.rewritten, decision.waits = False, True
            return

    def _is_another(self, decision: Decision, item: Item, key: str, stood: int) -> bool:
        """And where it is not: whether its words are newer, and which are to be kept."""
        old, new = item.entry, decision.entry
        ours = old.feed == new.feed or old.source == new.source == "drop"
        if not ours and key[0] != "g":
            return False
        apart = abs(new.published - old.published) if old.published and new.published else None
        if key[0] != "g" and decision.keys[0][0] == "g" and (apart or 0) >= _NEXT_ISSUE:
            return True
        found = revision(old, new, item.language, apart, stood=stood, without=self._without)
        if found.kind == "another" and (apart if apart is not None else stood) < ANOTHER_DAY and _revises(old, new):
            found = Revision("newer", new)
        if found.kind == "newer" and ours:
            decision.entry, decision.rewritten = found.entry, True
        return found.kind == "another"

    def _seek(self, decision: Decision, titles: Mapping[str, int], now: int) -> None:
        matches = [
            titles[key] for key in rewrite_keys(decision) if key in titles and titles[key] not in decision.unlike
        ]
        if matches and self._is_rewrite(decision, matches[0], now):
            decision.item_id, decision.repeat = matches[0], True
        elif decision.document and names_page(decision.entry.url):
            there = self._store.items.at(decision.entry.url or "")
            if len(there) == 1:  # where several stand on one link, it tells nothing
                decision.item_id, decision.repeat = there[0], True

    def _is_rewrite(self, decision: Decision, item_id: int, now: int) -> bool:
        """The same title stands at a new address: an article rewritten where either says so or hours lie between them;
        a day later, and unmarked, it is the next of a column or briefing that goes by one name. And where it is one:
        whether its words are newer."""
        item = self._store.items.get(item_id)
        if item is None:
            return True
        marked = any(is_marked(title) for title in (decision.entry.title, *(link.title for link in item.sources)))
        if abs(decision.published - item.published) >= _SAME_ARTICLE and not marked:
            return False
        found = revision(item.entry, decision.entry, item.language, 0, without=self._without)
        count, since = self._store.versions.counts([item_id]).get(item_id, (0, item.first_seen))
        if decision.reading is not None and found.entry != decision.entry:  # it was read already, and other words of it
            return True
        if found.kind != "same" and decision.published >= item.published and not _too_often(count, now - since):
            decision.entry, decision.rewritten = found.entry, True
        return True


def _too_often(count: int, stood: int) -> bool:
    """Whether an article that changed ``count`` times, the last time so many seconds ago, must wait."""
    return count >= _AT_ONCE and stood < _PAUSE << (count - _AT_ONCE)


def _revises(old: Entry, new: Entry) -> bool:
    """Whether the publisher calls the one a further revision of the other."""
    if not old.guid or not new.guid or old.guid == new.guid or not names_page(new.url):
        return False
    same = without_revision(old.guid) == without_revision(new.guid)
    return same and (old.url or "").partition("#")[0] == (new.url or "").partition("#")[0]


def rewrite_keys(decision: Decision) -> list[str]:
    """The title by day, the nearest day first. None for an entry that its document tells from another by the guid
    alone: their title joins nothing."""
    title = decision.title
    if title is None or (decision.entry.url and all(one.startswith("g:") for one in decision.keys)):
        return []
    day = decision.published // _DAY
    return [f"{title}@{day + shift}" for shift in _NEAREST_FIRST]


def _as_before(decision: Decision, met: Mapping[str, Met]) -> bool:
    """Whether an entry says what it said when it was met last. One that is known by link and title alone is looked at:
    a new guid may mean a new issue of the same words."""
    renewed = decision.keys[0][0] == "g" and not any(key in met for key in decision.keys if key[0] == "g")
    if renewed and decision.entry.published is not None:
        return False
    found = next((met[key] for key in decision.keys if key in met and met[key].wording == decision.wording), None)
    if found is not None:
        decision.item_id = found.item_id
    return found is not None


def _new_to(decision: Decision, hit: Met | None) -> bool:
    return hit is not None and hit.item_id not in decision.unlike
