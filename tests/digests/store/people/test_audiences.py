"""Many subscribers at once."""

from digests.model import Preferences, Schedule, Subscriber
from digests.store import Store
from digests.store.people.audiences import Audience
from tests.digests.store.people.conftest import NOW


def test_only_active_subscribers_whose_time_has_come_are_due(store: Store) -> None:
    for chat, due in ((1, NOW - 60), (2, NOW), (3, NOW + 60), (4, NOW - 120), (5, None)):
        subscriber = store.subscribers.ensure(chat, 0, "private", "en", NOW)
        store.subscribers.save_schedule(subscriber.id, Schedule(), due)
        if chat == 4:
            store.subscribers.set_state(subscriber.id, "paused")
    assert [each.chat_id for each in store.audiences.due(NOW, 10)] == [1, 2]
    assert [each.chat_id for each in store.audiences.due(NOW, 1)] == [1]


def test_who_is_due_is_read_from_an_index(store: Store) -> None:
    plan = store.db.query(
        "EXPLAIN QUERY PLAN SELECT * FROM subscribers WHERE state = 'active' AND next_due <= 5"
        " ORDER BY next_due, id LIMIT 5"
    )
    assert "subscribers_due" in plan[0]["detail"]


def test_a_pause_ends_by_itself(store: Store, reader: Subscriber) -> None:
    store.subscribers.set_state(reader.id, "paused", paused_until=NOW + 100)
    assert store.audiences.wake(NOW + 99) == []
    (woken,) = store.audiences.wake(NOW + 100)
    assert (woken.state, woken.paused_until, woken.next_due) == ("active", None, None)


def test_a_broadcast_reaches_whom_it_is_for(store: Store) -> None:
    ko_ai = store.subscribers.ensure(1, 0, "private", "ko", NOW)
    store.subscribers.save_preferences(ko_ai.id, Preferences("ko", sectors=("ai",)))
    ko_all = store.subscribers.ensure(2, 0, "group", "ko", NOW)
    ja = store.subscribers.ensure(3, 0, "private", "ja", NOW)
    gone = store.subscribers.ensure(4, 0, "private", "ko", NOW)
    for each in (ko_ai, ko_all, ja, gone):
        store.subscribers.set_next_due(each.id, NOW + 100)
    store.subscribers.set_state(gone.id, "blocked", reason="403")
    assert [each.id for each in store.audiences.of(Audience())] == [ko_ai.id, ko_all.id, ja.id]
    assert [each.id for each in store.audiences.of(Audience(languages=("ko",)))] == [ko_ai.id, ko_all.id]
    assert [each.id for each in store.audiences.of(Audience(kinds=("group",)))] == [ko_all.id]
    assert [each.id for each in store.audiences.of(Audience(sectors=("trade",)))] == [ko_all.id, ja.id]
    assert list(store.audiences.of(Audience(active_since=NOW + 1))) == []
    assert store.audiences.counts() == {"active": 3, "blocked": 1}


def test_a_broadcast_reaches_subscribers_and_nobody_who_only_tried_the_bot(store: Store) -> None:
    set_up, paused, stopped, tried, paused_before = (
        store.subscribers.ensure(chat, 0, "private", "en", NOW).id for chat in range(1, 6)
    )
    for each in (set_up, paused, stopped):
        store.subscribers.save_schedule(each, Schedule(), NOW + 100)
    store.subscribers.set_state(paused, "paused")
    store.subscribers.set_state(stopped, "stopped")
    store.subscribers.set_state(paused_before, "paused")
    assert [each.id for each in store.audiences.of(Audience())] == [set_up, paused]
    assert tried not in [each.id for each in store.audiences.of(Audience(active_since=NOW))]
    assert store.audiences.readable() == 5


def test_being_here_is_noted_once_an_hour(store: Store, reader: Subscriber) -> None:
    store.subscribers.set_next_due(reader.id, NOW + 100)
    store.subscribers.touch(reader.id, NOW + 60)
    row = store.db.one("SELECT active FROM subscribers")
    assert row is not None
    assert row["active"] == NOW
    store.subscribers.touch(reader.id, NOW + 7200)
    assert [each.id for each in store.audiences.of(Audience(active_since=NOW + 7200))] == [reader.id]
