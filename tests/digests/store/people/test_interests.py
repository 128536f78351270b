"""What a reader follows, voted on and had."""

from digests.model import Follow, Subscriber
from digests.store import Store
from tests.digests.store.people.conftest import NOW


def test_a_mute_takes_the_place_of_a_follow(store: Store, reader: Subscriber) -> None:
    store.interests.follow(reader.id, Follow("keyword", "수소"), NOW)
    store.interests.follow(reader.id, Follow("sector", "ai"), NOW + 1)
    store.interests.follow(reader.id, Follow("keyword", "수소", "mute"), NOW + 2)
    assert store.interests.follows(reader.id) == [Follow("keyword", "수소", "mute"), Follow("sector", "ai")]
    assert store.interests.unfollow(reader.id, "keyword", "수소")
    assert not store.interests.unfollow(reader.id, "keyword", "수소")


def test_a_story_that_grew_is_seen_at_its_new_size(store: Store, reader: Subscriber) -> None:
    store.interests.mark_seen(reader.id, {1: 2, 5: 1}, NOW)
    store.interests.mark_seen(reader.id, {1: 4}, NOW + 60)
    assert store.interests.seen(reader.id) == {1: 4, 5: 1}
    assert store.interests.seen(reader.id, since=NOW + 1) == {1: 4}
    store.interests.prune_seen(NOW + 1)
    assert store.interests.seen(reader.id) == {1: 4}


def test_a_vote_can_be_turned_round_and_taken_back(store: Store, reader: Subscriber) -> None:
    store.interests.vote(reader.id, 3, 1, NOW)
    store.interests.vote(reader.id, 3, -1, NOW)
    assert store.interests.votes(reader.id) == {3: -1}
    store.interests.vote(reader.id, 3, 0, NOW)
    assert store.interests.votes(reader.id) == {}
