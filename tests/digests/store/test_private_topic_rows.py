"""Topics of a private chat, which an earlier version kept as a reader each, become one reader."""

from pathlib import Path
from typing import Any

import pytest

from digests.model import Follow, Preferences, Schedule
from digests.store import Store, open_store
from digests.store.engine.database import sqlite3

KEPT = Path(__file__).parent / "versions" / "15.sql"
_ROW = {
    "kind": "private",
    "state": "active",
    "created": 1,
    "active": 1,
    "next_due": None,
    "paused_until": None,
    "preferences": '{"language":"en"}',
    "schedule": '{"zone":"Asia/Tokyo"}',
}


class Earlier:
    """The database as the version before left it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "trilateral.db"
        self._made = sqlite3.connect(self._file)
        self._made.executescript(f"BEGIN;\n{KEPT.read_text(encoding='utf-8')}COMMIT;")

    def put(self, table: str, **values: Any) -> None:
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        self._made.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608

    def reader(self, number: int, chat_id: int, thread_id: int, **values: Any) -> None:
        self.put("subscribers", id=number, chat_id=chat_id, thread_id=thread_id, **(_ROW | values))

    def follow(self, number: int, value: str, mode: str = "follow") -> None:
        self.put("follows", subscriber_id=number, kind="sector", value=value, mode=mode, created=1)

    def opened(self) -> Store:
        self._made.commit()
        self._made.close()
        return open_store(self._file)


@pytest.fixture
def earlier(tmp_path: Path) -> Earlier:
    return Earlier(tmp_path)


def test_it_keeps_the_settings_of_the_chat_itself_and_joins_what_is_followed(earlier: Earlier) -> None:
    earlier.reader(11, 700, 0, preferences='{"language":"ja"}', next_due=50)
    earlier.reader(12, 700, 5, preferences='{"language":"ko"}', next_due=60, created=9)
    earlier.reader(13, 700, 6, created=8)
    earlier.follow(11, "ai")
    earlier.follow(12, "ai", "mute")
    earlier.follow(12, "trade")
    earlier.follow(13, "trade", "mute")
    earlier.follow(13, "energy", "mute")
    earlier.put("votes", subscriber_id=13, story_id=1, vote=-1, at=3)
    earlier.put("feedback", subscriber_id=12, text="hello", at=3)
    store = earlier.opened()
    (reader,) = store.subscribers.of_chat(700)
    assert (reader.id, reader.thread_id, reader.preferences.language, reader.next_due) == (11, 0, "ja", 50)
    assert set(store.interests.follows(11)) == {
        Follow("sector", "ai"),
        Follow("sector", "trade"),
        Follow("sector", "energy", "mute"),
    }
    assert store.interests.votes(11) == {1: -1}
    assert [said["text"] for said in store.personal_data.export(11)["feedback"]] == ["hello"]
    assert store.db.query("SELECT 1 FROM follows WHERE subscriber_id IN (12, 13)") == []


def test_without_one_of_the_chat_itself_it_keeps_the_newest(earlier: Earlier) -> None:
    earlier.reader(12, 700, 5, preferences='{"language":"ko"}', next_due=60, created=9)
    earlier.reader(13, 700, 6, preferences='{"language":"ja"}', next_due=70, created=10)
    store = earlier.opened()
    (reader,) = store.subscribers.of_chat(700)
    assert (reader.id, reader.thread_id, reader.preferences) == (13, 0, Preferences(language="ja"))
    assert (reader.next_due, reader.schedule) == (70, Schedule(zone="Asia/Tokyo"))


def test_who_set_up_digests_in_a_topic_alone_goes_on_to_get_them(earlier: Earlier) -> None:
    earlier.reader(11, 700, 0, preferences='{"language":"ja"}')
    earlier.reader(12, 700, 5, next_due=60)
    earlier.reader(21, 800, 0, state="stopped", next_due=40)
    earlier.reader(22, 800, 5, next_due=60)
    store = earlier.opened()
    begun, stopped = store.subscribers.by_chat(700), store.subscribers.by_chat(800)
    assert begun is not None
    assert stopped is not None
    assert (begun.preferences.language, begun.next_due) == ("ja", 60)
    assert (stopped.state, stopped.next_due) == ("stopped", None)


def test_what_waits_goes_to_the_reader_and_forums_keep_their_topics(earlier: Earlier) -> None:
    earlier.reader(12, 700, 5, next_due=60)
    earlier.reader(31, -900, 0, kind="group")
    earlier.reader(32, -900, 5, kind="topic", next_due=60)
    waiting = {"lane": 2, "body_id": 1, "state": "pending", "created": 1, "updated": 1}
    earlier.put("outbox", subscriber_id=12, chat_id=700, thread_id=5, edition="12/a", **waiting)
    earlier.put("outbox", subscriber_id=32, chat_id=-900, thread_id=5, edition="32/a", **waiting)
    store = earlier.opened()
    assert [each.thread_id for each in store.subscribers.of_chat(-900)] == [0, 5]
    ready = {(parcel.chat_id, parcel.thread_id) for parcel in store.outbox.ready(99, 10)}
    assert {(700, 0), (-900, 5)} <= ready


def test_who_never_set_up_digests_is_neither_paused_nor_stopped(earlier: Earlier) -> None:
    earlier.reader(11, 700, 0, state="paused", paused_until=10)
    earlier.reader(12, 701, 0, state="stopped")
    earlier.reader(13, 702, 0, state="paused", paused_until=10, next_due=5)
    earlier.reader(14, 703, 0, state="stopped", next_due=5)
    store = earlier.opened()
    found = [store.subscribers.get(number) for number in (11, 12, 13, 14)]
    assert [(each.state, each.next_due) for each in found if each] == [
        ("active", None),
        ("active", None),
        ("paused", 5),
        ("stopped", None),
    ]
