"""Parsing in worker processes that can be killed: a document that takes too long or too much costs itself alone."""

import asyncio
import logging
import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import TimeoutError as Timeout
from pathlib import Path
from types import TracebackType
from typing import TypeVar, TypeVarTuple, Unpack

from pebble import ProcessExpired, ProcessPool

from digests.errors import ParseError
from digests.model import Feed
from digests.sources.parse import ParsedFeed, parse_feed

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")

_log = logging.getLogger(__name__)
_SECONDS = 5.0
_BYTES = 1 << 30
_PARSES = 2_000
"""Documents that one worker reads before a fresh one takes its place (what feedparser leaks goes with it)."""


class ParserPool:
    """Warm workers; ``async with ParserPool() as pool: await pool.parse(...)``. One pool serves one event loop."""

    def __init__(self, workers: int = 2, *, seconds: float = _SECONDS, memory: int = _BYTES) -> None:
        self._seconds = seconds
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=_PARSES,
            initializer=_limit,
            initargs=(memory,),
            context=multiprocessing.get_context("forkserver"),
        )
        self._free = asyncio.Semaphore(workers)

    async def __aenter__(self) -> "ParserPool":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the workers; what they still read is dropped."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        await asyncio.to_thread(self._pool.join)

    async def parse(self, body: bytes, *, content_type: str | None, feed: Feed, now: int) -> ParsedFeed:
        """As ``parse_feed``.

        Raises:
            ParseError: no feed, or the worker was killed: too slow, too large, or crashed.
        """
        return await self.run(feed.url, _parse, body, content_type, feed, now)

    async def run(self, subject: str, function: Callable[[Unpack[_Arguments]], _Result], *args: *_Arguments) -> _Result:
        """``function(*args)`` in a worker; the function is a module's own, so that it can be sent there.

        Raises:
            ParseError: names ``subject``: the worker was killed, or what the function raises.
        """
        async with self._free:
            future = self._pool.schedule(function, args=args, timeout=self._seconds)
            try:
                return await asyncio.wrap_future(future)
            except Timeout as error:
                raise ParseError(subject, f"took longer than {self._seconds:g} s to read") from error
            except MemoryError as error:
                raise ParseError(subject, "needs more memory to read than a feed may") from error
            except ProcessExpired as error:
                raise ParseError(subject, f"crashed its reader (exit code {error.exitcode})") from error


def _limit(memory: int) -> None:
    """``memory`` bytes beyond what the worker holds before its first document (RLIMIT_AS counts mapped libraries)."""
    statm = Path("/proc/self/statm")
    held = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
    resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))


def _parse(body: bytes, content_type: str | None, feed: Feed, now: int) -> ParsedFeed:
    try:
        return parse_feed(body, content_type=content_type, feed=feed, now=now)
    except RecursionError as error:
        raise ParseError(feed.url, "is nested too deeply") from error
