"""The service taken apart for a soak: its own parts under a clock that is turned, its chores called and not timed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.polling import turn
from benchmarks.telegram_process import Telegram
from bot.application import build_application
from bot.conversation.admins import Admins
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.pace.pacer import Pace, Pacer
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.sender import Sender
from bot.desk.keyboards import Keyboards
from bot.service.assembly import Assembly
from bot.service.broadcast_runner import BroadcastRunner
from bot.service.chores import Chores
from bot.service.disk import Disk
from bot.service.ingest_thread import IngestThread
from bot.updates.polling import Polling, UpdateHandler
from config.settings import load_settings
from digests.model import Preferences, Schedule
from digests.schedule import next_due
from digests.store import Store
from tests.fake_telegram import TOKEN

BEGIN = 1_790_000_000 + 11 * 3600
"""The feed server's first items are an hour old then."""
HOUR, DAY, WEEK = 3600, 86_400, 7 * 86_400
FEEDS, ADMIN, THREADS = 20, 1, 16
LANGUAGES = ("en", "ja", "ko", "zh-Hans", "zh-Hant")


class Clock:
    """The time that the service goes by."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> int:
        return self.now


@dataclass(slots=True)
class Service:
    """The service taken apart: its chores are called and not timed."""

    clock: Clock
    assembly: Assembly
    chores: Chores
    broadcast_runner: BroadcastRunner
    telegram: Telegram
    port: int

    @property
    def store(self) -> Store:
        return self.assembly.store


@asynccontextmanager
async def started(folder: Path, port: int, server: Telegram) -> AsyncIterator[Service]:
    (folder / "config").mkdir()
    feeds = (
        f'[[feed]]\nurl = "http://127.0.0.{n + 1}:{port}/feed/{n}"\nname = "{n}"\ncountry = "KR"\n'
        for n in range(FEEDS)
    )
    (folder / "config" / "feeds.toml").write_text("".join(feeds))
    settings = load_settings(
        TELEGRAM_BOT_TOKEN=TOKEN,
        TRILATERAL_API_URL=server.url,
        TRILATERAL_DATA_DIR=folder / "data",
        TRILATERAL_CONFIG_DIR=folder / "config",
        TRILATERAL_ADMINS=str(ADMIN),
        TRILATERAL_ALLOW_PRIVATE_ADDRESSES="true",
        TRILATERAL_ALLOWED_PORTS=str(port),
        TRILATERAL_POLL_SECONDS="600",
    )
    clock = Clock()
    assembly = Assembly(settings, clock)
    desk, send_queue = assembly.desk(), SendQueue(Pacer(Pace(per_second=1000, chat_seconds=0.001)))
    application = build_application(desk, send_queue=send_queue)
    writer = OutboxWriter(assembly.store.outbox, clock)
    sender = Sender(application.bot, writer, send_queue, clock, Keyboards.of(settings).markup)
    ingest, admins = IngestThread(assembly.newsroom), Admins(application.bot, desk)
    broadcast_runner = BroadcastRunner(application.bot, desk, sender.wake)
    chores = Chores(desk, ingest, sender, broadcast_runner, admins, Disk(settings.data_dir))
    async with application:
        polling = Polling(
            application, UpdateHandler(application, assembly.store.updates, clock, send_queue), admins.tell
        )
        running = [asyncio.create_task(each) for each in (polling.run(), sender.run())]
        ingest.start()
        yield Service(clock, assembly, chores, broadcast_runner, server, port)
        polling.stop()
        await sender.stop(5)
        await ingest.stop(5)
        await asyncio.gather(*running)
    writer.close()
    assembly.close()


async def done_by(service: Service, now: int) -> None:
    """The clock is turned, and what is due by then is done."""
    before, service.clock.now, chores = service.clock.now, now, service.chores
    if before // HOUR < now // HOUR:
        await asyncio.to_thread(turn, service.port)
        await chores.health()
    await chores.feeds()
    await chores.drops()
    await chores.tick()
    await service.broadcast_runner.round()
    if before // DAY < now // DAY:
        await chores.prepare()
        await chores.prune()
        await chores.backup()


def subscribe(store: Store, readers: int) -> None:
    """Readers in five languages, their hours spread over the day."""
    with store.db.write():
        for number in range(readers):
            reader = store.subscribers.ensure(1000 + number, 0, "private", "en", BEGIN)
            schedule = Schedule("Asia/Seoul", (number * 1440 // readers,))
            store.subscribers.save_preferences(reader.id, Preferences(language=LANGUAGES[number % 5], grade="national"))
            store.subscribers.save_schedule(reader.id, schedule, next_due(schedule, BEGIN))


async def no_more_than(limit: int, store: Store) -> None:
    """Wait until no more messages wait."""
    while _waiting(store) > limit:  # noqa: ASYNC110 - another part of the service empties it
        await asyncio.sleep(0.05)


def _waiting(store: Store) -> int:
    row = store.db.one("SELECT COUNT(*) AS n FROM outbox WHERE state IN ('pending', 'sending')")
    return int(row["n"]) if row else 0
