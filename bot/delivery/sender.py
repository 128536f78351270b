"""Outbox -> Telegram: claims what is ready, sends it at the pacer's pace, records what became of it.

A row is committed as ``sending`` before its call and as ``sent`` after it, and only few are in between: as many as
the rate needs at the measured round trip and one to spare, at least 4 (29.4 a second at 80 ms are 2.4 on their way).
These few are all that a crash can repeat.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable
from math import ceil

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.delivery.forms import pieces, plain
from bot.delivery.gate import Gate
from bot.delivery.ledger import Ledger
from bot.delivery.outcomes import (
    ChatLost,
    ChatMoved,
    Later,
    Outcome,
    Refused,
    Reword,
    Unknown,
    outcome_of,
    pause,
    unanswered,
)
from bot.delivery.pacer import Lane
from bot.delivery.post import Address, Markup, Post
from digests.errors import TrilateralError
from digests.model import Part
from digests.store.bodies import Copy, load_body
from digests.store.outbox import UNREADABLE, Claim, Finish, Lost, Moved, Parcel

log = logging.getLogger(__name__)

FEW, MANY = 4, 128
"""Fewest and most in flight."""
UNKNOWNS = 8
"""After so many calls that nobody can tell the end of, a message is given up."""
ATTEMPTS = 200
"""The same while nobody is answered: that is not the message's fault, and lasts hours at the worst."""
_LEASE = 300
_WAITED = 200.0
"""Seconds at the gate after which a claim is given back: its lease might end while it is on its way."""
_TROUBLE = 5.0
_WINDOW = 200
_LOOK_AGAIN = 1.0
_SOON = 0.3
_AHEAD = 0.2
"""Seconds: a chat that may be written to this soon is worth a claim."""


