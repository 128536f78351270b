"""Every command and every button, whichever way it comes and from whomever: one table says what becomes of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from bot.commands import COMMANDS, PRESSES
from bot.desk.context import Desk
from bot.desk.keyboards import Keyboards
from digests.model import Part, Subscriber
from tests.bot.visitor import Visitor, shown, toasts, visiting
from tests.fake_telegram import Call, FakeTelegram

GROUP, CHANNEL, OPERATOR, EDITOR = -1005, -1009, 1, 2
Kind = Literal["read", "settings", "change", "operate", "edit", "private"]
Way = Literal["typed", "named", "button", "forged"]

OPERATE = {"broadcast", "stats", "queue"}
EDIT = {"merge", "split", "retag", "undo", "feeds", "feed", "admin", "changes"}
PRIVATE = {"channel"}
CHANGE = {
    *(
        "follow",
        "unfollow",
        "mute",
        "schedule",
        "timezone",
        "language",
        "reads",
        "quiet",
        "pause",
        "resume",
        "stop",
        "export",
    ),
    *("forget", "drop", "end", "unvote", "pick", "zone", "hello", "vote", "watch", "yes"),
}
SETTINGS = {"settings", "set", "zones"}

EXAMPLES = {
    "bc": "bc:1",
    "undo": "undo:1",
    "admin": "admin",
    "changes": "changes",
    "queue": "queue",
    "feeds": "feeds:1",
    "feed": "feed:0123456789ab",
    "follow": "follow:sai",
    "end": "end:0123456789ab:1",
    "ends": "ends:1",
    "unvote": "unvote",
    "forget": "forget:yes",
    "latest": "latest:1",
    "mute": "mute:sai",
    "pause": "pause:7",
    "resume": "resume",
    "find": "find:k0123456789ab:1",
    "settings": "settings:back",
    "set": "set:grade",
    "pick": "pick:grade:national",
    "sides": "sides:1",
    "from": "from",
    "hello": "hello:language",
    "story": "story:1",
    "card": "card:1",
    "vote": "vote:1:1",
    "watch": "watch:1:on",
    "zones": "zones",
    "zone": "zone:UTC",
    "topic": "topic:sai:1",
    "topics": "topics",
    "drop": "drop:sai",
    "why": "why:1",
    "help": "help:today",
    "more": "more:1:0:5",
    "yes": "yes:follow:k0123456789ab",
}
"""Of each verb on a button; ``do:`` stands for every command."""


@dataclass(frozen=True)
class Actor:
    """Somebody, and what they may do where they are."""

    name: str
    chat_id: int
    user_id: int
    may: frozenset[Kind]
    message: tuple[tuple[str, Any], ...] = ()
    presses: bool = True
    """Who writes as a chat is a person again once they press a button."""


_ANYONE: frozenset[Kind] = frozenset({"read"})
_ALL: frozenset[Kind] = frozenset({"read", "settings", "change", "operate", "edit", "private"})
_AS_GROUP = {"id": GROUP, "type": "supergroup", "title": "Group"}
_AS_CHANNEL = {"id": CHANNEL, "type": "channel", "title": "Somebody's channel"}
ACTORS = (
    Actor("operator at home", OPERATOR, OPERATOR, _ALL),
    Actor("operator in a group", GROUP, OPERATOR, _ANYONE | {"operate", "edit"}),
    Actor("editor at home", EDITOR, EDITOR, _ALL - {"operate"}),
    Actor("editor in a group", GROUP, EDITOR, _ANYONE | {"edit"}),
    Actor("group admin", GROUP, 5, _ANYONE | {"settings", "change"}),
    Actor(
        "anonymous group admin",
        GROUP,
        1087968824,
        _ANYONE | {"settings", "change"},
        (("sender_chat", _AS_GROUP),),
        False,
    ),
    Actor("plain member", GROUP, 7, _ANYONE),
    Actor("a channel in a group", GROUP, 136817688, _ANYONE, (("sender_chat", _AS_CHANNEL),), False),
    Actor("stranger at home", 9, 9, _ALL - {"operate", "edit"}),
)


def _kind(name: str) -> Kind:
    if name in OPERATE or name == "bc":
        return "operate"
    if name in EDIT:
        return "edit"
    if name in PRIVATE:
        return "private"
    return "change" if name in CHANGE else "settings" if name in SETTINGS else "read"


@asynccontextmanager
async def _as(actor: Actor, desk: Desk, telegram: FakeTelegram) -> AsyncIterator[Visitor]:
    telegram.methods.members[GROUP, 5] = "creator"
    staff = {"admins": str(OPERATOR), "editors": str(EDITOR)}
    async with visiting(desk, telegram, **staff, chat_id=actor.chat_id, user_id=actor.user_id) as visitor:
        yield visitor


def _own(desk: Desk, actor: Actor) -> Subscriber:
    kind = "group" if actor.chat_id < 0 else "private"
    return desk.store.subscribers.ensure(actor.chat_id, 0, "group" if kind == "group" else "private", "en", 0)


def _said(calls: list[Call]) -> list[str]:
    return shown(calls) + toasts(calls)


def _refusals(desk: Desk) -> set[str]:
    texts = desk.text("en")
    keys = ("access.operators", "access.private", "access.channel", "groups.admins", "press.unknown")
    return {texts(key) for key in keys}


def _check(desk: Desk, actor: Actor, name: str, way: Way, calls: list[Call], before: Subscriber) -> None:
    kind = _kind(name)
    allowed = kind in actor.may and not (way == "forged" and kind == "change")
    answered = [call.method for call in calls]
    about = (actor.name, name, way, _said(calls))
    assert answered, about
    assert way in ("typed", "named") or "answerCallbackQuery" in answered, about
    assert not {call.description for call in calls if call.status != 200 and "to edit" not in call.description}, about
    assert (desk.text("en")("error.ours") in _said(calls)) is False, about
    refused = bool(_refusals(desk) & set(_said(calls)))
    assert refused is not allowed, about
    if not allowed:
        assert len(_said(calls)) == 1, about
        assert desk.store.subscribers.get(before.id) == before, about
        assert "sendDocument" not in answered, about


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.name)
async def test_it_asks_the_same_rights_of_a_command_whichever_way_it_comes(
    desk: Desk, fake_telegram: FakeTelegram, actor: Actor
) -> None:
    async with _as(actor, desk, fake_telegram) as visitor:
        keyboards = Keyboards.of(visitor.application.bot_data["desk"].settings)
        for command in COMMANDS:
            name, mine = command.name, _own(desk, actor)
            calls = await visitor.say(f"/{name}", **dict(actor.message))
            _check(desk, actor, name, "typed", calls, mine)
            mine = _own(desk, actor)
            calls = await visitor.say(f"/{name}@trilateral_test_bot", **dict(actor.message))
            _check(desk, actor, name, "named", calls, mine)
            if actor.presses:
                mine = _own(desk, actor)
                calls = await visitor.press(keyboards.data(f"do:{name}", mine), 1)
                _check(desk, actor, name, "button", calls, mine)
                mine = _own(desk, actor)
                _check(desk, actor, name, "forged", await visitor.press(f"do:{name}", 1), mine)


@pytest.mark.parametrize("actor", [each for each in ACTORS if each.presses], ids=lambda actor: actor.name)
async def test_it_asks_rights_of_every_button(desk: Desk, fake_telegram: FakeTelegram, actor: Actor) -> None:
    assert set(EXAMPLES) == set(PRESSES) - {"do"}
    desk.store.broadcasts.draft(OPERATOR, OPERATOR, desk.store.outbox.add_body(Part("x"), 0), 0)
    async with _as(actor, desk, fake_telegram) as visitor:
        keyboards = Keyboards.of(visitor.application.bot_data["desk"].settings)
        for verb, data in EXAMPLES.items():
            mine = _own(desk, actor)
            desk.store.searches.set(mine.id, "k0123456789ab", "hydrogen", desk.clock())
            if verb == "forget" and "change" in actor.may:
                continue  # it would delete whom the next ones are for
            _check(desk, actor, verb, "button", await visitor.press(keyboards.data(data, mine), 1), mine)
            mine = _own(desk, actor)
            _check(desk, actor, verb, "forged", await visitor.press(data, 1), mine)


async def test_it_gives_nobody_anothers_buttons(desk: Desk, fake_telegram: FakeTelegram) -> None:
    """Data that were signed for a group, a channel or another reader, pressed at home by who is no admin there."""
    group = desk.store.subscribers.ensure(GROUP, 0, "group", "en", 0)
    channel = desk.store.subscribers.ensure(CHANNEL, 0, "channel", "en", 0)
    other = desk.store.subscribers.ensure(8, 0, "private", "en", 0)
    async with visiting(desk, fake_telegram, chat_id=9, user_id=9) as stranger:
        keyboards = Keyboards.of(stranger.application.bot_data["desk"].settings)
        wanted = [*EXAMPLES.values(), *(f"do:{command.name}" for command in COMMANDS)]
        for data in wanted:
            for theirs in (group, channel, other):
                calls = await stranger.press(keyboards.data(data, theirs), 1)
                assert [call.method for call in calls if call.method != "getChatMember"] == ["answerCallbackQuery"], (
                    data
                )
                assert _refusals(desk) & set(toasts(calls)), data
                assert desk.store.subscribers.get(theirs.id) == theirs, data


async def test_a_channels_readers_are_led_to_their_own_chat(desk: Desk, fake_telegram: FakeTelegram) -> None:
    """What a button in a channel shows would be posted to all of its readers."""
    channel = desk.store.subscribers.ensure(CHANNEL, 0, "channel", "en", 0)
    chat = {"id": CHANNEL, "type": "channel", "title": "Channel"}
    async with visiting(desk, fake_telegram, chat_id=CHANNEL, user_id=9) as reader:
        keyboards = Keyboards.of(reader.application.bot_data["desk"].settings)
        for data in [*EXAMPLES.values(), *(f"do:{command.name}" for command in COMMANDS)]:
            calls = await reader.press(keyboards.data(data, channel), 1, chat=chat)
            assert [call.method for call in calls if call.method != "getChatMember"] == ["answerCallbackQuery"], data
            assert desk.store.subscribers.get(channel.id) == channel, data
        (_, call) = await reader.press(keyboards.data("story:1", channel), 1, chat=chat)
        assert call.values["url"] == "https://t.me/trilateral_test_bot?start=story_1"


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.name)
async def test_a_deep_link_leads_to_nothing_that_changes(desk: Desk, fake_telegram: FakeTelegram, actor: Actor) -> None:
    async with _as(actor, desk, fake_telegram) as visitor:
        for payload in ("ai", "story_1", *(command.name for command in COMMANDS), "do:stop", "x" * 64):
            mine = _own(desk, actor)
            calls = await visitor.say(f"/start {payload}", **dict(actor.message))
            assert len(shown(calls)) >= 1, payload
            assert desk.store.subscribers.get(mine.id) == mine, payload


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "Only this chat's admins"),
        ("zh-hans", "只有本群管理员"),
        ("zh-hant", "只有本群組的管理員"),
        ("ja", "このチャットの管理者だけ"),
        ("ko", "이 대화방의 관리자만"),
    ],
)
async def test_who_is_refused_reads_so_in_their_language(
    desk: Desk, fake_telegram: FakeTelegram, language: str, answer: str
) -> None:
    async with visiting(desk, fake_telegram, chat_id=GROUP, user_id=7, language=language) as member:
        assert answer in shown(await member.say("/stop"))[0]
        group = desk.store.subscribers.by_chat(GROUP)
        assert group is not None
        data = Keyboards.of(member.application.bot_data["desk"].settings).data("do:stop", group)
        assert answer in toasts(await member.press(data, 1))[0]
