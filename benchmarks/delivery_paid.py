"""Paid broadcasts: how many messages a second one process sends, and what each costs, beside the usual transport.

    python -m benchmarks.delivery_paid [--chats 10000] [--rate 1000]

Targets: at least 500 a second in one process; CPU a message at least 8 times lower than python-telegram-bot over its
default transport (httpx, 64 connections, all messages asked for at once as a broadcast does), measured in the same
run against the same server.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

from telegram.ext import ApplicationBuilder, ExtBot

from benchmarks.desk import TEXT, emptied, put, sending
from benchmarks.telegram_process import telegram
from bot.delivery.pace.pacer import Pace
from bot.delivery.transport import AiohttpRequest
from tests.fake_telegram import TOKEN

CONNECTIONS = 64


async def whole(chats: int, rate: float) -> float:
    """Outbox, pacer, sender and records; milliseconds of CPU a message."""
    with tempfile.TemporaryDirectory() as folder:
        async with telegram("--no-checks", "--latency", 0.08) as server:
            async with sending(server.url, Path(folder), Pace(paid_per_second=rate)) as (store, sender):
                put(store, range(1, chats + 1))
                cpu, began = time.process_time(), time.monotonic()
                sender.wake()
                await emptied(store, sender)
                cpu, took = time.process_time() - cpu, time.monotonic() - began
                in_flight = sender.at_once
            summary = await server.summary()
    print(f"ours, everything: {summary.rate:.0f} a second, {1000 * cpu / chats:.2f} ms CPU a message, {took:.1f} s")
    print(
        f"  {chats - summary.distinct} lost, {summary.doubled} doubled; {in_flight} in flight, most {summary.busiest}/s"
    )
    return 1000 * cpu / chats


async def transport(name: str, builder: Any, calls: int) -> float:
    """``calls`` messages over 64 connections, nothing else; milliseconds of CPU each."""
    async with telegram("--no-checks", "--latency", 0.02) as server:
        bot: ExtBot[None] = builder.token(TOKEN).base_url(f"{server.url}/bot").build().bot
        async with bot:

            async def send(chat: int) -> None:
                await bot.send_message(chat, TEXT, parse_mode="HTML")

            await asyncio.gather(*(send(chat) for chat in range(1, CONNECTIONS + 1)))
            cpu, began = time.process_time(), time.monotonic()
            await asyncio.gather(*(send(chat) for chat in range(1, calls + 1)))
            cpu, took = time.process_time() - cpu, time.monotonic() - began
    print(f"{name}: {calls / took:.0f} a second, {1000 * cpu / calls:.2f} ms CPU a message")
    return 1000 * cpu / calls


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery_paid")
    parser.add_argument("--chats", type=int, default=5000)
    parser.add_argument("--rate", type=float, default=1000)
    parser.add_argument("--calls", type=int, default=5000, help="of each bare transport, all asked for at once")
    options = parser.parse_args()
    ours = await whole(options.chats, options.rate)
    plain = ApplicationBuilder().updater(None).job_queue(None)
    aiohttp = await transport("our transport alone", plain.request(AiohttpRequest(CONNECTIONS)), options.calls)
    usual = ApplicationBuilder().updater(None).job_queue(None).connection_pool_size(CONNECTIONS).pool_timeout(600)
    httpx = await transport("python-telegram-bot's default transport", usual, options.calls)
    print(f"CPU: {httpx / aiohttp:.1f} times lower by transport, {httpx / ours:.1f} times with everything included")


if __name__ == "__main__":
    asyncio.run(main())
