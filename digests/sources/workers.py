"""Parsing in worker processes that can be killed: a document that takes too long or too much costs itself alone.

A worker is a bare interpreter that imports what it is asked to run and nothing of the program's own main module, has
none of our environment (no token can leak from it), and is started when there is something to parse: a pass in which
nothing changed starts none.
"""

import asyncio
import contextlib
import logging
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, TypeVarTuple, Unpack

from digests.errors import ParseError, TrilateralError
from digests.model import Feed
from digests.sources.parse import ParsedFeed, parse_feed
from digests.sources.worker import LENGTH, packed

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")

_log = logging.getLogger(__name__)
_SECONDS = 5.0
_STARTING_SECONDS = 30.0
"""For a worker to start and import what parsing needs, before its first document's time begins."""
_BYTES = 1 << 30
_PARSES = 2_000
"""Documents that one worker reads before a fresh one takes its place (what feedparser leaks goes with it)."""
_PACKAGE_ROOT = Path(__file__).parents[2]
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "HOME", "LANG", "LC_ALL")


@dataclass(slots=True)
class _Worker:
    """One process and the number of jobs it has done."""

    process: Process
    jobs: asyncio.StreamWriter
    results: asyncio.StreamReader
    done: int = 0

    async def call(self, job: bytes) -> tuple[Any, BaseException | None]:
        """Send a job, await its result. Raises IncompleteReadError or OSError where the process dies."""
        self.jobs.write(job)
        await self.jobs.drain()
        (length,) = LENGTH.unpack(await self.results.readexactly(LENGTH.size))
        result: tuple[Any, BaseException | None] = pickle.loads(await self.results.readexactly(length))  # noqa: S301
        self.done += 1
        return result

    async def end(self) -> int | None:
        """Kill the process; its exit code."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.jobs.close()
        return await self.process.wait()


class ParserPool:
    """Warm workers; ``async with ParserPool() as pool: await pool.parse(...)``. One pool serves one event loop."""

    def __init__(self, workers: int = 2, *, seconds: float = _SECONDS, memory: int = _BYTES) -> None:
        self._seconds = seconds
        self._memory = memory
        self._free = asyncio.Semaphore(workers)
        self._idle: list[_Worker] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the idle workers; one that still reads ends with whoever awaits it."""
        while self._idle:
            await self._idle.pop().end()

    async def parse(self, body: bytes, *, content_type: str | None, feed: Feed, now: int) -> ParsedFeed:
        """As ``parse_feed``.

        Raises:
            ParseError: no feed, or the worker was killed: too slow, too large, or crashed.
        """
        return await self.run(feed.url, _parse, body, content_type, feed, now)

    async def run(self, subject: str, function: Callable[[Unpack[_Arguments]], _Result], *args: *_Arguments) -> _Result:
        """``function(*args)`` in a worker; the function is a module's own, so that it can be sent there.

        Raises:
            ParseError: names ``subject``: the worker was killed, or the function failed.
        """
        job = packed((function, args))
        async with self._free:
            worker = self._idle.pop() if self._idle else await self._start()
            try:
                async with asyncio.timeout(self._seconds):
                    value, error = await worker.call(job)
            except TimeoutError as late:
                await worker.end()
                raise ParseError(subject, f"took longer than {self._seconds:g} s to read") from late
            except (asyncio.IncompleteReadError, OSError) as death:
                raise ParseError(subject, f"crashed its reader (exit code {await worker.end()})") from death
            except BaseException:  # cancelled: what the worker still writes belongs to nobody
                await worker.end()
                raise
            await self._return(worker)
        if error is None:
            result: _Result = value
            return result
        raise _told(subject, error)

    async def _start(self) -> _Worker:
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        if _PACKAGE_ROOT.name not in ("site-packages", "dist-packages"):  # a checkout, which no path may know of
            environment["PYTHONPATH"] = str(_PACKAGE_ROOT)
        command = (sys.executable, "-P", "-m", "digests.sources.worker", str(self._memory))
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, env=environment)
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("a worker was started without pipes")
        worker = _Worker(process, process.stdin, process.stdout)
        try:
            async with asyncio.timeout(_STARTING_SECONDS):
                await worker.call(packed((_ready, ())))
        except BaseException:
            await worker.end()
            raise
        return worker

    async def _return(self, worker: _Worker) -> None:
        if worker.done < _PARSES:
            self._idle.append(worker)
        else:
            await worker.end()


def _told(subject: str, error: BaseException) -> Exception:
    """What to raise for an error that happened in a worker."""
    if isinstance(error, TrilateralError):
        return error
    if isinstance(error, MemoryError):
        problem = "needs more memory to read than a feed may"
    elif isinstance(error, RecursionError):
        problem = "is nested too deeply"
    else:
        _log.error("%s: unexpected failure while it was read: %r", subject, error)
        problem = f"cannot be read: {type(error).__name__}: {error}"[:300]
    told = ParseError(subject, problem)
    told.__cause__ = error
    return told


def _ready() -> None:
    """Done once this module, and with it the parser, is imported."""


def _parse(body: bytes, content_type: str | None, feed: Feed, now: int) -> ParsedFeed:
    return parse_feed(body, content_type=content_type, feed=feed, now=now)
