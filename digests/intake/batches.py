"""Batches of entries on their way into the store: one after the other, by the one thread that stores."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from digests.intake.collaborators import Taken, Taker
from digests.model import Entry

_log = logging.getLogger(__name__)
_JOINED_TOGETHER = 6_000
"""New items that are joined together: the cost of joining grows with the open window, not with what is new."""


@dataclass(slots=True)
class _Batch:
    """The entries of one document on their way into the store."""

    entries: Sequence[Entry]
    pushable: bool
    now: int
    taken: Taken | None = None
    error: Exception | None = None

    @property
    def done(self) -> bool:
        return self.taken is not None or self.error is not None

    def take(self, intake: Taker) -> None:
        """One document's failure is its own."""
        try:
            self.taken = intake.add(self.entries, now=self.now, pushable=self.pushable)
        except Exception as error:  # noqa: BLE001 the boundary: raised again where the document is awaited
            self.error = error

    def result(self) -> Taken:
        if self.taken is None:
            raise self.error or RuntimeError("not taken in")
        return self.taken


def _take_all(batches: Iterable[_Batch], intake: Taker) -> None:
    for batch in batches:
        batch.take(intake)


@dataclass(slots=True)
class BatchQueue:
    """What one pass has for the store. What comes while a batch is stored goes over together with the next."""

    intake: Taker
    clock: Callable[[], int]
    thread: ThreadPoolExecutor
    storing: asyncio.Lock
    """Held while a batch is taken in: one at a time, also where two passes run beside each other."""
    waiting: list[_Batch] = field(default_factory=list)
    unjoined: int = 0

    async def take(self, entries: Sequence[Entry], pushable: bool) -> Taken:
        """Take a batch in, off the event loop, one batch at a time; what comes meanwhile goes over with the next."""
        batch = _Batch(entries, pushable, self.clock())
        self.waiting.append(batch)
        async with self.storing:
            if not batch.done:
                batches, self.waiting = self.waiting, []
                await self.in_thread(lambda: _take_all(batches, self.intake))
        taken = batch.result()
        self.unjoined += len(taken.added)
        if self.unjoined >= _JOINED_TOGETHER:
            await self.join()
        return taken

    async def join(self) -> None:
        """What cannot be joined now is stored all the same, and joined by the next call."""
        self.unjoined = 0
        async with self.storing:
            try:
                await self.in_thread(lambda: self.intake.join(self.clock()))
            except Exception:  # noqa: BLE001 the boundary: every source was taken in by now
                _log.exception("new items could not be joined to stories")

    async def in_thread(self, act: Callable[[], object]) -> None:
        await asyncio.get_running_loop().run_in_executor(self.thread, act)
