"""The demo sources are dated by the day they are looked at and cover what a newcomer should see."""

import re
from datetime import UTC, datetime

import pytest

from config.samples import demo_drops, demo_feeds
from digests.sources.feeds.parse import parse_feed

NOON = 1_795_521_600  # 2026-11-24T12:00:00Z, a Tuesday
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(rf"(?<!\d)(?P<day>2[34])(?:日|일)|on (?P<weekday>{'|'.join(_WEEKDAYS)})")


def test_every_mark_is_filled() -> None:
    texts = [body.decode() for _, body in demo_feeds(NOON)] + [body.decode() for _, body in demo_drops(NOON)]
    assert not [text for text in texts if "{{" in text]


def test_items_are_dated_hours_before_the_moment_they_are_looked_at() -> None:
    documents = b"".join(body for _, body in demo_feeds(NOON + 7 * 3600))
    assert b"Tue, 24 Nov 2026 14:00:00 +0000" in documents


@pytest.mark.parametrize("hour", range(24))
def test_no_item_is_dated_before_the_day_that_it_tells_of_or_after_now(hour: int) -> None:
    now = NOON - 12 * 3600 + hour * 3600 + 61
    items = [
        entry
        for feed, body in demo_feeds(now)
        for entry in parse_feed(body, content_type="application/xml", feed=feed, now=now).entries
    ]
    assert len(items) >= 24
    for entry in items:
        told = _DAY.search(f"{entry.title} {entry.lead} {entry.text}")
        assert told, entry.title
        named = int(told["day"]) if told["day"] else 24 - (_WEEKDAYS.index(told["weekday"]) != 1)
        assert entry.published is not None
        assert named <= datetime.fromtimestamp(entry.published, UTC).day, entry.title
        assert entry.published <= now


def test_there_are_at_least_24_items_in_five_feeds_and_three_drops() -> None:
    documents = [body.decode() for _, body in demo_feeds(NOON)]
    assert sum(document.count("<item>") + document.count("<entry>") for document in documents) >= 24
    assert len(list(demo_drops(NOON))) == 3


def test_each_feed_says_its_name_and_country() -> None:
    assert {feed.country for feed, _ in demo_feeds(NOON)} == {"CN", "JP", "KR", "TW", "XX"}
