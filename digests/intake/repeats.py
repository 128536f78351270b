"""Which stored item does an entry repeat? The open window's imprints in memory, read from the store day by day."""

from collections import OrderedDict

from digests.model import Entry, Reading
from digests.sources.feeds.alternates import site
from digests.store import Store
from digests.stories.duplicates import DuplicateIndex, Imprint, imprint
from digests.stories.identity import core_title, tells

_DAY = 24 * 3600
_REACH = 2
"""Days either side in which a text is reprinted; after that the same words are another event's."""
_ENOUGH = 200
"""Characters of each part that are looked at to see whether there is enough to compare."""
_KEPT = 20_000
"""Imprints in memory (about 2 KB each), the days longest unused forgotten first; feeds met for the first time reach
back over weeks, and a day read anew for each of their entries costs more than all else."""


class Repeats:
    """Finds the item that an entry copies, among those published within two days of it."""

    def __init__(self, store: Store) -> None:
        self._items = store.items
        self._index = DuplicateIndex()
        self._days: OrderedDict[int, set[int]] = OrderedDict()
        self._held = 0
        self._made: tuple[Entry, str, Imprint] | None = None

    def of(self, entry: Entry, reading: Reading, published: int) -> int | None:
        """The id of the item that has the same text, or ``None``; a short title alone is nobody's copy."""
        if not _tells_enough(entry):
            return None
        today = published // _DAY
        for day in range(today - _REACH, today + _REACH + 1):
            self._open(day)
        for item_id in self._index.matches(
            self._imprint(entry, reading), outlet=lambda item_id: self._is_by(entry, item_id)
        ):
            item = self._items.get(item_id)
            if item is None:  # its transaction was rolled back, or it was removed
                self._index.remove(item_id)
            elif abs(item.published - published) <= _REACH * _DAY:
                return item_id
        return None

    def _imprint(self, entry: Entry, reading: Reading) -> Imprint:
        """The imprint of an entry, made once: what was looked for and not found is added next."""
        if self._made is None or self._made[0] is not entry or self._made[1] != reading.language:
            self._made = entry, reading.language, imprint(entry, reading.language)
        return self._made[2]

    def _is_by(self, entry: Entry, item_id: int) -> bool:
        """Whether an item has the entry's publisher; dropped documents may all be one's, and a portal's feed gives
        those of many, each on its own site."""
        item = self._items.get(item_id)
        if item is None:
            return False
        ours, theirs = entry.url, item.entry.url
        named = item.entry.publisher == entry.publisher and not (ours and theirs and site(ours) != site(theirs))
        return named or item.entry.source == entry.source == "drop"

    def add(self, item_id: int, entry: Entry, reading: Reading, published: int) -> None:
        """A new item is stored, or one has new words: what comes later may repeat it."""
        day = published // _DAY
        if day in self._days:  # a day not open is read from the store when it is asked for
            self._held += item_id not in self._days[day]
            self._days[day].add(item_id)
            self._index.add(item_id, self._imprint(entry, reading))

    def _open(self, day: int) -> None:
        if day in self._days:
            self._days.move_to_end(day)
            return
        self._days[day] = set()
        for item in self._items.between(day * _DAY, (day + 1) * _DAY):
            self.add(item.id, item.entry, item.reading, item.published)
        while self._held > _KEPT and len(self._days) > 2 * _REACH + 1:
            _, gone = self._days.popitem(last=False)
            self._held -= len(gone)
            for item_id in gone:
                self._index.remove(item_id)


def _tells_enough(entry: Entry) -> bool:
    """Whether there is enough to compare; most titles alone are."""
    title = core_title(entry.title[:_ENOUGH])
    return tells(title) or tells(*{title, *(core_title(part[:_ENOUGH]) for part in (entry.lead, entry.text))})
