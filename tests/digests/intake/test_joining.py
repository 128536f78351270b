"""Items join stories by when they were published; ids stay, merges leave an alias, an admin's split holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digests.intake.joining import Joiner
from digests.model import Item, Story
from digests.store import Store, open_store
from tests.digests.stories.press import DAY, HOUR, MONDAY, entry, reading, vector

NOW = MONDAY + 10 * DAY
SUMMIT = ("日中韓首脳会談、ソウルで27日に開催", "ja", vector(1, 0.1))
SUMMIT_CHINESE = ("第九次中日韩领导人会议27日在首尔举行", "zh-Hans", vector(1, 0, 0.1))
SUMMIT_KOREAN = ("한일중 정상회의 27일 서울서 개최", "ko", vector(1, 0, 0, 0.1))
QUAKE = ("能登半島で地震　震度5弱", "ja", vector(0, 0, 0, 0, 1))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "test.db")
    yield opened
    opened.close()


@pytest.fixture
def joiner(store: Store) -> Joiner:
    return Joiner(store, hours=72)


def add(store: Store, told: tuple[str, str, bytes], published: int) -> Item:
    title, language, meaning = told
    return store.items.add(
        entry(title, title), reading(language, meaning), published=published, first_seen=published, pushable=True
    )


def story_of(store: Store, item: Item) -> Story:
    [story] = store.stories.of_items([item.id])
    return story


def test_reports_of_one_event_become_one_story(store: Store, joiner: Joiner) -> None:
    items = [add(store, told, MONDAY + HOUR) for told in (SUMMIT, SUMMIT_CHINESE, SUMMIT_KOREAN, QUAKE)]
    joiner.join(items, NOW)
    assert {item.id for item in story_of(store, items[0]).items} == {items[0].id, items[1].id, items[2].id}
    assert story_of(store, items[3]).items[0].title == QUAKE[0]


def test_a_story_keeps_its_id_when_it_grows(store: Store, joiner: Joiner) -> None:
    first = add(store, SUMMIT, MONDAY)
    joiner.join([first], NOW)
    before = story_of(store, first)
    second = add(store, SUMMIT_KOREAN, MONDAY + HOUR)
    assert joiner.join([second], NOW + 60) == (before.id,)
    after = story_of(store, second)
    assert (after.id, len(after.items)) == (before.id, 2)
    assert [story.id for story in store.stories.since(NOW + 1)] == [before.id]


def test_an_item_of_any_age_joins_the_story_of_its_day(store: Store, joiner: Joiner) -> None:
    old = add(store, SUMMIT, MONDAY - 400 * DAY)
    recent = add(store, SUMMIT, MONDAY)
    joiner.join([old, recent], NOW)
    late = add(store, SUMMIT_CHINESE, MONDAY - 400 * DAY + HOUR)
    joiner.join([late], NOW)
    assert story_of(store, late).id == story_of(store, old).id != story_of(store, recent).id


def test_a_story_that_nothing_touches_is_left_alone(store: Store, joiner: Joiner) -> None:
    quake = add(store, QUAKE, MONDAY)
    joiner.join([quake], NOW)
    joiner.join([add(store, SUMMIT, MONDAY + HOUR)], NOW + 60)
    assert quake.id not in {item.id for story in store.stories.since(NOW + 1) for item in story.items}


def test_joining_twice_changes_nothing_but_the_time(store: Store, joiner: Joiner) -> None:
    items = [add(store, told, MONDAY) for told in (SUMMIT, SUMMIT_CHINESE, QUAKE)]
    joiner.join(items, NOW)
    before = {item.id: story_of(store, item).id for item in items}
    Joiner(store).join(items, NOW + 60)
    assert {item.id: story_of(store, item).id for item in items} == before


def test_a_merged_story_is_found_under_its_old_id(store: Store, joiner: Joiner) -> None:
    first, second = add(store, SUMMIT, MONDAY), add(store, QUAKE, MONDAY)
    joiner.join([first, second], NOW)
    kept, gone = story_of(store, first).id, story_of(store, second).id
    store.joins.merge(gone, kept)
    merged = store.stories.get(gone)
    assert merged is not None
    assert (merged.id, len(merged.items)) == (kept, 2)


def test_a_merge_is_remembered_through_later_merges(store: Store, joiner: Joiner) -> None:
    items = [add(store, QUAKE, MONDAY + days * 10 * DAY) for days in range(3)]
    joiner.join(items, NOW)
    first, second, third = (story_of(store, item).id for item in items)
    store.joins.merge(third, second)
    store.joins.merge(second, first)
    assert store.stories.current([third, second, first]) == {third: first, second: first, first: first}


def test_an_admins_split_holds_when_more_reports_arrive(store: Store, joiner: Joiner) -> None:
    items = [add(store, told, MONDAY) for told in (SUMMIT, SUMMIT_CHINESE, SUMMIT_KOREAN)]
    joiner.join(items, NOW)
    whole = story_of(store, items[0])
    split = store.edits.split(whole, [items[2].id], user_id=1, now=NOW + 60)
    joiner.join([add(store, SUMMIT, MONDAY + HOUR)], NOW + 120)
    assert split
    assert story_of(store, items[2]).id == split[1] != whole.id
    assert story_of(store, items[0]).id == story_of(store, items[1]).id == whole.id


def test_a_split_that_leaves_nothing_is_refused(store: Store, joiner: Joiner) -> None:
    items = [add(store, told, MONDAY) for told in (SUMMIT, SUMMIT_CHINESE)]
    joiner.join(items, NOW)
    whole = story_of(store, items[0])
    assert store.edits.split(whole, [item.id for item in items], user_id=1, now=NOW) is None
    assert store.edits.split(whole, [999], user_id=1, now=NOW) is None


def test_an_editors_merge_holds_when_more_reports_arrive(store: Store, joiner: Joiner) -> None:
    items = [add(store, told, MONDAY) for told in (SUMMIT, QUAKE)]
    joiner.join(items, NOW)
    summit, quake = (story_of(store, item) for item in items)
    store.edits.merge(summit, quake, user_id=1, now=NOW + 60)
    joiner.join([add(store, QUAKE, MONDAY + HOUR), add(store, SUMMIT_KOREAN, MONDAY + HOUR)], NOW + 120)
    assert story_of(store, items[0]).id == story_of(store, items[1]).id == summit.id


def test_what_an_editor_says_a_story_is_about_stays_when_more_reports_arrive(store: Store, joiner: Joiner) -> None:
    first = add(store, SUMMIT, MONDAY)
    joiner.join([first], NOW)
    store.edits.retag(story_of(store, first), ["trade", "energy"], user_id=1, now=NOW + 60)
    joiner.join([add(store, SUMMIT_CHINESE, MONDAY + HOUR)], NOW + 120)
    story = story_of(store, first)
    assert (len(story.items), story.sectors) == (2, ("trade", "energy"))


def test_it_may_be_called_inside_the_transaction_that_stores(store: Store, joiner: Joiner) -> None:
    with store.db.write():
        items = [add(store, told, MONDAY) for told in (SUMMIT, SUMMIT_KOREAN)]
        joiner.join(items, NOW)
    assert len(story_of(store, items[0]).items) == 2


def test_a_page_holds_the_stories_that_carry_all_that_is_asked(store: Store, joiner: Joiner) -> None:
    wide = store.items.add(
        entry("RCEP"), reading("en", vector(1), sectors=("trade",)), published=MONDAY, first_seen=MONDAY, pushable=True
    )
    narrow = store.items.add(
        entry("Quake"),
        reading("en", vector(0, 1), grade="national", countries=("JP",), sectors=("disaster",)),
        published=MONDAY + HOUR,
        first_seen=MONDAY,
        pushable=True,
    )
    joiner.join([wide, narrow], NOW)
    assert [story.lead.title for story in store.stories.page(limit=9)] == ["Quake", "RCEP"]
    assert [story.lead.title for story in store.stories.page(sector="trade", country="KR", limit=9)] == ["RCEP"]
    assert [story.lead.title for story in store.stories.page(grade="national", limit=9)] == ["Quake"]
    assert store.stories.page(sector="trade", grade="national", limit=9) == []
    assert [story.lead.title for story in store.stories.page(limit=1, offset=1)] == ["RCEP"]


def test_a_story_goes_on_without_an_item_that_is_removed(store: Store, joiner: Joiner) -> None:
    items = [add(store, told, MONDAY) for told in (SUMMIT, SUMMIT_CHINESE, QUAKE)]
    joiner.join(items, NOW)
    ended = story_of(store, items[2]).id
    store.joins.leave([items[0].id, items[2].id], NOW + 60)
    store.items.remove([items[0].id, items[2].id])
    assert [item.id for item in story_of(store, items[1]).items] == [items[1].id]
    assert store.stories.get(ended) is None


FIRST_TALKS = ("日中韓、FTA交渉の再開で合意", "ja", vector(0.2, 0, 0, 1))
SECOND_TALKS = ("中日韩自贸协定谈判重启 三方交换清单", "zh-Hans", vector(0.2, 0.1, 0, 1))


def test_a_new_decision_on_the_same_matter_links_back(store: Store, joiner: Joiner) -> None:
    others = [add(store, (f"別の話 {axis}", "ja", vector(*[0] * axis, 1)), MONDAY + axis) for axis in (4, 5, 6, 7)]
    first = add(store, FIRST_TALKS, MONDAY)
    joiner.join([first, *others], NOW)
    second = add(store, SECOND_TALKS, MONDAY + 10 * DAY)
    joiner.join([second], NOW)
    begun, continued = story_of(store, first), story_of(store, second)
    assert (begun.follows, continued.follows) == (None, begun.id)
    assert [story.id for story in store.stories.timeline(begun.id)] == [begun.id, continued.id]
    assert store.stories.timeline(4711) == []


def test_another_matter_between_the_same_countries_does_not_link_back(store: Store, joiner: Joiner) -> None:
    joiner.join([add(store, FIRST_TALKS, MONDAY)], NOW)
    other = add(store, QUAKE, MONDAY + 10 * DAY)
    joiner.join([other], NOW)
    assert story_of(store, other).follows is None


def test_a_merge_moves_what_continued_the_merged_story(store: Store, joiner: Joiner) -> None:
    items = [add(store, QUAKE, MONDAY), add(store, FIRST_TALKS, MONDAY), add(store, SECOND_TALKS, MONDAY + 10 * DAY)]
    joiner.join(items, NOW)
    kept, gone = story_of(store, items[0]).id, story_of(store, items[1]).id
    store.joins.follow({story_of(store, items[2]).id: gone})
    store.joins.merge(gone, kept)
    assert story_of(store, items[2]).follows == kept
