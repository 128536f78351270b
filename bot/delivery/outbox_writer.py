"""The outbox off the event loop: one thread writes, and what comes while it writes goes into its next transaction."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from digests.store.sending.changes import Change, Parcel
from digests.store.sending.outbox import Outbox

Result = TypeVar("Result")

OUTBOX = "outbox"
"""The name of the thread that writes."""
LINGER = 0.005
"""Seconds, in paid mode."""
_BODIES = 256
"""Bodies of which it is remembered which items they tell."""


class OutboxWriter:
    """Changes of the outbox for coroutines. Grouping keeps the cost of a commit from growing with the rate."""

    def __init__(self, outbox: Outbox, clock: Callable[[], int], *, linger: float = 0.0) -> None:
        """``linger`` seconds are waited for company before a write; worth it at hundreds a second."""
        self._linger = linger
        self._outbox = outbox
        self._clock = clock
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=OUTBOX)
        self._waiting: list[tuple[tuple[Change, ...], asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._told: dict[str, list[int]] = {}

    async def apply(self, *changes: Change) -> bool:
        """Returns once ``changes`` are committed, together; False where the first found another state."""
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((changes, future))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await future

    async def ready(self, limit: int) -> list[Parcel]:
        return await self._in_thread(lambda: self._outbox.ready(self._clock(), limit))

    async def items_told(self, parcel: Parcel) -> list[int]:
        """The items that a message tells; asked once for all messages of one body."""
        if parcel.body not in self._told:
            if len(self._told) >= _BODIES:
                self._told.clear()
            self._told[parcel.body] = await self._in_thread(lambda: self._outbox.items_told(parcel.id))
        return self._told[parcel.body]

    async def recover(self, *, everything: bool = False, in_flight: Sequence[int] = ()) -> int:
        return await self._in_thread(
            lambda: self._outbox.recover(self._clock(), everything=everything, in_flight=in_flight)
        )

    def close(self, *, wait: bool = True) -> None:
        """Nothing more is written; ``wait`` for what is being."""
        self._thread.shutdown(wait=wait)

    async def _write(self) -> None:
        while self._waiting:
            if self._linger:
                await asyncio.sleep(self._linger)
            batch, self._waiting = self._waiting, []
            changes = [change for group, _ in batch for change in group]
            try:
                found = await self._in_thread(partial(self._outbox.apply, changes, self._clock()))
            except Exception as error:  # noqa: BLE001 - every waiter is told
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
                continue
            index = 0
            for group, future in batch:
                if not future.done():
                    future.set_result(found[index])
                index += len(group)

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
