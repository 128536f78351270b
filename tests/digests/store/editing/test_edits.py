"""What an editor changes is recorded, and taken back to the last row."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.model import Entry, Follow, Item, Reading, Story
from digests.store import Store, open_store
from digests.stories.telling import tell

NOW = 1_795_500_000
EDITOR = 7
_ALL = "SELECT * FROM {}"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "test.db")
    yield opened
    opened.close()


def item(store: Store, number: int) -> Item:
    entry = Entry(
        "feed", "https://news.example/rss", "News", "JP", f"Title {number}", url=f"https://n.example/{number}"
    )
    reading = Reading("ja", "trilateral", ("CN", "JP", "KR"), (), (), ())
    return store.items.add(entry, reading, published=NOW + number, first_seen=NOW, pushable=True)


def stories_with_readers(store: Store) -> list[Story]:
    """Three stories of three, two and one report; two readers who had, followed and voted on them; one continues
    another."""
    made: list[int] = []
    for first, count in ((0, 3), (3, 2), (5, 1)):
        items = [item(store, number) for number in range(first, first + count)]
        made.append(store.joins.open(tell(items), items, follows=made[0] if made else None, now=NOW))
    store.joins.follow({made[2]: made[1]})
    one, other = (store.subscribers.ensure(chat, 0, "private", "en", NOW).id for chat in (1, 2))
    store.interests.mark_seen(one, {made[0]: 3, made[1]: 1}, NOW + 10)
    store.interests.mark_seen(other, {made[1]: 2, made[2]: 1}, NOW + 10)
    store.interests.vote(other, made[1], 1, NOW)
    store.interests.follow(other, Follow("story", str(made[1])), NOW)
    return [found for number in made if (found := store.stories.get(number))]


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the audit's own."""
    names = [row["name"] for row in store.db.query("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [name for name in names if not name.startswith(("audit", "sqlite_", "item_search"))]
    return {name: sorted((tuple(row) for row in store.db.query(_ALL.format(name))), key=repr) for name in kept}


def undo_all(store: Store) -> None:
    while change := store.audit.undoable():
        assert store.edits.undo(change, user_id=EDITOR, now=NOW + 900) == "undone"


@pytest.mark.parametrize("act", ["merge", "split", "retag"])
def test_undo_restores_every_table(store: Store, act: str) -> None:
    first, second, _ = stories_with_readers(store)
    before = tables(store)
    if act == "merge":
        store.edits.merge(first, second, user_id=EDITOR, now=NOW + 60)
    elif act == "split":
        store.edits.split(first, [first.items[0].id, first.items[2].id], user_id=EDITOR, now=NOW + 60)
    else:
        store.edits.retag(first, ["trade"], user_id=EDITOR, now=NOW + 60)
    assert tables(store) != before
    undo_all(store)
    assert tables(store) == before


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["merge", "split", "retag"]), st.integers(0, 9), st.integers(0, 9)), max_size=6)
)
def test_any_row_of_changes_is_undone_one_by_one(acts: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder, closing(open_store(Path(folder) / "test.db")) as store:
        stories_with_readers(store)
        before = tables(store)
        for place, (act, one, other) in enumerate(acts):
            there = store.stories.since(0)
            story, second = there[one % len(there)], there[other % len(there)]
            if act == "merge" and story.id != second.id:
                store.edits.merge(story, second, user_id=EDITOR, now=NOW + place)
            elif act == "split":
                apart = [each.id for each in story.items if each.id % 2 == other % 2]
                store.edits.split(story, apart, user_id=EDITOR, now=NOW + place)
            elif act == "retag":
                store.edits.retag(story, ["trade", "energy"][: 1 + other % 2], user_id=EDITOR, now=NOW + place)
        undo_all(store)
        assert tables(store) == before


def test_it_says_who_changed_what_and_how_it_was(store: Store) -> None:
    first, second, _ = stories_with_readers(store)
    number = store.edits.merge(first, second, user_id=EDITOR, now=NOW + 60)
    change = store.audit.get(number)
    assert change is not None
    assert (change.user_id, change.at, change.command) == (EDITOR, NOW + 60, f"/merge {first.id} {second.id}")
    assert change.before.startswith(f"{first.id}: 1 2 3")
    assert f"{second.id}: 4 5" in change.before
    assert change.after.startswith(f"{first.id}: 1 2 3 4 5")
    store.edits.undo(change, user_id=8, now=NOW + 90)
    assert [(each.act, each.user_id) for each in store.audit.latest(5)] == [("undo", 8), ("merge", EDITOR)]
    assert store.edits.undo(change, user_id=8, now=NOW + 99) == "before"


def test_what_came_since_stays(store: Store) -> None:
    """A report joined the merged story and a reader had a digest: the story that goes on keeps both."""
    first, second, _ = stories_with_readers(store)
    number = store.edits.merge(first, second, user_id=EDITOR, now=NOW + 60)
    late = item(store, 9)
    whole = store.stories.get(first.id)
    assert whole is not None
    store.joins.change(first.id, tell([*whole.items, late]), [*whole.items, late], now=NOW + 70)
    store.interests.mark_seen(1, {first.id: 6}, NOW + 80)
    change = store.audit.get(number)
    assert change is not None
    assert store.edits.undo(change, user_id=EDITOR, now=NOW + 90) == "undone"
    again = store.stories.get(first.id)
    assert again is not None
    assert [each.id for each in again.items] == [1, 2, 3, late.id]
    assert store.readers.seen([1], [first.id, second.id]) == {1: {first.id: 4, second.id: 1}}
    apart = store.stories.get(second.id)
    assert apart is not None
    assert len(apart.items) == 2


def test_it_undoes_nothing_by_halves(store: Store) -> None:
    """Of two changes to the same reports the first cannot be taken back before the second."""
    first, second, third = stories_with_readers(store)
    number = store.edits.merge(first, second, user_id=EDITOR, now=NOW + 60)
    whole = store.stories.get(first.id)
    assert whole is not None
    store.edits.merge(third, whole, user_id=EDITOR, now=NOW + 70)
    before = tables(store)
    change = store.audit.get(number)
    assert change is not None
    assert store.edits.undo(change, user_id=EDITOR, now=NOW + 90) == "moved"
    assert tables(store) == before


def test_what_changed_no_rows_cannot_be_taken_back(store: Store) -> None:
    number = store.audit.note("feed.pause", "a feed", user_id=EDITOR, now=NOW, before="on", after="off")
    change = store.audit.get(number)
    assert change is not None
    before = tables(store)
    assert store.edits.undo(change, user_id=EDITOR, now=NOW + 10) == "before"
    assert tables(store) == before
    assert [each.id for each in store.audit.latest(9)] == [number]


def test_a_reader_who_left_is_not_brought_back(store: Store) -> None:
    first, second, _ = stories_with_readers(store)
    number = store.edits.merge(first, second, user_id=EDITOR, now=NOW + 60)
    assert store.personal_data.export(2)["edited"]
    store.personal_data.forget(2)
    assert store.db.query("SELECT 1 FROM audit_rows WHERE subscriber_id = 2") == []
    change = store.audit.get(number)
    assert change is not None
    assert store.edits.undo(change, user_id=EDITOR, now=NOW + 90) == "undone"
    assert store.readers.seen([1, 2], [second.id]) == {1: {second.id: 1}}


def test_an_editor_who_is_forgotten_leaves_the_change_without_a_name(store: Store) -> None:
    first, second, _ = stories_with_readers(store)
    number = store.edits.merge(first, second, user_id=1, now=NOW + 60)
    assert [each["act"] for each in store.personal_data.export(1)["edits"]] == ["merge"]
    store.personal_data.forget(1)
    change = store.audit.get(number)
    assert change is not None
    assert change.user_id == 0


def test_a_merge_takes_the_given_sectors_along(store: Store) -> None:
    first, second, _ = stories_with_readers(store)
    store.edits.retag(second, ["trade"], user_id=EDITOR, now=NOW + 50)
    store.edits.merge(first, second, user_id=EDITOR, now=NOW + 60)
    whole = store.stories.get(second.id)
    assert whole is not None
    assert (whole.id, whole.sectors) == (first.id, ("trade",))
