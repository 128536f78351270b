"""Alerts: at once, for those who asked, not too many, not at night; the rest stands in the next digest."""

from pathlib import Path

import pytest

from digests.editions.alerts import Alerts
from digests.editions.publish import Publisher
from digests.model import Digest, Follow, Part, Preferences, Schedule
from digests.store import Store, open_store
from digests.store.sending.changes import ALERT, DIGEST
from tests.digests.sample_news import NOON, add_reader, add_story

ASKED = Preferences(alerts=True)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "trilateral.db")


def render(digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
    return (Part(", ".join(sorted(story.headline for story in digest.stories)) or "nothing"),)


@pytest.fixture
def alerts(store: Store) -> Alerts:
    """Has looked a minute before noon; whatever changes after that is news."""
    made = Alerts(store, render, an_hour=2)
    made.publish(NOON - 60)
    return made


def sent(store: Store, lane: int = ALERT) -> list[tuple[int, str]]:
    """(chat, text) of every message of a lane, in the order they were written."""
    rows = store.db.query(
        "SELECT o.chat_id, b.body FROM outbox AS o JOIN bodies AS b ON b.id = o.body_id WHERE o.lane = :lane"
        " ORDER BY o.id",
        {"lane": lane},
    )
    return [(row["chat_id"], row["body"].split('"text":"')[1].split('"')[0]) for row in rows]


ONE_O_CLOCK = Schedule("UTC", (780,))


def follower(
    store: Store,
    chat_id: int,
    kind: str,
    value: str,
    *,
    preferences: Preferences = ASKED,
    schedule: Schedule = ONE_O_CLOCK,
) -> int:
    """Someone whose next digest comes an hour after noon."""
    reader = add_reader(store, chat_id, preferences=preferences, schedule=schedule, due=NOON + 3600)
    store.interests.follow(reader, Follow(kind, value), NOON - 999)  # type: ignore[arg-type]
    return reader


@pytest.mark.parametrize(
    ("kind", "value"), [("sector", "ai"), ("mechanism", "tcs"), ("keyword", "semiconductor"), ("country", "JP")]
)
def test_what_is_followed_is_pushed_at_once(store: Store, alerts: Alerts, kind: str, value: str) -> None:
    follower(store, 7, kind, value)
    follower(store, 8, "sector", "fisheries")
    add_story(store, "A semiconductor pact", now=NOON, sectors=["ai"], mechanisms=["tcs"])
    assert alerts.publish(NOON) == 1
    assert sent(store) == [(7, "A semiconductor pact")]
    assert alerts.publish(NOON + 20) == 0


def test_only_those_who_asked_are_alerted_and_only_of_trilateral_news(store: Store, alerts: Alerts) -> None:
    follower(store, 7, "sector", "ai", preferences=Preferences())
    follower(store, 8, "sector", "ai")
    add_story(store, "between two", now=NOON, grade="bilateral")
    add_story(store, "found in the archive", now=NOON, pushable=False)
    assert alerts.publish(NOON) == 0


def test_a_followed_story_is_told_when_it_grows(store: Store, alerts: Alerts) -> None:
    story = add_story(store, "talks", now=NOON, reports=3)
    reader = follower(store, 7, "story", str(story.id))
    other = follower(store, 8, "sector", "ai")
    for each in (reader, other):
        store.interests.mark_seen(each, {story.id: 0}, NOON - 500)
    assert alerts.publish(NOON) == 1
    assert sent(store) == [(7, "talks")]


def test_many_at_once_are_one_message(store: Store, alerts: Alerts) -> None:
    follower(store, 7, "sector", "ai")
    for title in ("one", "three", "two"):
        add_story(store, title, now=NOON)
    assert alerts.publish(NOON) == 1
    assert sent(store) == [(7, "one, three, two")]


def test_more_than_the_hour_allows_wait_for_the_digest(store: Store, alerts: Alerts) -> None:
    follower(store, 7, "sector", "ai")
    for minute in range(4):
        add_story(store, f"news {minute}", now=NOON + 60 * minute)
        alerts.publish(NOON + 60 * minute)
    assert sent(store) == [(7, "news 0"), (7, "news 1")]
    Publisher(store, render).publish(NOON + 3600)
    assert sent(store, DIGEST) == [(7, "news 2, news 3")]


def test_the_night_is_quiet(store: Store, alerts: Alerts) -> None:
    follower(store, 7, "sector", "ai", schedule=Schedule("Asia/Tokyo", (450,), quiet=(1200, 420)))
    add_story(store, "at nine in the evening in Tokyo", now=NOON)
    assert alerts.publish(NOON) == 0
    assert alerts.publish(NOON + 300) == 0
    assert alerts.publish(NOON + 12 * 3600) == 0


def test_one_that_cannot_be_rendered_harms_nobody_else(
    store: Store, alerts: Alerts, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
        if preferences.language == "ko":
            raise KeyError("alert.title")
        return render(digest, preferences)

    follower(store, 7, "sector", "ai", preferences=Preferences(language="ko", alerts=True))
    follower(store, 8, "sector", "ai")
    add_story(store, "news", now=NOON)
    assert Alerts(store, failing, an_hour=2).publish(NOON) == 1
    assert sent(store) == [(8, "news")]
    assert "no alert for reader" in caplog.text


def test_what_changes_after_the_first_look_is_news_at_the_next(store: Store, alerts: Alerts) -> None:
    follower(store, 1, "sector", "ai")
    add_story(store, "between two looks", now=NOON - 40)
    assert alerts.publish(NOON - 20) == 1
    assert sent(store) == [(1, "between two looks")]


def test_a_story_that_was_stored_a_moment_after_a_look_is_pushed_at_the_next_and_once(
    store: Store, alerts: Alerts
) -> None:
    follower(store, 1, "sector", "ai")
    alerts.publish(NOON)
    add_story(store, "on its way at the look", now=NOON - 10)
    assert [alerts.publish(NOON + seconds) for seconds in (20, 40, 60)] == [1, 0, 0]
    assert sent(store) == [(1, "on its way at the look")]
