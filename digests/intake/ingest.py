"""One pass over the sources: who is due is polled, the inbox is emptied, each source gets its line.

    feeds -> one lane a host, two at a time -> fetch -> parse (killable process) -> intake (its own thread) -> record
    inbox -> take -> intake -> confirm

One bad source never stops another: whatever happens to it is its line in the report.
"""

import asyncio
import logging
import random
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import compress
from typing import Protocol
from urllib.parse import urlsplit

from digests.errors import SourceError, TrilateralError
from digests.intake.visit import Notice, Outcome, Parser, SourceLine, Taken, Taker, Tools, Visit, Visited, told
from digests.model import Entry
from digests.sources.feeds.naming import keys_of, teaser
from digests.sources.feeds.polling import DAY
from digests.sources.web.fetch import CONNECTIONS_PER_HOST, Limits, Pages, Response
from digests.store.news.feeds import FeedStore, Poll, StoredFeed

__all__ = ["Dropped", "Ingest", "IngestReport", "Progress", "SourceLine", "partly"]

_log = logging.getLogger(__name__)

INTAKE = "intake"
"""The name of the thread that stores."""
_IN_MEMORY = 24
"""Documents asked for and not yet stored, at most."""
_RECORDED_TOGETHER = 64
_MANY_FEEDS = 3
"""So many feeds that are all silent for a day do not all have ended: we have no connection."""
_NAMED = 3
"""Refused records that a line names; all stand beside the file."""
_JOINED_TOGETHER = 300
"""Items: joining costs by the items of the open window, not by those that are new."""

Progress = Callable[[SourceLine, int, int], None]
"""Called after each source with its line, how many are done and how many there are."""


class Dropped(Protocol):
    """One file from the inbox: :class:`digests.sources.drops.inbox.DropOutcome`."""

    @property
    def file(self) -> str: ...
    @property
    def entries(self) -> tuple[Entry, ...]: ...
    @property
    def error(self) -> SourceError | None: ...
    @property
    def mark(self) -> str:
        """What tells this file from every other."""

    @property
    def refused(self) -> tuple[str, ...]:
        """What in it could not be read beside its entries."""

    def confirm(self) -> object:
        """Move the file to where the done ones are."""

    def reject(self) -> object:
        """Move the file to where the rejected ones are, the reason beside it."""


