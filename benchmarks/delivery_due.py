"""100,000 subscribers due in one minute: how long until the outbox is full, and until the first message is out.

    python -m benchmarks.delivery_due [--subscribers 100000] [--histories 0.05]

Targets: outbox filled in under 20 s with under 300 MB, first message out in under 2 s, an idle tick under 1 ms.
``--histories`` is the share of readers who have seen something that nobody else has: each needs a digest of their own.
"""

import argparse
import asyncio
import random
import tempfile
import threading
import time
from itertools import product
from pathlib import Path
from typing import Any

import psutil
from pydantic import TypeAdapter
from telegram.ext import ApplicationBuilder, ExtBot

from bot.delivery.limiter import Paced
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.pace.pacer import Pace, Pacer
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.sender import Sender
from bot.delivery.transport import AiohttpRequest
from bot.desk.context import Desk
from bot.desk.due_messages import digest_renderer
from bot.desk.keyboards import Keyboards
from bot.render.texts import load_texts
from config.catalogue import load_catalogue
from config.languages import LANGUAGES
from config.settings import load_settings
from digests.editions.publish import Publisher
from digests.model import Preferences, Schedule
from digests.store import Store, open_store
from tests.digests.sample_news import NOON, add_story
from tests.fake_telegram import TOKEN, FakeTelegram

SECTORS = ((), ("ai", "data"), ("trade",), ("energy", "environment"), ("health", "ageing"), ("culture", "tourism"))
ZONES = ("UTC", "Atlantic/Reykjavik", "Africa/Abidjan")
FIELDS = ("ai", "trade", "energy", "culture", "health")
STORIES = 300


def fill(store: Store, subscribers: int, histories: float) -> None:
    """Stories of the day, and readers who are all due at noon."""
    with store.db.write():
        stories = [
            add_story(
                store,
                f"Story {number} of the day",
                now=NOON - 60 * number,
                sectors=("ai", "trade", "energy", "culture")[number % 4 :][:2],
            )
            for number in range(STORIES)
        ]
    preferences, schedule = TypeAdapter(Preferences), TypeAdapter(Schedule)
    kinds = list(product(LANGUAGES, SECTORS))
    texts = [preferences.dump_json(Preferences(language=each[0], sectors=each[1])).decode() for each in kinds]
    schedules = [schedule.dump_json(Schedule(zone, (720,))).decode() for zone in ZONES]
    store.db.change_many(
        "INSERT INTO subscribers (chat_id, kind, preferences, schedule, next_due, created, active)"
        " VALUES (:chat, 'private', :preferences, :schedule, :due, 0, 0)",
        (
            {
                "chat": chat,
                "preferences": texts[chat % len(texts)],
                "schedule": schedules[chat % len(ZONES)],
                "due": NOON,
            }
            for chat in range(1, subscribers + 1)
        ),
    )
    own = random.Random(1)
    readers = own.sample(range(1, subscribers + 1), int(subscribers * histories))
    store.db.change_many(
        "INSERT INTO seen (subscriber_id, story_id, reports, at) VALUES (:id, :story, 1, 0) ON CONFLICT DO NOTHING",
        ({"id": reader, "story": own.choice(stories).id} for reader in readers for _ in range(3)),
    )


class Memory:
    """The most resident memory of this process while it lasts, in MB above what it had at the beginning."""

    def __enter__(self) -> "Memory":
        self._process = psutil.Process()
        self.before = self.most = self._process.memory_info().rss
        self._going = True
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._going = False
        self._thread.join()

    def _look(self) -> None:
        while self._going:
            self.most = max(self.most, self._process.memory_info().rss)
            time.sleep(0.02)


def idle(publisher: Publisher) -> float:
    """Milliseconds of a tick at which nobody is due."""
    times = []
    for _ in range(200):
        began = time.perf_counter()
        publisher.publish(NOON - 60)
        times.append(time.perf_counter() - began)
    return 1000 * sorted(times)[len(times) // 2]


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery_due")
    parser.add_argument("--subscribers", type=int, default=100_000)
    parser.add_argument("--histories", type=float, default=0.01)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(TELEGRAM_BOT_TOKEN=TOKEN, TRILATERAL_DATA_DIR=folder)
        store = open_store(Path(folder) / "trilateral.db")
        fill(store, options.subscribers, options.histories)
        desk = Desk(settings, load_catalogue(), store, load_texts(), lambda: NOON)
        publisher = Publisher(store, digest_renderer(desk), desk.glosses)
        print(f"idle tick with {options.subscribers} subscribers: {idle(publisher):.3f} ms")
        async with FakeTelegram(latency=0.08, verify=False) as telegram:
            await due(publisher, store, telegram, settings.token.get_secret_value() if settings.token else "")
        rows = sum(number for _, _, _, number, _ in store.deliveries.standing(NOON))
        bodies = store.db.query("SELECT COUNT(*) FROM bodies")[0][0]
        print(f"  {rows} messages in the outbox from {bodies} different bodies")
        store.close()


async def due(publisher: Publisher, store: Store, telegram: FakeTelegram, token: str) -> None:
    send_queue = SendQueue(Pacer(Pace()))
    builder: Any = ApplicationBuilder().token(token).base_url(f"{telegram.url}/bot").updater(None).job_queue(None)
    bot: ExtBot[Any] = builder.request(AiohttpRequest()).rate_limiter(Paced(send_queue)).build().bot
    outbox_writer = OutboxWriter(store.outbox, lambda: NOON)
    sender = Sender(bot, outbox_writer, send_queue, lambda: NOON, Keyboards(b"key").markup)
    loop = asyncio.get_running_loop()

    def after_page() -> bool:
        loop.call_soon_threadsafe(sender.wake)
        return True

    async with bot:
        running = asyncio.create_task(sender.run())
        with Memory() as memory:
            began, used = time.monotonic(), time.process_time()
            written = await asyncio.to_thread(publisher.publish, NOON, after_page=after_page)
            took, used = time.monotonic() - began, time.process_time() - used
        first = telegram.sent()[0].at - began
        await sender.stop(2)
        await running
    outbox_writer.close()
    print(f"{written} editions in {took:.1f} s ({used:.1f} s of CPU); first message out after {first:.2f} s")
    print(f"  memory: {memory.most / 1e6:.0f} MB in all, {(memory.most - memory.before) / 1e6:.0f} MB more than before")
    print(f"  {len(telegram.sent())} were sent meanwhile = {len(telegram.sent()) / took:.1f} a second")


if __name__ == "__main__":
    asyncio.run(main())
