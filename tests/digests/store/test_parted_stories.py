"""A story loses reports after readers had it: nobody is told of them again under another id."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digests.editions.compose import compose
from digests.model import Entry, Item, Preferences, Reading
from digests.store import Store, open_store
from digests.stories.telling import tell

NOW = 1_772_582_400
HOUR = 3600


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "trilateral.db")
    yield opened
    opened.close()


@pytest.fixture
def reader(store: Store) -> int:
    return store.subscribers.ensure(1, 0, "private", "en", NOW).id


def reports(store: Store, *numbers: int, seen: int = NOW - HOUR) -> list[Item]:
    return [
        store.items.add(
            Entry(
                "feed", "https://n.example/rss", f"News {n}", "JP", f"Ministers agree {n}", url=f"https://n.example/{n}"
            ),
            Reading("en", "trilateral", ("CN", "JP", "KR"), (), (), ()),
            published=seen,
            first_seen=seen,
            pushable=True,
        )
        for n in numbers
    ]


def placed(store: Store, items: list[Item]) -> list[Item]:
    """The same, with the story that each is in."""
    return store.items.many([item.id for item in items])


def opened(store: Store, items: list[Item]) -> int:
    return store.joins.open(tell(items), items, follows=None, now=NOW)


def part(store: Store, story_id: int, out: list[Item]) -> int:
    """``out`` leave the story and become one of their own."""
    story = store.stories.get(story_id)
    assert story is not None
    gone = {item.id for item in out}
    rest = [item for item in story.items if item.id not in gone]
    new_id = opened(store, [item for item in story.items if item.id in gone])
    store.joins.change(story_id, tell(rest), rest, now=NOW)
    return new_id


def told_now(store: Store, reader: int) -> set[int]:
    """The stories of this reader's next digest."""
    stories = store.stories.published(NOW - 48 * HOUR, NOW + 48 * HOUR)
    had = store.interests.seen(reader)
    made = compose(stories, Preferences(), zone="UTC", now=NOW + HOUR, since=NOW - 48 * HOUR, seen=had, follows=())
    return {one.story_id for section in made.sections for one in section.stories}


def test_what_readers_had_goes_with_the_reports_that_leave(store: Store, reader: int) -> None:
    items = reports(store, 1, 2, 3)
    story_id = opened(store, items)
    store.interests.mark_seen(reader, {story_id: 3}, NOW)
    new_id = part(store, story_id, items[2:])
    assert store.interests.seen(reader) == {story_id: 2, new_id: 1}


def test_a_story_of_nothing_but_told_reports_is_not_told_again(store: Store, reader: int) -> None:
    items = reports(store, 1, 2, 3)
    story_id = opened(store, items)
    assert told_now(store, reader) == {story_id}
    store.interests.mark_seen(reader, {story_id: 3}, NOW)
    part(store, story_id, items[1:])
    assert told_now(store, reader) == set()


def test_what_came_in_after_the_digest_is_new_wherever_it_goes(store: Store, reader: int) -> None:
    items = reports(store, 1, 2)
    story_id = opened(store, items)
    store.interests.mark_seen(reader, {story_id: 2}, NOW)
    late = reports(store, 3, seen=NOW + 60)
    everyone = placed(store, items) + late
    store.joins.change(story_id, tell(everyone), everyone, now=NOW)
    new_id = part(store, story_id, late)
    assert store.interests.seen(reader) == {story_id: 2}
    assert told_now(store, reader) == {new_id}


def test_told_reports_that_join_another_story_are_had_of_it(store: Store, reader: int) -> None:
    first, second = reports(store, 1, 2), reports(store, 3)
    story_id, other = opened(store, first), opened(store, second)
    store.interests.mark_seen(reader, {story_id: 2, other: 1}, NOW)
    moved = placed(store, first[1:])
    everyone = placed(store, second) + moved
    store.joins.change(other, tell(everyone), everyone, now=NOW)
    assert store.interests.seen(reader) == {story_id: 1, other: 2}
