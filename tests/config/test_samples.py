"""The demo sources are dated by the day they are looked at and cover what a newcomer should see."""

from config.samples import demo_drops, demo_feeds

NOON = 1_795_521_600  # 2026-11-24T12:00:00Z


def test_every_mark_is_filled() -> None:
    texts = [body.decode() for _, body in demo_feeds(NOON)] + [body.decode() for _, body in demo_drops(NOON)]
    assert not [text for text in texts if "{{" in text]


def test_items_are_dated_hours_before_the_moment_they_are_looked_at() -> None:
    documents = b"".join(body for _, body in demo_feeds(NOON))
    assert b"Tue, 24 Nov 2026 07:00:00 +0000" in documents


def test_there_are_at_least_24_items_in_five_feeds_and_three_drops() -> None:
    documents = [body.decode() for _, body in demo_feeds(NOON)]
    assert sum(document.count("<item>") + document.count("<entry>") for document in documents) >= 24
    assert len(list(demo_drops(NOON))) == 3


def test_each_feed_says_its_name_and_country() -> None:
    assert {feed.country for feed, _ in demo_feeds(NOON)} == {"CN", "JP", "KR", "TW", "XX"}
