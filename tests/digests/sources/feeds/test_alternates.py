"""Whose address an alternate is, and whether it will do."""

from dataclasses import replace

import pytest

from digests.model import Entry, Feed
from digests.sources.feeds import alternates
from digests.sources.feeds.alternates import Seen, passing, site, unfit
from digests.sources.feeds.polling import DAY, HOUR, Instead, PollState

NOW = 1_790_000_000
FEED = Feed("https://news.gazette.co.kr/rss", "Gazette · World", "KR", alternates=("https://cdn.gazette.co.kr/all",))
KNOWN = PollState(instead=Instead(sites=("gazette.co.kr",)))


def _entries(host: str = "www.gazette.co.kr", *, newest: int = NOW, dated: bool = True) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            "feed", FEED.url, FEED.name, "KR", f"Headline {day}", url=f"https://{host}/{day}",
            published=newest - day * DAY if dated else None,
        )
        for day in range(8)
    )  # fmt: skip


def _unfit(
    entries: tuple[Entry, ...], *, state: PollState = KNOWN, feed: Feed = FEED,
    address: str = "https://cdn.gazette.co.kr/all", title: str = "", newer_than: int = 0,
) -> str:  # fmt: skip
    return unfit(Seen(address, title, entries), feed, state, newer_than=newer_than, now=NOW)


def test_a_fresh_document_of_the_same_publisher_will_do() -> None:
    assert _unfit(_entries()) == ""


def test_what_is_empty_undated_or_stands_still_itself_will_not() -> None:
    assert _unfit(()) == "holds no items"
    assert "dates none" in _unfit(_entries(dated=False))
    assert "nothing new since" in _unfit(_entries(newest=NOW - 30 * DAY))


def test_in_the_place_of_a_silent_feed_only_news_will_do() -> None:
    assert "holds nothing newer" in _unfit(_entries(newest=NOW - DAY), newer_than=NOW - DAY)
    assert _unfit(_entries(newest=NOW - DAY), newer_than=NOW - 2 * DAY) == ""


def test_what_leads_to_another_site_is_another_publishers_even_on_the_same_host_and_under_the_same_name() -> None:
    refused = _unfit(_entries("parked.example"), title="Gazette")
    assert refused == "is another publisher's: it leads to parked.example"
    assert "no site" in _unfit(tuple(replace(entry, url=None) for entry in _entries()))


@pytest.mark.parametrize(
    ("address", "title", "host"),
    [
        ("https://cdn.gazette.co.kr/all", "", "elsewhere.example"),
        ("https://rss.example/1", "GAZETTE - all articles", "elsewhere.example"),
        ("https://rss.example/1", "", "m.gazette.co.kr"),
    ],
    ids=["host", "title", "links"],
)
def test_before_the_feed_was_ever_read_its_host_its_name_or_its_links_tell(address: str, title: str, host: str) -> None:
    assert _unfit(_entries(host), state=PollState(), address=address, title=title) == ""


def test_before_the_feed_was_ever_read_what_shows_nothing_of_its_publisher_will_not_do() -> None:
    refused = _unfit(_entries("elsewhere.example"), state=PollState(), address="https://rss.example/1", title="News")
    assert "does not show whose it is" in refused


def test_a_rented_host_says_nothing_of_a_publisher() -> None:
    rented = replace(FEED, url="https://feeds.feedburner.com/gazette", name="G")
    other = "https://feeds.feedburner.com/other"
    assert "does not show" in _unfit(_entries(), state=PollState(), feed=rented, address=other)
    assert _unfit(_entries(), state=PollState(), feed=rented) == ""


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://news.example.co.kr/a", "example.co.kr"),
        ("https://www.mofa.go.jp/a", "mofa.go.jp"),
        ("https://www.stats.gov.cn/a", "stats.gov.cn"),
        ("http://english.people.example.com", "example.com"),
        ("https://example.tv/", "example.tv"),
        ("https://a.example.tv/", "example.tv"),
        ("http://127.0.0.1:8080/feed", "127.0.0.1"),
        ("https://one.github.io/feed", "one.github.io"),
        ("not an address", ""),
    ],
)
def test_a_site_is_what_one_owner_has(url: str, owner: str) -> None:
    assert site(url) == owner


def test_a_server_that_is_busy_gets_three_polls() -> None:
    assert passing(503, 1)
    assert passing(429, 2)
    assert not passing(503, 3)
    assert not passing(404, 1)
    assert not passing(None, 1)


def test_searches_in_vain_come_ever_more_rarely_and_the_third_is_told() -> None:
    state, waits, told = PollState(), [], []
    for _ in range(7):
        state = alternates.in_vain(state, NOW)
        waits.append((state.instead.try_at - NOW) // HOUR)
        told.append(alternates.to_be_told(state))
    assert waits == [1, 2, 4, 8, 16, 24, 24]
    assert told == [False, False, True, False, False, False, False]


def test_the_first_address_is_looked_at_ever_more_rarely_while_it_is_no_better() -> None:
    state = alternates.adopted(PollState(etag="x", failures=3), FEED.alternates[0], FEED, NOW)
    assert (state.etag, state.failures, state.instead.home_at) == (None, 0, NOW + HOUR)
    waits = []
    for _ in range(6):
        state = alternates.home_later(state, NOW)
        waits.append((state.instead.home_at - NOW) // HOUR)
    assert waits == [2, 4, 8, 16, 24, 24]


def test_an_alternate_that_left_the_catalogue_is_read_no_more() -> None:
    state = alternates.adopted(PollState(), FEED.alternates[0], FEED, NOW)
    assert alternates.in_use(FEED, state) == FEED.alternates[0]
    assert alternates.in_use(replace(FEED, alternates=()), state) is None
    assert alternates.candidates(FEED, state) == (FEED.url,)
