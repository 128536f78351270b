"""Whom we read, and about what."""

from pathlib import Path

from digests.model import Entry, Reading, Tag
from digests.store import Store, open_store
from digests.stories.telling import tell

NOW = 1_772_582_400


def _report(store: Store, feed: str, country: str, *sectors: str, published: int = NOW) -> None:
    entry = Entry("feed", f"https://{feed}.example/rss", feed, country, f"{feed} on {sectors}")
    reading = Reading("en", "national", (country,), tuple(Tag(name, 1.0) for name in sectors), (), ())
    item = store.items.add(entry, reading, published=published, first_seen=NOW, pushable=True)
    store.joins.open(tell([item]), [item], follows=None, now=NOW)


def test_for_each_sector_it_is_known_how_many_feeds_of_each_country_told_of_it(tmp_path: Path) -> None:
    store = open_store(tmp_path / "trilateral.db")
    _report(store, "gazette", "KR", "trade", "ip")
    _report(store, "gazette", "KR", "trade")
    _report(store, "mirror", "KR", "trade")
    _report(store, "herald", "JP", "trade")
    _report(store, "herald", "JP", "ai", published=NOW - 90 * 86_400)
    assert store.outlets.sectors(NOW - 86_400) == {"ip": {"KR": 1}, "trade": {"JP": 1, "KR": 2}}
