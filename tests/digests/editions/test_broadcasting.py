"""A broadcast in the outbox: what is on its way when somebody steers it ends as they wanted."""

from pathlib import Path

import pytest

from digests.editions.broadcasting import Broadcasting
from digests.model import Part
from digests.store import Store, open_store
from digests.store.sending.changes import Claim, Finish, Parcel
from tests.digests.sample_news import NOON, add_reader


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "trilateral.db")


@pytest.fixture
def broadcasting(store: Store) -> Broadcasting:
    return Broadcasting(store)


def draft(store: Store, words: str = "Hello") -> int:
    return store.broadcasts.draft(1, 1, store.outbox.add_body(Part(words), NOON), NOON).id


def on_its_way(store: Store, broadcasting: Broadcasting) -> tuple[int, Parcel]:
    """A broadcast that runs, and the one row of it that is just being sent."""
    add_reader(store, 7)
    number = draft(store)
    store.broadcasts.start(number, None, NOON)
    broadcasting.advance(NOON)
    (parcel,) = store.outbox.ready(NOON, 10)
    assert store.outbox.apply([Claim(parcel.id, NOON + 300)], NOON) == [True]
    return number, parcel


def test_what_telegram_did_not_take_when_it_was_cancelled_is_not_sent_later(
    store: Store, broadcasting: Broadcasting
) -> None:
    number, parcel = on_its_way(store, broadcasting)
    assert broadcasting.cancel(number, NOON)
    assert store.outbox.apply([Finish(parcel.id, 1, "pending", "429")], NOON) == [True]
    assert not store.outbox.ready(NOON + 60, 10)
    assert store.broadcast_messages.counts(number) == {("cancelled", "429"): 1}


def test_what_telegram_did_not_take_when_it_was_paused_waits_until_it_is_resumed(
    store: Store, broadcasting: Broadcasting
) -> None:
    number, parcel = on_its_way(store, broadcasting)
    assert broadcasting.pause(number, NOON)
    assert store.outbox.apply([Finish(parcel.id, 1, "pending", "429")], NOON) == [True]
    assert not store.outbox.ready(NOON + 60, 10)
    assert broadcasting.resume(number, NOON + 60)
    assert [each.id for each in store.outbox.ready(NOON + 60, 10)] == [parcel.id]


@pytest.mark.parametrize("steer", ["pause", "cancel"])
def test_what_a_crash_interrupted_is_not_sent_of_a_broadcast_that_does_not_run(
    store: Store, broadcasting: Broadcasting, steer: str
) -> None:
    number, _ = on_its_way(store, broadcasting)
    assert getattr(broadcasting, steer)(number, NOON)
    assert store.outbox.recover(NOON, everything=True) == 1
    assert not store.outbox.ready(NOON + 60, 10)


def test_the_same_words_are_refused_for_as_long_as_the_first_is_on_its_way(store: Store) -> None:
    first, second = draft(store), draft(store)
    store.broadcasts.start(first, NOON + 48 * 3600, NOON)
    twin = store.broadcasts.twin(store.broadcasts.get(second), NOON + 24 * 3600)
    assert twin is not None
    assert twin.id == first
