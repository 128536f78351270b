"""The few fixed jobs, and the watchdog that starts one again when it goes silent.

They run through python-telegram-bot's JobQueue (APScheduler) with what its defaults lack: a late job is run and not
dropped (``misfire_grace_time=None``), runs that piled up are one (``coalesce``), and none runs beside itself.
APScheduler 3.11 sleeps by the wall clock: when that steps back it oversleeps, so the watchdog looks at the monotonic
one. When it steps forward it lists every run since, which for a board that wakes in 1970 and then hears the time is the
memory of the machine: :class:`Steady` gives it one.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.triggers.interval import IntervalTrigger
from structlog.contextvars import bound_contextvars
from telegram.ext import JobQueue

from bot.service.health.vitals import Vitals
from digests.errors import TrilateralError

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]
Queue = JobQueue[Any]

HOW = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
_LOOK = 5.0
_SOON = 0.1
"""Seconds until a chore that is armed again runs: at 0 APScheduler finds the moment gone and waits an interval."""


@dataclass(frozen=True, slots=True)
class Chore:
    """Something done every so often; ``first`` and ``every`` in seconds."""

    name: str
    every: float
    work: Work
    first: float = 0.0


class Steady(IntervalTrigger):  # type: ignore[misc]
    """Fires every so often; of the times that have gone by meanwhile, only the first."""

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        following: datetime | None = super().get_next_fire_time(previous_fire_time, now)
        if previous_fire_time is None or following is None or following > now:
            return following
        every: timedelta = self.interval
        return previous_fire_time + ((now - previous_fire_time) // every + 1) * every


class Jobs:
    """Chores on a queue. One that fails is logged by its name and comes again; it harms no other."""

    def __init__(
        self,
        queue: Queue,
        chores: Sequence[Chore],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        vitals: Vitals | None = None,
    ) -> None:
        self._queue = queue
        self._chores = {chore.name: chore for chore in chores}
        self._monotonic = monotonic
        self._began: dict[str, float] = {}
        self._running: set[str] = set()
        self._vitals = vitals or Vitals(monotonic)

    def start(self) -> None:
        for chore in self._chores.values():
            self._began[chore.name] = self._monotonic() + chore.first
            self._arm(chore, chore.first)

    async def watch(self) -> None:
        """The watchdog, until cancelled: a chore is silent when twice its interval has passed since it last began."""
        while True:
            await asyncio.sleep(_LOOK)
            self.look()

    def look(self) -> None:
        """Arm again whatever is silent."""
        now = self._monotonic()
        for chore in self._chores.values():
            overdue = now - self._began[chore.name] - 2 * chore.every
            if overdue > 0 and chore.name not in self._running:
                log.warning("%s is silent for %d s too long: starting it again", chore.name, overdue)
                for job in self._queue.get_jobs_by_name(chore.name):
                    job.schedule_removal()
                self._began[chore.name] = now
                self._arm(chore, _SOON)

    def _arm(self, chore: Chore, first: float) -> None:
        async def run(context: object) -> None:
            await self._run(chore)

        when = Steady(seconds=chore.every, start_date=datetime.now(UTC) + timedelta(seconds=first), timezone=UTC)
        self._queue.run_custom(run, job_kwargs=HOW | {"trigger": when}, name=chore.name)

    async def _run(self, chore: Chore) -> None:
        if chore.name in self._running:
            return
        self._began[chore.name] = self._monotonic()
        self._running.add(chore.name)
        good = False
        try:
            with bound_contextvars(chore=chore.name):
                await chore.work()
            good = True
        except TrilateralError as error:
            log.error("%s: %s", chore.name, error)
        except Exception:
            log.exception("%s", chore.name)
        finally:
            self._running.discard(chore.name)
            self._vitals.ran(chore.name, self._monotonic() - self._began[chore.name], good=good)
