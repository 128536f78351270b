"""The sending half of the service in this process, for benchmarks: a store, a sender and a pace of their own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from telegram.ext import ApplicationBuilder, ExtBot

from bot.delivery.limiter import Paced
from bot.delivery.outbox_writer import LINGER, OutboxWriter
from bot.delivery.pace.pacer import Pace, Pacer
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.sender import Sender
from bot.delivery.transport import AiohttpRequest
from bot.desk.keyboards import Keyboards
from bot.service.assembly import clock
from digests.model import Part
from digests.store import Store, open_store
from tests.fake_telegram import TOKEN

TEXT = "<b>三国環境相会合</b>\nThe ministers met and agreed on a plan. " * 8


@asynccontextmanager
async def sending(
    url: str, folder: Path, pace: Pace, *, connect: float = 5, read: float = 10
) -> AsyncIterator[tuple[Store, Sender]]:
    """A store under ``folder`` and the sender that empties it towards ``url``."""
    store = open_store(folder / "trilateral.db")
    send_queue = SendQueue(Pacer(pace))
    builder: Any = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot").updater(None).job_queue(None)
    request = AiohttpRequest(256, connect=connect, read=read, write=1)
    bot: ExtBot[Any] = builder.request(request).rate_limiter(Paced(send_queue)).build().bot
    outbox_writer = OutboxWriter(store.outbox, clock, linger=LINGER if pace.paid_per_second else 0.0)
    sender = Sender(bot, outbox_writer, send_queue, clock, Keyboards(b"key").markup)
    async with bot:
        running = asyncio.create_task(sender.run())
        try:
            yield store, sender
        finally:
            await sender.stop()
            await running
            outbox_writer.close()
    store.close()


def put(store: Store, chats: range) -> None:
    """One message to each of ``chats``, in the lane of broadcasts."""
    body = store.outbox.add_body(Part(TEXT), clock())
    for chat in chats:
        store.subscribers.ensure(chat, 0, "private" if chat > 0 else "group", "en", clock())
    store.broadcast_messages.fill(1, body, [(chat, chat, 0) for chat in chats], clock(), state="pending")


def states(store: Store) -> dict[str, int]:
    """State -> rows."""
    counts: dict[str, int] = {}
    for _, state, _, number, _ in store.deliveries.standing(clock()):
        counts[state] = counts.get(state, 0) + number
    return counts


async def emptied(store: Store, sender: Sender) -> None:
    """Wait until nothing waits any more."""
    while True:
        waiting = await asyncio.to_thread(states, store)
        if not waiting.get("pending") and not waiting.get("sending"):
            return
        await asyncio.sleep(0.25)
