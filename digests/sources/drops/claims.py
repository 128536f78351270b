"""Files that were taken out of the inbox and are not yet in done or rejected.

    .taking/drop-1a2b3c/report.pdf      claimed: to be read, or read when the process died
    .taking/stored-1a2b3c/report.pdf    its entries are stored: only its way to done is left

The folder lies beside the inbox, where those who may drop files cannot reach, and each claim is a folder of its own, so
that no name ever meets another.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from digests.errors import DropRejected
from digests.model import Entry
from digests.sources.drops.folders import Folder
from digests.sources.drops.names import file_name

CLAIMED, STORED = "drop-", "stored-"
_REASON = ".reason.txt"
_NAMED = 1000
"""Refused records that are named one by one."""


@dataclass(frozen=True, slots=True)
class DropFolders:
    """The four folders of a drop's way."""

    inbox: Path
    done: Path
    rejected: Path

    @property
    def taking(self) -> Path:
        return self.inbox.parent / ".taking"


@dataclass(frozen=True, slots=True)
class ClaimedFile:
    """One file that is ours to read and to put where it belongs."""

    folders: DropFolders
    folder: str
    """Its folder's name in ``.taking``."""
    file: str

    @property
    def key(self) -> str:
        """What names it from being claimed to its end."""
        return self.folder.removeprefix(CLAIMED).removeprefix(STORED)

    @property
    def stored(self) -> bool:
        return self.folder.startswith(STORED)

    def confirm(self, reason: str | None = None) -> Path:
        """Move the file to done, beside it the ``reason`` why a part of it was refused; where it stands now. That it
        was stored is marked first: the mark needs no room, and a file whose move fails is not read again. Raises
        OSError, SourceError."""
        claim = self
        if not self.stored:
            claim = replace(self, folder=f"{STORED}{self.key}")
            with Folder.opened(self.folders.taking) as taking:
                taking.move(self.folder, taking, claim.folder)
        return claim._put(self.folders.done, reason)

    def reject(self, reason: str) -> Path:
        """Move the file to rejected, ``reason`` beside it; where it stands now. Raises OSError, SourceError."""
        return self._put(self.folders.rejected, reason)

    def _put(self, where: Path, reason: str | None) -> Path:
        """The reason is written before the file is moved: without room for it, both wait."""
        with (
            Folder.opened(self.folders.taking) as taking,
            taking.child(self.folder) as claim,
            Folder.private(where) as target,
        ):
            name = free_name(target, self.file)
            if reason is not None:
                target.write(f"{name}{_REASON}", reason.encode("utf-8", "replace"))
            try:
                claim.move(self.file, target, name)
            except OSError:
                if reason is not None:
                    target.unlink(f"{name}{_REASON}")
                raise
            taking.remove(self.folder)
        return where / name


@dataclass(frozen=True, slots=True)
class DropOutcome:
    """One file of the inbox: its entries, or the error that says why there are none.

    The caller stores the entries and then calls :meth:`confirm`; a file that is neither confirmed nor rejected is
    read again later. One that was stored before and could not be moved then has neither entries nor error.
    """

    file: str
    """The file's name as it can be shown: one line, composed characters."""
    entries: tuple[Entry, ...]
    error: DropRejected | None
    _claim: ClaimedFile | None = field(repr=False)
    """``None`` where the file could not even be claimed."""
    mark: str = ""
    """What tells this file from every other of its name: see :func:`digests.sources.drops.inbox.mark_of`."""
    refused: tuple[str, ...] = ()
    """What in it could not be read beside its entries."""

    def confirm(self) -> Path:
        """Move the file to done, beside it what of it was refused and why, where anything was; where it stands now.

        Raises OSError, SourceError.
        """
        return self._claimed().confirm(self._partly() if self.refused else None)

    def _partly(self) -> str:
        named = "".join(f"- {problem}.\n" for problem in self.refused[:_NAMED])
        more = f"- and {len(self.refused) - _NAMED} more.\n" if len(self.refused) > _NAMED else ""
        return (
            f"{self.file}: {len(self.refused)} refused, {len(self.entries)} taken in.\n{named}{more}"
            "What to do: mend them and drop the file again; what was taken in is known.\n"
        )

    def reject(self, error: DropRejected | None = None) -> Path:
        """Move the file to rejected and write beside it what is wrong and what to do; where it stands now.

        Raises OSError, SourceError.
        """
        reason = error or self.error or DropRejected(self.file, "could not be taken in")
        advice = f"What to do: {reason.advice}.\n" if reason.advice else ""
        return self._claimed().reject(f"{self.file}: {reason.problem}.\n{advice}")

    def _claimed(self) -> ClaimedFile:
        if self._claim is None:
            raise DropRejected(self.file, "stays in the inbox", "move it yourself")
        return self._claim


def free_name(folder: Folder, name: str) -> str:
    """``name`` as it is kept, with a number where ``folder`` has one of that name or its reason."""
    free, number = file_name(name), 1
    while folder.status(free) is not None or folder.status(f"{free}{_REASON}") is not None:
        number += 1
        free = file_name(name, number)
    return free


def claim(inbox: Folder, name: str, taking: Folder, folders: DropFolders) -> ClaimedFile:
    """Take ``name`` out of ``inbox``, by one rename. Raises OSError, FileNotFoundError where somebody was faster."""
    folder = f"{CLAIMED}{secrets.token_hex(6)}"
    taking.make(folder)
    try:
        with taking.child(folder) as into:
            inbox.move(name, into, name)
    except OSError:
        taking.remove(folder)
        raise
    return ClaimedFile(folders, folder, name)


def left(taking: Folder, folders: DropFolders) -> Iterator[ClaimedFile]:
    """What stands in ``.taking``: left by a crash, or by a move that failed. Links are ignored."""
    for folder in taking.names():
        if not folder.startswith((CLAIMED, STORED)) or not taking.is_folder(folder):
            continue
        with taking.child(folder) as held:
            names = held.names()
        if not names:
            taking.remove(folder)
        for name in names:
            yield ClaimedFile(folders, folder, name)
