"""Items -> stories in the open window: read from the store, decided by ``stories.cluster``, written back."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from digests.model import Item
from digests.store import Store
from digests.store.stories import Placed
from digests.stories.clues import Clues, clues
from digests.stories.cluster import regroup
from digests.stories.continuity import name
from digests.stories.telling import tell

_BACKGROUND = 300
"""In a window smaller than this, items of other days show what is rare and what an item is near to anyway."""
_REMEMBERED = 12_000
"""Items whose clues stay in memory (about 10 KB each), the longest unused forgotten first."""


class Joiner:
    """Joins items to stories by when they were published; what it costs depends on the window, not on the archive."""

    def __init__(self, store: Store, hours: int = 72) -> None:
        """``hours``: the longest time between two reports of one event (``Settings.story_hours``)."""
        self._items = store.items
        self._stories = store.stories
        self._hours = hours
        self._clues: OrderedDict[int, Clues] = OrderedDict()

    def join(self, items: Sequence[Item], now: int) -> tuple[int, ...]:
        """Put ``items``, new or rewritten, into stories; the ids of the stories that changed.

        Call it inside the transaction that stored them, or after it.
        """
        changed: list[int] = []
        for span in _spans(items, self._hours * 3600):
            changed += self._join_span(span, now)
        return tuple(dict.fromkeys(changed))

    def split(self, story_id: int, item_ids: Sequence[int], now: int) -> int | None:
        """An admin takes ``item_ids`` out of the story: the id of their new story, or ``None`` where there is no such
        story or it would hold all or nothing. What was decided so is never clustered again.
        """
        story = self._stories.get(story_id)
        out = set(item_ids)
        apart = [item for item in story.items if item.id in out] if story else []
        rest = [item for item in story.items if item.id not in out] if story else []
        if story is None or not apart or not rest:
            return None
        with self._stories.writing():
            new_id = self._stories.open(tell(apart), apart, follows=None, now=now)
            self._stories.change(story.id, tell(rest), rest, now=now)
            self._stories.pin(new_id, [item.id for item in apart])
            self._stories.pin(story.id, [item.id for item in rest])
        return new_id

    def _join_span(self, fresh: Sequence[Item], now: int) -> list[int]:
        reach = self._hours * 3600
        start, end = fresh[0].published - reach, fresh[-1].published + reach
        placed = {one.item_id: one for one in self._stories.window(start, end)}
        placed |= {
            item.id: Placed(item.id, item.published, item.story_id, None) for item in fresh if item.id not in placed
        }
        known = self._known(placed, {item.id: item for item in fresh})
        others = max(0, _BACKGROUND - len(placed))
        background = self._known(self._stories.outside(start, end, others) if others else (), {})
        pinned = {one.item_id: one.pinned for one in placed.values()}
        home = {one.item_id: one.story_id for one in placed.values()}
        groups = regroup(
            list(known.values()),
            {item.id for item in fresh},
            home=home,
            pinned=pinned,
            hours=self._hours,
            background=list(background.values()),
        )
        with self._stories.writing():
            return self._write(groups, home, pinned, {item.id: item for item in fresh}, now)

    def _write(
        self,
        groups: Sequence[tuple[int, ...]],
        home: Mapping[int, int | None],
        pinned: Mapping[int, int | None],
        fresh: Mapping[int, Item],
        now: int,
    ) -> list[int]:
        naming = name(groups, home, pinned)
        changed = [
            (story_id, group)
            for story_id, group in naming.groups
            if story_id is None
            or any(home.get(item_id) != story_id or item_id in fresh for item_id in group)
            or sum(home.get(item_id) == story_id for item_id in home) != len(group)
        ]
        wanted = [item_id for _, group in changed for item_id in group]
        loaded = {item.id: item for item in self._items.many(wanted)} | dict(fresh)
        ids = []
        for story_id, group in changed:
            members = [loaded[item_id] for item_id in group]
            if story_id is None:
                ids.append(self._stories.open(tell(members), members, follows=None, now=now))
            else:
                self._stories.change(story_id, tell(members), members, now=now)
                ids.append(story_id)
        for old_id, into in naming.merged.items():
            self._stories.merge(old_id, into)
        return ids

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
    """``items`` by time, cut where nothing before can have to do with anything after."""
    span: list[Item] = []
    for item in sorted(items, key=lambda item: (item.published, item.id)):
        if span and item.published - span[-1].published > 2 * reach:
            yield span
            span = []
        span.append(item)
    if span:
        yield span
