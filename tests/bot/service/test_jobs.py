"""Chores run, fail alone, and are started again when the scheduler sleeps through them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from telegram.ext import ApplicationBuilder, JobQueue

from bot.service.jobs import HOW, Chore, Jobs, Steady
from digests.errors import StoreBroken


@pytest.fixture
async def queue() -> AsyncIterator[JobQueue]:  # type: ignore[type-arg]
    application = ApplicationBuilder().token("1:x").updater(None).build()
    assert application.job_queue is not None
    await application.job_queue.start()
    yield application.job_queue
    await application.job_queue.stop(wait=False)


def counting(counts: dict[str, int], name: str) -> Chore:
    async def work() -> None:
        counts[name] = counts.get(name, 0) + 1

    return Chore(name, 0.05, work)


async def eventually(true: Callable[[], bool], seconds: float = 300.0) -> None:
    for _ in range(int(seconds / 0.02)):
        if true():
            return
        await asyncio.sleep(0.02)
    assert true()


async def test_chores_come_again_and_none_is_dropped_for_being_late(queue: JobQueue) -> None:  # type: ignore[type-arg]
    counts: dict[str, int] = {}
    Jobs(queue, [counting(counts, "tick")]).start()
    await eventually(lambda: counts.get("tick", 0) >= 3)
    (job,) = queue.get_jobs_by_name("tick")
    assert {name: getattr(job.job, name) for name in HOW} == HOW


async def test_one_that_fails_harms_no_other_and_is_said_in_a_line(
    queue: JobQueue,  # type: ignore[type-arg]
    caplog: pytest.LogCaptureFixture,
) -> None:
    counts: dict[str, int] = {}

    async def broken() -> None:
        counts["broken"] = counts.get("broken", 0) + 1
        raise StoreBroken("data/trilateral.db", "cannot be used: disk is full", "make room")

    Jobs(queue, [Chore("broken", 0.05, broken), counting(counts, "tick")]).start()
    await eventually(lambda: counts.get("tick", 0) >= 3 and counts.get("broken", 0) >= 2)
    assert "broken: data/trilateral.db: cannot be used: disk is full (make room)" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("step", [timedelta(hours=-1), timedelta(hours=1), timedelta(days=1)])
async def test_no_step_of_the_wall_clock_keeps_a_chore_away(queue: JobQueue, step: timedelta) -> None:  # type: ignore[type-arg]
    counts: dict[str, int] = {}
    with time_machine.travel(datetime(2026, 5, 1, 12, tzinfo=UTC)) as wall:
        jobs = Jobs(queue, [counting(counts, "tick")])
        jobs.start()
        await eventually(lambda: counts.get("tick", 0) >= 2)
        wall.shift(step)
        before = counts["tick"]
        for _ in range(100):  # as the service looks, again and again
            await asyncio.sleep(0.5)
            if counts["tick"] >= before + 2:
                break
            jobs.look()
    assert counts["tick"] >= before + 2


def test_years_that_a_clock_jumps_over_are_one_run() -> None:
    woken, told = datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 5, 1, 12, tzinfo=UTC)
    following = Steady(seconds=0.05, start_date=woken, timezone=UTC).get_next_fire_time(woken, told)
    assert following is not None
    assert told < following <= told + timedelta(seconds=0.05)


async def test_a_clock_that_is_set_right_after_years_brings_the_chore_once_and_goes_on(queue: JobQueue) -> None:  # type: ignore[type-arg]
    counts: dict[str, int] = {}
    with time_machine.travel(datetime(1971, 5, 1, 12, tzinfo=UTC)) as wall:
        Jobs(queue, [counting(counts, "tick")]).start()
        await eventually(lambda: counts.get("tick", 0) >= 2)
        wall.shift(timedelta(days=55 * 365))
        before = counts["tick"]
        await eventually(lambda: counts["tick"] >= before + 2)
