"""Topics in a private chat are one reader: answered in the thread of the question, set and stopped as one person."""

from typing import Any

import pytest
from telegram import Message

from bot.conversation.threads import subscribed_topic, topic_of
from bot.desk.context import Desk
from tests.bot.visitor import Visitor, labelled, shown, toasts, visiting
from tests.fake_telegram import Call, FakeTelegram

GROUP = -1005


def _in(topic: int) -> dict[str, Any]:
    return {"message_thread_id": topic, "is_topic_message": True}


def _threads(calls: list[Call]) -> set[int]:
    return {int(call.values.get("message_thread_id", 0)) for call in calls if call.method.startswith("send")}


async def test_settings_made_in_one_topic_hold_in_every_other(reader: Visitor, desk: Desk) -> None:
    assert _threads(await reader.say("/language ja", **_in(5))) == {5}
    await reader.say("/follow AI", **_in(6))
    await reader.say("/schedule 08:00", **_in(7))
    answer = await reader.say("/following", **_in(8))
    assert _threads(answer) == {8}
    assert "人工知能" in shown(answer)[0]
    (me,) = desk.store.subscribers.of_chat(7)
    assert (me.kind, me.thread_id, me.preferences.language, me.schedule.minutes) == ("private", 0, "ja", (480,))


async def test_to_stop_in_a_topic_is_to_stop_and_to_forget_is_to_forget(reader: Visitor, desk: Desk) -> None:
    await reader.say("/schedule 07:10")
    await reader.say("/stop", **_in(5))
    (me,) = desk.store.subscribers.of_chat(7)
    assert (me.state, me.next_due) == ("stopped", None)
    (_, data, number) = labelled(await reader.say("/forget", **_in(6)), "elete")
    await reader.press(data, number, **_in(6))
    assert desk.store.subscribers.of_chat(7) == []


async def test_a_button_in_a_topic_answers_there(reader: Visitor) -> None:
    _, data, number = labelled(await reader.say("/latest", **_in(5)), "1")
    assert _threads(await reader.press(data, number, **_in(5))) == {5}


async def test_an_answer_is_not_lost_with_the_topic_it_was_asked_in(
    reader: Visitor, desk: Desk, fake_telegram: FakeTelegram
) -> None:
    fake_telegram.chats.set(7, "topic deleted", thread_id=5)
    for text in ("/latest", "/about", "/export", "/today"):
        answer = await reader.say(text, **_in(5))
        arrived = [call for call in answer if call.status == 200 and call.method.startswith("send")]
        assert arrived, text
        assert _threads(arrived) == {0}


@pytest.mark.parametrize(
    ("chat", "message", "answered", "settings"),
    [
        ("private", {}, None, 0),
        ("private", _in(5), 5, 0),
        ("supergroup", _in(5), 5, 5),
        ("supergroup", _in(1), None, 0),
        ("supergroup", {"message_thread_id": 5}, None, 0),
        ("supergroup", {}, None, 0),
    ],
    ids=["private", "private topic", "forum topic", "General", "reply in a plain group", "group"],
)
def test_where_it_answers_and_whose_settings_count(
    chat: str, message: dict[str, Any], answered: int | None, settings: int
) -> None:
    given = Message.de_json({"message_id": 1, "date": 1, "chat": {"id": 7, "type": chat}} | message)
    assert (topic_of(given), subscribed_topic(given)) == (answered, settings)


async def test_an_apology_stands_where_the_question_stood(desk: Desk, fake_telegram: FakeTelegram) -> None:
    """A reply in a group that is no forum has a thread, which Telegram takes for no topic."""
    desk.store.db.change("ALTER TABLE stories RENAME TO lost")
    async with visiting(desk, fake_telegram, chat_id=GROUP, user_id=7) as member:
        for message, thread in (({"message_thread_id": 77}, 0), (_in(5), 5), (_in(1), 0)):
            (call,) = await member.say("/latest", **message)
            assert "went wrong" in shown([call])[0]
            assert _threads([call]) == {thread}
        pressed = await member.press("latest:1", 1)
        assert "went wrong" in toasts(pressed)[0]
