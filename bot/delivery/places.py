"""Who is on their way, and which of them keep a place among the few.

Only so many calls are in the air at once, each until what became of it is recorded: they are what a crash can repeat.
One or two more are claimed meanwhile and wait in the send queue, so that it is never empty when the next may go.

A call that has had no answer for long gives its place up: it may hang for as long as its time-out, and the others do
not wait for it. A chat whose call came to nothing so is silent, and its next calls begin outside the few. There is room
for so many outside; who finds none keeps a place, or does not begin.
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
class _Journey:
    parcel: Parcel
    outside: bool
    flying: bool = False
    """It has made its call, and what became of it is not recorded yet."""
    timer: asyncio.TimerHandle | None = None


class Places:
    """Tasks on their way."""

    def __init__(self, freed: Callable[[], None], most: Callable[[], int]) -> None:
        """``freed`` is called whenever a place has become free; ``most`` says how many calls may be in the air."""
        self._freed, self._most = freed, most
        self._landed = asyncio.Event()
        self._journeys: dict[asyncio.Task[bool], _Journey] = {}
        self._silent: dict[int, None] = {}

    def __len__(self) -> int:
        """All that are on their way."""
        return len(self._journeys)

    @property
    def tasks(self) -> list[asyncio.Task[bool]]:
        return list(self._journeys)

    @property
    def rows(self) -> set[int]:
        return {each.parcel.id for each in self._journeys.values()}

    @property
    def chats(self) -> set[int]:
        return {each.parcel.chat_id for each in self._journeys.values()}

    @property
    def taken(self) -> int:
        """How many of the few places are."""
        return sum(not each.outside for each in self._journeys.values())

    def admits(self, chat_id: int) -> bool:
        """Whether a call for this chat may begin: one that was silent only where there is room outside."""
        return chat_id not in self._silent or self._room()

    def begin(self, task: asyncio.Task[bool], parcel: Parcel) -> None:
        self._journeys[task] = _Journey(parcel, outside=parcel.chat_id in self._silent)

    def end(self, task: asyncio.Task[bool]) -> Parcel:
        self._landed.set()
        return self._journeys.pop(task).parcel

    async def calls(self) -> None:
        """The running task makes its call now; it waits where too many are in the air."""
        journey = self._mine()
        if journey is None:
            return
        while not (journey.flying or journey.outside) and self._flying() >= self._most():
            self._landed.clear()
            await self._landed.wait()
        journey.flying = True
        journey.timer = asyncio.get_running_loop().call_later(LONG, self._give_up, journey)

    def called(self, *, answered: bool) -> None:
        """The call of the running task is over."""
        journey = self._mine()
        if journey is None or journey.timer is None:
            return
        hung = asyncio.get_running_loop().time() >= journey.timer.when()
        journey.timer.cancel()
        journey.timer = None
        if answered:
            self._silent.pop(journey.parcel.chat_id, None)
        elif hung and len(self._silent) < _MANY:
            self._silent[journey.parcel.chat_id] = None

    def _mine(self) -> _Journey | None:
        task = asyncio.current_task()
        return None if task is None else self._journeys.get(task)

    def _give_up(self, journey: _Journey) -> None:
        if not journey.outside and self._room():
            journey.outside = True
            self._landed.set()
            self._freed()

    def _flying(self) -> int:
        return sum(each.flying and not each.outside for each in self._journeys.values())

    def _room(self) -> bool:
        return sum(each.outside for each in self._journeys.values()) < OUTSIDE
