"""What is asked for often is made ready ahead, and nobody gets it when it is too old."""

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.desk.pictures import draw_ahead, trends_picture
from bot.desk.prepared_digests import PreparedDigests
from config.languages import LANGUAGES
from digests.editions.trends import Trends
from digests.model import Digest, Preferences, Schedule, Subscriber
from digests.store import Store, open_store
from tests.bot.archive import NOW, a_desk, fill

READER = Subscriber(1, 1, 0, "private", Preferences(), Schedule())
MINUTE = 60


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "trilateral.db")
    yield store
    store.close()


def today(prepared: PreparedDigests, store: Store, now: int) -> Digest:
    return prepared.digest(store, READER, hours=24, now=now, weekly=False)


def test_who_asks_within_two_minutes_gets_what_was_made_ready(store: Store) -> None:
    prepared = PreparedDigests()
    for _ in range(80):
        fill(store, NOW)
    prepared.prepare(store, NOW)
    known = today(prepared, store, NOW).considered
    fill(store, NOW)
    assert today(prepared, store, NOW + MINUTE).considered == known
    assert today(prepared, store, NOW + 2 * MINUTE).considered > known


def test_in_a_young_archive_news_is_seen_within_half_a_minute(store: Store) -> None:
    prepared = PreparedDigests()
    prepared.prepare(store, NOW)
    fill(store, NOW)
    assert today(prepared, store, NOW + MINUTE // 2).stories
    week = prepared.digest(store, READER, hours=7 * 24, now=NOW + MINUTE // 2, weekly=True)
    assert week.stories


def test_a_narrow_choice_with_nothing_today_is_shown_the_newest_of_the_week(store: Store) -> None:
    fill(store, NOW)
    later = NOW + 2 * 86_400
    narrow = replace(READER, preferences=Preferences(sectors=("semiconductors",)))
    found = PreparedDigests().digest(store, narrow, hours=24, now=later, weekly=False)
    assert (found.looked_back, len(found.stories)) == (True, 1)
    assert not PreparedDigests().digest(store, READER, hours=24, now=later, weekly=False).stories


class Counted:
    """Tells nothing of a headline, and counts how often it was asked; waits before that until it may."""

    def __init__(self) -> None:
        self.asked: Counter[tuple[str, str, str]] = Counter()
        self.may, self.began = threading.Event(), threading.Event()

    def __call__(self, title: str, language: str, reader: str, /) -> str:
        self.began.set()
        assert self.may.wait(60)
        self.asked[title, language, reader] += 1
        return ""

    def page(self, url: str | None, reader: str, /) -> str:
        return ""


def test_who_asks_first_waits_for_nothing_that_could_be_made_ahead(store: Store) -> None:
    fill(store, NOW)
    glossing = Counted()
    glossing.may.set()
    prepared = PreparedDigests(glossing)
    prepared.prepare(store, NOW)
    ahead = glossing.asked.total()
    assert ahead
    for language in LANGUAGES:
        reader = replace(READER, preferences=Preferences(language))
        assert prepared.digest(store, reader, hours=24, now=NOW, weekly=False).stories
        assert prepared.digest(store, reader, hours=7 * 24, now=NOW, weekly=True).stories
    assert glossing.asked.total() == ahead


def test_who_asks_while_it_is_made_ready_does_not_make_it_as_well(store: Store) -> None:
    fill(store, NOW)
    glossing = Counted()
    prepared = PreparedDigests(glossing)
    found: list[Digest] = []
    ahead = threading.Thread(target=lambda: prepared.prepare(store, NOW))
    reader = threading.Thread(target=lambda: found.append(today(prepared, store, NOW)))
    ahead.start()
    assert glossing.began.wait(60)
    reader.start()
    glossing.may.set()
    ahead.join(60)
    reader.join(60)
    twice = 2  # once for the day, once for the week
    assert found[0].stories
    assert max(glossing.asked.values()) <= twice


def test_who_asks_while_all_pictures_are_drawn_gets_none_instead_of_drawing_one(tmp_path: Path) -> None:
    desk = replace(a_desk(tmp_path), charts=True)
    shown: list[object] = []

    def draw(found: Trends) -> None:
        assert desk.prepared.trends(desk.store, NOW) is found
        shown.append(trends_picture(desk, Preferences(pictures="light"), NOW))

    desk.prepared.prepare(desk.store, NOW, draw=draw)
    assert shown == [None]
    assert not desk.prepared.is_drawing
    desk.store.close()


def test_what_has_aged_is_made_anew_ahead_of_whoever_asks(store: Store) -> None:
    prepared = PreparedDigests()
    prepared.prepare(store, NOW)
    fill(store, NOW)
    prepared.prepare(store, NOW + MINUTE)
    assert today(prepared, store, NOW + MINUTE).stories


def test_a_clock_that_was_set_back_serves_nothing_of_the_future(store: Store) -> None:
    prepared = PreparedDigests()
    prepared.prepare(store, NOW)
    fill(store, NOW - MINUTE)
    assert today(prepared, store, NOW - MINUTE).stories


def test_trends_are_counted_again_once_they_are_too_old(store: Store) -> None:
    prepared = PreparedDigests()
    assert not prepared.trends(store, NOW).totals[-1]
    fill(store, NOW)
    counted = prepared.trends(store, NOW).totals[-1]
    assert counted, "that there was nothing is not kept"
    fill(store, NOW)
    assert prepared.trends(store, NOW + 9 * MINUTE).totals[-1] == counted
    assert prepared.trends(store, NOW + 10 * MINUTE).totals[-1] == 2 * counted


def test_new_trends_are_shown_once_they_are_drawn(store: Store) -> None:
    prepared = PreparedDigests()
    fill(store, NOW)
    shown = prepared.trends(store, NOW)
    drawn: list[Trends] = []

    def draw(found: Trends) -> None:
        assert prepared.trends(store, NOW + 6 * MINUTE) is shown
        drawn.append(found)

    prepared.prepare(store, NOW + 6 * MINUTE, draw=draw)
    assert drawn == [prepared.trends(store, NOW + 6 * MINUTE)]


def test_pictures_are_drawn_ahead_in_every_language_and_theme(tmp_path: Path) -> None:
    """Of two languages; what one looks like in each is another room's (``tests/bot/render/test_charts.py``)."""
    full = a_desk(tmp_path)
    desk = replace(full, texts={language: full.texts[language] for language in ("en", "ko")})
    draw_ahead(desk, desk.prepared.trends(desk.store, NOW))
    drawn = {file.stem.split("-", 1)[1] for file in (tmp_path / "charts").iterdir()}
    assert drawn == {"en-light", "en-dark", "ko-light", "ko-dark"}
    desk.store.close()
