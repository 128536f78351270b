"""When a feed has fallen silent."""

from digests.sources.feeds import polling
from digests.sources.feeds.polling import PollState
from digests.sources.feeds.silence import DAY, HOUR, rhythm, silent, standing

NOW = 1_790_000_000


def _read(published: list[int], *, at: int = NOW, state: PollState | None = None, added: int = 0) -> PollState:
    fetched = polling.fetched(state or PollState(), now=at, headers={}, digest="d")
    return polling.parsed(
        fetched, ttl=None, skip_hours=(), skip_days=(), published=published, added=added, now=at
    )  # fmt: skip


def _daily(newest: int) -> list[int]:
    return [newest - day * DAY for day in range(10)]


def test_a_daily_feed_is_silent_after_five_days() -> None:
    state = _read(_daily(NOW))
    assert not silent(state, NOW + 5 * DAY)
    assert silent(state, NOW + 5 * DAY + 1)


def test_a_desk_that_writes_every_minute_may_sleep_at_night() -> None:
    state = _read([NOW - minute * 60 for minute in range(20)])
    assert not silent(state, NOW + 6 * HOUR)
    assert silent(state, NOW + 6 * HOUR + 1)


def test_a_feed_is_not_silent_for_as_long_as_it_ever_paused() -> None:
    bursts = [NOW - week * 7 * DAY - minute * 60 for week in range(3) for minute in range(5)]
    state = _read(bursts)
    assert not silent(state, NOW + 7 * DAY - 300)
    assert silent(state, NOW + 8 * DAY)


def test_dates_ahead_and_dates_of_one_moment_tell_no_rhythm() -> None:
    found = rhythm([NOW + DAY, NOW, NOW, NOW - DAY], NOW)
    assert (found.newest, found.counted, found.gap) == (NOW, 2, DAY)


def test_a_feed_without_dates_speaks_as_long_as_it_holds_something_new_to_us() -> None:
    state = _read([], added=5)
    assert not silent(state, NOW + 29 * DAY)
    assert silent(state, NOW + 31 * DAY)
    again = _read([], at=NOW + 31 * DAY, state=state, added=1)
    assert not silent(again, NOW + 32 * DAY)


def test_old_dates_on_new_items_are_no_silence() -> None:
    first = _read(_daily(NOW - 100 * DAY), added=10)
    assert silent(first, NOW)
    assert not silent(_read(_daily(NOW - 99 * DAY), at=NOW + HOUR, state=first, added=1), NOW + HOUR)


def test_an_empty_channel_is_silence_whatever_it_held_before() -> None:
    state = _read(_daily(NOW))
    empty = polling.emptied(
        polling.fetched(state, now=NOW + HOUR, headers={}, digest="e"), read=state.last_read, now=NOW + HOUR
    )
    assert silent(empty, NOW + HOUR)
    assert (empty.last_read, empty.gap, empty.newest) == (NOW, DAY, NOW)
    still = polling.unchanged(empty, now=NOW + 2 * HOUR, headers={})
    assert (still.last_read, still.empty) == (NOW, NOW + HOUR)
    assert not _read(_daily(NOW + 3 * HOUR), at=NOW + 3 * HOUR, state=still).empty


def test_what_an_empty_feed_holds_again_is_pushed_and_what_one_met_empty_holds_first_is_not() -> None:
    met_empty = polling.emptied(polling.fetched(PollState(), now=NOW, headers={}, digest="e"), read=0, now=NOW)
    assert not polling.pushable(met_empty, NOW + HOUR)
    state = _read(_daily(NOW))
    fetched = polling.fetched(state, now=NOW + 20 * DAY, headers={}, digest="e")
    empty = polling.emptied(fetched, read=state.last_read, now=NOW + 20 * DAY)
    assert polling.pushable(empty, NOW + 20 * DAY + HOUR)
    assert not polling.pushable(empty, NOW + 40 * DAY)


def test_each_feed_stands_somewhere() -> None:
    state = _read(_daily(NOW))
    assert standing(PollState(), NOW) == "not asked"
    assert standing(state, NOW + 6 * DAY) == "living"
    assert standing(state, NOW + 8 * DAY) == "silent"
    assert standing(polling.failed(state, now=NOW), NOW) == "failing"
    assert standing(polling.emptied(state, read=0, now=NOW), NOW) == "empty"
    assert standing(polling.gone(state, now=NOW), NOW) == "ended"
