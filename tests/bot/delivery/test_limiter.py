"""The bot's own calls in the send queue: which of them wait for what."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

from telegram.ext import ApplicationBuilder, ExtBot

from bot.delivery.limiter import Paced
from bot.delivery.pace.pacer import Lane, Pace, Pacer
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.transport import AiohttpRequest
from tests.fake_telegram import TOKEN, FakeTelegram

SLOW = 0.01
"""Messages a second: one that waits behind another is not sent while a test lasts."""


@asynccontextmanager
async def paced(telegram: FakeTelegram) -> AsyncIterator[tuple[ExtBot[None], SendQueue]]:
    send_queue = SendQueue(Pacer(Pace(per_second=SLOW, chat_seconds=0.001)))
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{telegram.url}/bot").updater(None).job_queue(None)
    bot: ExtBot[None] = builder.request(AiohttpRequest()).rate_limiter(Paced(send_queue)).build().bot  # type: ignore[assignment]
    async with bot:
        yield bot, send_queue


async def test_the_answer_to_a_pressed_button_is_no_message_and_does_not_wait(fake_telegram: FakeTelegram) -> None:
    async with paced(fake_telegram) as (bot, send_queue):
        await send_queue.enter(Lane.REPLY, 1)
        message = asyncio.create_task(bot.send_message(9, "hello"))
        await bot.answer_callback_query("7", text="Noted")
        await bot.answer_callback_query("8", text="Noted")
        assert not fake_telegram.of("sendMessage"), "which was asked for before both"
        message.cancel()


async def test_while_telegram_has_us_wait_nothing_goes(fake_telegram: FakeTelegram) -> None:
    async with paced(fake_telegram) as (bot, send_queue):
        send_queue.halt(0.3)
        began = monotonic()
        await asyncio.gather(bot.answer_callback_query("7"), bot.send_message(9, "hello"))
    assert all(call.at - began > 0.29 for call in fake_telegram.calls if call.method != "getMe")
