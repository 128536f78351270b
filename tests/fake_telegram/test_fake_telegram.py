"""The server that the other tests trust."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.delivery.transport import AiohttpRequest
from tests.fake_telegram import TOKEN, FakeTelegram, Strict, TokenBucket
from tests.fake_telegram.checks import parsed
from tests.fake_telegram.rules import Refused, load_rules


@pytest.fixture
async def bot(fake_telegram: FakeTelegram) -> AsyncIterator[Bot]:
    request = AiohttpRequest(connect=60, read=60)
    async with Bot(TOKEN, base_url=f"{fake_telegram.url}/bot", request=request, get_updates_request=request) as bot:
        yield bot


def test_its_rules_are_those_of_the_published_api(testdata: Path) -> None:
    api = json.loads((testdata / "telegram" / "bot-api-10.1.json").read_text(encoding="utf-8"))
    for name, fields in load_rules().fields.items():
        published = (api["methods"].get(name) or api["types"][name]).get("fields", [])
        assert {f["name"]: f["required"] for f in published} == {n: f.required for n, f in fields.items()}, name


def test_its_parser_agrees_with_telegram(testdata: Path) -> None:
    cases = json.loads((testdata / "telegram" / "td_parse_cases.json").read_text(encoding="utf-8"))["html"]
    for case in cases:
        try:
            parsed(case["input"], "HTML")
            outcome = True
        except Refused:
            outcome = False
        assert outcome == case["ok"], case["input"]


async def test_a_message_is_recorded_and_can_be_edited_and_deleted(fake_telegram: FakeTelegram, bot: Bot) -> None:
    message = await bot.send_message(7, "<b>今日</b>", parse_mode="HTML")
    await message.edit_text("明日")
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await message.edit_text("明日")
    await message.delete()
    with pytest.raises(BadRequest, match=r"(?i)to edit not found"):
        await message.edit_text("昨日")
    assert fake_telegram.texts(7) == ["<b>今日</b>"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ({"text": "a < b", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<h1>a</h1>", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "𝄞" * 2049}, "message is too long"),
        ({"text": " "}, "message text is empty"),
        (
            {"text": "x", "reply_markup": InlineKeyboardMarkup([[InlineKeyboardButton("b", callback_data="键" * 22)]])},
            "BUTTON_DATA",
        ),
        (
            {"text": "x", "reply_markup": InlineKeyboardMarkup([[InlineKeyboardButton("b", callback_data="b")] * 101])},
            "TOO_LONG",
        ),
    ],
)
async def test_what_telegram_refuses_is_refused(bot: Bot, call: dict[str, Any], words: str) -> None:
    with pytest.raises(BadRequest, match=r"(?i)" + words):
        await bot.send_message(7, **call)


async def test_calls_that_do_not_exist_are_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)has no field colour"):
        await bot.send_message(7, "x", api_kwargs={"colour": "red"})
    with pytest.raises(BadRequest, match=r"(?i)rich_message is required"):
        await bot.do_api_request("sendRichMessage", api_kwargs={"chat_id": 7})
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendTelegram", api_kwargs={"chat_id": 7})
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands([BotCommand("Supply-Chain", "x")])


async def test_rich_messages_are_checked_and_an_older_server_does_not_know_them(
    fake_telegram: FakeTelegram, bot: Bot
) -> None:
    good = {
        "chat_id": 7,
        "rich_message": {"html": "<h2>今日</h2><details><summary>中</summary><p>…&mdash;</p></details>"},
    }
    await bot.do_api_request("sendRichMessage", api_kwargs=good)
    with pytest.raises(BadRequest, match=r"(?i)unsupported start tag"):
        await bot.do_api_request("sendRichMessage", api_kwargs=good | {"rich_message": {"html": "<div>x</div>"}})
    fake_telegram.rich = False
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendRichMessage", api_kwargs=good)


async def test_it_fails_as_it_is_told_to(fake_telegram: FakeTelegram, bot: Bot) -> None:
    expected: list[tuple[Any, type[Exception]]] = [
        ("429", RetryAfter),
        ("500", NetworkError),
        ("502", NetworkError),
        ("reset before", NetworkError),
        ("reset after", NetworkError),
        ("silence", TimedOut),
    ]
    fake_telegram.faults.script.extend(fault for fault, _ in expected)
    for fault, error in expected:
        seconds = 1.0 if fault == "silence" else 60.0
        with pytest.raises(error):
            await bot.send_message(7, fault, read_timeout=seconds, connect_timeout=seconds, write_timeout=seconds)
    assert fake_telegram.texts(7) == ["reset after", "silence"]


async def test_chats_answer_by_their_state(fake_telegram: FakeTelegram, bot: Bot) -> None:
    fake_telegram.chats.set(1, "blocked")
    fake_telegram.chats.set(-2, "migrated")
    fake_telegram.chats.set(-3, "topic closed", thread_id=9)
    with pytest.raises(Forbidden, match=r"(?i)blocked by the user"):
        await bot.send_message(1, "x")
    with pytest.raises(ChatMigrated):
        await bot.send_message(-2, "x")
    with pytest.raises(BadRequest, match=r"(?i)TOPIC_CLOSED"):
        await bot.send_message(-3, "x", message_thread_id=9)
    await bot.send_message(-3, "x")


async def test_updates_stay_until_confirmed_and_a_second_poller_is_refused(
    fake_telegram: FakeTelegram, bot: Bot
) -> None:
    first, second = fake_telegram.say(7, "/start"), fake_telegram.say(8, "hello")
    assert [update.update_id for update in await bot.get_updates()] == [first, second]
    assert [update.update_id for update in await bot.get_updates(offset=second)] == [second]
    assert not await bot.get_updates(offset=second + 1)
    polling = asyncio.ensure_future(bot.get_updates(timeout=5, read_timeout=5))
    await fake_telegram.until(lambda: len(fake_telegram.of("getUpdates")) == 4)
    assert not await bot.get_updates(timeout=0)
    with pytest.raises(Conflict):
        await polling


def test_the_strict_server_allows_thirty_in_any_second() -> None:
    limits = Strict(30)
    assert [limits.refuse(chat, 0.5, paid=False) for chat in range(1, 32)] == [0] * 30 + [1]
    assert limits.refuse(99, 1.49, paid=False)
    assert not limits.refuse(99, 1.51, paid=False)


def test_the_strict_server_allows_twenty_a_minute_in_a_group() -> None:
    limits = Strict(30)
    assert [limits.refuse(-5, float(second), paid=False) for second in range(21)] == [0] * 20 + [40]


def test_the_bucket_allows_a_burst_and_then_its_rate() -> None:
    bucket = TokenBucket(30, 5)
    assert sum(not bucket.refuse(1, 10.0, paid=False) for _ in range(10)) == 5
    assert bucket.refuse(1, 10.01, paid=False)
    assert not bucket.refuse(1, 10.05, paid=False)
