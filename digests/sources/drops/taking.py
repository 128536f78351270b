"""One emptying of the inbox: what a crash left, then every file that has stopped growing, claimed and read."""

import logging
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath

from digests.errors import DropRejected
from digests.model import Entry
from digests.sources.drops.claims import CLAIMED, STORED, ClaimedFile, DropFolders, DropOutcome, claim, left
from digests.sources.drops.content import content_of, mark_of, size
from digests.sources.drops.days import settled
from digests.sources.drops.documents import Document
from digests.sources.drops.folders import Folder
from digests.sources.drops.names import shown_name
from digests.sources.drops.retries import Retries

_LOG = logging.getLogger(__name__)
LOCK = ".lock"
SETTLED = 1.5
"""Seconds that a file must have been left alone."""
_FORMER = ".taking"
"""Where claims stood before they stood beside the inbox."""
UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".swp", ".filepart", ".opdownload")
"""Endings that programs give to what they still write; such files are left alone."""

Read = Callable[[str, bytes], Document | tuple[Entry, ...]]
"""A reader that refuses nothing in part may give the entries alone."""


def concerns_us(name: str) -> bool:
    return not name.startswith(".") and PurePath(name).suffix.lower() not in UNFINISHED


def waiting_key(name: str) -> str:
    """The key under which a failure of a file that is still in the inbox is kept."""
    return f"inbox/{name}"


@dataclass(frozen=True, slots=True)
class Taking:
    """One emptying of the inbox."""

    folders: DropFolders
    inbox: Folder
    taking: Folder
    later: Retries
    read: Read
    now: int

    def outcomes(self) -> Iterator[DropOutcome]:
        self._adopt_former()
        held = list(left(self.taking, self.folders))
        self.later.keep([*(each.key for each in held), *map(waiting_key, self.inbox.names())])
        for each in held:
            if not self.later.waits(each.key, self.now):
                yield from self._offered(each)
        for name in self._ready():
            yield from self._claimed(name)

    def _claimed(self, name: str) -> Iterator[DropOutcome]:
        try:
            claimed = claim(self.inbox, name, self.taking, self.folders)
        except FileNotFoundError:
            return  # somebody took it away again
        except OSError as error:
            self.later.note(waiting_key(name), self.now)
            shown = shown_name(name)
            told = DropRejected(shown, f"cannot be taken out of the inbox: {error.strerror}", "check its rights")
            yield DropOutcome(shown, (), told, None)
            return
        yield from self._offered(claimed)

    def _offered(self, claimed: ClaimedFile) -> Iterator[DropOutcome]:
        """What is neither confirmed nor rejected by the time the next is asked for has failed, and waits."""
        outcome = self._outcome(claimed)
        if outcome is not None:
            yield outcome
        if any(self.taking.is_folder(f"{kind}{claimed.key}") for kind in (CLAIMED, STORED)):
            self.later.note(claimed.key, self.now, outcome.error if outcome is not None else None)

    def _outcome(self, claimed: ClaimedFile) -> DropOutcome | None:
        """``None`` where the file is still written to, or was taken away."""
        name = shown_name(claimed.file)
        with self.taking.child(claimed.folder) as folder:
            status = folder.status(claimed.file)
            if status is None:
                return None
            if claimed.stored:
                return DropOutcome(name, (), None, claimed, mark_of(status))
            return self._read(folder, claimed, name, status)

    def _read(self, folder: Folder, claimed: ClaimedFile, name: str, status: os.stat_result) -> DropOutcome | None:
        made, mark = int(min(status.st_mtime, self.now)), mark_of(status)
        try:
            if refused := self.later.refused(claimed.key):
                raise refused
            content = content_of(folder, claimed.file, name)
            if content is None:
                return None
            given = self.read(name, content)
            document = given if isinstance(given, Document) else Document(given)
            entries = tuple(settled(entry, made, self.now) for entry in document.entries)
            return DropOutcome(name, entries, None, claimed, mark, document.refused)
        except DropRejected as error:
            return DropOutcome(name, (), error, claimed, mark)
        except Exception as error:  # noqa: BLE001 the boundary: one file must not stop the others
            _LOG.exception("drop %s: unexpected failure while it was read", name)
            told = DropRejected(name, f"cannot be read: {type(error).__name__}: {error}"[:300], "drop its text as .txt")
            return DropOutcome(name, (), told, claimed, mark)

    def _ready(self) -> Iterator[str]:
        """What has stopped growing: at once what is older, then, after one wait, what has not changed since.

        Files are looked at one after the other, while those before them are read: one that changed after ``now`` may
        still be growing and is young."""
        young: list[tuple[str, os.stat_result]] = []
        for name in self.inbox.names():
            if not concerns_us(name) or self.later.waits(waiting_key(name), self.now):
                continue
            status = self.inbox.status(name)
            if status is None:
                continue
            if stat.S_ISREG(status.st_mode) and self.now - status.st_mtime < SETTLED:
                young.append((name, status))
            else:
                yield name
        if young:
            newest = max(status.st_mtime for _, status in young)
            time.sleep(min(SETTLED, max(0.1, SETTLED - (self.now - newest))))
        for name, before in young:
            after = self.inbox.status(name)
            if after is not None and size(after) == size(before):
                yield name

    def _adopt_former(self) -> None:
        """What an earlier version had claimed inside the inbox when it ended becomes a claim of ours."""
        if not self.inbox.is_folder(_FORMER):
            return
        with suppress(OSError), self.inbox.child(_FORMER) as former:
            for folder in former.names():
                if not folder.startswith(CLAIMED) or not former.is_folder(folder):
                    continue
                with former.child(folder) as held:
                    for name in held.names():
                        claim(held, name, self.taking, self.folders)
                former.remove(folder)
            former.unlink(LOCK)
        self.inbox.remove(_FORMER)
