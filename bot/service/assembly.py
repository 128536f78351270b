"""The composition root: settings and catalogue to a store, an understanding and an intake, each made when needed."""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.render.texts import load_texts
from config.catalogue import Catalogue, load_catalogue
from config.names import load_names
from config.samples import DEMO_DROP, DEMO_FEED
from config.settings import Settings
from digests.errors import StoreBroken
from digests.language.embed import Embedder, load_embedder
from digests.language.names import Names
from digests.store import Store, open_store
from digests.store.engine import permissions

if TYPE_CHECKING:
    from bot.desk.context import Desk
    from bot.service.newsroom import Newsroom, Sources
    from digests.intake.entries import Intake
    from digests.intake.report import SourceLine
    from digests.intake.understanding import Analyser

log = logging.getLogger(__name__)

_NAMED = 5


def clock() -> int:
    """Seconds since the epoch; everything below the edges is given the time."""
    return int(time.time())


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

    def __init__(
        self, settings: Settings, clock: Callable[[], int] = clock, *, analyser: "Analyser | None" = None
    ) -> None:
        """Open the store and bring the catalogue's feeds into it. Without an ``analyser`` that is there already, one is
        made for the first entry.

        Raises:
            ConfigurationError: a catalogue file is wrong, or there is no such embedder.
            StoreError: the data directory or the database cannot be used.
        """
        self.settings = settings
        self.clock = clock
        self.catalogue: Catalogue = load_catalogue(settings.config_dir)
        self.names = Names(partial(load_names, settings.config_dir))
        self.embedder: Embedder = load_embedder(settings.embedder, settings.embedder_secret)
        self._analyser = analyser
        for folder in (settings.data_dir, settings.inbox.parent, settings.inbox, settings.done, settings.rejected):
            _make(folder)
        if opened := permissions.tighten(settings.data_dir):
            log.warning("%s: %s", settings.data_dir, _closed(opened))
        self.store: Store = open_store(settings.database)
        self.store.feeds.sync(self.catalogue.feeds)

    @cached_property
    def newsroom(self) -> "Newsroom":
        from bot.service.newsroom import Newsroom  # here: who prints a digest need not wait for what reads

        return Newsroom(self.settings, self.catalogue, self.embedder, self.store, self.clock, self._analyser)

    @property
    def analyser(self) -> "Analyser":
        return self.newsroom.analyser

    @property
    def intake(self) -> "Intake":
        return self.newsroom.intake

    def sources(self) -> "AbstractAsyncContextManager[Sources]":
        """What polls feeds and empties the inbox; its connections and worker processes end with the block."""
        return self.newsroom.sources()

    def is_dropped(self) -> bool:
        """Whether there is something to take from the drop folder, and its time has come."""
        return self.newsroom.is_dropped()

    async def take_dropped(self) -> "tuple[SourceLine, ...]":
        """Take in what lies in the drop folder: a line for each file."""
        return await self.newsroom.take_dropped()

    def desk(self) -> "Desk":
        """What commands have at hand, over this store and these settings."""
        from bot.desk.context import Desk  # here, since it knows Telegram, which a digest in a terminal does not need

        return Desk(self.settings, self.catalogue, self.store, load_texts(), self.clock, names=self.names)

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
                self.store.joins.leave(ids, self.clock())
                self.store.search.remove(ids)
                self.store.items.remove(ids)
        return gone

    def close(self) -> None:
        self.store.close()
