"""Which updates are in work: a few at once, and beside them those that only wait for something outside."""

import asyncio
from collections.abc import Callable

AT_ONCE = 8
"""Updates in work at once: the most that a crash can have answered and will answer again."""
LONG = 0.2
"""Seconds after which an update no longer counts among those in work, and how many may be so: it waits then, for its
chat's pace or for an answer of Telegram's that hangs."""
OUTSIDE = 64


class AtWork:
    """How many updates are in work, and how many wait outside."""

    def __init__(self) -> None:
        self.places = asyncio.Semaphore(AT_ONCE)
        self.outside = 0


class Stay:
    """One update's place among those in work, and its turn in the chat; each is given up once."""

    def __init__(self, room: AtWork, end_turn: Callable[[], None]) -> None:
        self._room, self._end_turn = room, end_turn
        self._has_turn, self._has_place, self._outside = True, False, False
        self._timer: asyncio.TimerHandle | None = None

    async def begin(self) -> None:
        await self._room.places.acquire()
        self._has_place = True
        self._timer = asyncio.get_running_loop().call_later(LONG, self._step_out)

    def pass_on(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._end_turn()

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._give_place()
        self._room.outside -= self._outside
        self.pass_on()

    def _step_out(self) -> None:
        if self._room.outside < OUTSIDE:
            self._outside = True
            self._room.outside += 1
            self._give_place()

    def _give_place(self) -> None:
        if self._has_place:
            self._has_place = False
            self._room.places.release()
