"""The composition root: settings and catalogue to a store, an understanding and an intake, each made when needed."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from bot.desk.context import Desk
from bot.render.texts import load_texts
from config.catalogue import Catalogue, load_catalogue
from config.samples import DEMO_DROP, DEMO_FEED
from config.settings import Settings
from digests.errors import SourceError, StoreBroken
from digests.intake.background import background
from digests.intake.collaborators import Dropped, Taken
from digests.intake.entries import Intake
from digests.intake.ingest import Ingest
from digests.intake.joining import Joiner
from digests.intake.repeats import Repeats
from digests.intake.report import SourceLine, partly
from digests.intake.understanding import Analyser
from digests.language.embed import Embedder, load_embedder
from digests.sources.drops.inbox import DropOutcome, Read, take, waiting
from digests.sources.drops.retries import Retries
from digests.sources.feeds.naming import keys_of
from digests.sources.isolation.drop_pool import SECONDS, killable
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.articles import Articles
from digests.sources.web.fetch import Fetcher
from digests.sources.web.robots import Robots
from digests.store import Store, open_store
from digests.store.engine import permissions

log = logging.getLogger(__name__)

_TOLD = 5
"""Of the entries of one file whose sender waits for an answer."""
_NAMED = 5


def clock() -> int:
    """Seconds since the epoch; everything below the edges is given the time."""
    return int(time.time())


@dataclass(frozen=True, slots=True)
class Sources:
    """What reaches out: connections, worker processes, and the pass that uses both."""

    fetcher: Fetcher
    pool: ParserPool
    ingest: Ingest


def _make(folder: Path) -> None:
    """Raises:
    StoreBroken: the folder cannot be made.
    """
    try:
        permissions.folder(folder)
    except FileExistsError:
        return  # a link or a file in its place is told by whoever empties the inbox, and stops nothing else
    except OSError as error:
        raise StoreBroken(
            str(folder), f"cannot be made: {error.strerror}", "check TRILATERAL_DATA_DIR and its rights"
        ) from error


def _closed(paths: Sequence[Path]) -> str:
    """What others could read until now, in words."""
    names = ", ".join(path.name for path in paths[:_NAMED])
    return f"others could look into {len(paths)} files and folders of ours; now they cannot: {names}" + (
        " …" if len(paths) > _NAMED else ""
    )


class Assembly:
    """One data directory and what works on it. Opening it is cheap: the model is loaded by the first entry read."""

    def __init__(self, settings: Settings, clock: Callable[[], int] = clock) -> None:
        """Open the store and bring the catalogue's feeds into it.

        Raises:
            ConfigurationError: a catalogue file is wrong, or there is no such embedder.
            StoreError: the data directory or the database cannot be used.
        """
        self.settings = settings
        self.clock = clock
        self.catalogue: Catalogue = load_catalogue(settings.config_dir)
        self.embedder: Embedder = load_embedder(settings.embedder, settings.embedder_secret)
        self._retries = Retries()
        for folder in (settings.data_dir, settings.inbox.parent, settings.inbox, settings.done, settings.rejected):
            _make(folder)
        if opened := permissions.tighten(settings.data_dir):
            log.warning("%s: %s", settings.data_dir, _closed(opened))
        self.store: Store = open_store(settings.database)
        self.store.feeds.sync(self.catalogue.feeds)

    @cached_property
    def analyser(self) -> Analyser:
        return Analyser(self.catalogue, self.embedder)

    @cached_property
    def intake(self) -> Intake:
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
        submissions.read(
            drop.mark, items, entries=len(drop.entries), added=len(taken.added), problem=partly(drop.refused), now=now
        )

    def is_dropped(self) -> bool:
        """Whether there is something to take from the drop folder, and its time has come."""
        return waiting(self.settings.inbox, now=self.clock(), retries=self._retries)

    async def take_dropped(self) -> tuple[SourceLine, ...]:
        """Take in what lies in the drop folder: a line for each file. Workers are started only where there is one."""
        if not self.is_dropped():
            return ()
        async with self.sources() as sources:
            return (await sources.ingest.empty_inbox()).lines

    def desk(self) -> Desk:
        """What commands have at hand, over this store and these settings."""
        return Desk(self.settings, self.catalogue, self.store, load_texts(), self.clock)

    def resume(self) -> None:
        """Finish what a crash left half done: items stored and not yet joined to a story. What an earlier version could
        not read is tried once more."""
        self.store.aside.clear()
        if self.store.items.unjoined():
            self.intake.join(self.clock())

    def forget_demo(self) -> int:
        """Remove what the demo brought in: its items, and the stories and index entries they stand in; how many
        items."""
        gone = 0
        self.store.notes.set("demo", "")
        for prefix in (DEMO_FEED, f"drop:{DEMO_DROP}"):
            ids = self.store.items.of_feeds(prefix)
            gone += len(ids)
            with self.store.db.write():
                self.store.stories.leave(ids, self.clock())
                self.store.search.remove(ids)
                self.store.items.remove(ids)
        return gone

    def close(self) -> None:
        self.store.close()
