"""Parsing in worker processes that can be killed: a document that takes too long or too much costs itself alone.

A worker is a bare interpreter that imports what it is asked to run and nothing of the program's own main module, has
none of our environment (no token can leak from it), and is started when there is something to parse: a pass in which
nothing changed starts none. What it answers is data and nothing else (``answers.py``), checked against what the
function promises to return.
"""

import asyncio
import contextlib
import logging
import os
import pickle
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, TypeVarTuple, Unpack, get_type_hints

from pydantic import TypeAdapter

from digests.errors import DropRejected, ParseError
from digests.model import Feed
from digests.sources.feeds.parse import ParsedFeed, parse_job, ready
from digests.sources.isolation.answers import FAILURE, VALUE, Failure
from digests.sources.isolation.worker import LENGTH, framed

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")

_log = logging.getLogger(__name__)
_SECONDS = 5.0
"""Of CPU for one document."""
_BY_THE_CLOCK = 12
"""How many times the CPU time a job may take by the clock: a worker on a busy machine gets only a small share of the
CPU."""
_STARTING_SECONDS = 120.0
"""Seconds for a worker to start and to import what a kind of job needs; its first document's time begins after that."""
_ENDING_SECONDS = 10.0
"""Seconds for a worker that has closed its side to end."""
_BYTES = 1 << 30
_LARGEST_ANSWER = 256 << 20
"""Bytes; the texts of the largest drop make a third of it."""
_PARSES = 2_000
"""Documents that one worker reads before a fresh one takes its place (what feedparser leaks goes with it)."""
_TIME_IS_UP = None if sys.platform == "win32" else -signal.SIGPROF
"""The exit code of a worker that has used its CPU time."""
_FAILURE = TypeAdapter(Failure)
_PACKAGE_ROOT = Path(__file__).parents[3]
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "HOME", "LANG", "LC_ALL")


@dataclass(slots=True)
class _Worker:
    """One process and the number of jobs it has done."""

    process: Process
    jobs: asyncio.StreamWriter
    results: asyncio.StreamReader
    done: int = 0
    modules: set[str] = field(default_factory=set)
    """What it has imported for its jobs."""

    async def prepare(self, module: str) -> None:
        """Have ``module`` imported, once, before a document's time begins. Raises as :meth:`call`, TimeoutError."""
        if module not in self.modules:
            async with asyncio.timeout(_STARTING_SECONDS):
                await self.call(framed(pickle.dumps((0, ready, (module,)))))
            self.modules.add(module)

    async def call(self, job: bytes) -> bytes:
        """Send a job, await its answer. Raises IncompleteReadError or OSError where the process dies, ValueError where
        it answers with more than any document holds."""
        self.jobs.write(job)
        await self.jobs.drain()
        (length,) = LENGTH.unpack(await self.results.readexactly(LENGTH.size))
        if length > _LARGEST_ANSWER:
            raise ValueError(f"{length} bytes")
        answer = await self.results.readexactly(length)
        self.done += 1
        return answer

    async def ended(self) -> int | None:
        """The exit code of a worker that ends by itself (killing it at the same moment may lose the code); one that
        goes on is killed."""
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_ENDING_SECONDS):
                    await self.process.wait()
        finally:
            code = await self.end()
        return code

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
        self._promised: dict[Callable[..., Any], TypeAdapter[Any]] = {}
        """What each function returns, as its annotation says."""

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
        return await self.run(feed.url, parse_job, body, content_type, feed, now)

    async def fault(self) -> str | None:
        """What keeps the workers from reading, or ``None``; while all are reading, each of them has its end."""
        if self._free.locked():
            return None
        try:
            await self.run("the parser", ready, ready.__module__)
        except (ParseError, OSError) as error:
            return f"{error}"
        return None

    async def run(self, subject: str, function: Callable[[Unpack[_Arguments]], _Result], *args: *_Arguments) -> _Result:
        """``function(*args)`` in a worker; the function is a module's own, so that it can be sent there.

        Raises:
            ParseError: names ``subject``: the worker was killed, or the function failed.
        """
        job = framed(pickle.dumps((self._seconds, function, args), pickle.HIGHEST_PROTOCOL))
        async with self._free:
            worker = self._idle.pop() if self._idle else await self._start()
            try:
                await worker.prepare(function.__module__)
                async with asyncio.timeout(_BY_THE_CLOCK * self._seconds):
                    answer = await worker.call(job)
                result = self._read(subject, function, answer)
            except TimeoutError as late:
                await worker.end()
                raise self._too_long(subject) from late
            except (asyncio.IncompleteReadError, OSError) as death:
                code = await worker.ended()
                if code == _TIME_IS_UP:
                    raise self._too_long(subject) from death
                raise ParseError(subject, f"crashed its reader (exit code {code})") from death
            except ValueError as nonsense:  # it is not what we started any more
                await worker.end()
                _log.error("%s: the answer of its reader is refused: %s", subject, f"{nonsense}"[:300])
                raise ParseError(subject, "made its reader answer with what is no answer") from nonsense
            except BaseException:  # cancelled: what the worker still writes belongs to nobody
                await worker.end()
                raise
            await self._return(worker)
        if isinstance(result, Failure):
            raise _told(subject, result)
        return result

    def _too_long(self, subject: str) -> ParseError:
        return ParseError(subject, f"took longer than {self._seconds:g} s to read")

    def _read(self, subject: str, function: Callable[..., _Result], answer: bytes) -> "_Result | Failure":
        """What the answer holds: what ``function`` promises to return, or its failure. Raises ValueError."""
        if answer.startswith(FAILURE):
            return _FAILURE.validate_json(answer[1:], strict=True)
        if not answer.startswith(VALUE):
            raise ValueError("neither a value nor a failure")
        if function not in self._promised:
            self._promised[function] = TypeAdapter(get_type_hints(function)["return"])
        result: _Result = self._promised[function].validate_json(answer[1:], strict=True)
        return result

    async def _start(self) -> _Worker:
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        if _PACKAGE_ROOT.name not in ("site-packages", "dist-packages"):  # a checkout, which no path may know of
            environment["PYTHONPATH"] = str(_PACKAGE_ROOT)
        command = (sys.executable, "-P", "-m", "digests.sources.isolation.worker", str(self._memory))
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, env=environment)
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("a worker was started without pipes")
        return _Worker(process, process.stdin, process.stdout)

    async def _return(self, worker: _Worker) -> None:
        if worker.done < _PARSES:
            self._idle.append(worker)
        else:
            await worker.end()


def _told(subject: str, failure: Failure) -> Exception:
    """What to raise for a failure in a worker."""
    if failure.kind == "ParseError":
        return ParseError(failure.subject, failure.problem, failure.advice)
    if failure.kind == "DropRejected":
        return DropRejected(failure.subject, failure.problem, failure.advice)
    if failure.kind == "memory":
        return ParseError(subject, "needs more memory to read than a feed may")
    if failure.kind == "depth":
        return ParseError(subject, "is nested too deeply")
    _log.error("%s: unexpected failure while it was read: %s", subject, failure.problem[:300])
    return ParseError(subject, f"cannot be read: {failure.problem}"[:300])
