"""One pass over the sources: who is due is polled, the inbox is emptied, each source gets its line.

    feeds -> one lane a host, two at a time -> fetch -> parse (killable process) -> intake (its own thread) -> record
    inbox -> take -> intake -> confirm

One bad source never stops another: whatever happens to it is its line in the report.
"""

import asyncio
import random
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import compress
from urllib.parse import urlsplit

from digests.intake.batches import BatchQueue
from digests.intake.collaborators import Completer, Dropped, Parser, Taken, Taker
from digests.intake.emptying import Emptying
from digests.intake.report import IngestReport, Notice, Progress, SourceLine, silent
from digests.intake.visit import Tools, Trouble, Visit, Visited
from digests.model import Entry
from digests.sources.feeds.naming import keys_of, teaser
from digests.sources.feeds.polling import DAY
from digests.sources.web.connections import CONNECTIONS_PER_HOST
from digests.sources.web.responses import Limits, Pages, Response
from digests.store.news.feeds import FeedStore, Poll, StoredFeed

INTAKE = "intake"
"""The name of the thread that stores."""
_IN_MEMORY = 24
"""Documents asked for and not yet stored, at most."""
_RECORDED_TOGETHER = 64
_MANY_FEEDS = 3
"""If so many feeds are all silent for a day, they have not all ended: our connection is down."""


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

    async def run(self, *, due_only: bool, progress: Progress = silent) -> IngestReport:
        """One pass over the feeds whose time has come (or every one that is switched on), and the inbox."""
        sources = self.feeds.due(self.clock()) if due_only else self.feeds.polled()
        return await _Pass(self, sources, progress).run()

    async def empty_inbox(self, progress: Progress = silent) -> IngestReport:
        """The inbox alone."""
        return await _Pass(self, [], progress).run()

    def close(self) -> None:
        """End the thread, once what it is at is stored."""
        self.thread.shutdown(wait=True)


@dataclass(slots=True)
class _Pass:
    """One pass: its lanes, its line for each source, the polls still to be recorded."""

    ingest: Ingest
    sources: list[StoredFeed]
    progress: Progress
    lines: list[SourceLine] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    polls: list[Poll] = field(default_factory=list)
    cut_off: bool = False
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_IN_MEMORY))
    queue: BatchQueue = field(init=False)
    emptying: Emptying = field(init=False)

    def __post_init__(self) -> None:
        ingest = self.ingest
        self.queue = BatchQueue(ingest.intake, ingest.clock, ingest.thread, ingest.storing)
        self.emptying = Emptying(ingest.drops, ingest.ended, ingest.clock, self.queue, self._tell, ingest.emptying)

    async def run(self) -> IngestReport:
        silence = self.ingest.clock() - self.ingest.feeds.last_good()
        self.cut_off = len(self.sources) >= _MANY_FEEDS and silence > DAY
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.emptying.run())
                for lane in self._lanes():
                    for _ in range(min(CONNECTIONS_PER_HOST, len(lane))):
                        tasks.create_task(self._drive(lane, tasks))
            await self.queue.join()
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

    async def _finish(self, visit: Visit, answer: Response | Trouble | Visited) -> None:
        try:
            visited = await visit.finish(answer)
        finally:
            self.room.release()
        if visited.poll:
            self.polls.append(visited.poll)
        if visited.notice:
            self.notices.append(visited.notice)
        self._tell(visited.line)
        if len(self.polls) >= _RECORDED_TOGETHER:
            polls, self.polls = self.polls, []
            await self.queue.in_thread(lambda: self.ingest.feeds.record(polls))

    def _tools(self) -> Tools:
        ingest = self.ingest
        return Tools(
            pages=ingest.pages,
            parser=ingest.parser,
            take=self.queue.take,
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

    def _tell(self, line: SourceLine) -> None:
        self.lines.append(line)
        self.progress(line, len(self.lines), len(self.sources) + self.emptying.found)
