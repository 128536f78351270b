"""/why for another subscriber: to those who run the bot alone, whichever way it is asked."""

from dataclasses import replace

import pytest

from bot.desk.context import Desk
from tests.bot.visitor import shown, visiting
from tests.fake_telegram import FakeTelegram

READER = 55555


def a_reader(desk: Desk) -> None:
    """Somebody who wants energy alone."""
    reader = desk.store.subscribers.ensure(READER, 0, "private", "ja", 0)
    desk.store.subscribers.save_preferences(reader.id, replace(reader.preferences, sectors=("energy",)))


async def test_an_operator_reads_why_a_story_reached_somebody_or_did_not(
    desk: Desk, fake_telegram: FakeTelegram
) -> None:
    a_reader(desk)
    async with visiting(desk, fake_telegram, admins="7") as operator:
        (kept,) = shown(await operator.say(f"/why 2 {READER}"))
        (mine,) = shown(await operator.say("/why 2"))
        assert "❌" in kept
        assert "Energy" in kept
        assert kept != mine
        desk.store.interests.mark_seen(desk.store.subscribers.of_chat(READER)[0].id, {1: 5}, desk.clock())
        (had,) = shown(await operator.say(f"/why #1 {READER}"))
        assert "✅" in had
        assert shown(await operator.say("/why 1 424242"))[0].find("424242") > -1
        assert "There is no story 99." in shown(await operator.say(f"/why 99 {READER}"))[0]


@pytest.mark.parametrize("said", [f"/why 2 {READER}", f"/why #2  {READER}", f"why 2 {READER}"])
async def test_nobody_else_does(desk: Desk, fake_telegram: FakeTelegram, said: str) -> None:
    a_reader(desk)
    async with visiting(desk, fake_telegram, admins="1", editors="7") as editor:
        answer = shown(await editor.say(said))[0]
    assert "Energy" not in answer
    assert said.startswith("why") or answer == desk.text("en")("access.operators")


async def test_it_is_not_told_in_front_of_others(desk: Desk, fake_telegram: FakeTelegram) -> None:
    a_reader(desk)
    async with visiting(desk, fake_telegram, admins="7", chat_id=-1005) as operator:
        assert shown(await operator.say(f"/why 2 {READER}")) == [desk.text("en")("access.private")]
