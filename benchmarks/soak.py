"""Does anything grow? ``python -m benchmarks.soak`` runs a week of the service, compressed into minutes.

    python -m benchmarks.soak [--passes 10000] [--digests 2000] [--commands 2000] [--drops 500] [--broadcasts 50]

The service's own chores (feeds, drops, ticks, broadcasts, prepared digests, health, prune, backup) run one after the
other under a clock that is turned; the Bot API and the feeds are served by processes on loopback, and nothing is
replaced. An earlier week is run through by the hour, until every window holds what it will and every thread of the
pools is there. Then, at the start, the middle and the end of the week, are printed: open descriptors, threads, memory,
database, write-ahead log, and what the database holds. What a week brings stays in the database; the rest has to be
flat, else the exit code is 1.
"""

import argparse
import asyncio
import gc
import logging
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.feed_server import serving
from benchmarks.soak_service import (
    ADMIN,
    BEGIN,
    HOUR,
    THREADS,
    WEEK,
    Service,
    done_by,
    no_more_than,
    started,
    subscribe,
)
from benchmarks.telegram_process import telegram
from digests.model import Part

COMMANDS = (
    "/today",
    "/latest",
    "/search 三国",
    "/story 1",
    "/settings",
    "/help",
    "/sources",
    "ports",
    "/week",
    "/following",
)
NOTE = "Port authorities of three countries met in round {drop}.\n\nThey agreed on plan {plan} for the ports of Busan."
IDLE = 65
"""Seconds after which connections that nobody uses are closed: how many there were is no matter of growth."""
WAITING = 2000
"""Messages that may wait in the outbox before the clock is turned on."""
SPARE, GROWTH, LOG = 8, 1.15, 64 << 20
"""Descriptors and threads by which two moments may differ (connections come and go); memory from the middle to the end;
bytes of the log."""
_COUNTED = ("items", "stories", "editions", "outbox", "broadcasts", "updates", "notes")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the week holds."""

    passes: int
    digests: int
    commands: int
    drops: int
    broadcasts: int

    @property
    def readers(self) -> int:
        return max(1, self.digests // 7)

    def share(self, total: int, number: int) -> range:
        """Which of ``total`` things fall on pass ``number``."""
        return range(number * total // self.passes, (number + 1) * total // self.passes)


@dataclass(frozen=True, slots=True)
class Measured:
    """The process at one moment; sizes in bytes."""

    when: str
    descriptors: int
    threads: int
    memory: int
    workers: int
    database: int
    log: int
    held: str


async def warmed(service: Service) -> None:
    """The week before, a pass an hour; and every thread of the pool has read."""
    for _ in range(WEEK // HOUR):
        await done_by(service, service.clock.now + HOUR)
    together = threading.Barrier(THREADS)

    def read() -> None:
        together.wait()
        service.store.items.count()

    await asyncio.gather(*(asyncio.to_thread(read) for _ in range(THREADS)))


async def passed(service: Service, plan: Plan, number: int) -> None:
    """One pass of the week with its share of drops, commands and broadcasts."""
    now, store = service.clock.now, service.store
    inbox = service.assembly.settings.inbox
    for drop in plan.share(plan.drops, number):
        (inbox / f"note-{drop}.txt").write_text(NOTE.format(drop=drop, plan=drop * 7919 % 10007), encoding="utf-8")
    for command in plan.share(plan.commands, number):
        await service.telegram.say(1000 + command % plan.readers, COMMANDS[command % len(COMMANDS)])
    for broadcast in plan.share(plan.broadcasts, number):
        draft = store.broadcasts.draft(ADMIN, ADMIN, store.outbox.add_body(Part(f"Broadcast {broadcast}"), now), now)
        store.broadcasts.start(draft.id, None, now)
    await done_by(service, BEGIN + WEEK + (number + 1) * WEEK // plan.passes)
    await no_more_than(WAITING, store)


async def measured(service: Service, when: str) -> Measured:
    """Once everything is sent and answered that was asked for."""
    await no_more_than(0, service.store)
    await asyncio.sleep(IDLE)
    gc.collect()
    process, path = psutil.Process(), service.assembly.settings.database
    rows = {table: service.store.db.one(f"SELECT COUNT(*) AS n FROM {table}") for table in _COUNTED}  # noqa: S608
    workers = [child for child in process.children() if "digests.sources.isolation.worker" in child.cmdline()]
    log = path.with_name(path.name + "-wal")
    return Measured(
        when,
        process.num_fds(),
        process.num_threads(),
        process.memory_info().rss,
        len(workers),
        path.stat().st_size,
        log.stat().st_size if log.exists() else 0,
        ", ".join(f"{row['n']} {table}" for table, row in rows.items() if row),
    )


def grown(middle: Measured, end: Measured) -> list[str]:
    """What is not flat from the middle to the end."""
    found = []
    for name in ("descriptors", "threads"):
        if getattr(end, name) > getattr(middle, name) + SPARE:
            found.append(f"{name} grew from {getattr(middle, name)} to {getattr(end, name)}")
    if end.memory > middle.memory * GROWTH:
        found.append(f"memory grew from {middle.memory >> 20} to {end.memory >> 20} MB")
    if end.log > LOG:
        found.append(f"the write-ahead log holds {end.log >> 20} MB")
    return found


async def run(plan: Plan, folder: Path, port: int) -> list[str]:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
    moments = {0: "start", plan.passes // 2: "middle", plan.passes - 1: "end"}
    found: list[Measured] = []
    async with telegram("--no-checks") as server, started(folder, port, server) as opened:
        subscribe(opened.store, plan.readers)
        await warmed(opened)
        began = time.perf_counter()
        print(f"{'':<8}{'descriptors':>12}{'threads':>9}{'MB':>7}{'workers':>9}{'database KB':>13}{'log KB':>9}  holds")
        for number in range(plan.passes):
            await passed(opened, plan, number)
            if number in moments:
                m = await measured(opened, moments[number])
                found.append(m)
                print(
                    f"{m.when:<8}{m.descriptors:>12}{m.threads:>9}{m.memory / 2**20:>7.1f}{m.workers:>9}"
                    f"{m.database >> 10:>13}{m.log >> 10:>9}  {m.held}",
                    flush=True,
                )
        summary = await server.summary()
        print(f"{plan.passes} passes in {time.perf_counter() - began:.0f} s; {summary}")
    return grown(found[-2], found[-1])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    for name, number in (("passes", 10_000), ("digests", 2000), ("commands", 2000), ("drops", 500), ("broadcasts", 50)):
        parser.add_argument(f"--{name}", type=int, default=number)
    logging.basicConfig(level=logging.ERROR)
    with TemporaryDirectory() as name, serving() as port:
        bad = asyncio.run(run(Plan(**vars(parser.parse_args())), Path(name), port))
    print("\n".join(bad) or "flat")
    return len(bad)


if __name__ == "__main__":
    sys.exit(main())
