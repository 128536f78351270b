"""Updates of kinds that nobody asked for end without a fault; where a person waits, with a line."""

import logging
from typing import Any

import pytest

from bot.desk.context import Desk
from tests.bot.visitor import Visitor, shown
from tests.fake_telegram import FakeTelegram

_USER = {"id": 7, "is_bot": False, "first_name": "Reader", "language_code": "en"}
_GROUP = {"id": -1005, "type": "supergroup", "title": "Group"}
_CHANNEL = {"id": -1009, "type": "channel", "title": "Channel"}
_PRIVATE = {"id": 7, "type": "private", "first_name": "Reader"}


def _message(chat: dict[str, Any], **body: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1, "chat": chat, "from": _USER} | body


def _command(text: str) -> dict[str, Any]:
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]}


_OPTION = {"text": "a", "voter_count": 0, "persistent_id": "a"}
_POLL = {
    "id": "1",
    "question": "?",
    "options": [_OPTION],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
_STICKER = {
    "file_id": "s",
    "file_unique_id": "s",
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}
_EMOJI = {"type": "emoji", "emoji": "👍"}
_SILENT = {
    "edited in a group": {"edited_message": _message(_GROUP, edit_date=2, **_command("/latest"))},
    "a live location that moves": {
        "edited_message": _message(_PRIVATE, edit_date=2, location={"latitude": 1.0, "longitude": 2.0})
    },
    "a channel's words": {"channel_post": _message(_CHANNEL, text="Good morning")},
    "another bot's command in a channel": {"channel_post": _message(_CHANNEL, **_command("/latest@another_bot"))},
    "a command in a channel that is none of ours": {"channel_post": _message(_CHANNEL, **_command("/rules"))},
    "a channel's edited words": {"edited_channel_post": _message(_CHANNEL, edit_date=2, **_command("/latest"))},
    "a poll": {"poll": _POLL},
    "a reaction": {
        "message_reaction": {
            "chat": _GROUP,
            "message_id": 5,
            "user": _USER,
            "date": 1,
            "old_reaction": [],
            "new_reaction": [_EMOJI],
        }
    },
    "a member who comes": {
        "chat_member": {
            "chat": _GROUP,
            "from": _USER,
            "date": 1,
            "old_chat_member": {"status": "left", "user": _USER},
            "new_chat_member": {"status": "member", "user": _USER},
        }
    },
    "a wish to join": {"chat_join_request": {"chat": _GROUP, "from": _USER, "user_chat_id": 7, "date": 1}},
    "a business message": {"business_message": _message(_PRIVATE, business_connection_id="b", text="/latest")},
    "an inline result that was chosen": {"chosen_inline_result": {"result_id": "1", "from": _USER, "query": "x"}},
    "a title that was changed": {"message": _message(_GROUP, new_chat_title="New")},
    "a topic that was made": {
        "message": _message(_PRIVATE, forum_topic_created={"name": "News", "icon_color": 1}, is_topic_message=True)
    },
    "a message that was pinned": {"message": _message(_PRIVATE, pinned_message=_message(_PRIVATE, text="x"))},
    "somebody who came": {"message": _message(_GROUP, new_chat_members=[_USER])},
    "a sticker in a group": {"message": _message(_GROUP, photo=[])},
    "a kind that nobody knows yet": {"brand_new_thing": {"id": 1}},
}


@pytest.mark.parametrize("kind", _SILENT)
async def test_it_ends_without_a_fault_or_a_word(reader: Visitor, caplog: pytest.LogCaptureFixture, kind: str) -> None:
    assert await reader.meet(_SILENT[kind]) == []
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_who_edits_a_message_is_asked_to_send_it_anew(reader: Visitor) -> None:
    for words in (_command("/latest"), {"text": "hydrogen"}):
        calls = await reader.meet({"edited_message": _message(_PRIVATE, edit_date=2, **words)})
        assert shown(calls) == ["I do not read messages again that are edited later. Please send it as a new message."]


@pytest.mark.parametrize("text", ["/latest", "/settings@trilateral_test_bot", "/stop now"])
async def test_a_command_in_a_channel_is_led_to_the_private_chat(reader: Visitor, desk: Desk, text: str) -> None:
    post = _message(_CHANNEL, sender_chat=_CHANNEL, **_command(text))
    del post["from"]
    assert "only publish" in shown(await reader.meet({"channel_post": post}))[0]
    channel = desk.store.subscribers.by_chat(-1009)
    assert channel is not None
    assert not channel.subscribed


@pytest.mark.parametrize(
    "body",
    [
        {"sticker": _STICKER},
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}},
        {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}], "caption": "/feedback look"},
        {"contact": {"phone_number": "1", "first_name": "A"}},
        {"poll": _POLL},
        {"dice": {"emoji": "🎲", "value": 1}},
    ],
    ids=["sticker", "voice", "photo", "contact", "poll", "dice"],
)
async def test_whatever_a_person_sends_in_private_is_answered(
    reader: Visitor, fake_telegram: FakeTelegram, body: dict[str, Any]
) -> None:
    assert shown(await reader.meet({"message": _message(_PRIVATE, **body)}))