class Completer(Protocol):
    """What fetches whole texts: :class:`digests.sources.web.articles.Articles`."""

    async def complete(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """The same entries, in the same order, with their pages' text where it can be had."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """A line for each source, in the order they were finished."""

    lines: tuple[SourceLine, ...]
    notices: tuple[Notice, ...] = ()
    """What the admins should be told: feeds that ended, were set aside or moved."""

    @property
    def good(self) -> bool:
        """True when at least one source worked, or there was none to ask."""
        return not self.lines or any(line.good for line in self.lines)

    @property
    def added(self) -> int:
        return sum(line.added for line in self.lines)


def _silent(line: SourceLine, done: int, total: int) -> None:
    """A progress that shows nothing."""


def _none_known(keys: Sequence[str]) -> Mapping[str, int]:
    return {}


def _nobody_asks(drop: Dropped, taken: Taken | None) -> None:
    """Where nobody waits to be told what became of a file."""


def _no_drops(now: int) -> Iterator[Dropped]:
    return iter(())


@dataclass(slots=True)
class Ingest:
    """Takes in what the sources hold. Passes may overlap; they store one batch at a time.

    The one thread that stores is made by the first pass and lives until :meth:`close`.
    """

    feeds: FeedStore
    pages: Pages
    parser: Parser
    intake: Taker
    clock: Callable[[], int]
    drops: Callable[[int], Iterator[Dropped]] = _no_drops
    """Claims the files of the inbox, one after the other; called with ``now``."""
    ended: Callable[[Dropped, Taken | None], None] = _nobody_asks
    """Called once a file's entries are stored, or with ``None`` once it was refused, before it is moved away."""
    articles: Completer | None = None
    """Fetches articles' pages for feeds with ``full_text``; ``None`` = none are fetched."""
    known: Callable[[Sequence[str]], Mapping[str, int]] = _none_known
    """Which fingerprints were met before: :meth:`digests.store.news.fingerprints.FingerprintStore.known`."""
    teasers: Callable[[Sequence[str]], Mapping[str, int]] = _none_known
    """What the feed's own words under each were: :meth:`digests.store.news.fingerprints.FingerprintStore.teasers`."""
    default_interval: int = 1800
    jitter: Callable[[], float] = random.random
    limits: Limits = field(default_factory=Limits)
    storing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a batch is taken in: one at a time, also where two passes run beside each other."""
    emptying: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while the inbox is emptied: a file that one pass has claimed is none of another's."""
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix=INTAKE))

    async def run(self, *, due_only: bool, progress: Progress = _silent) -> IngestReport:
        """One pass over the feeds whose time has come (or every one that is switched on), and the inbox."""
        sources = self.feeds.due(self.clock()) if due_only else self.feeds.polled()
        return await _Pass(self, sources, progress).run()

    async def empty_inbox(self, progress: Progress = _silent) -> IngestReport:
        """The inbox alone."""
        return await _Pass(self, [], progress).run()

    def close(self) -> None:
        """End the thread, once what it is at is stored."""
        self.thread.shutdown(wait=True)


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
class _Pass:
    """One pass: its lanes, its line for each source, the polls still to be recorded."""

    ingest: Ingest
    sources: list[StoredFeed]
    progress: Progress
    lines: list[SourceLine] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    polls: list[Poll] = field(default_factory=list)
    waiting: list[_Batch] = field(default_factory=list)
    cut_off: bool = False
    dropped: int = 0
    unjoined: int = 0
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_IN_MEMORY))

    async def run(self) -> IngestReport:
        silence = self.ingest.clock() - self.ingest.feeds.last_good()
        self.cut_off = len(self.sources) >= _MANY_FEEDS and silence > DAY
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._empty_inbox())
                for lane in self._lanes():
                    for _ in range(min(CONNECTIONS_PER_HOST, len(lane))):
                        tasks.create_task(self._drive(lane, tasks))
            await self._join()
        finally:  # also when interrupted: what was polled is remembered
            self.ingest.feeds.record(self.polls)
        return IngestReport(tuple(self.lines), tuple(self.notices))

    def _lanes(self) -> list[deque[StoredFeed]]:
        """Feeds by host, those that failed last time at the end: slow ones keep nobody waiting."""
        lanes: defaultdict[str, deque[StoredFeed]] = defaultdict(deque)
        for source in sorted(self.sources, key=lambda source: source.state.failures):
            lanes[urlsplit(source.address).netloc.lower()].append(source)
        return list(lanes.values())

    async def _drive(self, lane: deque[StoredFeed], tasks: asyncio.TaskGroup) -> None:
        """Fetch one feed of this host after the other; what follows each fetch goes on beside the next."""
        while lane:
            source = lane.popleft()
            await self.room.acquire()
            visit = Visit(self._tools(), source, self.ingest.clock())
            answer = await visit.fetch()
            tasks.create_task(self._finish(visit, answer))

    async def _finish(self, visit: Visit, answer: Response | Visited) -> None:
        try:
            visited = await visit.finish(answer) if isinstance(answer, Response) else answer
        finally:
            self.room.release()
        if visited.poll:
            self.polls.append(visited.poll)
        if visited.notice:
            self.notices.append(visited.notice)
        self._tell(visited.line)
        if len(self.polls) >= _RECORDED_TOGETHER:
            polls, self.polls = self.polls, []
            await self._in_thread(lambda: self.ingest.feeds.record(polls))

    async def _empty_inbox(self) -> None:
        """Take in file after file; a file is confirmed only once it is stored."""
        async with self.ingest.emptying:
            try:
                drops = self.ingest.drops(self.ingest.clock())
                while (drop := await asyncio.to_thread(next, drops, None)) is not None:
                    self.dropped += 1
                    self._tell(await self._take_drop(drop))
            except Exception as error:  # noqa: BLE001 the boundary: the inbox must not stop the feeds
                _log_fault("drop:inbox", "cannot be emptied", error)
                self.dropped += 1
                self._tell(SourceLine("drop:inbox", "failed", _problem(error)))
        if self.dropped:
            await self._join()

    async def _take_drop(self, drop: Dropped) -> SourceLine:
        """A drop's whole way, whatever happens on it: what fails is said, and tried again by a later pass."""
        subject = f"drop:{drop.file}"
        try:
            if drop.error is not None:
                return await self._put_aside(drop, drop.error)
            taken = await self._take(drop.entries, True)
            await asyncio.to_thread(self.ingest.ended, drop, taken)
        except Exception as error:  # noqa: BLE001 the boundary: one drop must not stop the others; it stays claimed
            _log_fault(subject, "could not be stored", error)
            return SourceLine(subject, "failed", _problem(error))
        outcome: Outcome = "read"
        detail = "; ".join(filter(None, (_already(taken), partly(drop.refused))))
        try:
            await asyncio.to_thread(drop.confirm)
        except Exception as error:  # noqa: BLE001 the boundary: it is stored; its move is tried again
            _log_fault(subject, "was stored and could not be moved", error)
            outcome, detail = "failed", f"stored, but could not be moved: {_problem(error)}"
        return SourceLine(subject, outcome, detail, entries=len(drop.entries), added=len(taken.added))

    async def _put_aside(self, drop: Dropped, refused: SourceError) -> SourceLine:
        subject = f"drop:{drop.file}"
        try:
            await asyncio.to_thread(self.ingest.ended, drop, None)
            await asyncio.to_thread(drop.reject)
        except Exception as error:  # noqa: BLE001 the boundary: it stays claimed, and its move is tried again
            _log_fault(subject, "was refused and could not be moved", error)
            return SourceLine(subject, "failed", f"{told(refused)}; it could not be moved: {_problem(error)}")
        return SourceLine(subject, "rejected", told(refused))

    def _tools(self) -> Tools:
        ingest = self.ingest
        return Tools(
            pages=ingest.pages,
            parser=ingest.parser,
            take=self._take,
            complete=self._complete,
            limits=ingest.limits,
            default_interval=ingest.default_interval,
            jitter=ingest.jitter,
            cut_off=self.cut_off,
        )

    async def _complete(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Only what is new, or said in other words than before, is fetched whole; the rest was stored with its text."""
        if self.ingest.articles is None or not entries:
            return entries
        keys = keys_of(entries)
        every = [key for each in keys for key in each]
        known = await asyncio.to_thread(self.ingest.known, every)
        teasers = await asyncio.to_thread(self.ingest.teasers, every)
        fresh = [
            not any(key in known and teasers.get(key, 0) in (0, teaser(entry)) for key in each)
            for entry, each in zip(entries, keys, strict=True)
        ]
        completed = iter(await self.ingest.articles.complete(list(compress(entries, fresh))))
        return tuple(next(completed) if new else entry for entry, new in zip(entries, fresh, strict=True))

    async def _take(self, entries: Sequence[Entry], pushable: bool) -> Taken:
        """Take a batch in, off the event loop, one batch at a time; what comes meanwhile goes over with the next."""
        batch = _Batch(entries, pushable, self.ingest.clock())
        self.waiting.append(batch)
        async with self.ingest.storing:
            if not batch.done:
                batches, self.waiting = self.waiting, []
                await self._in_thread(lambda: _take_all(batches, self.ingest.intake))
        taken = batch.result()
        self.unjoined += len(taken.added)
        if self.unjoined >= _JOINED_TOGETHER:
            await self._join()
        return taken

    async def _join(self) -> None:
        """What cannot be joined now is stored all the same, and joined by the next call."""
        self.unjoined = 0
        async with self.ingest.storing:
            try:
                await self._in_thread(lambda: self.ingest.intake.join(self.ingest.clock()))
            except Exception:  # noqa: BLE001 the boundary: every source was taken in by now
                _log.exception("new items could not be joined to stories")

    async def _in_thread(self, act: Callable[[], object]) -> None:
        await asyncio.get_running_loop().run_in_executor(self.ingest.thread, act)

    def _tell(self, line: SourceLine) -> None:
        self.lines.append(line)
        self.progress(line, len(self.lines), len(self.sources) + self.dropped)


def _log_fault(subject: str, what: str, error: Exception) -> None:
    """A fault of the disk or of whoever dropped it needs no trace; one of ours does."""
    expected = isinstance(error, OSError | TrilateralError)
    _log.error("%s %s: %s", subject, what, _problem(error), exc_info=None if expected else error)


def _problem(error: Exception) -> str:
    if isinstance(error, SourceError):
        return f"{error.subject}: {told(error)}"[:300]
    return str(error.strerror or error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"[:300]


def partly(refused: Sequence[str]) -> str:
    """What of a file was refused, in words: the first few by name."""
    if not refused:
        return ""
    named = "; ".join(refused[:_NAMED])
    more = f"; and {len(refused) - _NAMED} more" if len(refused) > _NAMED else ""
    return f"{len(refused)} refused: {named}{more}"


def _already(taken: Taken) -> str:
    """What of a drop is not new, in words; a file that was dropped twice would else seem lost."""
    known = f"{taken.known} known already" if taken.known else ""
    repeats = f"{taken.repeats} repeating a known item, now a further source of it" if taken.repeats else ""
    return ", ".join(filter(None, (known, repeats, taken.remark)))
