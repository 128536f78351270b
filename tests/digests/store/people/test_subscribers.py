"""Who reads us, kept in a real database."""

from dataclasses import replace

import pytest

from digests.model import Preferences, Schedule, Subscriber
from digests.store import Store
from tests.digests.store.people.conftest import NOW


def test_a_chat_is_one_subscriber_however_often_it_writes(store: Store, reader: Subscriber) -> None:
    assert store.subscribers.ensure(7, 0, "private", "en", NOW + 60) == reader
    assert reader.preferences == Preferences(language="ko")
    assert store.subscribers.ensure(7, 12, "topic", "ja", NOW).id != reader.id
    assert [each.thread_id for each in store.subscribers.of_chat(7)] == [0, 12]


def test_settings_come_back_as_saved_and_each_change_makes_old_buttons_old(store: Store, reader: Subscriber) -> None:
    preferences = Preferences("ja", ("en", "zh-Hant"), ("ai", "trade"), ("JP", "KR"), "national", "full", "classic")
    schedule = Schedule("Asia/Seoul", (450, 1080), 31, (1320, 420), (7, 600))
    store.subscribers.save_preferences(reader.id, preferences)
    saved = store.subscribers.save_schedule(reader.id, schedule, NOW + 3600)
    assert saved == store.subscribers.get(reader.id)
    assert (saved.preferences, saved.schedule, saved.next_due) == (preferences, schedule, NOW + 3600)
    assert saved.settings_version == 2


def test_changing_one_who_is_gone_says_so(store: Store) -> None:
    with pytest.raises(LookupError):
        store.subscribers.save_preferences(99, Preferences())


def test_a_group_that_became_a_supergroup_keeps_its_subscriptions(store: Store) -> None:
    group = store.subscribers.ensure(-5, 0, "group", "ja", NOW)
    store.subscribers.save_preferences(group.id, Preferences("ja", sectors=("ai",)))
    store.subscribers.ensure(-1005, 0, "group", "en", NOW)
    store.subscribers.migrate(-5, -1005)
    moved = store.subscribers.by_chat(-1005)
    assert moved is not None
    assert moved.id == group.id
    assert moved.preferences.sectors == ("ai",)
    assert store.subscribers.by_chat(-5) is None


def test_settings_made_in_the_supergroup_win_over_the_old_ones(store: Store) -> None:
    store.subscribers.ensure(-5, 0, "group", "ja", NOW)
    newer = store.subscribers.ensure(-1005, 0, "group", "en", NOW)
    store.subscribers.save_preferences(newer.id, Preferences("ko"))
    store.subscribers.migrate(-5, -1005)
    assert store.subscribers.by_chat(-1005) == store.subscribers.get(newer.id)
    assert store.subscribers.by_chat(-5) is None


def test_a_subscriber_written_by_an_older_version_gets_the_defaults_of_new_settings(
    store: Store, reader: Subscriber
) -> None:
    store.db.change('UPDATE subscribers SET preferences = \'{"language": "ja"}\' WHERE id = :id', {"id": reader.id})
    assert store.subscribers.get(reader.id) == replace(reader, preferences=Preferences("ja"))
