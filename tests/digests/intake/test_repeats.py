"""An entry that repeats a stored item is told, whoever prints it; one of another day or with other numbers is not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from digests.intake.repeats import Repeats
from digests.store import Store, open_store
from tests.digests.stories.press import DAY, HOUR, MONDAY, entry, reading, vector
from tests.digests.stories.test_duplicates import CHINESE, JAPANESE, KOREAN

READING = reading("ja", vector(1))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "test.db")
    yield opened
    opened.close()


def add(store: Store, text: str, published: int) -> int:
    words = entry("A title of its own", "", text)
    return store.items.add(words, READING, published=published, first_seen=published, pushable=True).id


def test_a_reprint_is_found_in_what_was_stored_before_the_start(store: Store) -> None:
    item_id = add(store, JAPANESE, MONDAY)
    assert Repeats(store).of(entry("他紙の見出し", "", JAPANESE[:150]), READING, MONDAY + 5 * HOUR) == item_id


def test_a_reprint_is_found_in_what_was_added_since(store: Store) -> None:
    repeats = Repeats(store)
    assert repeats.of(entry("", "", JAPANESE), READING, MONDAY) is None
    item_id = add(store, JAPANESE, MONDAY)
    repeats.add(item_id, entry("", "", JAPANESE), READING, MONDAY)
    assert repeats.of(entry("", "", JAPANESE), READING, MONDAY + HOUR) == item_id


def test_the_same_words_a_week_later_are_another_item(store: Store) -> None:
    add(store, JAPANESE, MONDAY)
    assert Repeats(store).of(entry("", "", JAPANESE), READING, MONDAY + 7 * DAY) is None


def test_the_same_words_with_other_numbers_are_another_item(store: Store) -> None:
    add(store, "本日の株価は前日比120円高の38500円で、売買代金は3兆2000億円だった。" * 2 + JAPANESE[:20], MONDAY)
    other = "本日の株価は前日比310円高の39940円で、売買代金は4兆1500億円だった。" * 2 + JAPANESE[:20]
    assert Repeats(store).of(entry("A title of its own", "", other), READING, MONDAY + DAY) is None


@pytest.mark.parametrize("title", ["人事異動", "[포토]", "Obituaries"])
def test_a_short_title_and_nothing_else_is_nobodys_copy(store: Store, title: str) -> None:
    store.items.add(entry(title, "", ""), READING, published=MONDAY, first_seen=MONDAY, pushable=True)
    assert Repeats(store).of(entry(title, "", ""), READING, MONDAY + HOUR) is None


def test_equal_headlines_in_a_portals_feed_are_each_offices_own(store: Store) -> None:
    told = replace(entry("植林月間の催しについてのお知らせ"), url="https://www.trees.go.jp/press/1")
    stored = store.items.add(told, READING, published=MONDAY, first_seen=MONDAY, pushable=True)
    repeats = Repeats(store)
    assert repeats.of(replace(told, url="https://www.homes.go.jp/notes/7"), READING, MONDAY) is None
    assert repeats.of(replace(told, url="https://regions.trees.go.jp/7"), READING, MONDAY) == stored.id
    assert repeats.of(replace(told, url=None), READING, MONDAY) == stored.id


def test_an_item_whose_transaction_was_rolled_back_is_never_named(store: Store) -> None:
    repeats = Repeats(store)
    repeats.of(entry("", "", CHINESE), READING, MONDAY)
    repeats.add(4711, entry("", "", CHINESE), READING, MONDAY)
    assert repeats.of(entry("", "", CHINESE), READING, MONDAY) is None


def test_days_long_past_are_forgotten_and_read_again(store: Store) -> None:
    item_id = add(store, KOREAN, MONDAY)
    repeats = Repeats(store)
    for days in range(40):
        repeats.of(entry("", "", CHINESE), READING, MONDAY + days * DAY)
    assert repeats.of(entry("", "", KOREAN), READING, MONDAY) == item_id
