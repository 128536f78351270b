"""The catalogue in the store."""

from pathlib import Path

import pytest

from digests.model import Feed
from digests.sources.feeds.polling import PollState
from digests.store.engine.database import Database
from digests.store.news.feeds import FeedResult, FeedStore, Poll

A = Feed("https://a.example/rss", "A", "CN")
B = Feed(
    "https://b.example/rss", "B", "JP", language="ja", interval=600, full_text=True,
    alternates=("https://b.example/other",), covers=("ip", "mfa-jp"), terms="ask", checked="2026-10, seen", off="",
)  # fmt: skip


@pytest.fixture
def feeds(tmp_path: Path) -> FeedStore:
    store = FeedStore(Database(tmp_path / "t.db"))
    store.sync([A, B])
    return store


def _poll(url: str, at: int, *, next_poll: int = 0, state: PollState | None = None) -> Poll:
    return Poll(url, state or PollState(last_read=at), next_poll, FeedResult(at, "read", "fine", 3, 1, 12))


def test_the_catalogue_comes_back_as_it_was_written(feeds: FeedStore) -> None:
    assert [stored.feed for stored in feeds.listed()] == [A, B]


def test_a_feed_polls_on_where_what_is_said_of_it_cannot_be_read(tmp_path: Path) -> None:
    db = Database(tmp_path / "t.db")
    feeds = FeedStore(db)
    feeds.sync([A, B])
    db.change("UPDATE feeds SET particulars = :text", {"text": '["no table"'})
    assert [stored.feed.alternates for stored in feeds.due(0)] == [(), ()]


def test_a_new_catalogue_keeps_what_is_remembered_of_a_feed(feeds: FeedStore) -> None:
    feeds.record([_poll(A.url, 100, next_poll=500, state=PollState(etag="x", last_read=100))])
    feeds.sync([Feed(A.url, "A renamed", "CN"), B])
    stored = feeds.get(A.url)
    assert stored
    assert (stored.feed.name, stored.state.etag, stored.next_poll) == ("A renamed", "x", 500)


def test_a_feed_that_left_the_catalogue_leaves_but_one_added_by_command_stays(feeds: FeedStore) -> None:
    added = Feed("https://c.example/rss", "C", "KR")
    assert feeds.add(added)
    assert not feeds.add(added)
    feeds.sync([A])
    assert [stored.feed.name for stored in feeds.listed()] == ["A", "C"]


def test_a_feed_removed_by_command_stays_removed_when_the_catalogue_is_read_again(feeds: FeedStore) -> None:
    assert feeds.remove(A.url)
    assert not feeds.remove(A.url)
    feeds.sync([A, B])
    assert [stored.feed.name for stored in feeds.listed()] == ["B"]
    assert feeds.add(A)
    assert [stored.feed.name for stored in feeds.listed()] == ["A", "B"]


def test_a_switch_by_command_outlives_the_catalogue(feeds: FeedStore) -> None:
    feeds.disable(A.url)
    feeds.sync([A, B])
    assert [stored.feed.name for stored in feeds.polled()] == ["B"]
    feeds.enable(A.url)
    assert [stored.feed.name for stored in feeds.polled()] == ["A", "B"]


def test_a_feed_that_is_enabled_again_is_met_anew(feeds: FeedStore) -> None:
    feeds.record([_poll(A.url, 100, next_poll=9_000)])
    feeds.disable(A.url)
    feeds.enable(A.url)
    stored = feeds.get(A.url)
    assert stored
    assert (stored.state, stored.next_poll) == (PollState(), 0)


def test_due_are_those_whose_time_has_come_and_who_still_answer(feeds: FeedStore) -> None:
    assert {stored.feed.name for stored in feeds.due(0)} == {"A", "B"}
    feeds.record([_poll(A.url, 100, next_poll=500), _poll(B.url, 100, state=PollState(ended=100))])
    assert [stored.feed.name for stored in feeds.due(499)] == []
    assert [stored.feed.name for stored in feeds.due(500)] == ["A"]


def test_a_poll_that_a_fast_clock_put_off_for_years_is_due(feeds: FeedStore) -> None:
    feeds.record([_poll(A.url, 100, next_poll=100 + 6 * 86_400), _poll(B.url, 100, next_poll=400 * 86_400)])
    assert [stored.feed.name for stored in feeds.due(100)] == ["B"]


def test_a_feed_set_aside_or_switched_off_comes_back_when_it_is_added_again(feeds: FeedStore) -> None:
    feeds.record([_poll(A.url, 100, next_poll=500, state=PollState(set_aside=100))])
    feeds.disable(B.url)
    assert feeds.add(A)
    assert feeds.add(B)
    assert not feeds.add(A)
    assert {stored.feed.name for stored in feeds.due(0)} == {"A", "B"}


def test_it_is_known_when_any_feed_last_answered(feeds: FeedStore) -> None:
    assert feeds.last_good() == 0
    feeds.record([_poll(A.url, 100), Poll(B.url, PollState(), 0, FeedResult(200, "failed"))])
    assert feeds.last_good() == 100


def test_the_last_twenty_results_are_kept(feeds: FeedStore) -> None:
    for at in range(30):
        feeds.record([_poll(A.url, at), _poll(B.url, at)])
    results = feeds.results(A.url)
    assert [result.at for result in results] == list(range(29, 9, -1))
    assert results[0] == FeedResult(29, "read", "fine", 3, 1, 12)


def test_an_unknown_feed_is_said_to_be_unknown(feeds: FeedStore) -> None:
    assert feeds.get("x") is None
    assert not any((feeds.remove("x"), feeds.enable("x"), feeds.disable("x")))


def test_what_the_catalogue_has_off_for_a_reason_comes_back_only_when_it_is_enabled(feeds: FeedStore) -> None:
    off = Feed("https://off.example/rss", "Off", "JP", enabled=False, off="its terms forbid it")
    feeds.sync([A, B, off])
    assert not feeds.add(off)
    assert [stored.feed.name for stored in feeds.due(0)] == ["A", "B"]
    assert feeds.enable(off.url)
    feeds.sync([A, B, off])
    assert {stored.feed.name for stored in feeds.due(0)} == {"A", "B", "Off"}
