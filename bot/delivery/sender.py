"""Outbox -> Telegram: claims what is ready, sends it at the pacer's pace, records what became of it.

A row is committed as ``sending`` before its call and as ``sent`` after it, and only few calls are in between: as many
as the rate needs at the measured round trip and one to spare, at least 4 (29.4 a second at 80 ms are 2.4 on their way).
These few, and those that hang (see ``in_flight``), are all that a crash can repeat.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable
from math import ceil

from telegram.ext import ExtBot

from bot.delivery.courier import Courier
from bot.delivery.in_flight import InFlight
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.pace.pacer import Lane
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.post import Markup, Post
from digests.errors import TrilateralError
from digests.store.sending.changes import Parcel

log = logging.getLogger(__name__)

FEW, MANY = 4, 128
"""Fewest and most in flight."""
_SPARE = 2
"""Claimed beside them, and waiting in the send queue."""
_COLD = 15.0
"""Seconds without a message after which connections may have been closed."""
_TROUBLE = 5.0
_WINDOW = 200
_LOOK_AGAIN = 1.0
_SOON = 0.3
_AHEAD = 0.2
"""Seconds: a chat that may be written to this soon is worth a claim."""


class Sender:
    """One for each token, and one alone on a database: the lock on the data says so."""

    def __init__(
        self,
        bot: ExtBot[None],
        outbox_writer: OutboxWriter,
        send_queue: SendQueue,
        clock: Callable[[], int],
        markup: Markup,
    ) -> None:
        self._post = post = Post(bot, markup, paid=send_queue.pacer.pace.paid_per_second is not None)
        self._outbox_writer, self._send_queue = outbox_writer, send_queue
        self._window: list[Parcel] = []
        self._awake = asyncio.Event()
        self._in_flight = InFlight(self._awake.set, lambda: self.at_once)
        self._courier = Courier(post, outbox_writer, send_queue, clock, self._in_flight)
        self._stale = True
        """The outbox may hold what the window does not know."""
        self._more = False
        """It held more than the window took."""
        self._looking: asyncio.TimerHandle | None = None
        self._stopping = False
        self._trouble = float("-inf")

    @property
    def tally(self) -> Counter[str]:
        """What became of the attempts of this process, by outcome."""
        return self._courier.tally

    @property
    def refused_forms(self) -> deque[tuple[int, str]]:
        """Rows whose markup Telegram refused, and why: a fault of ours. The row keeps the original."""
        return self._courier.refused_forms

    # ------------------------------------------------------------------ the loop

    async def run(self) -> None:
        """Until :meth:`stop`. Rows that an earlier process left on their way are taken up first."""
        interrupted = await self._outbox_writer.recover(everything=True)
        if interrupted:
            log.warning("%d messages were on their way when the last process ended; sending them again", interrupted)
        while not self._stopping:
            if (
                self._in_flight.taken >= self.at_once + _SPARE
                or self._send_queue.halted > _LOOK_AGAIN
                or self._troubled()
            ):
                await self._pause()
            elif self._stale or (self._more and len(self._window) < self.at_once):
                await self._refill()
            elif (parcel := self._next()) is not None:
                task = asyncio.create_task(self._courier.deliver(parcel))
                self._in_flight.begin(task, parcel)
                task.add_done_callback(self._landed)
            else:
                await self._pause()

    def wake(self) -> None:
        """There is something new in the outbox."""
        self._stale = True
        self._awake.set()

    async def recover(self) -> int:
        """Take up again what was claimed and could not be recorded, once its lease has ended; how many there were."""
        return await self._outbox_writer.recover(in_flight=list(self._in_flight.rows))

    async def stop(self, seconds: float = 8.0) -> int:
        """Claim nothing more and wait for what is on its way; how many had to be left."""
        self._stopping = True
        self._awake.set()
        if self._in_flight:
            await asyncio.wait(self._in_flight.tasks, timeout=seconds)
        if self._looking is not None:
            self._looking.cancel()
        left = len(self._in_flight)
        for task in self._in_flight.tasks:
            task.cancel()
        return left

    @property
    def at_once(self) -> int:
        """How many may be on their way at once."""
        pace = self._send_queue.pacer.pace
        rate = max(pace.per_second, pace.paid_per_second or 0)
        return min(MANY, max(FEW, ceil(rate * self._courier.round_trip) + 1))

    async def _pause(self) -> None:
        self._awake.clear()
        try:
            await asyncio.wait_for(self._awake.wait(), _LOOK_AGAIN)
        except TimeoutError:
            self._stale = True

    def _landed(self, task: asyncio.Task[bool]) -> None:
        parcel = self._in_flight.end(task)
        self._awake.set()
        if parcel.followed and self._looking is None:
            self._looking = asyncio.get_running_loop().call_later(_SOON, self._look)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._trouble = asyncio.get_running_loop().time()
            known = isinstance(error, TrilateralError)
            log.error("row %d for chat %d: %s", parcel.id, parcel.chat_id, error, exc_info=None if known else error)
        elif task.cancelled() or not task.result():
            self._stale = True

    def _troubled(self) -> bool:
        """The outbox could not be written a moment ago: to send what cannot be recorded would be to repeat it."""
        return asyncio.get_running_loop().time() - self._trouble < _TROUBLE

    def _look(self) -> None:
        """The next parts of editions have become ready; once for all that landed meanwhile."""
        self._looking = None
        self.wake()

    def _next(self) -> Parcel | None:
        """The first whose chat may be written to and has nothing on its way: order within a chat is kept."""
        soon = asyncio.get_running_loop().time() + _AHEAD
        busy, ready_at = self._in_flight.chats, self._send_queue.pacer.chat_ready_at
        for index, parcel in enumerate(self._window):
            free = parcel.chat_id not in busy and self._in_flight.admits(parcel.chat_id)
            if free and ready_at(parcel.chat_id, Lane(parcel.lane)) <= soon:
                return self._window.pop(index)
        return None

    async def _refill(self) -> None:
        self._stale = False
        limit = _WINDOW + len(self._in_flight)
        found = await self._outbox_writer.ready(limit)
        in_flight = self._in_flight.rows
        self._window = [parcel for parcel in found if parcel.id not in in_flight]
        self._more = len(found) == limit
        if len(self._window) > FEW:
            await self._warm()

    async def _warm(self) -> None:
        """After a pause a rush would open its connections with its first messages: those would be late, each by as
        much as it takes, and all that follow within a second of them held back."""
        if asyncio.get_running_loop().time() - self._courier.sent_at > _COLD and not self._send_queue.halted:
            await self._post.warm(FEW, _LOOK_AGAIN)
