"""A broadcast at the limit, commands answered meanwhile, and the reference: python-telegram-bot's own limiter.

    python -m benchmarks.delivery_rate [--chats 10000] [--limits strict|bucket] [--latency 0.08] [--jitter 0.03]

Targets: at least 98 % of the limit of 30 a second, from the first second on, no answer of 429, nothing lost or doubled,
a command answered in under 0.5 s at the 95th percentile. ``--jitter`` makes calls late on their way by up to so many
seconds. Needs ``aiolimiter`` for the reference.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from telegram.error import RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ApplicationBuilder, ExtBot

from benchmarks.telegram_process import Telegram, percentile, telegram
from bot.application import build_application, pace
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.outcomes import seconds_of
from bot.delivery.pace.pacer import Pacer
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.sender import Sender
from bot.desk.context import Desk
from bot.desk.keyboards import Keyboards
from bot.render.texts import load_texts
from bot.service.assembly import clock
from bot.updates.polling import Polling, UpdateHandler
from config.catalogue import load_catalogue
from config.settings import load_settings
from digests.model import Part
from digests.store import open_store
from tests.fake_telegram import TOKEN
from tests.fake_telegram.control import Summary

LIMIT = 30
ASKER = 90_000_000
SETTLE = 1.0
"""Seconds between the start and the broadcast: readers do not come at the moment of a start."""
TEXT = "<b>三国環境相会合</b>\nThe ministers met and agreed on a plan. " * 8


@dataclass(frozen=True, slots=True)
class Run:
    """When a message was put into the outbox, when Telegram counted each, and the seconds until commands were answered;
    all on the machine's clock."""

    began: float
    counted: list[float]
    waits: list[float]

    def seconds(self) -> list[int]:
        """Messages in each whole second since the first was counted."""
        whole = int(self.counted[-1] - self.counted[0])
        found = Counter(int(at - self.counted[0]) for at in self.counted)
        return [found[second] for second in range(whole)]


async def ours(server: Telegram, chats: int) -> Run:
    """Broadcast to ``chats`` while a command comes twice a second."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(TELEGRAM_BOT_TOKEN=TOKEN, TRILATERAL_API_URL=server.url, TRILATERAL_DATA_DIR=folder)
        store = open_store(Path(folder) / "trilateral.db")
        desk = Desk(settings, load_catalogue(), store, load_texts(), clock)
        send_queue = SendQueue(Pacer(pace(settings)))
        application = build_application(desk, send_queue=send_queue)
        outbox_writer = OutboxWriter(store.outbox, clock)
        sender = Sender(application.bot, outbox_writer, send_queue, clock, Keyboards.of(settings).markup)
        async with application:
            polling = Polling(application, UpdateHandler(application, store.updates, clock, send_queue), _tell)
            running = [asyncio.create_task(polling.run()), asyncio.create_task(sender.run())]
            await asyncio.sleep(SETTLE)
            began = time.monotonic()
            body = store.outbox.add_body(Part(TEXT), clock())
            store.broadcast_messages.fill(
                1, body, [(chat, chat, 0) for chat in range(1, chats + 1)], clock(), state="pending"
            )
            sender.wake()
            asked = await _ask(server, lambda: sender.tally["sent"] >= chats)
            await sender.stop()
            polling.stop()
            await asyncio.gather(*running)
        outbox_writer.close()
        store.close()
    deliveries = await server.deliveries()
    answered = {chat: at for chat, _, at in deliveries if chat > ASKER}
    waits = [answered[chat] - at for chat, at in asked.items() if chat in answered]
    return Run(began, sorted(at for _, _, at in deliveries), waits)


async def _ask(server: Telegram, done: object) -> dict[int, float]:
    asked: dict[int, float] = {}
    assert callable(done)
    while not done():
        chat = ASKER + len(asked) + 1
        asked[chat] = await server.say(chat, "/help")
        await asyncio.sleep(random.uniform(0.2, 0.8))
    await asyncio.sleep(1)
    return asked


async def _tell(key: str) -> None:
    print(key)


async def reference(server: Telegram, chats: int) -> None:
    """The same by python-telegram-bot's AIORateLimiter, 30 a second, retries allowed: the loop its wiki shows."""
    limiter = AIORateLimiter(overall_max_rate=LIMIT, overall_time_period=1, max_retries=20)
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{server.url}/bot").updater(None).job_queue(None)
    bot: ExtBot[int] = builder.rate_limiter(limiter).connection_pool_size(64).build().bot
    async with bot:
        room = asyncio.Semaphore(32)

        async def send(chat: int) -> None:
            async with room:
                try:
                    await bot.send_message(chat, TEXT, parse_mode="HTML")
                except RetryAfter as error:
                    await asyncio.sleep(seconds_of(error))
                except TelegramError as error:
                    print(f"reference: {error}")

        await asyncio.gather(*(send(chat) for chat in range(1, chats + 1)))


def report(name: str, summary: Summary, chats: int, waits: list[float]) -> None:
    commands = len(waits)
    share = summary.rate / LIMIT
    print(
        f"{name}: {summary.delivered - commands} of {chats} delivered, {chats + commands - summary.distinct} lost, "
        f"{summary.doubled} doubled"
    )
    print(f"  {summary.rate:.2f} a second = {share:.1%} of the limit, at most {summary.busiest} in any second")
    print(f"  429s: {summary.refused} = {summary.refused / max(1, summary.calls):.3%}")
    if waits:
        print(f"  {commands} commands: median {percentile(waits, 0.5):.3f} s, 95th {percentile(waits, 0.95):.3f} s")


def trace(run: Run) -> None:
    """What each second held, commands among it, and how much of the limit the first ones had."""
    seconds = run.seconds()
    print(f"  the first after {run.counted[0] - run.began:.3f} s; messages in each second since:")
    for start in range(0, len(seconds), 30):
        print("   ", " ".join(map(str, seconds[start : start + 30])))
    for first in (1, 2, 4, 10):
        print(f"  first {first} s: {sum(seconds[:first]) / (LIMIT * first):.1%}", end=";")
    print(f" after 4 s: {sum(seconds[4:]) / (LIMIT * max(1, len(seconds) - 4)):.1%}")


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery_rate")
    parser.add_argument("--chats", type=int, default=1500, help="10000 = the full run, 6 minutes")
    parser.add_argument("--reference", type=int, default=600, help="chats of the reference; 0 leaves it out")
    parser.add_argument("--limits", choices=["strict", "bucket"], default="strict")
    parser.add_argument("--latency", type=float, default=0.08)
    parser.add_argument("--jitter", type=float, default=0.0, help="most seconds that a call is late on its way")
    options = parser.parse_args()
    server_options = ("--limits", options.limits, "--latency", options.latency, "--jitter", options.jitter)
    async with telegram(*server_options) as server:
        began = time.process_time()
        run = await ours(server, options.chats)
        cpu = time.process_time() - began
        report("ours", await server.summary(), options.chats, run.waits)
        trace(run)
        print(f"  CPU {1000 * cpu / options.chats:.2f} ms a message, everything included")
    if options.reference:
        async with telegram(*server_options) as server:
            await reference(server, options.reference)
            report("AIORateLimiter", await server.summary(), options.reference, [])


if __name__ == "__main__":
    asyncio.run(main())
