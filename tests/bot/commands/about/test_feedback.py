"""A word to those who run the bot: bounded, and told as it was written."""

from collections.abc import AsyncIterator

import pytest

from bot.desk.context import Desk
from tests.bot.visitor import Visitor, shown, visiting
from tests.fake_telegram import Call, FakeTelegram

GROUP, OPERATOR = -1005, 99


@pytest.fixture
async def writer(desk: Desk, fake_telegram: FakeTelegram) -> AsyncIterator[Visitor]:
    async with visiting(desk, fake_telegram, admins=str(OPERATOR)) as visitor:
        yield visitor


def _told(calls: list[Call]) -> list[str]:
    return [str(call.values["text"]) for call in calls if call.chat_id == OPERATOR]


async def test_it_takes_a_few_a_day_from_a_person_wherever_they_write(writer: Visitor, desk: Desk) -> None:
    for number in range(3):
        assert len(_told(await writer.say(f"/feedback number {number}"))) == 1
    writer.chat_id = GROUP
    for number in range(2):
        assert len(_told(await writer.say(f"/feedback group {number}"))) == 1
    for chat_id in (GROUP, 7):
        writer.chat_id = chat_id
        calls = await writer.say("/feedback once more")
        assert _told(calls) == []
        assert shown(calls) == ["You have written 5 times today, thank you. Please send the rest tomorrow."]
    writer.chat_id, writer.user_id = GROUP, 8
    assert len(_told(await writer.say("/feedback another member's"))) == 1


async def test_it_takes_more_the_next_day(writer: Visitor, desk: Desk) -> None:
    await writer.say("/feedback today")
    me = desk.store.subscribers.by_chat(7)
    assert me is not None
    for _ in range(9):
        desk.store.feedback.add(me.id, "old", desk.clock() - 86_400, user_id=7)
    assert len(_told(await writer.say("/feedback again"))) == 1


@pytest.mark.parametrize("text", ["", " ", "\u200b\u200b", "\u00a0", "\x00\x07", "\ufffd", "\u202e"])
async def test_nothing_to_read_is_asked_about(writer: Visitor, text: str) -> None:
    calls = await writer.say(f"/feedback {text}")
    assert _told(calls) == []
    assert shown(calls)[0].startswith("What would you like to tell us?")


@pytest.mark.parametrize(("text", "taken"), [("魚" * 1500, True), ("🐟" * 1500, True), ("x" * 1501, False)])
async def test_it_takes_what_fits_one_message(writer: Visitor, text: str, taken: bool) -> None:
    chat = {"id": 7, "type": "private", "first_name": "R" * 200, "last_name": "S" * 200}
    calls = await writer.say(f"/feedback {text}", chat=chat)
    assert [call.status for call in calls] == [200] * len(calls)
    assert len(_told(calls)) == taken


async def test_what_was_written_is_no_markup(writer: Visitor) -> None:
    words = '<b>Hello</b> <a href="https://x.example">me</a> & {chat} *bold* \u202egnp.exe'
    calls = await writer.say(f"/feedback {words}")
    (call,) = [call for call in calls if call.chat_id == OPERATOR]
    assert "parse_mode" not in call.values
    assert '<b>Hello</b> <a href="https://x.example">me</a> & {chat} *bold*' in call.values["text"]
    assert call.status == 200


async def test_it_says_when_nobody_is_told(reader: Visitor) -> None:
    assert "nobody is set up to be told" in shown(await reader.say("/feedback hello"))[0]


async def test_what_somebody_wrote_in_a_group_is_exported_and_forgotten_with_them(writer: Visitor, desk: Desk) -> None:
    writer.chat_id = GROUP
    await writer.say("/feedback from a group")
    writer.chat_id = 7
    await writer.say("/about")
    me = desk.store.subscribers.by_chat(7)
    assert me is not None
    assert [each["text"] for each in desk.store.personal_data.export(me.id)["feedback"]] == ["from a group"]
    desk.store.personal_data.forget(me.id)
    assert desk.store.db.query("SELECT 1 FROM feedback") == []
