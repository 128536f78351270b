"""What is asked for often is made ready ahead, and nobody gets it when it is too old."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.kitchen import Kitchen
from bot.pictures import draw_ahead
from digests.model import Digest, Preferences, Schedule, Subscriber
from digests.store import Store, open_store
from digests.trends import Trends
from tests.bot.archive import NOW, a_desk, fill

READER = Subscriber(1, 1, 0, "private", Preferences(), Schedule())
MINUTE = 60


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "trilateral.db")
    yield store
    store.close()


def today(kitchen: Kitchen, store: Store, now: int) -> Digest:
    return kitchen.digest(store, READER, hours=24, now=now, weekly=False)


def test_who_asks_within_two_minutes_gets_what_was_made_ready(store: Store) -> None:
    kitchen = Kitchen()
    for _ in range(80):
        fill(store, NOW)
    kitchen.prepare(store, NOW)
    known = today(kitchen, store, NOW).considered
    fill(store, NOW)
    assert today(kitchen, store, NOW + MINUTE).considered == known
    assert today(kitchen, store, NOW + 2 * MINUTE).considered > known


def test_in_a_young_archive_news_is_seen_within_half_a_minute(store: Store) -> None:
    kitchen = Kitchen()
    kitchen.prepare(store, NOW)
    fill(store, NOW)
    assert today(kitchen, store, NOW + MINUTE // 2).stories
    week = kitchen.digest(store, READER, hours=7 * 24, now=NOW + MINUTE // 2, weekly=True)
    assert week.stories


def test_what_has_aged_is_made_anew_ahead_of_whoever_asks(store: Store) -> None:
    kitchen = Kitchen()
    kitchen.prepare(store, NOW)
    fill(store, NOW)
    kitchen.prepare(store, NOW + MINUTE)
    assert today(kitchen, store, NOW + MINUTE).stories


def test_a_clock_that_was_set_back_serves_nothing_of_the_future(store: Store) -> None:
    kitchen = Kitchen()
    kitchen.prepare(store, NOW)
    fill(store, NOW - MINUTE)
    assert today(kitchen, store, NOW - MINUTE).stories


def test_trends_are_counted_again_once_they_are_too_old(store: Store) -> None:
    kitchen = Kitchen()
    assert not kitchen.trends(store, NOW).totals[-1]
    fill(store, NOW)
    counted = kitchen.trends(store, NOW).totals[-1]
    assert counted, "that there was nothing is not kept"
    fill(store, NOW)
    assert kitchen.trends(store, NOW + 9 * MINUTE).totals[-1] == counted
    assert kitchen.trends(store, NOW + 10 * MINUTE).totals[-1] == 2 * counted


def test_new_trends_are_shown_once_they_are_drawn(store: Store) -> None:
    kitchen = Kitchen()
    fill(store, NOW)
    shown = kitchen.trends(store, NOW)
    drawn: list[Trends] = []

    def draw(found: Trends) -> None:
        assert kitchen.trends(store, NOW + 6 * MINUTE) is shown
        drawn.append(found)

    kitchen.prepare(store, NOW + 6 * MINUTE, draw=draw)
    assert drawn == [kitchen.trends(store, NOW + 6 * MINUTE)]


def test_pictures_are_drawn_ahead_in_every_language_and_theme(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    draw_ahead(desk, desk.kitchen.trends(desk.store, NOW))
    assert len(list((tmp_path / "charts").iterdir())) == 2 * len(desk.texts)
    desk.store.close()
