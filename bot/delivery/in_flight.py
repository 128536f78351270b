"""Messages on their way to Telegram, and which of their calls count among the few that may be in the air.

Only so many calls are in the air at once, each until what became of it is recorded: they are what a crash can repeat.
One or two more are claimed meanwhile and wait in the send queue, so that it is never empty when the next may go.

A call that has had no answer for long no longer counts: it may hang for as long as its time-out, and the others do not
wait for it. A chat whose call came to nothing in this way is silent, and its next calls begin outside the few. There is
room for so many outside; a call that finds none counts among the few, or does not begin.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from digests.store.sending.changes import Parcel

LONG = 1.0
"""Seconds without an answer."""
OUTSIDE = 16
"""Most calls outside the few: what a crash can repeat beside those, as their time-outs would."""
_MANY = 10_000


@dataclass(slots=True)
class _Call:
    parcel: Parcel
    outside: bool
    in_air: bool = False
    """It has made its call, and what became of it is not recorded yet."""
    timer: asyncio.TimerHandle | None = None


class InFlight:
    """The tasks that deliver, and the calls that they make."""

    def __init__(self, freed: Callable[[], None], most: Callable[[], int]) -> None:
        """``freed`` is called whenever one call more may begin; ``most`` says how many calls may be in the air."""
        self._freed, self._most = freed, most
        self._landed = asyncio.Event()
        self._calls: dict[asyncio.Task[bool], _Call] = {}
        self._silent: dict[int, None] = {}

    def __len__(self) -> int:
        """All that are on their way."""
        return len(self._calls)

    @property
    def tasks(self) -> list[asyncio.Task[bool]]:
        return list(self._calls)

    @property
    def rows(self) -> set[int]:
        return {each.parcel.id for each in self._calls.values()}

    @property
    def chats(self) -> set[int]:
        return {each.parcel.chat_id for each in self._calls.values()}

    @property
    def taken(self) -> int:
        """How many calls count among the few."""
        return sum(not each.outside for each in self._calls.values())

    def admits(self, chat_id: int) -> bool:
        """Whether a call for this chat may begin: one that was silent only where there is room outside."""
        return chat_id not in self._silent or self._room()

    def begin(self, task: asyncio.Task[bool], parcel: Parcel) -> None:
        self._calls[task] = _Call(parcel, outside=parcel.chat_id in self._silent)

    def end(self, task: asyncio.Task[bool]) -> Parcel:
        self._landed.set()
        return self._calls.pop(task).parcel

    async def calls(self) -> None:
        """The running task makes its call now; it waits where too many are in the air."""
        call = self._mine()
        if call is None:
            return
        while not (call.in_air or call.outside) and self._flying() >= self._most():
            self._landed.clear()
            await self._landed.wait()
        call.in_air = True
        call.timer = asyncio.get_running_loop().call_later(LONG, self._give_up, call)

    def called(self, *, answered: bool) -> None:
        """The call of the running task is over."""
        call = self._mine()
        if call is None or call.timer is None:
            return
        hung = asyncio.get_running_loop().time() >= call.timer.when()
        call.timer.cancel()
        call.timer = None
        if answered:
            self._silent.pop(call.parcel.chat_id, None)
        elif hung and len(self._silent) < _MANY:
            self._silent[call.parcel.chat_id] = None

    def _mine(self) -> _Call | None:
        task = asyncio.current_task()
        return None if task is None else self._calls.get(task)

    def _give_up(self, call: _Call) -> None:
        if not call.outside and self._room():
            call.outside = True
            self._landed.set()
            self._freed()

    def _flying(self) -> int:
        return sum(each.in_air and not each.outside for each in self._calls.values())

    def _room(self) -> bool:
        return sum(each.outside for each in self._calls.values()) < OUTSIDE
