"""A row that cannot be read is set aside and said, and keeps nobody waiting."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.editions.alerts import Alerts
from digests.editions.broadcasting import Broadcasting
from digests.editions.publish import FIRST_PAGE, Publisher
from digests.model import Digest, Feed, Follow, Part, Preferences, Schedule
from digests.store import Store, open_store
from digests.store.engine.aside import UNREADABLE
from digests.store.sending.bodies import load_body
from digests.versions.shared_lines import Habits
from tests.digests.sample_news import NOON, add_reader, add_story

UNREADABLE_PREFERENCES = [
    '{"language":"en","pictures":true}',
    '{"language":"en","grade":"universal"}',
    '{"language":"xx"}',
    '{"sectors":7}',
    '{"language":',
    "[]",
    "",
]
UNREADABLE_SCHEDULES = [
    '{"zone":"UTC","minutes":[1440]}',
    '{"zone":"UTC","minutes":["noon"]}',
    '{"zone":"UTC","weekdays":500}',
    '{"zone":"UTC","weekly":[9,30]}',
    '{"zone":"UTC","quiet":[-1,30]}',
    "null",
]
UNREADABLE_ITEMS = [
    ("sectors", "[[1,2]]"),
    ("sectors", '[["ai",1.0,[["words","title"]]]]'),
    ("mechanisms", "no JSON"),
    ("countries", '"CN"'),
    ("countries", "[1]"),
    ("summary", '[[5,"title",0,1]]'),
    ("summary", '[["a","margin",0,1]]'),
    ("why_grade", "{}x"),
    ("grade_signs", '[["market:t","much"]]'),
    ("grade", "universal"),
    ("vector", "text"),
    ("published", "yesterday"),
]
UNREADABLE_STORIES = [
    ("grade", "universal"),
    ("countries", "CN"),
    ("sectors", "[1]"),
    ("mechanisms", "7"),
    ("first_seen", "early"),
]
UNREADABLE_BODIES = ['{"part":{"text":5}}', '{"part":{"text":"a","fallback":7}}', '{"copy":{}}', "[]", "", "7", "null"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "trilateral.db")
    yield opened
    opened.close()


def render(digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
    return (Part(", ".join(story.headline for story in digest.stories)),)


def put(store: Store, table: str, column: str, value: Any, key: int) -> None:
    store.db.change(f"UPDATE {table} SET {column} = :value WHERE id = :id", {"value": value, "id": key})  # noqa: S608


def served(store: Store) -> list[int]:
    return [parcel.chat_id for parcel in store.outbox.ready(NOON, 1000)]


def named(store: Store) -> list[tuple[str, str]]:
    return [(each.kind, each.key) for each in store.aside.listed()]


@pytest.mark.parametrize(
    ("column", "text"),
    [("preferences", each) for each in UNREADABLE_PREFERENCES] + [("schedule", each) for each in UNREADABLE_SCHEDULES],
)
def test_a_reader_whose_row_cannot_be_read_keeps_no_other_waiting(
    store: Store, caplog: pytest.LogCaptureFixture, column: str, text: str
) -> None:
    add_story(store, "summit")
    bad, _ = add_reader(store, 1, due=NOON - 60), add_reader(store, 2)
    put(store, "subscribers", column, text, bad)
    publisher = Publisher(store, render)
    assert [publisher.publish(NOON), publisher.publish(NOON + 60)] == [1, 0]
    assert served(store) == [2]
    assert named(store) == [("subscriber", str(bad))]
    assert caplog.text.count(f"subscriber {bad} cannot be read and is set aside") == 1


def test_a_reader_in_no_known_state_is_named_and_answered_as_one_who_stopped(store: Store) -> None:
    bad = add_reader(store, 1)
    put(store, "subscribers", "state", "wild", bad)
    found = store.subscribers.by_chat(1)
    assert found is not None
    assert found.state == "stopped"
    assert named(store) == [("subscriber", str(bad))]


def test_more_of_them_than_a_page_holds_keep_no_other_waiting(store: Store) -> None:
    add_story(store, "summit")
    with store.db.write():
        for chat in range(1, FIRST_PAGE + 20):
            put(store, "subscribers", "preferences", "?", add_reader(store, chat, due=NOON - 60))
        add_reader(store, 9000)
    assert Publisher(store, render).publish(NOON) == 1
    assert served(store) == [9000]


def test_such_a_reader_is_answered_by_what_can_be_read_and_mends_it_by_saving(store: Store) -> None:
    add_story(store, "summit")
    reader = add_reader(store, 1, schedule=Schedule("Asia/Seoul", (1260,)))
    put(store, "subscribers", "preferences", '{"language":"ko","sectors":["ai"],"pictures":true}', reader)
    seen = store.subscribers.by_chat(1)
    assert seen is not None
    assert seen.preferences == Preferences(language="ko", sectors=("ai",))
    assert seen.schedule.zone == "Asia/Seoul"
    assert Publisher(store, render).publish(NOON) == 0
    store.subscribers.save_schedule(reader, seen.schedule, NOON)
    assert store.aside.listed() == []
    assert Publisher(store, render).publish(NOON) == 1


def test_whose_pause_ends_wakes_beside_one_that_cannot_be_read(store: Store) -> None:
    bad, good = add_reader(store, 1), add_reader(store, 2)
    for reader in (bad, good):
        store.subscribers.set_state(reader, "paused", paused_until=NOON - 1)
    put(store, "subscribers", "schedule", "?", bad)
    assert [reader.id for reader in store.audiences.wake(NOON)] == [good]
    store.subscribers.save_schedule(bad, Schedule(), NOON)
    assert store.audiences.counts() == {"active": 1, "new": 1}


def test_a_broadcast_an_alert_and_an_export_go_past_it(store: Store) -> None:
    add_story(store, "summit", now=NOON - 60)
    wanted = Preferences(alerts=True)
    bad, good = (add_reader(store, chat, preferences=wanted, due=NOON + 3600) for chat in (1, 2))
    for reader in (bad, good):
        store.interests.follow(reader, Follow("sector", "ai"), NOON)
    put(store, "subscribers", "preferences", "?", bad)
    store.notes.set("alerts.looked", "no number")
    alerts = Alerts(store, render, an_hour=5)
    assert [alerts.publish(NOON - 60), alerts.publish(NOON)] == [1, 0]
    draft = store.broadcasts.draft(7, 7, store.outbox.add_body(Part("hello"), NOON), NOON)
    store.broadcasts.start(draft.id, None, NOON)
    assert Broadcasting(store).advance(NOON)
    assert served(store) == [2, 2]
    assert next(each["preferences"] for each in store.personal_data.export_all()) == "?"
    assert store.personal_data.export(bad)["preferences"] == "?"


@pytest.mark.parametrize(("column", "value"), UNREADABLE_ITEMS)
def test_an_item_that_cannot_be_read_is_left_out(store: Store, column: str, value: Any) -> None:
    bad, good = add_story(store, "broken"), add_story(store, "summit")
    add_reader(store, 1)
    put(store, "items", column, value, bad.items[0].id)
    assert [item.title for item in store.items.every()] == ["summit"]
    assert [story.id for story in store.stories.since(0)] == [good.id]
    assert Publisher(store, render).publish(NOON) == 1
    assert named(store) == [("item", str(bad.items[0].id))]


@pytest.mark.parametrize(("column", "value"), UNREADABLE_STORIES)
def test_a_story_that_cannot_be_read_is_left_out(store: Store, column: str, value: Any) -> None:
    bad, good = add_story(store, "broken"), add_story(store, "summit")
    reader = add_reader(store, 1)
    store.interests.vote(reader, bad.id, 1, NOON - 60)
    store.interests.vote(reader, good.id, 1, NOON - 60)
    put(store, "stories", column, value, bad.id)
    assert [story.id for story in store.stories.every()] in ([good.id], [])
    assert [story.id for story in store.stories.since(0)] == [good.id]
    assert good.id in [head.id for head in store.stories.heads(0, NOON)]
    assert Publisher(store, render).publish(NOON) == 1
    assert served(store) == [1]


@pytest.mark.parametrize(
    ("column", "value"), [("lane", 9), ("chat_id", "nobody"), ("attempts", "many"), ("form", "bold")]
)
def test_a_message_that_cannot_be_read_is_given_up_and_stands_before_no_other(
    store: Store, column: str, value: Any
) -> None:
    first = store.outbox.add(Part("a"), NOON, chat_id=1)
    store.outbox.add(Part("b"), NOON, chat_id=1)
    put(store, "outbox", column, value, first)
    texts = [load_body(each.body) for each in store.outbox.ready(NOON, 5)]
    assert set(texts) == {Part("b")}
    assert [state for _, state, _, _, _ in store.deliveries.standing(NOON)].count("given up") == 1


@pytest.mark.parametrize("text", UNREADABLE_BODIES)
def test_a_broadcast_that_cannot_be_read_stands_before_no_other(store: Store, text: str) -> None:
    add_reader(store, 1)
    drafts = [store.broadcasts.draft(7, 7, store.outbox.add_body(Part(each), NOON), NOON) for each in "ab"]
    for draft in drafts:
        store.broadcasts.start(draft.id, None, NOON)
    put(store, "bodies", "body", text, drafts[0].body_id)
    Broadcasting(store).advance(NOON)
    assert [load_body(each.body) for each in store.outbox.ready(NOON, 10)] == [Part("b")]
    assert [each.id for each in store.broadcasts.latest(5)] == [drafts[1].id]
    assert named(store) == [("broadcast", str(drafts[0].id))]


@pytest.mark.parametrize(
    ("column", "value"), [("state", '{"failures":"many"}'), ("state", "?"), ("state", "[]"), ("interval", "hourly")]
)
def test_a_feed_of_which_nothing_can_be_read_keeps_no_other_waiting(store: Store, column: str, value: Any) -> None:
    feeds = [Feed(f"https://{name}.example/rss", name, "JP") for name in ("bad", "good")]
    store.feeds.sync(feeds)
    bad = {"value": value, "url": feeds[0].url}
    store.db.change(f"UPDATE feeds SET {column} = :value WHERE url = :url", bad)  # noqa: S608
    assert [each.feed.name for each in store.feeds.due(NOON)] == ["good"]
    assert [each.feed.name for each in store.feeds.polled()] == ["good"]
    assert [each.feed.name for each in store.feeds.listed()] == ["bad", "good"]
    assert named(store) == [("feed", feeds[0].url)]
    if column == "state":
        assert store.feeds.add(feeds[0])
        assert len(store.feeds.due(NOON)) == 2
        assert store.aside.listed() == []


def test_an_outcome_that_cannot_be_read_keeps_no_other_sender_waiting(store: Store) -> None:
    for number in range(60):
        store.submissions.add(7, 0, number, name="a.txt", mark=str(number), now=NOON)
        store.submissions.refuse(str(number), "is empty", "send another", NOON)
    store.db.change("UPDATE submissions SET items = 'no JSON' WHERE id <= 55")
    told = [each.id for each in store.submissions.ended()]
    assert told == [56, 57, 58, 59, 60]
    assert {kind for kind, _ in named(store)} == {"submission"}


@pytest.mark.parametrize("text", ["no JSON", "[]", '{"a": [1]}', '{"a": ["x", "y", 1, 2]}'])
def test_what_was_learnt_of_a_feed_and_cannot_be_read_is_learnt_anew(store: Store, text: str) -> None:
    store.db.change("INSERT INTO feed_habits (feed, articles, lines) VALUES ('f', 3, :text)", {"text": text})
    assert store.habits.of("f") == Habits()
    store.habits.keep("f", Habits(1))
    assert store.habits.of("f") == Habits(1)


def test_what_an_article_said_before_and_cannot_be_read_is_left_out(store: Store) -> None:
    item = add_story(store, "summit").items[0]
    store.versions.keep(item, [("40", "60")], NOON)
    store.versions.keep(item, [("60", "80")], NOON + 1)
    store.db.change("UPDATE item_versions SET changes = '[1]' WHERE until = :at", {"at": NOON})
    assert [version.changes for version in store.versions.of(item.id)] == [(("60", "80"),)]


def test_what_was_set_aside_is_tried_again_when_asked(store: Store) -> None:
    reader = add_reader(store, 1)
    good = store.db.one("SELECT preferences FROM subscribers")
    assert good is not None
    put(store, "subscribers", "preferences", "?", reader)
    assert store.audiences.readable() == 0
    put(store, "subscribers", "preferences", good["preferences"], reader)
    assert Publisher(store, render).publish(NOON) == 0
    store.aside.clear()
    assert Publisher(store, render).publish(NOON) == 1


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                list(
                    json.loads(
                        '{"zone":1,"minutes":1,"weekdays":1,"quiet":1,"weekly":1,"language":1,"pictures":1,"sectors":1}'
                    )
                )
            ),
            inner,
        )
    ),
    max_leaves=8,
)


@given(preferences=_json, schedule=_json)
def test_whatever_stands_in_a_row_the_next_reader_is_served_and_its_own_is_answered(
    store: Store, preferences: Any, schedule: Any
) -> None:
    with store.db.write() as change:
        for table in ("outbox", "editions", "subscribers", "set_aside"):
            change.execute(f"DELETE FROM {table}")  # noqa: S608
        bad = add_reader(store, 1, due=NOON - 60)
        add_reader(store, 2)
        put(store, "subscribers", "preferences", json.dumps(preferences), bad)
        put(store, "subscribers", "schedule", json.dumps(schedule), bad)
    Publisher(store, render).publish(NOON)
    assert 2 in served(store)
    assert store.subscribers.by_chat(1) is not None


def test_the_bodies_of_the_outbox_are_read_or_refused_and_nothing_else() -> None:
    for text in UNREADABLE_BODIES:
        with pytest.raises(UNREADABLE):
            load_body(text)
