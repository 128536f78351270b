"""All that is held of a reader, out and away."""

from digests.model import Follow, Subscriber
from digests.store import Store
from tests.digests.store.people.conftest import NOW


def test_a_reader_gets_all_that_is_held_and_can_have_it_deleted(store: Store, reader: Subscriber) -> None:
    store.interests.follow(reader.id, Follow("mechanism", "tripo"), NOW)
    store.interests.mark_seen(reader.id, {1: 2}, NOW)
    store.interests.vote(reader.id, 1, 1, NOW)
    store.feedback.add(reader.id, "More on hydrogen, please.", NOW)
    held = store.personal_data.export(reader.id)
    assert held["preferences"]["language"] == "ko"
    assert held["follows"][0]["value"] == "tripo"
    assert [len(held[table]) for table in ("seen", "votes", "feedback")] == [1, 1, 1]
    store.personal_data.forget(reader.id)
    assert store.subscribers.get(reader.id) is None
    again = store.subscribers.ensure(7, 0, "private", "en", NOW)
    assert store.interests.follows(again.id) == []
    assert store.personal_data.export(again.id)["feedback"] == []


def test_every_subscriber_can_be_exported_with_what_they_follow(store: Store, reader: Subscriber) -> None:
    store.interests.follow(reader.id, Follow("country", "KR"), NOW)
    store.subscribers.ensure(8, 0, "private", "en", NOW)
    rows = list(store.personal_data.export_all())
    assert [row["chat_id"] for row in rows] == [7, 8]
    assert rows[0]["follows"] == [{"kind": "country", "value": "KR", "mode": "follow"}]
