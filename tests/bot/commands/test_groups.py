"""Groups, topics and channels: whose settings, who may change them, and where the answer goes."""

from collections.abc import AsyncIterator

import pytest

from bot.desk.context import Desk
from tests.bot.visitor import Visitor, labelled, shown, toasts, visiting
from tests.fake_telegram import FakeTelegram

GROUP = -1005


@pytest.fixture
async def member(desk: Desk, fake_telegram: FakeTelegram) -> AsyncIterator[Visitor]:
    """Someone in a group."""
    async with visiting(desk, fake_telegram, chat_id=GROUP, user_id=7) as visitor:
        yield visitor


def _admin(telegram: FakeTelegram, chat_id: int = GROUP, user_id: int = 7) -> None:
    telegram.methods.members[chat_id, user_id] = "creator"


async def test_anyone_reads_and_only_admins_change(member: Visitor, desk: Desk) -> None:
    assert "Latest stories" in shown(await member.say("/latest"))[0]
    assert shown(await member.say("/schedule 08:00")) == ["Only this chat's admins can change its settings."]
    _admin(member.telegram)
    assert "08:00" in shown(await member.say("/schedule 08:00"))[0]
    group = desk.store.subscribers.by_chat(GROUP)
    assert group is not None
    assert (group.kind, group.schedule.minutes) == ("group", (480,))


async def test_an_admin_who_writes_as_the_group_itself_is_one(member: Visitor) -> None:
    chat = {"id": GROUP, "type": "supergroup", "title": "Group"}
    assert "Settings" in shown(await member.say("/settings", sender_chat=chat))[0]


async def test_a_members_press_changes_nothing(member: Visitor, desk: Desk) -> None:
    _admin(member.telegram)
    _, data, number = labelled(await member.say("/settings"), "Scope")
    _, choice, _ = labelled(await member.press(data, number), "Only all three")
    member.telegram.methods.members[GROUP, 7] = "member"
    assert toasts(await member.press(choice, number)) == ["Only this chat's admins can change its settings."]
    group = desk.store.subscribers.by_chat(GROUP)
    assert group is not None
    assert group.preferences.grade == "bilateral"


async def test_what_is_not_for_the_bot_is_left_alone(member: Visitor) -> None:
    for text in ("good morning", "/nosuch", "/latest@another_bot", "/nosuch@another_bot"):
        assert await member.say(text) == [], text
    assert "Latest" in shown(await member.say("/latest@trilateral_test_bot"))[0]
    assert "There is no command" in shown(await member.say("/nosuch@trilateral_test_bot"))[0]


async def test_a_reply_in_a_group_is_quiet_and_says_whom_it_answers(member: Visitor) -> None:
    (call,) = await member.say("/about")
    assert call.values["disable_notification"] in (True, "true")
    assert call.values["reply_parameters"]["message_id"]


async def test_each_forum_topic_is_a_subscription_of_its_own(member: Visitor, desk: Desk) -> None:
    _admin(member.telegram)
    *_, call = await member.say("/language ja", message_thread_id=12, is_topic_message=True)
    assert int(call.values["message_thread_id"]) == 12
    topic, whole = desk.store.subscribers.by_chat(GROUP, 12), desk.store.subscribers.by_chat(GROUP)
    assert topic is not None
    assert (topic.kind, topic.preferences.language) == ("topic", "ja")
    assert whole is None


async def test_a_channel_is_subscribed_and_set_by_its_admin_from_the_private_chat(
    desk: Desk, fake_telegram: FakeTelegram
) -> None:
    async with visiting(desk, fake_telegram) as admin:
        assert "Which channel?" in shown(await admin.say("/channel"))[0]
        refused = await admin.say("", chat_shared={"request_id": 1, "chat_id": -1009})
        assert "Only admins of" in shown(refused)[0]
        _admin(fake_telegram, -1009)
        subscribed = await admin.say("", chat_shared={"request_id": 1, "chat_id": -1009})
        assert [call.status for call in subscribed] == [200] * len(subscribed)
        _, data, number = labelled(subscribed, "Scope")
        _, choice, _ = labelled(await admin.press(data, number), "Only all three")
        await admin.press(choice, number)
        channel, private = desk.store.subscribers.by_chat(-1009), desk.store.subscribers.by_chat(7)
        assert channel is not None
        assert private is not None
        assert (channel.kind, channel.preferences.grade) == ("channel", "trilateral")
        assert channel.next_due is not None
        assert private.preferences.grade == "bilateral"
        fake_telegram.methods.members[-1009, 7] = "left"
        assert "Only this chat's admins" in toasts(await admin.press(choice, number))[0]


def _moved(chat: dict[str, object], status: str) -> dict[str, object]:
    bot = {"id": 123456, "is_bot": True, "first_name": "Trilateral"}
    user = {"id": 7, "is_bot": False, "first_name": "Reader"}
    return {
        "my_chat_member": {
            "chat": chat,
            "from": user,
            "date": 1,
            "old_chat_member": {"status": "member", "user": bot},
            "new_chat_member": {"status": status, "user": bot, "until_date": 0},
        }
    }


async def test_who_blocks_the_bot_is_sent_nothing_until_they_come_back(desk: Desk, fake_telegram: FakeTelegram) -> None:
    async with visiting(desk, fake_telegram) as reader:
        await reader.say("/schedule 08:00")
        await reader.meet(_moved({"id": 7, "type": "private", "first_name": "Reader"}, "kicked"))
        blocked = desk.store.subscribers.by_chat(7)
        assert blocked is not None
        assert blocked.state == "blocked"
        assert "Welcome back" in shown(await reader.say("/start"))[0]
        back = desk.store.subscribers.by_chat(7)
        assert back is not None
        assert (back.state, back.schedule.minutes) == ("active", (480,))


async def test_a_group_that_removes_the_bot_is_gone_and_one_that_grows_moves(member: Visitor, desk: Desk) -> None:
    _admin(member.telegram)
    await member.say("/language ko")
    await member.say("", migrate_to_chat_id=-2005)
    moved = desk.store.subscribers.by_chat(-2005)
    assert moved is not None
    assert moved.preferences.language == "ko"
    await member.meet(_moved({"id": -2005, "type": "supergroup", "title": "Group"}, "left"))
    gone = desk.store.subscribers.by_chat(-2005)
    assert gone is not None
    assert gone.state == "gone"
