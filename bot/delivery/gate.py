"""The pacer at work: whoever wants to send waits here, and the most urgent goes first."""

import asyncio
import itertools
from dataclasses import dataclass

from bot.delivery.pacer import Lane, Pacer


@dataclass(slots=True)
class _Waiter:
    lane: Lane
    turn: int
    chat_id: int
    ready: asyncio.Future[None]


class Gate:
    """One for each token. A chat that must wait keeps nobody else; a reply overtakes what stands here already."""

    def __init__(self, pacer: Pacer) -> None:
        self.pacer = pacer
        self._waiting: list[_Waiter] = []
        self._turns = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    async def enter(self, lane: Lane, chat_id: int) -> None:
        """Returns when a message to ``chat_id`` may go; it is counted as sent."""
        loop = asyncio.get_running_loop()
        waiter = _Waiter(lane, next(self._turns), chat_id, loop.create_future())
        self._waiting.append(waiter)
        self._open(loop)
        try:
            await waiter.ready
        finally:
            if waiter in self._waiting:  # cancelled while waiting
                self._waiting.remove(waiter)

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
                self.pacer.take(first.chat_id, first.lane, now)
                first.ready.set_result(None)
