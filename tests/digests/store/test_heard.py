"""Of which countries' media anything was read around a story."""

from pathlib import Path

import pytest

from digests.model import Entry, Reading, SourceLink, Story
from digests.store import Store, open_store
from digests.stories.telling import tell

NOW = 1_772_582_400
DAY = 86_400


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "trilateral.db")


def reported(store: Store, country: str, published: int) -> Story:
    """A story of one report, as it is read from the store."""
    entry = Entry("feed", f"https://{country}.example/rss", "News", country, f"Title {country} {published}")
    reading = Reading("en", "trilateral", ("CN", "JP", "KR"), (), (), ())
    item = store.items.add(entry, reading, published=published, first_seen=NOW, pushable=True)
    return again(store, store.joins.open(tell([item]), [item], follows=None, now=NOW))


def again(store: Store, story_id: int) -> Story:
    story = store.stories.get(story_id)
    assert story is not None
    return story


def read(store: Store, country: str, count: int, published: int, newsrooms: int = 2) -> None:
    """``count`` reports of that day from ``newsrooms`` publishers of a country."""
    for number in range(count):
        publisher = f"News {number % newsrooms}"
        entry = Entry("feed", f"https://{country}.example/rss", publisher, country, f"Title {country} {number}")
        reading = Reading("en", "national", (country,), (), (), ())
        store.items.add(entry, reading, published=published, first_seen=NOW, pushable=True)


def test_a_country_is_heard_of_whose_media_enough_was_read_in_the_days_of_the_story(store: Store) -> None:
    story = reported(store, "KR", NOW)
    read(store, "CN", 80, NOW)
    read(store, "JP", 14, NOW)
    assert again(store, story.id).heard == ("CN",)


def test_one_newsroom_is_not_a_country(store: Store) -> None:
    story = reported(store, "KR", NOW)
    read(store, "JP", 80, NOW, newsrooms=1)
    assert again(store, story.id).heard == ()


def test_what_was_read_of_other_days_says_nothing_of_these(store: Store) -> None:
    story = reported(store, "KR", NOW)
    read(store, "CN", 200, NOW - 5 * DAY)
    read(store, "JP", 200, NOW + 3 * DAY)
    assert again(store, story.id).heard == ()


def test_a_reprint_is_heard_as_well(store: Store) -> None:
    story = reported(store, "TW", NOW)
    read(store, "JP", 79, NOW)
    assert again(store, story.id).heard == ()
    store.items.add_source(story.lead_id, SourceLink("Reprint", "JP", None, "f", NOW), NOW)
    assert again(store, story.id).heard == ("JP",)
