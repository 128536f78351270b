from pathlib import Path

from digests.model import Entry, Follow, Item, Reading
from digests.store import Store, open_store
from digests.stories.telling import tell

NOW = 1_772_582_400


def item(store: Store, number: int) -> Item:
    entry = Entry("feed", "https://news.example/rss", "News", "JP", f"Title {number}")
    reading = Reading("en", "trilateral", (), (), (), ())
    return store.items.add(entry, reading, published=NOW + number, first_seen=NOW, pushable=True)


def test_what_readers_had_followed_and_voted_on_goes_into_the_merged_story(tmp_path: Path) -> None:
    store = open_store(tmp_path / "trilateral.db")
    items = [item(store, number) for number in (1, 2)]
    older, newer = (store.joins.open(tell([each]), [each], follows=None, now=NOW) for each in items)
    both, one = (store.subscribers.ensure(chat, 0, "private", "en", NOW).id for chat in (1, 2))
    store.interests.mark_seen(both, {older: 2, newer: 1}, NOW)
    store.interests.mark_seen(one, {newer: 1}, NOW)
    store.interests.vote(one, newer, 1, NOW)
    store.interests.follow(one, Follow("story", str(newer)), NOW)

    store.joins.merge(newer, older)

    assert store.readers.seen([both, one], [older, newer]) == {both: {older: 3}, one: {older: 1}}
    assert store.interests.votes(one) == {older: 1}
    assert store.interests.follows(one) == [Follow("story", str(older))]
    store.close()


def test_votes_say_what_a_reader_leans_to(tmp_path: Path) -> None:
    store = open_store(tmp_path / "trilateral.db")
    each = item(store, 1)
    story_id = store.joins.open(tell([each]), [each], follows=None, now=NOW)
    store.db.change("UPDATE stories SET sectors = '[\"ai\"]', mechanisms = '[\"tcs\"]'")
    reader = store.subscribers.ensure(1, 0, "private", "en", NOW).id
    store.interests.vote(reader, story_id, -1, NOW)
    assert store.readers.leanings([reader, 99]) == {reader: {"mechanism:tcs": -1, "sector:ai": -1}}
    store.interests.vote(reader, story_id, 0, NOW)
    assert store.readers.leanings([reader]) == {}
    store.close()
