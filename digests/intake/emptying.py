"""The inbox emptied: file after file taken in, confirmed once it is stored, put aside where it is refused."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from digests.errors import SourceError, TrilateralError
from digests.intake.batches import BatchQueue
from digests.intake.collaborators import Dropped, Taken
from digests.intake.report import Outcome, SourceLine, already, partly, problem_of, told

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Emptying:
    """One emptying of the inbox, whatever happens to each file."""

    drops: Callable[[int], Iterator[Dropped]]
    ended: Callable[[Dropped, Taken | None], None]
    clock: Callable[[], int]
    queue: BatchQueue
    tell: Callable[[SourceLine], None]
    alone: asyncio.Lock
    """Held while the inbox is emptied: a file that one pass has claimed is none of another's."""
    found: int = 0

    async def run(self) -> None:
        """Take in file after file; a file is confirmed only once it is stored."""
        async with self.alone:
            try:
                drops = self.drops(self.clock())
                while (drop := await asyncio.to_thread(next, drops, None)) is not None:
                    self.found += 1
                    self.tell(await self._take_drop(drop))
            except Exception as error:  # noqa: BLE001 the boundary: the inbox must not stop the feeds
                _log_fault("drop:inbox", "cannot be emptied", error)
                self.found += 1
                self.tell(SourceLine("drop:inbox", "failed", problem_of(error)))
        if self.found:
            await self.queue.join()

    async def _take_drop(self, drop: Dropped) -> SourceLine:
        """A drop's whole way, whatever happens on it: what fails is said, and tried again by a later pass."""
        subject = f"drop:{drop.file}"
        try:
            if drop.error is not None:
                return await self._put_aside(drop, drop.error)
            taken = await self.queue.take(drop.entries, True)
            await asyncio.to_thread(self.ended, drop, taken)
        except Exception as error:  # noqa: BLE001 the boundary: one drop must not stop the others; it stays claimed
            _log_fault(subject, "could not be stored", error)
            return SourceLine(subject, "failed", problem_of(error))
        outcome: Outcome = "read"
        detail = "; ".join(filter(None, (already(taken), partly(drop.refused))))
        try:
            await asyncio.to_thread(drop.confirm)
        except Exception as error:  # noqa: BLE001 the boundary: it is stored; its move is tried again
            _log_fault(subject, "was stored and could not be moved", error)
            outcome, detail = "failed", f"stored, but could not be moved: {problem_of(error)}"
        return SourceLine(subject, outcome, detail, entries=len(drop.entries), added=len(taken.added))

    async def _put_aside(self, drop: Dropped, refused: SourceError) -> SourceLine:
        subject = f"drop:{drop.file}"
        try:
            await asyncio.to_thread(self.ended, drop, None)
            await asyncio.to_thread(drop.reject)
        except Exception as error:  # noqa: BLE001 the boundary: it stays claimed, and its move is tried again
            _log_fault(subject, "was refused and could not be moved", error)
            return SourceLine(subject, "failed", f"{told(refused)}; it could not be moved: {problem_of(error)}")
        return SourceLine(subject, "rejected", told(refused))


def _log_fault(subject: str, what: str, error: Exception) -> None:
    """A fault of the disk or of whoever dropped it needs no trace; one of ours does."""
    expected = isinstance(error, OSError | TrilateralError)
    _log.error("%s %s: %s", subject, what, problem_of(error), exc_info=None if expected else error)
