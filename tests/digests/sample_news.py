"""Stories and readers made with a line each, for tests of what happens to them."""

from collections.abc import Sequence

from digests.model import Entry, Grade, Preferences, Reading, Schedule, Story, Tag
from digests.store import Store
from digests.stories.telling import tell

NOON = 1_800_014_400
"""2027-01-15 12:00 UTC, a Friday."""


def add_story(
    store: Store,
    title: str,
    *,
    now: int = NOON - 3600,
    grade: Grade = "trilateral",
    sectors: Sequence[str] = ("ai",),
    mechanisms: Sequence[str] = (),
    pushable: bool = True,
    reports: int = 1,
) -> Story:
    """A story of ``reports`` items that changed at ``now``."""
    entry = Entry(source="feed", feed="https://example.org/feed", publisher="Example", country="JP", title=title)
    tags = tuple(Tag(name, 1.0) for name in sectors), tuple(Tag(name, 1.0) for name in mechanisms)
    reading = Reading("en", grade, ("CN", "JP", "KR"), *tags, summary=())
    items = [store.items.add(entry, reading, published=now, first_seen=now, pushable=pushable) for _ in range(reports)]
    story = store.stories.get(store.joins.open(tell(items), items, follows=None, now=now))
    assert story is not None
    return story


def add_reader(
    store: Store,
    chat_id: int,
    *,
    schedule: Schedule = Schedule("UTC", (720,)),  # noqa: B008 - frozen
    preferences: Preferences = Preferences(),  # noqa: B008 - frozen
    due: int | None = NOON,
    created: int = NOON - 10 * 86400,
) -> int:
    """An active subscriber who is due at ``due``; the id."""
    subscriber = store.subscribers.ensure(chat_id, 0, "private", "en", created)
    store.subscribers.save_preferences(subscriber.id, preferences)
    store.subscribers.save_schedule(subscriber.id, schedule, due)
    return subscriber.id
