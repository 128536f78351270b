"""Each update handled once, in the order of its chat, and nobody kept waiting by another.

    came -> asked too fast? -> its reader's turn in the chat -> one of the few in work -> handled -> logged

An update that is in the log has no second effect. One that takes long (a chat that Telegram does not answer for, a
group that has had its twenty a minute) no longer counts among those in work, so that others go on; it only keeps its
chat's turn.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from structlog.contextvars import bind_contextvars
from telegram import Update
from telegram.ext import Application

from bot.delivery.pace.pacer import Lane
from bot.delivery.pace.send_queue import SendQueue
from bot.desk.context import PASS_ON
from bot.updates.at_work import AtWork, Stay
from bot.updates.flood import FloodGuard, Reader
from bot.updates.flood_notice import hush, one_moment
from bot.updates.given import Given, asks, reader_of
from bot.updates.turns import Turns
from digests.store.sending.updates import UpdateLog

log = logging.getLogger(__name__)

PATIENCE = 60.0
"""Seconds that one update may take; then the others go on without it."""

App = Application[Any, Any, Any, Any, Any, Any]


class UpdateHandler:
    """What runs, what ran, and the log of both."""

    def __init__(
        self,
        application: App,
        updates: UpdateLog,
        clock: Callable[[], int],
        send_queue: SendQueue | None = None,
        *,
        patience: float = PATIENCE,
    ) -> None:
        """Without a ``send_queue`` no answer is ever held back."""
        self._application, self._updates, self._clock = application, updates, clock
        self.send_queue = send_queue
        self._patience = patience
        self._running: dict[int, asyncio.Task[None]] = {}
        self._kept: set[int] = set()
        self._stays: dict[int, Stay] = {}
        self._turns = Turns()
        self._guard = FloodGuard()
        self._at_work = AtWork()
        self.handled = 0
        """Updates that came to their end in this process."""
        application.bot_data[PASS_ON] = self.pass_on

    async def read(self, given: Given | str, update_id: int) -> Update | None:
        """The update, as it came or as it was kept; ``None`` where python-telegram-bot cannot read it: it would come
        again for a day, and is passed over and noted."""
        try:
            return Update.de_json(dict(json.loads(given) if isinstance(given, str) else given), self._application.bot)
        except Exception as error:
            log.exception("update %d cannot be read and is passed over", update_id)
            await asyncio.to_thread(self._updates.pass_over, update_id, error, self._clock())
            return None

    async def fresh(self, updates: Sequence[Update]) -> list[Update]:
        """Those that neither were handled nor are in work."""
        handled = await asyncio.to_thread(self._updates.handled, [update.update_id for update in updates])
        return [u for u in updates if u.update_id not in handled and u.update_id not in self._running]

    def take(self, update: Update) -> asyncio.Task[None]:
        """Start to handle ``update``, or join whoever does already; done once it is in the log."""
        if update.update_id not in self._running:
            task = asyncio.create_task(self._admitted(update))
            self._running[update.update_id] = task
            task.add_done_callback(lambda _: self._ended(update.update_id))
        return self._running[update.update_id]

    @property
    def running(self) -> dict[int, asyncio.Task[None]]:
        return self._running

    @property
    def held_by_telegram(self) -> set[int]:
        """In work, and with Telegram alone: they must not be confirmed yet."""
        return self._running.keys() - self._kept

    async def keep(self, given: Sequence[Given]) -> None:
        """Store those that are in work still, as they came: Telegram may forget them then."""
        held = self.held_by_telegram
        bodies = {each["update_id"]: json.dumps(each) for each in given if each["update_id"] in held}
        await asyncio.to_thread(self._updates.keep, bodies, self._clock())
        self._kept.update(bodies.keys() & self._running.keys())

    async def resume(self) -> None:
        """Take up again what an earlier process kept and did not come to."""
        for update_id, body in await asyncio.to_thread(self._updates.kept):
            update = await self.read(body, update_id)
            if update is not None and await self.fresh([update]):
                self._kept.add(update_id)
                self.take(update)

    async def stop(self, seconds: float) -> set[int]:
        """Begin nothing more and wait for what has begun; which are left, and with Telegram alone."""
        waiting = self._running.keys() - self._stays.keys()
        left = waiting - self._kept
        for update_id in waiting:
            self._running[update_id].cancel()
        begun = [self._running[update_id] for update_id in self._running.keys() - waiting]
        if begun:
            await asyncio.wait(begun, timeout=seconds)
        left |= self.held_by_telegram
        for task in self._running.values():
            task.cancel()
        return left

    def pass_on(self, update_id: int) -> None:
        """What is left to do for this update need not be waited for by the next of its chat."""
        if (stay := self._stays.get(update_id)) is not None:
            stay.pass_on()

    # ------------------------------------------------------------------ one update

    def _ended(self, update_id: int) -> None:
        self._running.pop(update_id, None)
        self._kept.discard(update_id)

    def _admitted(self, update: Update) -> Coroutine[Any, Any, None]:
        """The way of an update that comes now."""
        reader = reader_of(update)
        if not asks(update):
            return self._handle(update, reader)
        verdict = self._guard.comes(reader)
        if verdict == "take":
            return self._answered(update, reader)
        if verdict == "tell":
            log.warning("reader %d of chat %d asks faster than can be answered; the rest is left out", *reader[::-1])
        return self._left_out(update, one_moment if verdict == "tell" else hush)

    async def _answered(self, update: Update, reader: Reader) -> None:
        try:
            await self._handle(update, reader)
        finally:
            if dropped := self._guard.ends(reader):
                log.warning("reader %d of chat %d is quiet again: %d left out", *reader[::-1], dropped)

    async def _left_out(self, update: Update, notice: Callable[[App, Update], Awaitable[None]]) -> None:
        log.info("update %d is left out", update.update_id)
        await asyncio.to_thread(self._updates.add, [update.update_id], self._clock())
        try:
            await notice(self._application, update)
        except Exception:
            log.exception("update %d", update.update_id)

    async def _handle(self, update: Update, reader: Reader) -> None:
        await self._turns.begin(*reader)
        stay = self._stays[update.update_id] = Stay(self._at_work, partial(self._turns.end, reader[0]))
        bind_contextvars(update=update.update_id)  # of this task alone
        try:
            if update.callback_query is None:
                await self._paced(reader[0])
            await stay.begin()
            if update.update_id in await asyncio.to_thread(self._updates.handled, [update.update_id]):
                return  # it ended while whoever brought it again looked it up
            try:
                if not await self._processed(update, reader[0]):
                    log.error("update %d of chat %d took too long and was given up", update.update_id, reader[0])
            except Exception:
                log.exception("update %d of chat %d", update.update_id, reader[0])
            await asyncio.to_thread(self._updates.add, [update.update_id], self._clock())
            self.handled += 1
        finally:
            del self._stays[update.update_id]
            stay.end()

    async def _paced(self, chat_id: int) -> None:
        """What is asked where nothing may be answered yet waits without a place."""
        while self.send_queue is not None:
            wait = self.send_queue.pacer.chat_ready_at(chat_id, Lane.REPLY) - asyncio.get_running_loop().time()
            if wait <= 0:
                return
            await asyncio.sleep(wait)

    async def _processed(self, update: Update, chat_id: int) -> bool:
        """Whether it came to its end in time. While Telegram takes nothing, no answer can: that time does not count."""
        loop = asyncio.get_running_loop()
        task = loop.create_task(self._application.process_update(update))
        began = loop.time()
        try:
            while not task.done():
                free = began if self.send_queue is None else max(began, self.send_queue.pacer.halted(chat_id))
                if (left := free + self._patience - loop.time()) <= 0:
                    return False
                await asyncio.wait({task}, timeout=left)
        finally:
            task.cancel()
        await task
        return True
