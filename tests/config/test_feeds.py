"""The packaged list of sources: balanced, each entry with its evidence, and nothing switched on that forbids it."""

import re
from collections import Counter
from urllib.parse import urlsplit

from digests.model import COUNTRIES, Feed
from digests.sources.text.links import clean
from tests import loaded
from tests.conftest import REPOSITORY

CATALOGUE = loaded.catalogue()
FEEDS = CATALOGUE.feeds
READ = [feed for feed in FEEDS if feed.enabled]
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
OFF = frozenset(["toyokeizai", "aljazeera", "jpx.co.jp", "nhk", "news.un.org", "itmedia", "cn.yna.co.kr"])
"""Hosts whose terms forbid what we do without a permission: an operator who has one switches them on."""


def _hosts(feed: Feed) -> list[str]:
    return [urlsplit(url).hostname or "" for url in (feed.url, *feed.alternates)]


def test_a_language_that_a_source_names_is_one_that_we_read() -> None:
    assert {feed.language for feed in FEEDS} <= {"en", "zh-Hans", "zh-Hant", "ja", "ko", None}


def test_the_three_countries_are_balanced_and_the_neighbours_are_there() -> None:
    read = Counter(feed.country for feed in READ)
    three = [read[country] for country in COUNTRIES]
    assert max(three) <= 1.6 * min(three)
    assert all(read[country] >= min(three) // 4 for country in ("HK", "TW"))


def test_every_country_speaks_its_own_language_and_english() -> None:
    spoken = Counter((feed.country, feed.language) for feed in READ)
    own = {"CN": "zh-Hans", "JP": "ja", "KR": "ko", "HK": "zh-Hant", "TW": "zh-Hant"}
    assert all(spoken[country, language] >= 5 and spoken[country, "en"] >= 1 for country, language in own.items())


def test_addresses_are_https_wherever_https_answers_and_none_stands_twice() -> None:
    assert [f.url for f in FEEDS if not f.url.startswith("https://") and "http" not in f.checked] == []
    places = Counter((clean(feed.url) or "").rstrip("/").removeprefix("https://www.") for feed in FEEDS)
    assert max(places.values()) == 1
    assert max(Counter((feed.name, feed.language) for feed in FEEDS).values()) == 1


def test_an_alternate_is_no_feed_of_its_own() -> None:
    addresses = [address for feed in FEEDS for address in (feed.url, *feed.alternates)]
    assert max(Counter(addresses).values()) == 1


def test_publishers_who_forbid_collection_are_left_out() -> None:
    assert [host for feed in FEEDS for host in _hosts(feed) if any(refused in host for refused in REFUSED)] == []


def test_publishers_whose_terms_forbid_our_use_are_off_and_the_entry_says_why() -> None:
    forbidding = [feed for feed in FEEDS if any(name in host for host in _hosts(feed) for name in OFF)]
    assert {name for name in OFF if any(name in feed.url for feed in forbidding)} == OFF
    assert [feed.url for feed in forbidding if feed.enabled or "terms" not in feed.off] == []
    assert [feed.url for feed in FEEDS if not feed.enabled and not feed.off] == []


def test_each_entry_says_on_which_terms_and_by_what_evidence_it_stands_there() -> None:
    assert [feed.url for feed in FEEDS if not feed.terms] == []
    assert [feed.url for feed in FEEDS if not re.match(r"20\d\d(?:-\d\d(?:-\d\d)?)?, \w", feed.checked)] == []


def test_what_has_no_source_is_said_in_the_list_and_in_the_documents() -> None:
    covered = {name for feed in READ for name in feed.covers}
    bare = {each.id for each in CATALOGUE.institutions if each.id not in covered}
    assert {each.id for each in CATALOGUE.institutions if each.without} == bare
    page = (REPOSITORY / "docs" / "sources.md").read_text(encoding="utf-8")
    table = page.partition("### What has no source")[2].partition("\n##")[0]
    rows = re.findall(r"^\| `([a-z0-9+-]+)` \|", table, re.MULTILINE)
    sectors = {each.id for each in CATALOGUE.sectors if each.id not in covered}
    assert bare <= set(rows) <= bare | sectors
    assert len(rows) == len(set(rows))
