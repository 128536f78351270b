"""The pacer at work: whoever wants to send waits here, and the most urgent goes first."""

import asyncio
import itertools
from collections import deque
from dataclasses import dataclass
from statistics import median

from bot.delivery.pacer import Lane, Pacer, Ticket

_USUAL, _LATEST = 0.004, 0.5
"""Seconds: how much round trips differ without meaning anything, and the most that one is counted late."""
_RUN = 4
"""Calls in a row without an answer after which Telegram counts as down; one in five may fail in bad times."""


@dataclass(slots=True)
class _Waiter:
    lane: Lane
    turn: int
    chat_id: int
    ready: asyncio.Future[Ticket]


class Gate:
    """One for each token. A chat that must wait keeps nobody else; a reply overtakes what stands here already."""

    def __init__(self, pacer: Pacer, *, rest: float = 8.0) -> None:
        """``rest``: the most seconds between two tries while nobody is answered."""
        self.pacer = pacer
        self._rest = rest
        self._unheard: deque[int] = deque(maxlen=_RUN)
        """The chats of the last calls, where none of them was answered."""
        self._silences = 0
        self._polls_answered = True
        self._waiting: list[_Waiter] = []
        self._turns = itertools.count()
        self._round_trips: deque[float] = deque(maxlen=64)
        self._timer: asyncio.TimerHandle | None = None

    async def enter(self, lane: Lane, chat_id: int) -> Ticket:
        """Returns when a message to ``chat_id`` may go; it is counted as sent. The ticket goes to :meth:`answered`."""
        loop = asyncio.get_running_loop()
        waiter = _Waiter(lane, next(self._turns), chat_id, loop.create_future())
        self._waiting.append(waiter)
        self._open(loop)
        try:
            return await waiter.ready
        finally:
            if waiter in self._waiting:  # cancelled while waiting
                self._waiting.remove(waiter)

    def answered(self, ticket: Ticket) -> float:
        """The call that ``ticket`` let go was answered: its round trip in seconds.

        What took longer than most was late on its way, perhaps to Telegram: it is counted that much later.
        """
        self.heard()
        took = asyncio.get_running_loop().time() - ticket.at
        self._round_trips.append(took)
        ticket.at += max(0.0, min(_LATEST, took - median(self._round_trips) - _USUAL))
        return took

    def heard(self) -> None:
        """Telegram has answered a call, whatever it said."""
        self._unheard.clear()
        self._silences = 0

    def unheard(self, chat_id: int) -> None:
        """A call for ``chat_id`` was not answered. While nobody's is, tries become rare."""
        self._unheard.append(chat_id)
        if self.down:
            self.halt(min(self._rest, 2.0**self._silences))
            self._silences = min(self._silences + 1, 10)

    def polled(self, *, answered: bool) -> None:
        """What became of the last poll for updates."""
        self._polls_answered = answered

    @property
    def down(self) -> bool:
        """Nobody is answered: the fault is not a message's own. One chat alone tells that only with the polls."""
        run = len(self._unheard) == _RUN
        return run and (len(set(self._unheard)) > 1 or not self._polls_answered)

    def refused(self, chat_id: int, seconds: float) -> None:
        """Telegram answered 429 to a call for ``chat_id``: nothing goes for ``seconds``."""
        self.pacer.refused(chat_id, asyncio.get_running_loop().time())
        self.halt(seconds)

    def halt(self, seconds: float) -> None:
        """Nothing goes for ``seconds``: Telegram said so."""
        self.pacer.halt(asyncio.get_running_loop().time() + seconds)

    @property
    def halted(self) -> float:
        """Seconds for which nothing goes."""
        return max(0.0, self.pacer.halted_until - asyncio.get_running_loop().time())

    def _open(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let through whoever may go, then look again when the next may."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = loop.time()
        while self._waiting:
            times = [(self.pacer.ready_at(each.chat_id, each.lane), each) for each in self._waiting]
            may = [each for at, each in times if at <= now]
            if not may:
                soonest = min(at for at, _ in times)
                self._timer = loop.call_at(soonest, self._open, loop)
                return
            first = min(may, key=lambda each: (each.lane, each.turn))
            self._waiting.remove(first)
            if not first.ready.done():
                first.ready.set_result(self.pacer.take(first.chat_id, first.lane, now))
