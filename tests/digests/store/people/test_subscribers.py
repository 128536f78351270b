"""Who reads us, kept in a real database."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from digests.model import Follow, Preferences, Schedule, Subscriber
from digests.store.engine.database import Database
from digests.store.people.subscribers import Audience, SubscriberStore

NOW = 1_780_000_000


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "trilateral.db")
    yield database
    database.close()


@pytest.fixture
def store(db: Database) -> SubscriberStore:
    return SubscriberStore(db)


@pytest.fixture
def reader(store: SubscriberStore) -> Subscriber:
    return store.ensure(7, 0, "private", "ko", NOW, title="A reader")


def test_a_chat_is_one_subscriber_however_often_it_writes(store: SubscriberStore, reader: Subscriber) -> None:
    assert store.ensure(7, 0, "private", "en", NOW + 60) == reader
    assert reader.preferences == Preferences(language="ko")
    assert store.ensure(7, 12, "topic", "ja", NOW).id != reader.id
    assert [each.thread_id for each in store.of_chat(7)] == [0, 12]


def test_settings_come_back_as_saved_and_each_change_makes_old_buttons_old(
    store: SubscriberStore, reader: Subscriber
) -> None:
    preferences = Preferences("ja", ("en", "zh-Hant"), ("ai", "trade"), ("JP", "KR"), "national", "long", "classic")
    schedule = Schedule("Asia/Seoul", (450, 1080), 31, (1320, 420), (7, 600))
    store.save_preferences(reader.id, preferences)
    saved = store.save_schedule(reader.id, schedule, NOW + 3600)
    assert saved == store.get(reader.id)
    assert (saved.preferences, saved.schedule, saved.next_due) == (preferences, schedule, NOW + 3600)
    assert saved.settings_version == 2


def test_changing_one_who_is_gone_says_so(store: SubscriberStore) -> None:
    with pytest.raises(LookupError):
        store.save_preferences(99, Preferences())


def test_a_mute_takes_the_place_of_a_follow(store: SubscriberStore, reader: Subscriber) -> None:
    store.follow(reader.id, Follow("keyword", "수소"), NOW)
    store.follow(reader.id, Follow("sector", "ai"), NOW + 1)
    store.follow(reader.id, Follow("keyword", "수소", "mute"), NOW + 2)
    assert store.follows(reader.id) == [Follow("keyword", "수소", "mute"), Follow("sector", "ai")]
    assert store.unfollow(reader.id, "keyword", "수소")
    assert not store.unfollow(reader.id, "keyword", "수소")


def test_a_story_that_grew_is_seen_at_its_new_size(store: SubscriberStore, reader: Subscriber) -> None:
    store.mark_seen(reader.id, {1: 2, 5: 1}, NOW)
    store.mark_seen(reader.id, {1: 4}, NOW + 60)
    assert store.seen(reader.id) == {1: 4, 5: 1}
    assert store.seen(reader.id, since=NOW + 1) == {1: 4}
    store.prune_seen(NOW + 1)
    assert store.seen(reader.id) == {1: 4}


def test_a_vote_can_be_turned_round_and_taken_back(store: SubscriberStore, reader: Subscriber) -> None:
    store.vote(reader.id, 3, 1, NOW)
    store.vote(reader.id, 3, -1, NOW)
    assert store.votes(reader.id) == {3: -1}
    store.vote(reader.id, 3, 0, NOW)
    assert store.votes(reader.id) == {}


def test_only_active_subscribers_whose_time_has_come_are_due(store: SubscriberStore) -> None:
    for chat, due in ((1, NOW - 60), (2, NOW), (3, NOW + 60), (4, NOW - 120), (5, None)):
        subscriber = store.ensure(chat, 0, "private", "en", NOW)
        store.save_schedule(subscriber.id, Schedule(), due)
        if chat == 4:
            store.set_state(subscriber.id, "paused")
    assert [each.chat_id for each in store.due(NOW, 10)] == [1, 2]
    assert [each.chat_id for each in store.due(NOW, 1)] == [1]


def test_who_is_due_is_read_from_an_index(db: Database) -> None:
    plan = db.query(
        "EXPLAIN QUERY PLAN SELECT * FROM subscribers WHERE state = 'active' AND next_due <= 5"
        " ORDER BY next_due, id LIMIT 5"
    )
    assert "subscribers_due" in plan[0]["detail"]


def test_a_pause_ends_by_itself(store: SubscriberStore, reader: Subscriber) -> None:
    store.set_state(reader.id, "paused", paused_until=NOW + 100)
    assert store.wake(NOW + 99) == []
    (woken,) = store.wake(NOW + 100)
    assert (woken.state, woken.paused_until, woken.next_due) == ("active", None, None)


def test_a_broadcast_reaches_whom_it_is_for(store: SubscriberStore) -> None:
    ko_ai = store.ensure(1, 0, "private", "ko", NOW)
    store.save_preferences(ko_ai.id, Preferences("ko", sectors=("ai",)))
    ko_all = store.ensure(2, 0, "group", "ko", NOW)
    ja = store.ensure(3, 0, "private", "ja", NOW)
    gone = store.ensure(4, 0, "private", "ko", NOW)
    store.set_state(gone.id, "blocked", reason="403")
    assert [each.id for each in store.audience(Audience())] == [ko_ai.id, ko_all.id, ja.id]
    assert [each.id for each in store.audience(Audience(languages=("ko",)))] == [ko_ai.id, ko_all.id]
    assert [each.id for each in store.audience(Audience(kinds=("group",)))] == [ko_all.id]
    assert [each.id for each in store.audience(Audience(sectors=("trade",)))] == [ko_all.id, ja.id]
    assert list(store.audience(Audience(active_since=NOW + 1))) == []
    assert store.counts() == {"active": 3, "blocked": 1}


def test_a_group_that_became_a_supergroup_keeps_its_subscriptions(store: SubscriberStore) -> None:
    group = store.ensure(-5, 0, "group", "ja", NOW)
    store.save_preferences(group.id, Preferences("ja", sectors=("ai",)))
    store.ensure(-1005, 0, "group", "en", NOW)
    store.migrate(-5, -1005)
    moved = store.by_chat(-1005)
    assert moved is not None
    assert moved.id == group.id
    assert moved.preferences.sectors == ("ai",)
    assert store.by_chat(-5) is None


def test_settings_made_in_the_supergroup_win_over_the_old_ones(store: SubscriberStore) -> None:
    store.ensure(-5, 0, "group", "ja", NOW)
    newer = store.ensure(-1005, 0, "group", "en", NOW)
    store.save_preferences(newer.id, Preferences("ko"))
    store.migrate(-5, -1005)
    assert store.by_chat(-1005) == store.get(newer.id)
    assert store.by_chat(-5) is None


def test_a_reader_gets_all_that_is_held_and_can_have_it_deleted(store: SubscriberStore, reader: Subscriber) -> None:
    store.follow(reader.id, Follow("mechanism", "tripo"), NOW)
    store.mark_seen(reader.id, {1: 2}, NOW)
    store.vote(reader.id, 1, 1, NOW)
    store.add_feedback(reader.id, "More on hydrogen, please.", NOW)
    held = store.export(reader.id)
    assert held["preferences"]["language"] == "ko"
    assert held["follows"][0]["value"] == "tripo"
    assert [len(held[table]) for table in ("seen", "votes", "feedback")] == [1, 1, 1]
    store.forget(reader.id)
    assert store.get(reader.id) is None
    again = store.ensure(7, 0, "private", "en", NOW)
    assert store.follows(again.id) == []
    assert store.export(again.id)["feedback"] == []


def test_every_subscriber_can_be_exported_with_what_they_follow(store: SubscriberStore, reader: Subscriber) -> None:
    store.follow(reader.id, Follow("country", "KR"), NOW)
    store.ensure(8, 0, "private", "en", NOW)
    rows = list(store.export_all())
    assert [row["chat_id"] for row in rows] == [7, 8]
    assert rows[0]["follows"] == [{"kind": "country", "value": "KR", "mode": "follow"}]


def test_being_here_is_noted_once_an_hour(store: SubscriberStore, reader: Subscriber, db: Database) -> None:
    store.touch(reader.id, NOW + 60)
    row = db.one("SELECT active FROM subscribers")
    assert row is not None
    assert row["active"] == NOW
    store.touch(reader.id, NOW + 7200)
    assert [each.id for each in store.audience(Audience(active_since=NOW + 7200))] == [reader.id]


def test_a_subscriber_written_by_an_older_version_gets_the_defaults_of_new_settings(
    store: SubscriberStore, reader: Subscriber, db: Database
) -> None:
    db.change('UPDATE subscribers SET preferences = \'{"language": "ja"}\' WHERE id = :id', {"id": reader.id})
    assert store.get(reader.id) == replace(reader, preferences=Preferences("ja"))
