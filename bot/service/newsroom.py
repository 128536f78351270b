"""What reads the sources: an understanding and an intake over one store, connections and worker processes.

Apart from ``assembly.py`` since it takes a second to import, which who only reads what is stored need not wait for.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from functools import cached_property, partial

from config.catalogue import Catalogue
from config.settings import Settings
from digests.errors import SourceError
from digests.intake.arithmetic import unthreaded
from digests.intake.background import background
from digests.intake.collaborators import Dropped, Taken
from digests.intake.entries import Intake
from digests.intake.ingest import Ingest
from digests.intake.joining import Joiner
from digests.intake.repeats import Repeats
from digests.intake.report import SourceLine
from digests.intake.understanding import Analyser
from digests.language.embed import Embedder
from digests.sources.drops.inbox import DropOutcome, Read, take, waiting
from digests.sources.drops.retries import Retries
from digests.sources.feeds.naming import keys_of
from digests.sources.isolation.drop_pool import SECONDS, killable
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.articles import Articles
from digests.sources.web.fetch import Fetcher
from digests.sources.web.robots import Robots
from digests.store import Store

_TOLD = 5
"""Of the entries of one file whose sender waits for an answer."""
_PARTS = 100
"""Of the refused parts of one file that are remembered for its sender; a line each."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What reaches out: connections, worker processes, and the pass that uses both."""

    fetcher: Fetcher
    pool: ParserPool
    ingest: Ingest


@dataclass
class Newsroom:
    """Takes in what the sources hold. Making it is cheap: the model is loaded by the first entry read."""

    settings: Settings
    catalogue: Catalogue
    embedder: Embedder
    store: Store
    clock: Callable[[], int]
    ready: Analyser | None = None
    """An analyser that is there already."""
    _retries: Retries = field(default_factory=Retries)

    @cached_property
    def analyser(self) -> Analyser:
        return self.ready or Analyser(self.catalogue, self.embedder)

    @cached_property
    def intake(self) -> Intake:
        unthreaded()
        joiner = Joiner(self.store, self.settings.story_hours, lambda: background(self.analyser))
        return Intake(self.store, self.analyser, joiner, Repeats(self.store))

    @asynccontextmanager
    async def sources(self) -> AsyncIterator[Sources]:
        """What polls feeds and empties the inbox; its connections and worker processes end with the block."""
        settings = self.settings
        policy = AddressPolicy(allow_private=settings.allow_private_addresses, ports=frozenset(settings.allowed_ports))
        async with (
            Fetcher(policy, contact_url=settings.contact_url, clock=self.clock) as fetcher,
            ParserPool() as pool,
            ParserPool(1, seconds=SECONDS) as drop_pool,
        ):
            read = killable(drop_pool, asyncio.get_running_loop())
            ingest = Ingest(
                self.store.feeds,
                fetcher,
                pool,
                self.intake,
                self.clock,
                drops=partial(self._claimed, read),
                ended=self._ended,
                articles=Articles(fetcher, pool, Robots(fetcher, self.clock)),
                known=self.store.fingerprints.known,
                teasers=self.store.fingerprints.teasers,
                default_interval=settings.poll_seconds,
            )
            with closing(ingest):
                yield Sources(fetcher, pool, ingest)

    def _claimed(self, read: Read, now: int) -> Iterator[DropOutcome]:
        settings = self.settings
        return take(settings.inbox, settings.done, settings.rejected, now=now, read=read, retries=self._retries)

    def _ended(self, drop: Dropped, taken: Taken | None) -> None:
        """Whoever sent the file in Telegram is to be told, also where the service starts anew before that."""
        submissions, now = self.store.submissions, self.clock()
        if drop.error is not None or taken is None:
            refused = drop.error or SourceError(drop.file, "could not be taken in")
            submissions.refuse(drop.mark, refused.problem, refused.advice, now)
            return
        keys = keys_of(drop.entries[:_TOLD]) if drop.entries else []
        known = self.store.fingerprints.known([key for each in keys for key in each])
        items = [next(known[key] for key in each if key in known) for each in keys if any(key in known for key in each)]
        parts = "\n".join(" ".join(part.split()) for part in drop.refused[:_PARTS])
        submissions.read(drop.mark, items, entries=len(drop.entries), added=len(taken.added), problem=parts, now=now)

    def is_dropped(self) -> bool:
        """Whether there is something to take from the drop folder, and its time has come."""
        return waiting(self.settings.inbox, now=self.clock(), retries=self._retries)

    async def take_dropped(self) -> tuple[SourceLine, ...]:
        """Take in what lies in the drop folder: a line for each file. Workers are started only where there is one."""
        if not self.is_dropped():
            return ()
        async with self.sources() as sources:
            return (await sources.ingest.empty_inbox()).lines
