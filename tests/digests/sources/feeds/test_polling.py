"""When a feed is asked again."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.feeds import polling
from digests.sources.feeds.freshness import retry_after
from digests.sources.feeds.polling import DAY, HOUR, MINUTE, Instead, PollState

NOW = 1_790_000_000
MONDAY_0730 = 1_789_976_400  # 2026-09-21 07:40 UTC, a Monday


def _next(state: PollState, *, interval: int | None = None, now: int = NOW, jitter: float = 0.0) -> int:
    return polling.next_poll(state, interval=interval, default=1800, now=now, jitter=jitter) - now


def test_a_state_survives_its_json() -> None:
    state = PollState(etag='W/"1"', last_modified="x", skip_hours=(1, 2), skip_days=(7,), failures=3, address="u",
                      instead=Instead(("a.example",), "v", tries=2))  # fmt: skip
    assert PollState.from_json(state.to_json()) == state
    assert PollState().to_json() == "{}"
    assert PollState.from_json('{"etag": "a", "unheard_of": 1}') == PollState(etag="a")


def test_validators_go_back_verbatim() -> None:
    headers = {"etag": 'W/"ä\'"', "last-modified": "yesterday, says the server"}
    state = polling.fetched(PollState(), now=NOW, headers=headers, digest="d")
    assert polling.conditional_headers(state, NOW + 1) == {
        "If-None-Match": 'W/"ä\'"',
        "If-Modified-Since": "yesterday, says the server",
    }


def test_validators_are_dropped_every_eight_days_even_if_the_server_always_says_unchanged() -> None:
    state = polling.fetched(PollState(), now=NOW, headers={"etag": "x"}, digest="d")
    for day in range(1, 8):
        assert polling.conditional_headers(state, NOW + day * DAY)
        state = polling.unchanged(state, now=NOW + day * DAY, headers={})
    assert polling.conditional_headers(state, NOW + 8 * DAY) == {}


def test_what_a_feed_holds_at_first_sight_is_not_pushed() -> None:
    assert not polling.pushable(PollState(), NOW)
    state = polling.fetched(PollState(), now=NOW, headers={}, digest="d")
    assert polling.pushable(state, NOW + HOUR)


def test_what_a_feed_holds_after_a_pause_is_not_pushed() -> None:
    state = polling.fetched(PollState(), now=NOW, headers={}, digest="d")
    assert not polling.pushable(state, NOW + 8 * DAY)


def test_without_a_rhythm_the_default_interval_holds() -> None:
    assert _next(PollState()) == 1800
    assert _next(PollState(), interval=600) == 600


def test_the_interval_is_half_the_mean_gap_between_entries() -> None:
    published = [NOW - hours * HOUR for hours in range(1, 11)]
    state = polling.parsed(PollState(), ttl=None, skip_hours=(), skip_days=(), published=published, now=NOW)
    assert _next(state) == HOUR // 2


def test_a_feed_that_falls_silent_is_asked_less_and_less() -> None:
    published = [NOW - hours * HOUR for hours in range(1, 11)]
    state = polling.parsed(PollState(), ttl=None, skip_hours=(), skip_days=(), published=published, now=NOW)
    assert _next(state, now=NOW + DAY) > 2 * _next(state, now=NOW)


def test_the_interval_stays_between_two_minutes_and_a_day() -> None:
    busy = polling.parsed(PollState(), ttl=None, skip_hours=(), skip_days=(), published=range(NOW - 20, NOW), now=NOW)
    old = polling.parsed(PollState(), ttl=None, skip_hours=(), skip_days=(), published=[1000, 2000], now=NOW)
    assert (_next(busy), _next(old)) == (2 * MINUTE, DAY)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "public, max-age=7200"}, 7200),
        ({"cache-control": 'max-age="7200"'}, 7200),
        ({"cache-control": "max-age=99999999"}, DAY),
        ({"cache-control": "no-cache, max-age=7200"}, 1800),
        ({"cache-control": "max-age=soon"}, 1800),
        ({"expires": "Mon, 21 Sep 2026 09:00:00 GMT", "date": "Mon, 21 Sep 2026 07:00:00 GMT"}, 7200),
        ({"expires": "0"}, 1800),
        ({"expires": "-1", "cache-control": ""}, 1800),
    ],
)
def test_the_servers_freshness_lengthens_the_interval(headers: dict[str, str], seconds: int) -> None:
    assert _next(polling.unchanged(PollState(), now=NOW, headers=headers)) == seconds


def test_the_documents_ttl_lengthens_the_interval_even_the_operators() -> None:
    state = polling.parsed(PollState(), ttl=4 * HOUR, skip_hours=(), skip_days=(), published=(), now=NOW)
    assert _next(state, interval=600) == 4 * HOUR


def test_jitter_only_ever_lengthens() -> None:
    state = polling.unchanged(PollState(), now=NOW, headers={"cache-control": "max-age=7200"})
    assert _next(state, jitter=1.0) == 7200 + 180


def test_skipped_hours_and_days_are_skipped() -> None:
    hours = polling.parsed(PollState(), ttl=None, skip_hours=(8, 9), skip_days=(), published=(), now=MONDAY_0730)
    assert (MONDAY_0730 + _next(hours, now=MONDAY_0730)) % DAY == 10 * HOUR
    days = polling.parsed(PollState(), ttl=None, skip_hours=(), skip_days=(1,), published=(), now=MONDAY_0730)
    assert (MONDAY_0730 + _next(days, now=MONDAY_0730)) % DAY == 0


def test_a_document_that_forbids_every_hour_forbids_none() -> None:
    state = polling.parsed(PollState(), ttl=None, skip_hours=range(24), skip_days=(), published=(), now=NOW)
    assert _next(state) == 1800


def test_failures_are_retried_ever_more_rarely() -> None:
    state, waits = PollState(), []
    for _ in range(8):
        state = polling.failed(state, now=NOW)
        waits.append(_next(state))
    assert waits == [1800, 3600, 7200, 14400, 28800, 57600, DAY, DAY]
    assert _next(polling.unchanged(state, now=NOW, headers={})) == 1800


def test_a_date_without_a_zone_is_greenwichs_wherever_we_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Seoul")
    time.tzset()
    try:
        assert retry_after("Mon Sep 21 09:00:00 2026", MONDAY_0730) == 4800
    finally:
        monkeypatch.undo()
        time.tzset()


def test_retry_after_is_a_deadline() -> None:
    assert _next(polling.failed(PollState(), now=NOW, retry_after=5 * HOUR)) == 5 * HOUR
    assert retry_after("120", NOW) == 120
    assert retry_after("Mon, 21 Sep 2026 09:00:00 GMT", MONDAY_0730) == 4800
    for nonsense in (None, "", "soon", "-5", "１２", "Mon, 99 Foo 2026"):
        assert retry_after(nonsense, NOW) is None


def test_a_feed_that_fails_for_two_weeks_is_set_aside() -> None:
    state = PollState()
    for day in range(15):
        assert not state.resting
        state = polling.failed(state, now=NOW + day * DAY)
    assert state.resting


def test_two_failures_two_weeks_apart_do_not_set_a_feed_aside() -> None:
    state = polling.failed(polling.failed(PollState(), now=NOW), now=NOW + 20 * DAY)
    assert not state.resting


def test_410_ends_a_feed() -> None:
    assert polling.gone(PollState(), now=NOW).resting


def test_a_permanent_redirect_seen_twice_moves_the_feed() -> None:
    once = polling.moved(PollState(), "https://new/")
    assert once.address is None
    assert polling.moved(once, "https://new/").address == "https://new/"
    assert polling.moved(polling.moved(once, None), "https://new/").address is None


def test_a_feed_whose_new_address_fails_is_looked_for_at_the_old_one() -> None:
    state = PollState(address="https://new/")
    for _ in range(3):
        state = polling.failed(state, now=NOW)
    assert state.address is None


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_header_breaks_the_arithmetic(control: str, expires: str, date: str) -> None:
    headers = {"cache-control": control, "expires": expires, "date": date}
    assert 0 <= polling.unchanged(PollState(), now=NOW, headers=headers).not_before - NOW <= DAY
    retry_after(control, NOW)
