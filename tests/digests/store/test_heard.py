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
    return again(store, store.stories.open(tell([item]), [item], follows=None, now=NOW))


def again(store: Store, story_id: int) -> Story:
    story = store.stories.get(story_id)
    assert story is not None
    return story


def test_countries_are_heard_of_whose_media_anything_was_published_in_the_week_before(store: Store) -> None:
    reported(store, "CN", NOW - 30 * DAY)
    reported(store, "JP", NOW - 6 * DAY)
    assert reported(store, "KR", NOW).heard == ("JP", "KR")


def test_what_comes_in_with_the_first_poll_a_little_later_counts(store: Store) -> None:
    story = reported(store, "KR", NOW)
    reported(store, "CN", NOW + 60)
    reported(store, "JP", NOW + 3 * DAY)
    assert again(store, story.id).heard == ("CN", "KR")


def test_a_reprint_is_heard_as_well(store: Store) -> None:
    story = reported(store, "TW", NOW)
    store.items.add_source(story.lead_id, SourceLink("Reprint", "JP", None, "f", NOW), NOW)
    assert again(store, story.id).heard == ("JP",)
