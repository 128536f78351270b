"""What one tick of the scheduler knows: who is due what, whose digests are equal, and the stories to make them from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digests.editions.compose import EditionMaker, Glossing, reports, unglossed
from digests.model import Digest, Edition, Follow, Part, Preferences, Schedule, Story, Subscriber
from digests.schedule import LATE, Due, Slot, due_now, local_date, previous
from digests.store import Store
from digests.store.people.readers import Served
from digests.store.sending.changes import DIGEST
from digests.store.sending.editions import Publication
from digests.store.sending.outbox import Outbox

DAY, WEEK = 86_400, 7 * 86_400
_KEPT = 3000
"""Digests kept for other readers of a tick."""
_SETTLED = 900
"""Seconds: what a feed brought becomes a story at most so much later, once its whole pass is read. So an edition
looks back a little over the slot before it; what was told then is not told again."""
_NEWEST = 20
"""Stories of a narrow choice that are looked at where there is nothing new."""


@dataclass(frozen=True, slots=True)
class Likeness:
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
class Recipient:
    """A subscriber and one slot whose time has come."""

    subscriber: Subscriber
    slot: Slot
    since: int
    late: bool
    next_due: int | None


class Made:
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


class Tick:
    """What the pages of one tick share: turns, stories and digests that were made already."""

    def __init__(self, store: Store, now: int, glossing: Glossing = unglossed) -> None:
        self.now = now
        self._glossing = glossing
        self.made: dict[Likeness, Made] = {}
        self.looked_back: dict[tuple[Likeness, tuple[tuple[int, int], ...]], Made] = {}
        self.reports: dict[int, int] = {}
        """How many reports each story has, for the stories asked for so far."""
        self._store = store
        self._due_now: dict[tuple[Schedule, int], Due] = {}
        self._befores: dict[tuple[Schedule, Slot], Slot | None] = {}
        self._stories: dict[int, list[Story]] = {}
        self._makers: dict[int, EditionMaker] = {}
        self._newest: dict[tuple[object, ...], EditionMaker] = {}

    def maker(self, since: int) -> EditionMaker:
        """What composes from these stories: their ranking is the same for everyone."""
        if since not in self._makers:
            self._makers[since] = EditionMaker(self.stories(since), self.now, self._glossing)
        return self._makers[since]

    def compose(self, wish: Likeness) -> Digest:
        """The digest of readers who are so alike."""
        return self.maker(wish.since).compose(
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

    def make_room(self) -> None:
        """Where nearly every reader's digest differs, keep only the last ones made."""
        if len(self.made) + len(self.looked_back) >= _KEPT:
            self.made.clear()
            self.looked_back.clear()
            self._makers.clear()
            self._newest.clear()

    def stories(self, since: int) -> list[Story]:
        """Stories that changed since then and may be pushed."""
        if since not in self._stories:
            self._stories[since] = [each for each in self._store.stories.since(since) if _may_be_pushed(each)]
            self.reports |= {story.id: reports(story) for story in self._stories[since]}
        return self._stories[since]

    def newest(self, wanted: Preferences) -> EditionMaker:
        """What composes from the newest of the week that are about what was chosen."""
        key = (wanted.sectors, wanted.countries, wanted.grade)
        if key not in self._newest:
            stories = {story.id: story for story in _newest(self._store, wanted) if _may_be_pushed(story)}
            self.reports |= {story.id: reports(story) for story in stories.values()}
            self._newest[key] = EditionMaker(list(stories.values()), self.now, self._glossing)
        return self._newest[key]

    def dues(self, subscribers: Sequence[Subscriber]) -> tuple[list[Recipient], list[Publication]]:
        """What each subscriber is due, and for those who get nothing now, the edition that moves their next due
        time."""
        served = self._store.readers.last_served([subscriber.id for subscriber in subscribers])
        dues: list[Recipient] = []
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

    def groups(self, dues: Sequence[Recipient]) -> dict[Likeness, list[Recipient]]:
        """Subscribers whose digests are equal, together."""
        by_since: dict[int, list[Recipient]] = defaultdict(list)
        for due in dues:
            by_since[due.since].append(due)
        groups: dict[Likeness, list[Recipient]] = defaultdict(list)
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
                wish = Likeness(reader.preferences, zone, since, due.late, due.slot.weekly, wants, leans, had, wrong)
                groups[wish].append(due)
        return groups

    def _due(self, subscriber: Subscriber, slot: Slot, served: Served, what: Due) -> Recipient:
        """Since when this edition tells: the slot before those that it stands for, or the last edition where slots
        were missed since."""
        after = what.next_due
        if slot.weekly:
            return Recipient(subscriber, slot, slot.at - WEEK, self.now - slot.at > LATE, after)
        if served.missed:
            since = max(served.at or served.missed - DAY, self.now - WEEK)
            return Recipient(subscriber, slot, since - _SETTLED, True, after)
        first = what.first or slot
        key = (subscriber.schedule, first)
        if key not in self._befores:
            self._befores[key] = previous(*key)
        before = self._befores[key]
        since = slot.at - DAY if before is None else max(before.at, self.now - WEEK)
        return Recipient(subscriber, slot, since - _SETTLED, self.now - first.at > LATE, after)


def _passed(subscriber: Subscriber, what: Due, now: int) -> Publication:
    """An edition without parts. Where a slot was missed it remembers that: the next digest says so."""
    due = subscriber.next_due or now
    edition = Edition(subscriber.id, local_date(subscriber.schedule, due), f"{'m' if what.missed else 'x'}{due}")
    version = subscriber.settings_version
    return Publication(edition, subscriber.chat_id, subscriber.thread_id, DIGEST, (), {}, version, what.next_due)


def _newest(store: Store, wanted: Preferences) -> Iterator[Story]:
    """The newest stories of each chosen sector, or else of each chosen country."""
    page = store.stories.page
    for sector in wanted.sectors:
        yield from page(sector=sector, at_least=wanted.grade, limit=_NEWEST)
    for country in () if wanted.sectors else wanted.countries:
        yield from page(country=country, at_least=wanted.grade, limit=_NEWEST)


def _may_be_pushed(story: Story) -> bool:
    """False for what a feed already held when we first met it: that can be found, and is sent to nobody."""
    return any(item.pushable for item in story.items)
