"""Who is due gets one edition, written whole or not at all."""

from pathlib import Path

import pytest

from digests.editions.publish import Publisher
from digests.model import Digest, Part, Preferences, Schedule
from digests.store import Store, open_store
from tests.digests.sample_news import NOON, add_reader, add_story

DAY = 86_400


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "trilateral.db")


def render(digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
    late = "late " if digest.late else ""
    weekly = "weekly " if digest.weekly else ""
    titles = ", ".join(story.headline for story in digest.stories) or "nothing"
    return (Part(f"{late}{weekly}{titles}"), Part("end"))


def texts(store: Store) -> list[tuple[int, str]]:
    """(chat, first part) of every edition, in the order they were written."""
    rows = store.db.query(
        "SELECT o.chat_id, b.body FROM outbox AS o JOIN bodies AS b ON b.id = o.body_id WHERE o.part = 0 ORDER BY o.id"
    )
    return [(row["chat_id"], row["body"].split('"text":"')[1].split('"')[0]) for row in rows]


def test_a_reader_who_is_due_gets_every_part_once(store: Store) -> None:
    add_story(store, "summit")
    reader = add_reader(store, 7)
    publisher = Publisher(store, render)
    assert publisher.publish(NOON - 1) == 0
    assert publisher.publish(NOON) == 1
    assert publisher.publish(NOON + 60) == 0
    assert texts(store) == [(7, "summit")]
    assert len(store.outbox.ready(NOON, 10)) == 1, "the second part waits for the first"
    after = store.subscribers.get(reader)
    assert after is not None
    assert after.next_due == NOON + DAY
    assert list(store.interests.seen(reader).values()) == [1]


def test_what_was_told_is_not_told_again(store: Store) -> None:
    add_story(store, "summit")
    reader = add_reader(store, 7)
    publisher = Publisher(store, render)
    publisher.publish(NOON)
    store.subscribers.set_next_due(reader, NOON + 60)
    publisher.publish(NOON + 60)
    publisher.publish(NOON + DAY)
    assert [text for _, text in texts(store)] == ["summit", "nothing"]


def test_equal_readers_share_one_digest(store: Store) -> None:
    add_story(store, "summit")
    for chat in range(1, 51):
        add_reader(store, chat, preferences=Preferences(language="ja" if chat % 2 else "ko"))
    made = []

    def counting(digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
        made.append(digest)
        return render(digest, preferences)

    assert Publisher(store, counting).publish(NOON) == 50
    assert len(made) == 2
    assert len(texts(store)) == 50


def test_readers_who_have_seen_different_things_do_not_share(store: Store) -> None:
    first, second = add_story(store, "first"), add_story(store, "second")
    one, two = add_reader(store, 1), add_reader(store, 2)
    store.interests.mark_seen(one, {first.id: 1}, NOON - 100)
    store.interests.mark_seen(two, {second.id: 1}, NOON - 100)
    Publisher(store, render).publish(NOON)
    assert texts(store) == [(1, "second"), (2, "first")]


def test_nothing_to_say_is_a_line_or_silence_as_the_reader_chose(store: Store) -> None:
    add_reader(store, 1)
    silent = add_reader(store, 2, preferences=Preferences(empty="silence"))
    Publisher(store, render).publish(NOON)
    assert texts(store) == [(1, "nothing")]
    after = store.subscribers.get(silent)
    assert after is not None
    assert after.next_due == NOON + DAY


def test_what_a_feed_held_when_we_met_it_is_not_pushed(store: Store) -> None:
    add_story(store, "old", pushable=False)
    add_reader(store, 1)
    Publisher(store, render).publish(NOON)
    assert texts(store) == [(1, "nothing")]


def test_downtime_of_less_than_six_hours_is_made_up_for_in_one_digest(store: Store) -> None:
    add_story(store, "summit")
    add_reader(store, 7, schedule=Schedule("UTC", (600, 720)), due=NOON - 2 * 3600)
    assert Publisher(store, render).publish(NOON + 3600) == 1
    assert texts(store) == [(7, "late summit")]


def test_longer_downtime_waits_for_the_next_slot_which_says_so(store: Store) -> None:
    add_story(store, "summit", now=NOON - 3600)
    reader = add_reader(store, 7)
    publisher = Publisher(store, render)
    assert publisher.publish(NOON + 7 * 3600) == 0
    after = store.subscribers.get(reader)
    assert after is not None
    assert after.next_due == NOON + DAY
    assert publisher.publish(NOON + DAY) == 1
    assert texts(store) == [(7, "late summit")]
    assert publisher.publish(NOON + 2 * DAY) == 1
    assert texts(store)[-1] == (7, "nothing")


def test_the_weekly_review_is_an_edition_of_its_own(store: Store) -> None:
    add_story(store, "monday", now=NOON - 4 * DAY)
    add_story(store, "today")
    add_reader(store, 7, schedule=Schedule("UTC", (720,), weekly=(5, 720)))
    assert Publisher(store, render).publish(NOON) == 2
    assert sorted(text for _, text in texts(store)) == ["today", "weekly today, monday"]


def test_a_pause_until_a_date_ends_by_itself(store: Store) -> None:
    add_story(store, "summit")
    reader = add_reader(store, 7)
    store.subscribers.set_state(reader, "paused", paused_until=NOON + 3 * DAY - 3600)
    publisher = Publisher(store, render)
    assert publisher.publish(NOON) == 0
    assert publisher.publish(NOON + 3 * DAY - 3600) == 0
    assert publisher.publish(NOON + 3 * DAY) == 1


def test_one_digest_that_cannot_be_made_harms_nobody_else(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    add_story(store, "summit")
    unlucky = add_reader(store, 1, preferences=Preferences(language="ko"))
    add_reader(store, 2)

    def failing(digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
        if preferences.language == "ko":
            raise KeyError("digest.title")
        return render(digest, preferences)

    assert Publisher(store, failing).publish(NOON) == 1
    assert texts(store) == [(2, "summit")]
    after = store.subscribers.get(unlucky)
    assert after is not None
    assert after.next_due == NOON + 600
    assert "no digest in ko" in caplog.text
    assert Publisher(store, render).publish(NOON + 600) == 1


def test_settings_changed_meanwhile_keep_their_own_next_due(store: Store) -> None:
    reader = add_reader(store, 7)

    def changing(digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
        store.subscribers.save_schedule(reader, Schedule("UTC", (900,)), NOON + 3 * 3600)
        return render(digest, preferences)

    Publisher(store, changing).publish(NOON)
    after = store.subscribers.get(reader)
    assert after is not None
    assert after.next_due == NOON + 3 * 3600


def test_a_digest_that_stands_for_slots_that_were_missed_tells_what_they_would_have(store: Store) -> None:
    add_story(store, "of the morning", now=NOON - 5 * 3600)
    add_story(store, "of the noon", now=NOON - 3600)
    add_reader(store, 7, schedule=Schedule("UTC", (600, 720)), due=NOON - 2 * 3600)
    assert Publisher(store, render).publish(NOON + 60) == 1
    ((chat, text),) = texts(store)
    assert chat == 7
    assert text.startswith("late ")
    assert {"of the morning", "of the noon"} == set(text.removeprefix("late ").split(", "))


def test_after_days_of_downtime_the_first_digest_tells_of_the_days_that_were_missed(store: Store) -> None:
    add_story(store, "of the day before", now=NOON - DAY - 3600)
    add_reader(store, 7, due=NOON - DAY)
    assert Publisher(store, render).publish(NOON + 60) == 1
    assert texts(store) == [(7, "late of the day before")]


def test_a_review_that_cannot_be_made_is_tried_again_though_the_digest_beside_it_could(store: Store) -> None:
    add_story(store, "today")
    add_reader(store, 7, schedule=Schedule("UTC", (720,), weekly=(5, 720)))

    def failing(digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
        if digest.weekly:
            raise KeyError("weekly.title")
        return render(digest, preferences)

    assert Publisher(store, failing).publish(NOON) == 1
    assert Publisher(store, render).publish(NOON + 600) == 1
    assert [text for _, text in texts(store)] == ["today", "weekly today"]


def test_a_pause_that_ends_in_a_crash_still_has_a_next_digest(store: Store) -> None:
    add_story(store, "summit", now=NOON + 3 * DAY - 3600)
    reader = add_reader(store, 7)
    store.subscribers.set_state(reader, "paused", paused_until=NOON + 2 * DAY + 60)

    store.db.change(
        "CREATE TRIGGER killed BEFORE UPDATE OF next_due ON subscribers WHEN NEW.next_due IS NOT NULL"
        " BEGIN SELECT RAISE(ABORT, 'killed'); END"
    )
    with pytest.raises(Exception, match="killed"):
        Publisher(store, render).publish(NOON + 2 * DAY + 60)
    store.db.change("DROP TRIGGER killed")
    assert Publisher(store, render).publish(NOON + 2 * DAY + 120) == 0
    assert Publisher(store, render).publish(NOON + 3 * DAY) == 1


def test_a_story_that_was_stored_a_moment_after_its_slot_is_told_by_the_next_digest(store: Store) -> None:
    add_reader(store, 7)
    publisher = Publisher(store, render)
    publisher.publish(NOON + 1)
    add_story(store, "on its way at the slot", now=NOON - 20)
    publisher.publish(NOON + DAY)
    assert texts(store)[-1] == (7, "on its way at the slot")


def test_a_narrow_choice_of_which_there_is_nothing_gets_the_newest_of_the_week_that_it_has_not_had(
    store: Store,
) -> None:
    for days, title in ((9, "too old"), (5, "older"), (4, "old"), (3, "new"), (2, "newest")):
        add_story(store, title, now=NOON - days * DAY)
    add_story(store, "other", sectors=("trade",))
    narrow = Preferences(sectors=("ai",))
    reader = add_reader(store, 1, preferences=narrow)
    add_reader(store, 2, preferences=Preferences(sectors=("ai",), empty="silence"))
    add_reader(store, 3, preferences=Preferences(sectors=("fisheries",)))
    told: list[Digest] = []

    def noting(digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
        told.append(digest)
        return render(digest, preferences)

    publisher = Publisher(store, noting)
    for day in range(3):
        publisher.publish(NOON + day * DAY)
    assert [text for chat, text in texts(store) if chat == 1] == ["newest, new, old", "older", "nothing"]
    assert [text for chat, text in texts(store) if chat == 3] == ["nothing"] * 3
    assert [chat for chat, _ in texts(store)].count(2) == 0
    assert {(each.looked_back, each.length) for each in told if each.stories} == {(True, "brief")}
    assert len(store.interests.seen(reader)) == 4


def test_two_readers_of_one_narrow_choice_get_each_what_they_have_not_had(store: Store) -> None:
    first, second = (add_story(store, title, now=NOON - 3 * DAY) for title in ("first", "second"))
    narrow = Preferences(sectors=("ai",))
    one, two = add_reader(store, 1, preferences=narrow), add_reader(store, 2, preferences=narrow)
    store.interests.mark_seen(one, {first.id: 1}, NOON - 3 * DAY)
    store.interests.mark_seen(two, {second.id: 1}, NOON - 3 * DAY)
    Publisher(store, render).publish(NOON)
    assert sorted(texts(store)) == [(1, "second"), (2, "first")]
