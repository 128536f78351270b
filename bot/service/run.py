"""The service: everything started in order, and stopped within ten seconds with nothing lost.

lock -> store -> application -> sender, jobs, sources, polling or webhook ... SIGTERM -> no new updates, no new claims
-> what is on its way is finished -> store closed
"""

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from telegram.error import Conflict, RetryAfter, TelegramError

from bot.application import App, build_application, pace
from bot.commands import COMMANDS
from bot.conversation.admins import Admins
from bot.conversation.menus import set_menus
from bot.delivery.outbox_writer import LINGER, OUTBOX, OutboxWriter
from bot.delivery.pace.pacer import Pacer
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.sender import Sender
from bot.desk.keyboards import Keyboards
from bot.service.assembly import Assembly, clock
from bot.service.broadcast_runner import BroadcastRunner
from bot.service.chores import Chores
from bot.service.connecting import connected
from bot.service.disk import Disk
from bot.service.health.server import Metrics, health_routes
from bot.service.health.status import answering, served
from bot.service.health.vitals import Sign, Vitals
from bot.service.health.watch import Watch, looks
from bot.service.ingest_thread import IngestThread
from bot.service.jobs import Jobs
from bot.service.logs import logged
from bot.service.writing import WritingChores, load_model
from bot.updates.polling import Polling, UpdateHandler
from bot.updates.webhook import Webhook
from config.settings import Settings
from digests.errors import ConfigurationError, TrilateralError
from digests.intake.ingest import INTAKE
from digests.store.engine.lock import DataLock

log = logging.getLogger(__name__)

_STOP = 9.0
"""Seconds in which everything that is on its way has to be finished."""
_THREADS = 16
"""Updates in work, chores and the look for new updates, none of them waiting for a thread of another."""
_DESK = "desk"
_LAST = 0.5
"""Seconds for threads that have nothing left to do."""
_TURN = 0.001
"""Seconds for which a thread that computes may keep the others from running (the switch interval): an answer takes a
dozen turns."""


