"""The pacer at work: whoever wants to send waits here, and the most urgent goes first.

Among replies each chat has its turn: a chat's second goes after the first of every other that waits (start-time fair
queueing: what a chat asks for begins one step after what it asked for before, and never in the past).
"""

import asyncio
import itertools
from dataclasses import dataclass

from bot.delivery.pace.cell import Ticket
from bot.delivery.pace.pacer import NO_CHAT, Lane, Pacer
from bot.delivery.pace.reachability import Reachability
from bot.delivery.pace.refusals import Refusals

_MANY = 10_000


@dataclass(slots=True)
class _Waiter:
    lane: Lane
    step: int
    """Of its chat, among replies."""
    turn: int
    chat_id: int
    ready: asyncio.Future[Ticket]


class SendQueue:
    """One for each token. A chat that must wait keeps nobody else; a reply overtakes what stands here already."""

    def __init__(self, pacer: Pacer, *, rest: float = 8.0) -> None:
        """``rest``: the most seconds between two tries while nobody is answered."""
        self.pacer = pacer
        self._rest = rest
        self._reachability = Reachability()
        self._refusals = Refusals()
        self._waiting: list[_Waiter] = []
        self._turns = itertools.count()
        self._step = 0
        self._steps: dict[int, int] = {}
        """Chat -> the step at which its next reply may begin."""
        self._timer: asyncio.TimerHandle | None = None

    async def enter(self, lane: Lane, chat_id: int) -> Ticket:
        """Returns when a message to ``chat_id`` may go; it is counted as sent. The ticket goes to :meth:`answered`."""
        loop = asyncio.get_running_loop()
        waiter = _Waiter(lane, self._begin(lane, chat_id), next(self._turns), chat_id, loop.create_future())
        self._waiting.append(waiter)
        self._open(loop)
        try:
            return await waiter.ready
        finally:
            if waiter in self._waiting:  # cancelled while waiting
                self._waiting.remove(waiter)

    def answered(self, ticket: Ticket, lane: Lane) -> float:
        """The call that ``ticket`` let go was answered: its round trip in seconds."""
        now = asyncio.get_running_loop().time()
        self._reachability.heard(now)
        self._refusals.passed(ticket.at)
        took = now - ticket.at
        self.pacer.answered(ticket, lane, took)
        return took

    def heard(self) -> None:
        """Telegram has answered a call, whatever it said."""
        self._reachability.heard(asyncio.get_running_loop().time())

    def unheard(self, chat_id: int, began: float) -> None:
        """A call for ``chat_id`` that began then was not answered. While nobody's is, tries become rare."""
        self._reachability.unheard(chat_id, began)
        if self.down:
            self.halt(min(self._rest, 2.0**self._reachability.silences))
            self._reachability.silences = min(self._reachability.silences + 1, 10)

    def polled(self, *, answered: bool) -> None:
        """What became of the last poll for updates."""
        self._reachability.polled(answered=answered)

    @property
    def down(self) -> bool:
        """Nobody is answered: the fault is not a message's own."""
        return self._reachability.down

    def refused(self, chat_id: int, seconds: float) -> None:
        """Telegram answered 429 to a call for ``chat_id``: nothing goes there for ``seconds``, and nowhere where it is
        the token's. What is for no chat waits by itself."""
        now = asyncio.get_running_loop().time()
        self._reachability.heard(now)
        self.pacer.refused(chat_id, now)
        if self._refusals.refused(chat_id, now, seconds) == "token":
            self.pacer.halt(now + seconds)
        if chat_id != NO_CHAT:
            self.pacer.halt_chat(chat_id, now + seconds)

    def halt(self, seconds: float) -> None:
        """Nothing goes for ``seconds``."""
        self.pacer.halt(asyncio.get_running_loop().time() + seconds)

    @property
    def halted(self) -> float:
        """Seconds for which nothing goes."""
        return max(0.0, self.pacer.halted_until - asyncio.get_running_loop().time())

    def _begin(self, lane: Lane, chat_id: int) -> int:
        """The step of a chat's next reply; what is for no chat stands for itself."""
        if lane is not Lane.REPLY or chat_id == NO_CHAT:
            return self._step
        step = max(self._step, self._steps.get(chat_id, 0))
        if len(self._steps) > _MANY:
            self._steps = {chat: at for chat, at in self._steps.items() if at > self._step}
        self._steps[chat_id] = step + 1
        return step

    def _open(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let through whoever may go, then look again when the next may."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = loop.time()
        while self._waiting:
            lanes = {lane: self.pacer.lane_ready_at(lane) for lane in {each.lane for each in self._waiting}}
            times = [(max(lanes[w.lane], self.pacer.chat_ready_at(w.chat_id, w.lane)), w) for w in self._waiting]
            may = [each for at, each in times if at <= now]
            if not may:
                soonest = min(at for at, _ in times)
                self._timer = loop.call_at(soonest, self._open, loop)
                return
            first = min(may, key=lambda each: (each.lane, each.step, each.turn))
            self._waiting.remove(first)
            if first.lane is Lane.REPLY:
                self._step = max(self._step, first.step)
            if not first.ready.done():
                first.ready.set_result(self.pacer.take(first.chat_id, first.lane, now))
