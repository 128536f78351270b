"""The packaged list of sources: large enough, balanced, and free of those who forbid it."""

from collections import Counter
from urllib.parse import urlsplit

from config.catalogue import load_catalogue
from digests.sources.text.links import clean

FEEDS = load_catalogue().feeds
REFUSED = frozenset(
    [
        "yomiuri",
        "nikkei",
        "asahi",
        "mainichi",
        "sankei",
        "wor.jp",
        "nytimes",
        "reuters",
        "ft.com",
        "wsj",
        "dowjones",
        "bloomberg",
        "caixin",
        "scmp",
        "mhlw",
        "cao.go.jp",
        "caa.go.jp",
        "news.google",
        "news.yahoo",
        "nitter",
        "feedx",
    ]
)
"""Hosts whose terms forbid automated collection or reuse of their feeds, and mirrors of such; see docs/sources.md."""


def test_there_are_at_least_120_sources_each_with_its_language() -> None:
    assert len(FEEDS) >= 120
    assert all(feed.language in ("en", "zh-Hans", "zh-Hant", "ja", "ko") for feed in FEEDS)


def test_the_three_countries_are_balanced_and_the_neighbours_are_there() -> None:
    countries = Counter(feed.country for feed in FEEDS)
    three = [countries[country] for country in ("CN", "JP", "KR")]
    assert min(three) >= 30
    assert max(three) <= 1.25 * min(three)
    assert min(countries["HK"], countries["TW"]) >= 8
    assert len(FEEDS) - sum(three) - countries["HK"] - countries["TW"] >= 15


def test_every_country_speaks_its_own_language_and_english() -> None:
    spoken = Counter((feed.country, feed.language) for feed in FEEDS)
    own = {"CN": "zh-Hans", "JP": "ja", "KR": "ko", "HK": "zh-Hant", "TW": "zh-Hant"}
    assert all(spoken[country, language] >= 5 and spoken[country, "en"] >= 1 for country, language in own.items())


def test_addresses_are_https_and_no_feed_stands_twice() -> None:
    assert all(feed.url.startswith("https://") for feed in FEEDS)
    places = Counter((clean(feed.url) or "").rstrip("/").removeprefix("https://www.") for feed in FEEDS)
    assert max(places.values()) == 1
    assert max(Counter((feed.name, feed.language) for feed in FEEDS).values()) == 1


def test_publishers_who_forbid_collection_are_left_out() -> None:
    hosts = [urlsplit(feed.url).hostname or "" for feed in FEEDS]
    assert [host for host in hosts for refused in REFUSED if refused in host] == []
