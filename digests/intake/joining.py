"""Items -> stories in the open window: read from the store, grouped by ``stories.cluster``, written back."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from digests.model import Item
from digests.store import Store
from digests.store.news.joins import Placed
from digests.stories.clues import Clues, clues
from digests.stories.cluster import regroup
from digests.stories.continuity import name
from digests.stories.telling import Telling, tell
from digests.stories.timeline import DAYS, predecessors

_BACKGROUND = 300
"""In a window of fewer items than this, items of other days show what is rare and how near unrelated items are; where
the archive has too few of those, the background that the joiner was given stands in."""
_REMEMBERED = 6_000
"""Items whose clues stay in memory (about 5 KB each) beyond the window at hand, the longest unused forgotten first."""
_AT_ONCE = 6_000
"""Items joined together: an import of years is taken in pieces, each with its own window."""
_EARLIER = 60
"""Stories about the same countries that a story may continue, the latest first."""


class Joiner:
    """Joins items to stories by when they were published; what it costs depends on the window, not on the archive."""

    def __init__(self, store: Store, hours: int = 72, background: Callable[[], Sequence[Clues]] = tuple) -> None:
        """``hours``: the longest time between two reports of one event (``Settings.story_hours``). ``background``: what
        stands in for an archive that is still small (``digests.intake.background``), asked for once, when it is needed.
        """
        self._items = store.items
        self._stories = store.stories
        self._joins = store.joins
        self._hours = hours
        self._clues: OrderedDict[int, Clues] = OrderedDict()
        self._background = cache(background)

    def join(self, items: Sequence[Item], now: int) -> tuple[int, ...]:
        """Put ``items``, new or rewritten, into stories; the ids of the stories that changed.

        Call it inside the transaction that stored them, or after it.
        """
        changed: list[int] = []
        for span in _spans(items, self._hours * 3600):
            changed += self._join_span(span, now)
        return tuple(dict.fromkeys(changed))

    def _join_span(self, fresh: Sequence[Item], now: int) -> list[int]:
        reach = self._hours * 3600
        start, end = fresh[0].published - reach, fresh[-1].published + reach
        placed = {one.item_id: one for one in self._joins.window(start, end)}
        placed |= {
            item.id: Placed(item.id, item.published, item.story_id, None) for item in fresh if item.id not in placed
        }
        known = self._known(placed, {item.id: item for item in fresh})
        background = self._others(start, end, max(0, _BACKGROUND - len(placed)))
        pinned = {one.item_id: one.pinned for one in placed.values()}
        home = {one.item_id: one.story_id for one in placed.values()}
        groups = regroup(
            list(known.values()),
            {item.id for item in fresh},
            home=home,
            pinned=pinned,
            hours=self._hours,
            background=background,
        )
        with self._joins.writing():
            told = self._write(groups, home, pinned, {item.id: item for item in fresh}, now)
            self._link_back(told, [*known.values(), *background])
        return list(told)

    def _others(self, start: int, end: int, count: int) -> list[Clues]:
        """Clues of up to ``count`` items that are not in the window: the archive's first."""
        if not count:
            return []
        stored = list(self._known(self._joins.outside(start, end, count), {}).values())
        missing = count - len(stored)
        return [*stored, *self._background()[:missing]] if missing else stored

    def _write(
        self,
        groups: Sequence[tuple[int, ...]],
        home: Mapping[int, int | None],
        pinned: Mapping[int, int | None],
        fresh: Mapping[int, Item],
        now: int,
    ) -> dict[int, Telling]:
        """Store what changed: the stories by their ids, and what each tells."""
        naming = name(groups, home, pinned)
        sizes = Counter(home.values())
        changed = [
            (story_id, group)
            for story_id, group in naming.groups
            if story_id is None
            or sizes[story_id] != len(group)
            or any(home.get(item_id) != story_id or item_id in fresh for item_id in group)
        ]
        wanted = [item_id for _, group in changed for item_id in group if item_id not in fresh]
        loaded = {item.id: item for item in self._items.many(wanted)} | dict(fresh)
        told: dict[int, Telling] = {}
        for story_id, group in changed:
            members = [loaded[item_id] for item_id in group]
            telling = tell(members)
            if story_id is None:
                told[self._joins.open(telling, members, follows=None, now=now)] = telling
            else:
                self._joins.change(story_id, telling, members, now=now)
                told[story_id] = telling
        for old_id, into in naming.merged.items():
            self._joins.merge(old_id, into)
        return told

    def _link_back(self, told: Mapping[int, Telling], background: Sequence[Clues]) -> None:
        """Name the earlier story that each of ``told`` continues; only between countries are matters taken up again
        often enough to say so."""
        between = [story_id for story_id, telling in told.items() if telling.grade in ("trilateral", "bilateral")]
        earlier = {
            story_id: found
            for story_id in between
            if (found := self._joins.earlier(story_id, seconds=DAYS * 86_400, limit=_EARLIER))
        }
        if not earlier:
            return
        members = self._stories.members(earlier)
        leads = {lead_id for found in earlier.values() for lead_id in found.values()}
        known = self._known(leads.union(*members.values()), {})
        links = predecessors(
            {story_id: [known[item_id] for item_id in members[story_id]] for story_id in earlier},
            {story_id: {old: known[lead] for old, lead in found.items()} for story_id, found in earlier.items()},
            background[:_BACKGROUND],
        )
        self._joins.follow({story_id: links.get(story_id) for story_id in earlier})

    def _known(self, ids: Iterable[int], fresh: Mapping[int, Item]) -> dict[int, Clues]:
        """The clues of ``ids``, from memory where they were read before; ``fresh`` are always read again."""
        wanted = list(ids)
        missing = [item_id for item_id in wanted if item_id not in self._clues and item_id not in fresh]
        for item in (*fresh.values(), *self._items.many(missing)):
            self._clues[item.id] = clues(item)
        found = {}
        for item_id in wanted:
            if item_id in self._clues:
                found[item_id] = self._clues[item_id]
                self._clues.move_to_end(item_id)
        while len(self._clues) > max(_REMEMBERED, len(wanted)):
            self._clues.popitem(last=False)
        return found


def _spans(items: Sequence[Item], reach: int) -> Iterator[list[Item]]:
    """``items`` by time, cut where nothing before can have to do with anything after, or where there are too many."""
    span: list[Item] = []
    for item in sorted(items, key=lambda item: (item.published, item.id)):
        if span and (item.published - span[-1].published > 2 * reach or len(span) == _AT_ONCE):
            yield span
            span = []
        span.append(item)
    if span:
        yield span
