"""Who is due gets an edition: composed, rendered by the function that ``bot`` gives, written to the outbox.

due (a page) -> turn (which slots) -> groups of equal readers -> compose and render once a group -> one transaction

Readers with equal preferences, zone, follows and history get the same messages, so 100,000 due at once are composed
and rendered as often as there are different wishes. Each page is committed before the next is read: the first
messages leave while the last are still being written, and memory holds one page.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from digests.editions.compose import EditionMaker, reports
from digests.model import Digest, Edition, Follow, Part, Preferences, Schedule, Story, Subscriber
from digests.schedule import LATE, Due, Slot, due_now, local_date, next_due, previous
from digests.store import Store
from digests.store.people.readers import Served
from digests.store.sending.changes import DIGEST
from digests.store.sending.editions import Publication
from digests.store.sending.outbox import Outbox

log = logging.getLogger(__name__)

FIRST_PAGE, PAGE = 200, 2000
DAY, WEEK = 86_400, 7 * 86_400
_KEPT = 3000
"""Digests kept for other readers of a tick."""
_SETTLED = 900
"""Seconds: what a feed brought becomes a story at most so much later, once its whole pass is read. So an edition
looks back a little over the slot before it; what was told then is not told again."""
_RETRY = 600
"""Seconds until a reader whose digest could not be made is tried again."""


Renderer = Callable[[Digest, Preferences], tuple[Part, ...]]
"""A digest in the form that the reader chose."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What makes two readers' digests equal."""

    preferences: Preferences
    zone: str
    since: int
    late: bool
    weekly: bool
    follows: tuple[Follow, ...]
    leanings: tuple[tuple[str, int], ...]
    seen: tuple[tuple[int, int], ...]
    corrected: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Recipient:
    """A subscriber and one slot whose time has come."""

    subscriber: Subscriber
    slot: Slot
    since: int
    late: bool
    next_due: int | None


class _Made:
    """A digest ready to go: stored with the first page that needs it, and once."""

    def __init__(self, parts: tuple[Part, ...], stories: Mapping[int, int]) -> None:
        self._parts: tuple[Part, ...] = parts
        self._ids: tuple[int, ...] | None = None
        self.stories = stories

    def stored(self, outbox: Outbox, now: int) -> tuple[int, ...]:
        """The ids of its bodies."""
        if self._ids is None:
            self._ids, self._parts = tuple(outbox.add_body(part, now) for part in self._parts), ()
        return self._ids


class Publisher:
    """One tick at a time, off the event loop."""

    def __init__(self, store: Store, render: Renderer) -> None:
        self._store = store
        self._render = render

    def publish(self, now: int, *, after_page: Callable[[], bool] = lambda: True) -> int:
        """Everyone who is due at ``now``; how many editions were written.

        ``after_page`` is called after each commit and says whether to go on; who is left is due at the next tick.
        """
        self._store.audiences.wake(now, lambda schedule: next_due(schedule, now))
        written, size, tick = 0, FIRST_PAGE, _Tick(self._store, now)
        while due := self._store.audiences.due(now, size):
            written += self._page(due, tick)
            size = PAGE
            if not after_page():
                break
        return written

    def _page(self, subscribers: Sequence[Subscriber], tick: "_Tick") -> int:
        dues, passed = tick.dues(subscribers)
        made = [(due, self._made(wish, tick)) for wish, members in tick.groups(dues).items() for due in members]
        outbox, editions = self._store.outbox, self._store.editions
        with self._store.db.write():
            ids = {id(each): each.stored(outbox, tick.now) for _, each in made if each is not None}
            good = [_publication(due, each, ids[id(each)]) for due, each in made if each is not None]
            editions.publish(passed, tick.now)
            written = editions.publish(good, tick.now)
            for due, each in made:  # last: a digest that could be made beside it has moved the next due time on
                if each is None:
                    self._store.subscribers.set_next_due(due.subscriber.id, tick.now + _RETRY)
            return written

    def _made(self, wish: _Wish, tick: "_Tick") -> "_Made | None":
        """Compose and render once for a tick; ``None`` where it failed, which concerns these readers alone."""
        if wish not in tick.made:
            tick.make_room()
            try:
                tick.made[wish] = self._make(wish, tick)
            except Exception:
                log.exception("no digest in %s for readers of %s", wish.preferences.language, wish.zone)
                return None
        return tick.made[wish]

    def _make(self, wish: _Wish, tick: "_Tick") -> "_Made":
        digest = tick.maker(wish.since).compose(
            wish.preferences,
            zone=wish.zone,
            since=wish.since,
            seen=dict(wish.seen),
            corrected=frozenset(wish.corrected),
            follows=wish.follows,
            leanings=dict(wish.leanings),
            weekly=wish.weekly,
            late=wish.late,
        )
        silent = not digest.stories and wish.preferences.empty == "silence"
        told = {story.story_id: tick.reports[story.story_id] for story in digest.stories}
        return _Made(() if silent else self._render(digest, wish.preferences), told)


