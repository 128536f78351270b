"""What readers searched for: each their own, bounded, and gone with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digests.store import Store, open_store
from digests.store.people.searches import KEPT

NOW = 1_800_000_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "trilateral.db")
    yield opened
    opened.close()


def test_a_text_is_its_readers_alone_and_goes_with_them(store: Store) -> None:
    one, two = (store.subscribers.ensure(chat, 0, "private", "en", NOW).id for chat in (1, 2))
    store.searches.set(one, "k1", "hydrogen", NOW)
    assert store.searches.get(two, "k1") is None
    assert [each["text"] for each in store.personal_data.export(one)["asked"]] == ["hydrogen"]
    store.personal_data.forget(one)
    assert store.db.query("SELECT * FROM asked") == []


def test_only_the_last_texts_of_each_reader_are_kept(store: Store) -> None:
    one, two = (store.subscribers.ensure(chat, 0, "private", "en", NOW).id for chat in (1, 2))
    store.searches.set(two, "k", "other", NOW - 9)
    with store.db.write():
        for number in range(KEPT + 20):
            store.searches.set(one, f"k{number}", str(number), NOW + number)
    assert len(store.db.query("SELECT * FROM asked")) == KEPT + 1
    assert store.searches.get(one, f"k{KEPT + 19}") == str(KEPT + 19)
    assert store.searches.get(one, "k0") is None
    assert store.searches.get(two, "k") == "other"


def test_what_was_asked_long_ago_is_forgotten(store: Store) -> None:
    one = store.subscribers.ensure(1, 0, "private", "en", NOW).id
    store.searches.set(one, "old", "old", NOW - 100)
    store.searches.set(one, "new", "new", NOW)
    store.searches.prune(NOW - 50)
    assert [row["key"] for row in store.db.query("SELECT key FROM asked")] == ["new"]
