"""One id follows an item through the log: from its feed to the message that tells it."""

import logging

import pytest

from digests.trail import TRAIL
from tests.loopback import answer
from tests.story_of_a_day.test_story_of_a_day import HOUR, JAPANESE, KOREAN, LONDON, MIDNIGHT, Day, day, feed

__all__ = ["day"]

pytestmark = pytest.mark.slow


async def test_an_item_is_followed_from_its_feed_to_its_message(day: Day, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, TRAIL)
    await day.say(LONDON, "/start", "en")
    await day.say(LONDON, "/schedule 07:30", "en")
    await day.chores.feeds()
    day.feeds.routes["/ja"] = answer(feed("ja", 2, *JAPANESE, MIDNIGHT + HOUR))
    day.feeds.routes["/ko"] = answer(feed("ko", 2, *KOREAN, MIDNIGHT + HOUR))
    await day.until(2)
    await day.chores.feeds()
    await day.until(8)
    (story,) = [story for story in day.assembly.store.stories.since(0) if len(story.items) > 1]
    item = story.items[0].id
    way = [record for record in caplog.records if item in getattr(record, "items", ())]
    assert [record.getMessage() for record in way] == ["items stored", "items joined", "message sent"]
    said = [vars(record) for record in way]
    assert said[0]["source"].startswith("http://")
    assert said[1]["story"]
    assert (said[2]["chat"], said[2]["sent_as"]) == (LONDON, day.telegram.sent(LONDON)[-1].message_id)
