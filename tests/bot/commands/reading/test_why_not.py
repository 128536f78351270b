"""Why a story was not sent: step by step, for a story, a link or a publisher, in every language."""

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.context import Desk
from config.languages import LANGUAGES
from digests.editions.publish import Publisher
from digests.model import Part, Subscriber
from tests.bot.archive import NOW
from tests.bot.visitor import Visitor, shown, visiting
from tests.fake_telegram import FakeTelegram

CHIPS, DRILL = 2, 4
"""A story of Japan and Korea about semiconductors, and one of Japan alone about disasters."""


def me(desk: Desk) -> Subscriber:
    found = desk.store.subscribers.by_chat(7)
    assert found is not None
    return found


def choose(desk: Desk, **preferences: Any) -> None:
    mine = me(desk)
    desk.store.subscribers.save_preferences(mine.id, replace(mine.preferences, **preferences))


def failed(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("❌")]


async def test_each_choice_that_keeps_a_story_back_is_named_and_what_the_story_is_explains_nothing(
    reader: Visitor, desk: Desk
) -> None:
    await reader.say("/schedule 07:30")
    for preferences, line in (
        ({"grade": "trilateral"}, "❌ Scope: Japan–Korea (yours: Only all three together)"),
        ({"grade": "bilateral", "countries": ("CN",)}, "❌ Countries: Japan, Korea (yours: China)"),
        ({"countries": ("CN", "JP", "KR"), "sectors": ("ai",)}, "❌ Topics: 💾 Semiconductors, 🔗 Supply chains"),
    ):
        choose(desk, **preferences)
        (text,) = shown(await reader.say(f"/why {CHIPS}"))
        assert "Why you did not get it" in text
        assert [each for each in failed(text) if each.startswith(line)], text
        assert "Why this story is here" not in text
        assert "reported by several sides" not in text
        assert "Worth to" not in text


async def test_a_mute_is_named_and_wins_over_what_is_followed(reader: Visitor) -> None:
    await reader.say("/follow semiconductors")
    await reader.say("/mute Japan")
    (text,) = shown(await reader.say(f"/why {CHIPS}"))
    assert "✅ you follow Semiconductors" in text
    assert failed(text) == ["❌ You muted Japan"]


async def test_when_it_was_had_is_said_and_what_is_to_come_too(reader: Visitor, desk: Desk) -> None:
    await reader.say("/timezone Seoul")
    await reader.say("/schedule 15:30")
    (text,) = shown(await reader.say("/why 1"))
    assert "⏳ It fits what you chose and may come. ▶ Next digest: 24 Nov 15:30" in text
    due = me(desk).next_due
    assert due is not None
    Publisher(desk.store, lambda digest, _: (Part("digest"),)).publish(due)
    assert "✅ You had it on 24 Nov 15:30." in shown(await reader.say("/why 1"))[0]


async def test_what_did_not_fit_into_the_length_of_a_digest_says_which(reader: Visitor, desk: Desk) -> None:
    await reader.say("/timezone Seoul")
    await reader.say("/schedule 15:30")
    mine = me(desk)
    desk.store.db.change("UPDATE subscribers SET created = 0")
    key = {"key": f"{mine.id}/2026-11-24/d0930", "id": mine.id, "now": NOW}
    desk.store.db.change(
        "INSERT INTO editions (key, subscriber_id, date, slot, stories, created)"
        " VALUES (:key, :id, '2026-11-24', 'd0930', '[3]', :now)",
        key,
    )
    async with visiting(replace(desk, clock=lambda: NOW + 7200), reader.telegram) as later:
        (text,) = shown(await later.say("/why 1"))
    assert failed(text) == ["❌ Length: your digest of 24 Nov 15:30 told 1 story; others weighed more"]


async def test_what_came_in_the_quiet_hours_says_that_it_was_no_alert(reader: Visitor, desk: Desk) -> None:
    await reader.say("/timezone Seoul")
    await reader.say("/schedule 20:00")
    await reader.say("/follow energy")
    choose(desk, alerts=True)
    mine = me(desk)
    desk.store.subscribers.save_schedule(mine.id, replace(mine.schedule, quiet=(600, 1000)), mine.next_due)
    assert "🔕 No alert: it came in your quiet hours, 10:00–16:40" in shown(await reader.say("/why 1"))[0]


async def test_a_link_leads_to_its_story_and_an_unknown_one_says_whether_its_publisher_is_read(reader: Visitor) -> None:
    (known,) = shown(await reader.say("/why http://ja.news.example/chips?utm_source=x"))
    assert "半導体材料を日韓で共同備蓄" in known
    (other,) = shown(await reader.say("/why https://ja.news.example/other"))
    assert other.startswith("We have not met this address.\nWe read サンプル通信; its last report is of 24 Nov")
    (nobody,) = shown(await reader.say("/why https://nobody.example/1"))
    assert "“nobody.example” is not among the sources that we have read." in nobody


@pytest.mark.parametrize("address", ["https://[news", "http://a]b/1", "https://?", "https://ne\u2100ws.example/1"])
async def test_what_only_begins_like_a_link_is_answered_as_an_unknown_name(reader: Visitor, address: str) -> None:
    assert "is not among the sources that we have read." in shown(await reader.say(f"/why {address}"))[0]


async def test_a_publisher_says_how_much_of_it_came_and_what_kept_the_rest_back(reader: Visitor, desk: Desk) -> None:
    await reader.say("/schedule 07:30")
    choose(desk, grade="trilateral")
    (text,) = shown(await reader.say("/why サンプル通信"))
    assert "In the last 7 days it told 3 stories; 0 came to you." in text
    assert "1 may still come." in text
    assert "Kept back: Scope 2" in text
    await reader.say("/mute サンプル通信")
    assert "You muted it" in shown(await reader.say("/why サンプル通信"))[0]
    assert "not among the sources" in shown(await reader.say("/why Nobody Times"))[0]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_is_said_in_every_language(desk: Desk, fake_telegram: FakeTelegram, language: str) -> None:
    async with visiting(desk, fake_telegram, language=language) as reader:
        await reader.say("/schedule 07:30")
        await reader.say("/mute disaster")
        (text,) = shown(await reader.say(f"/why {DRILL}"))
    texts = desk.text(language)
    assert texts("why.not") in text
    assert f"❌ {texts('settings.grade')}" in text
    assert texts("between.JP") in text