def run_service(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT.

    Raises:
        ConfigurationError: no token, a token or webhook that Telegram refuses, or a port that cannot be had.
        StoreLocked: another instance runs on the same data.
        StoreBroken: the database cannot be used, or cannot be used any more.
    """
    if settings.token is None:
        raise ConfigurationError("TELEGRAM_BOT_TOKEN", "is not set", "ask @BotFather for one, or try: trilateral chat")
    with DataLock(settings.data_dir, clock()):
        assembly = Assembly(settings)
        try:
            log.info("%d names are known", len(assembly.names.all))  # a wrong file stops the start, not a search
            assembly.resume()
            asyncio.run(Service(assembly).run())
        finally:
            assembly.close()
    log.info("stopped")
    if any(thread.name.startswith(INTAKE) for thread in threading.enumerate()):
        os._exit(0)  # a batch that was being read: its transaction never was, and nothing else is open


async def _ended(*names: str) -> bool:
    """Whether the threads whose names begin so have come to their end."""
    for _ in range(int(_LAST / 0.02)):
        if not any(thread.name.startswith(names) for thread in threading.enumerate()):
            return True
        await asyncio.sleep(0.02)
    return False


class Service:
    """One process, one token, one data directory."""

    def __init__(self, assembly: Assembly) -> None:
        settings = assembly.settings
        self._settings = settings
        self._assembly = assembly
        self._desk = assembly.desk()
        clock = assembly.clock
        send_queue = SendQueue(Pacer(pace(settings)))
        self._application: App = build_application(self._desk, send_queue=send_queue)
        linger = LINGER if settings.paid_messages_per_second else 0.0
        self._outbox_writer = OutboxWriter(assembly.store.outbox, clock, linger=linger)
        markup = Keyboards.of(settings).markup
        self._sender = Sender(self._application.bot, self._outbox_writer, send_queue, clock, markup)
        self._ingest_thread = IngestThread(assembly.newsroom)
        self._admins = Admins(self._application.bot, self._desk)
        self._stopping = asyncio.Event()
        self._vitals = Vitals()
        self._vitals.watch(Sign)
        self._update_handler = UpdateHandler(self._application, assembly.store.updates, clock, send_queue)
        self._updates = self._way_in(self._update_handler)

    def _way_in(self, update_handler: UpdateHandler) -> Polling | Webhook:
        settings = self._settings
        if settings.webhook_url is None or settings.webhook_secret is None:
            return Polling(self._application, update_handler, self._admins.tell, polled=self._polled)
        secret = settings.webhook_secret.get_secret_value()
        return Webhook(
            self._application,
            update_handler,
            url=str(settings.webhook_url),
            secret=secret,
            port=settings.port,
            beside=health_routes(self._vitals),
        )

    def _polled(self, error: BaseException | None) -> None:
        if error is None or isinstance(error, (Conflict, RetryAfter)):
            self._vitals.beat(Sign.TELEGRAM)
        else:
            self._vitals.fail(Sign.TELEGRAM, f"gives no updates: {type(error).__name__}")

    def _metrics(self) -> Metrics:
        from bot.service.health.metrics import Figures, exposition  # here: most services are never scraped

        handler, store = self._update_handler, self._assembly.store
        figures = Figures(
            self._settings, store, self._assembly.clock, self._vitals, self._sender, lambda: handler.handled, logged
        )
        return exposition(figures)

    async def run(self) -> None:
        """Until it is stopped; how it is can be asked from its first moment on."""
        async with (
            served(self._settings.status_address, self._vitals, self._metrics),
            answering(self._settings.platform_port, self._vitals),
        ):
            await self._run()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        threads = ThreadPoolExecutor(_THREADS, thread_name_prefix=_DESK)
        loop.set_default_executor(threads)
        sys.setswitchinterval(_TURN)
        if isinstance(self._updates, Webhook):
            self._updates.listen()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, self._stopping.set)
        if not await connected(self._application, self._stopping, self._settings):
            return
        self._vitals.beat(Sign.TELEGRAM)
        await asyncio.to_thread(self._begin)
        queue = self._application.job_queue
        if queue is None:
            raise RuntimeError("the application has no job queue")
        broadcast_runner = BroadcastRunner(self._application.bot, self._desk, self._sender.wake)
        disk = Disk(self._settings.data_dir)
        model = load_model(self._settings)
        writing = WritingChores(self._desk, model, self._admins) if model else None
        chores = Chores(
            self._desk, self._ingest_thread, self._sender, broadcast_runner, self._admins, disk, self._vitals, writing
        )
        jobs = Jobs(queue, chores.scheduled(), vitals=self._vitals)
        self._ingest_thread.start()
        await queue.start()
        jobs.start()
        log.info("@%s is at work", self._application.bot.username)
        essential = [asyncio.create_task(each) for each in (self._sender.run(), self._updates.run())]
        called = self._application.bot if isinstance(self._updates, Webhook) else None
        watch = Watch(self._vitals, looks(self._ingest_thread, called))
        beside = [asyncio.create_task(each) for each in (jobs.watch(), self._menus(), watch.run())]
        failure = await self._until_stopped(essential)
        for task in beside:
            task.cancel()
        if writing is not None:
            await writing.stop()
        await self._stop(essential, queue.stop(wait=False), chores)
        threads.shutdown(wait=False, cancel_futures=True)
        if not await _ended(_DESK, OUTBOX):
            log.warning("what a thread was still at is left; its transaction never was")
            os._exit(0 if failure is None else 1)  # to join it could take for as long as a backup takes
        if failure is not None:  # whatever starts services must see that this one did not end well
            raise failure

    def _begin(self) -> None:
        """Remove the demo's made-up news: real subscribers may come from here on."""
        gone = self._assembly.forget_demo()
        if gone:
            log.info("the %d items of the demo are removed: Telegram took the token, and the service begins", gone)

    async def _until_stopped(self, essential: list[asyncio.Task[None]]) -> BaseException | None:
        """Wait until somebody stops the service, or until something has failed without which nothing goes on; what that
        was."""
        stop = asyncio.create_task(self._stopping.wait())
        await asyncio.wait([stop, *essential], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        failures = [error for task in essential if task.done() and (error := task.exception()) is not None]
        for error in failures:
            log.critical("cannot go on: %s", error, exc_info=None if isinstance(error, TrilateralError) else error)
        return failures[0] if failures else None

    async def _stop(
        self, essential: list[asyncio.Task[None]], queue: Coroutine[Any, Any, None], chores: Chores
    ) -> None:
        log.info("stopping: finishing what is on its way")
        chores.stop()
        self._updates.stop()
        works: list[Awaitable[Any]] = [
            queue,
            self._sender.stop(_STOP - 1),
            self._ingest_thread.stop(_STOP - 3),
            *essential,
        ]
        tasks = [asyncio.ensure_future(work) for work in works]
        await asyncio.wait(tasks, timeout=_STOP)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._outbox_writer.close(wait=False)
        await self._application.shutdown()

    async def _menus(self) -> None:
        """Nothing waits for the menus: they are told again at every start."""
        try:
            await set_menus(self._application.bot, self._desk, COMMANDS)
        except TelegramError as error:
            log.warning("the command menus could not be set: %s", error)