class _Tick:
    """What the pages of one tick share: turns, stories and digests that were made already."""

    def __init__(self, store: Store, now: int) -> None:
        self.now = now
        self.made: dict[_Wish, _Made] = {}
        self.reports: dict[int, int] = {}
        """How many reports each story has, for the stories asked for so far."""
        self._store = store
        self._due_now: dict[tuple[Schedule, int], Due] = {}
        self._befores: dict[tuple[Schedule, Slot], Slot | None] = {}
        self._stories: dict[int, list[Story]] = {}
        self._makers: dict[int, EditionMaker] = {}

    def maker(self, since: int) -> EditionMaker:
        """What composes from these stories: their ranking is the same for everyone."""
        if since not in self._makers:
            self._makers[since] = EditionMaker(self.stories(since), self.now)
        return self._makers[since]

    def make_room(self) -> None:
        """Where nearly every reader's digest differs, keep only the last ones made."""
        if len(self.made) >= _KEPT:
            self.made.clear()
            self._makers.clear()

    def stories(self, since: int) -> list[Story]:
        """Stories that changed since then and may be pushed."""
        if since not in self._stories:
            self._stories[since] = [each for each in self._store.stories.since(since) if _may_be_pushed(each)]
            self.reports |= {story.id: reports(story) for story in self._stories[since]}
        return self._stories[since]

    def dues(self, subscribers: Sequence[Subscriber]) -> tuple[list[_Recipient], list[Publication]]:
        """What each subscriber is due, and for those who get nothing now, the edition that moves their next due
        time."""
        served = self._store.readers.last_served([subscriber.id for subscriber in subscribers])
        dues: list[_Recipient] = []
        passed: list[Publication] = []
        for subscriber in subscribers:
            key = (subscriber.schedule, subscriber.next_due or self.now)
            if key not in self._due_now:
                self._due_now[key] = due_now(*key, self.now)
            what = self._due_now[key]
            last = served.get(subscriber.id, Served())
            dues += [self._due(subscriber, slot, last, what) for slot in what.slots]
            if not what.slots:
                passed.append(_passed(subscriber, what, self.now))
        return dues, passed

    def groups(self, dues: Sequence[_Recipient]) -> dict[_Wish, list[_Recipient]]:
        """Subscribers whose digests are equal, together."""
        by_since: dict[int, list[_Recipient]] = defaultdict(list)
        for due in dues:
            by_since[due.since].append(due)
        groups: dict[_Wish, list[_Recipient]] = defaultdict(list)
        for since, members in by_since.items():
            ids = [due.subscriber.id for due in members]
            follows = self._store.readers.follows(ids)
            leanings = self._store.readers.leanings(ids)
            seen = self._store.readers.seen(ids, [story.id for story in self.stories(since)])
            corrected = self._store.readers.corrected(
                ids, [story.id for story in self.stories(since) if story.corrected is not None]
            )
            for due in members:
                reader = due.subscriber
                had = tuple(sorted(seen.get(reader.id, {}).items()))
                wants = follows.get(reader.id, ())
                leans = tuple(leanings.get(reader.id, {}).items())
                zone = reader.schedule.zone
                wrong = corrected.get(reader.id, ())
                wish = _Wish(reader.preferences, zone, since, due.late, due.slot.weekly, wants, leans, had, wrong)
                groups[wish].append(due)
        return groups

    def _due(self, subscriber: Subscriber, slot: Slot, served: Served, what: Due) -> _Recipient:
        """Since when this edition tells: the slot before those that it stands for, or the last edition where slots
        were missed since."""
        after = what.next_due
        if slot.weekly:
            return _Recipient(subscriber, slot, slot.at - WEEK, self.now - slot.at > LATE, after)
        if served.missed:
            since = max(served.at or served.missed - DAY, self.now - WEEK)
            return _Recipient(subscriber, slot, since - _SETTLED, True, after)
        first = what.first or slot
        key = (subscriber.schedule, first)
        if key not in self._befores:
            self._befores[key] = previous(*key)
        before = self._befores[key]
        since = slot.at - DAY if before is None else max(before.at, self.now - WEEK)
        return _Recipient(subscriber, slot, since - _SETTLED, self.now - first.at > LATE, after)


def _publication(due: _Recipient, made: _Made, body_ids: tuple[int, ...]) -> Publication:
    subscriber = due.subscriber
    return Publication(
        Edition(subscriber.id, due.slot.date, due.slot.name),
        subscriber.chat_id,
        subscriber.thread_id,
        DIGEST,
        body_ids,
        made.stories,
        subscriber.settings_version,
        due.next_due,
    )


def _passed(subscriber: Subscriber, what: Due, now: int) -> Publication:
    """An edition without parts. Where a slot was missed it remembers that: the next digest says so."""
    due = subscriber.next_due or now
    edition = Edition(subscriber.id, local_date(subscriber.schedule, due), f"{'m' if what.missed else 'x'}{due}")
    version = subscriber.settings_version
    return Publication(edition, subscriber.chat_id, subscriber.thread_id, DIGEST, (), {}, version, what.next_due)


def _may_be_pushed(story: Story) -> bool:
    """False for what a feed already held when we first met it: that can be found, and is sent to nobody."""
    return any(item.pushable for item in story.items)