class Sender:
    """One for each token, and one alone on a database: the lock on the data says so."""

    def __init__(self, bot: ExtBot[None], ledger: Ledger, gate: Gate, clock: Callable[[], int], markup: Markup) -> None:
        self._post = Post(bot, markup, paid=gate.pacer.pace.paid_per_second is not None)
        self._ledger, self._gate, self._clock = ledger, gate, clock
        self._window: list[Parcel] = []
        self._tasks: dict[asyncio.Task[None], Parcel] = {}
        self._awake = asyncio.Event()
        self._stale = True
        """The outbox may hold what the window does not know."""
        self._more = False
        """It held more than the window took."""
        self._looking: asyncio.TimerHandle | None = None
        self._stopping = False
        self._round_trip = 0.08
        self._trouble = float("-inf")
        self.tally: Counter[str] = Counter()
        """What became of the attempts of this process, by outcome."""
        self.refused_forms: deque[tuple[int, str]] = deque(maxlen=20)
        """Rows whose markup Telegram refused, and why: a fault of ours. The row keeps the original."""

    # ------------------------------------------------------------------ the loop

    async def run(self) -> None:
        """Until :meth:`stop`. Rows that an earlier process left on their way are taken up first."""
        interrupted = await self._ledger.recover(everything=True)
        if interrupted:
            log.warning("%d messages were on their way when the last process ended; sending them again", interrupted)
        while not self._stopping:
            if len(self._tasks) >= self.in_flight or self._gate.halted > _LOOK_AGAIN or self._troubled():
                await self._pause()
            elif self._stale or (self._more and len(self._window) < self.in_flight):
                await self._refill()
            elif (parcel := self._next()) is not None:
                task = asyncio.create_task(self._deliver(parcel))
                self._tasks[task] = parcel
                task.add_done_callback(self._landed)
            else:
                await self._pause()

    def wake(self) -> None:
        """There is something new in the outbox."""
        self._stale = True
        self._awake.set()

    async def recover(self) -> int:
        """Take up again what was claimed and could not be recorded, once its lease has ended; how many there were."""
        return await self._ledger.recover(flying=[parcel.id for parcel in self._tasks.values()])

    async def stop(self, seconds: float = 8.0) -> int:
        """Claim nothing more and wait for what is on its way; how many had to be left."""
        self._stopping = True
        self._awake.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        if self._looking is not None:
            self._looking.cancel()
        left = len(self._tasks)
        for task in list(self._tasks):
            task.cancel()
        return left

    @property
    def in_flight(self) -> int:
        """How many may be on their way at once."""
        pace = self._gate.pacer.pace
        rate = max(pace.per_second, pace.paid_per_second or 0)
        return min(MANY, max(FEW, ceil(rate * self._round_trip) + 1))

    async def _pause(self) -> None:
        self._awake.clear()
        try:
            await asyncio.wait_for(self._awake.wait(), _LOOK_AGAIN)
        except TimeoutError:
            self._stale = True

    def _landed(self, task: asyncio.Task[None]) -> None:
        parcel = self._tasks.pop(task)
        self._awake.set()
        if parcel.followed and self._looking is None:
            self._looking = asyncio.get_running_loop().call_later(_SOON, self._look)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._trouble = asyncio.get_running_loop().time()
            known = isinstance(error, TrilateralError)
            log.error("row %d for chat %d: %s", parcel.id, parcel.chat_id, error, exc_info=None if known else error)

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
        busy = {parcel.chat_id for parcel in self._tasks.values()}
        for index, parcel in enumerate(self._window):
            if parcel.chat_id not in busy and self._gate.pacer.chat_ready_at(parcel.chat_id, Lane(parcel.lane)) <= soon:
                return self._window.pop(index)
        return None

    async def _refill(self) -> None:
        self._stale = False
        limit = _WINDOW + len(self._tasks)
        found = await self._ledger.ready(limit)
        flying = {parcel.id for parcel in self._tasks.values()}
        self._window = [parcel for parcel in found if parcel.id not in flying]
        self._more = len(found) == limit

    # ------------------------------------------------------------------ one message

    async def _deliver(self, parcel: Parcel) -> None:
        if not await self._ledger.apply(Claim(parcel.id, self._clock() + _LEASE)):
            return
        journey = _Journey(parcel)
        try:
            body = load_body(parcel.body)
        except (ValueError, LookupError, TypeError) as error:
            await self._record(journey, Refused(f"{UNREADABLE}: {error!r}"[:300]))
            return
        if isinstance(body, Part) and body.mode == "rich" and not self._post.rich:
            journey.form = max(1, journey.form)
        while True:
            outcome = await self._attempt(journey, body)
            if isinstance(outcome, Reword) and journey.form == 0 and isinstance(body, Part):
                log.warning("row %d for chat %d is sent in other words: %s", parcel.id, parcel.chat_id, outcome.reason)
                journey.form, journey.reason = 1, f"reworded: {outcome.reason}"
                self.tally["reworded"] += 1
                if outcome.ours and not outcome.server:
                    self.refused_forms.append((parcel.id, outcome.reason))
                continue
            await self._record(journey, outcome)
            return

    async def _attempt(self, journey: "_Journey", body: Part | Copy) -> Outcome | None:
        """Send what is left of ``body`` in its present form; ``None`` = all of it has arrived."""
        parcel = journey.parcel
        messages: tuple[Part | Copy, ...] = (body,) if isinstance(body, Copy) else pieces(body, journey.form)
        for step in range(journey.step, len(messages)):
            outcome = await self._send(parcel, messages[step], journey)
            if isinstance(outcome, Reword) and outcome.server:
                self._post.rich = False
            if isinstance(outcome, Reword) and journey.form > 0 and isinstance(messages[step], Part):
                outcome = await self._send_plain(parcel, messages[step], journey)
            if outcome is not None:
                return outcome
            journey.step = step + 1
            if journey.step < len(messages):
                await self._ledger.apply(journey.finish("sending", lease=self._clock() + _LEASE))
        return None

    async def _send_plain(self, parcel: Parcel, message: Part | Copy, journey: "_Journey") -> Outcome | None:
        if isinstance(message, Copy):
            return None
        for bare in plain(message):
            if (outcome := await self._send(parcel, bare, journey)) is not None:
                return Refused(outcome.reason) if isinstance(outcome, Reword) else outcome
        return None

    async def _send(self, parcel: Parcel, message: Part | Copy, journey: "_Journey") -> Outcome | None:
        lane = Lane(parcel.lane)
        to = Address(parcel.chat_id, parcel.thread_id, parcel.subscriber_id or 0, parcel.settings_version)
        came = asyncio.get_running_loop().time()
        ticket = await self._gate.enter(lane, parcel.chat_id)
        if ticket.at - came > _WAITED:
            return Later("waited too long")
        try:
            journey.message_id = await self._post.send(to, message, lane)
        except TelegramError as error:
            outcome = outcome_of(error, rich=isinstance(message, Part) and message.mode == "rich")
            if unanswered(outcome):
                self._gate.unheard(parcel.chat_id)
            else:
                self._gate.heard()
            return outcome
        except OSError as error:
            return Reword(f"the picture cannot be read: {error.strerror}")
        except Exception as error:
            log.exception("row %d for chat %d", parcel.id, parcel.chat_id)
            return Unknown(f"unknown: {error!r}")
        self._round_trip += (self._gate.answered(ticket) - self._round_trip) / 16
        return None

    async def _record(self, journey: "_Journey", outcome: Outcome | None) -> None:
        parcel, now = journey.parcel, self._clock()
        self.tally[type(outcome).__name__.lower() if outcome else "sent"] += 1
        match outcome:
            case None:
                await self._ledger.apply(journey.finish("sent"))
                return
            case Later(halt=None):
                delay = pause(parcel.attempts + 1)
                await self._ledger.apply(journey.finish("pending", outcome.reason, not_before=now + delay))
            case Later():
                if not outcome.reason.startswith("429"):
                    log.error("nothing can be sent for %d s: %s", outcome.halt, outcome.reason)
                self._gate.halt(outcome.halt or 0)
                await self._ledger.apply(journey.finish("pending", outcome.reason))
            case Unknown():
                down = self._gate.down
                last = parcel.attempts + 1 >= ATTEMPTS if down else parcel.unknowns + 1 >= UNKNOWNS
                state, until = "given up" if last else "pending", now + pause(parcel.unknowns + 1)
                await self._ledger.apply(journey.finish(state, outcome.reason, not_before=until, unknown=int(not down)))
            case ChatMoved():
                moved = Moved(parcel.chat_id, outcome.new_chat_id)
                await self._ledger.apply(journey.finish("pending", outcome.reason), moved)
            case ChatLost():
                lost = Lost(parcel.chat_id, parcel.thread_id if outcome.topic else None, outcome.state, outcome.reason)
                await self._ledger.apply(journey.finish("given up", outcome.reason), lost)
            case Refused() | Reword():
                await self._ledger.apply(journey.finish("given up", outcome.reason))
        log.info("row %d for chat %d: %s", parcel.id, parcel.chat_id, outcome)
        self._stale = True


class _Journey:
    """How far one claim has come."""

    def __init__(self, parcel: Parcel) -> None:
        self.parcel = parcel
        self.form, self.step = parcel.form, parcel.step
        self.reason = ""
        self.message_id: int | None = None

    def finish(
        self, state: str, reason: str = "", *, not_before: int = 0, unknown: int = 0, lease: int | None = None
    ) -> Finish:
        return Finish(
            self.parcel.id,
            self.parcel.attempts + 1,
            state,
            reason or self.reason,
            message_id=self.message_id,
            not_before=not_before,
            unknown=unknown,
            form=self.form,
            step=self.step,
            lease=lease,
        )
