"""Items are stored as they are and found again."""

from pathlib import Path

import pytest

from digests.model import Entry, Evidence, Reading, Sentence, Sign, SourceLink, Tag
from digests.store import Store, open_store

ENTRY = Entry(
    source="feed",
    feed="https://example.org/rss",
    publisher="東方日報",
    country="JP",
    title="水素で連携",
    lead="要約。",
    text="本文。",
    url="https://example.org/1",
    guid="1",
    author="A",
    published=1_700_000_000,
    published_raw="raw",
    language="ja",
)
READING = Reading(
    language="ja",
    grade="trilateral",
    countries=("CN", "JP", "KR"),
    sectors=(Tag("energy", 0.9, (Evidence("水素", "title", 0, 2),)),),
    mechanisms=(Tag("tcs", 0.5),),
    summary=(Sentence("本文。", "text", 0, 3),),
    vector=b"\x00\x00\x80?",
    why_grade=(Evidence("日中韓", "lead", 0, 3),),
    grade_signs=(Sign("title frame,short", 0.8), Sign("sport:t", -1.1)),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "trilateral.db")


def test_an_item_comes_back_as_it_was_stored(store: Store) -> None:
    item = store.items.add(ENTRY, READING, published=1_700_000_000, first_seen=1_700_000_100, pushable=True)
    assert store.items.get(item.id) == item


def test_a_second_source_stands_beside_the_first(store: Store) -> None:
    item = store.items.add(ENTRY, READING, published=1, first_seen=2, pushable=True)
    store.items.add_source(item.id, SourceLink("Wire", "US", "https://w/2", "https://w/rss", 3, "Hydrogen"), 4)
    again = store.items.get(item.id)
    assert again is not None
    assert [link.publisher for link in again.sources] == ["東方日報", "Wire"]


def test_items_come_in_the_order_of_the_ids_asked_for_and_missing_ones_are_left_out(store: Store) -> None:
    ids = [store.items.add(ENTRY, READING, published=n, first_seen=n, pushable=True).id for n in range(3)]
    assert [item.id for item in store.items.many([ids[2], 99, ids[0]])] == [ids[2], ids[0]]


def test_more_items_than_one_statement_takes_are_all_found(store: Store) -> None:
    with store.db.write():
        ids = [store.items.add(ENTRY, READING, published=n, first_seen=n, pushable=True).id for n in range(1201)]
    assert [item.id for item in store.items.many(ids)] == ids
    assert sum(1 for _ in store.items.every(batch=100)) == 1201


def test_a_fingerprint_keeps_the_item_it_was_first_given(store: Store) -> None:
    store.fingerprints.remember(["guid:1"], 7, now=1)
    store.fingerprints.remember(["guid:1", "guid:2"], 8, now=2)
    assert store.fingerprints.known(["guid:1", "guid:2", "guid:3"]) == {"guid:1": 7, "guid:2": 8}


def test_a_failed_batch_leaves_nothing_behind(store: Store) -> None:
    def batch() -> None:
        with store.db.write():
            store.items.add(ENTRY, READING, published=1, first_seen=1, pushable=True)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        batch()
    assert store.items.count() == 0
