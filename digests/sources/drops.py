"""Files in the inbox -> entries.

    inbox -> (stopped growing?) -> working, by one rename -> read -> entries -> stored -> done
                                                          -> rejected, a .reason.txt beside it

A file belongs to whoever renamed it. What stands in ``working`` when we start is left from a crash and is read again:
nothing accepted is lost, and what was stored before the crash is known by its fingerprint.
"""

import logging
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from digests.errors import DropRejected
from digests.model import Entry
from digests.sources.documents import read_document

_LOG = logging.getLogger(__name__)
LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
_UNFINISHED = (".part", ".tmp", ".crdownload", ".download", ".swp", ".filepart")


@dataclass(frozen=True)
class DropOutcome:
    """One file of the inbox: its entries, or the error that says why there are none.

    The caller stores the entries and then calls :meth:`confirm`; a file that is neither confirmed nor rejected is
    read again at the next start.
    """

    file: str
    entries: tuple[Entry, ...]
    error: DropRejected | None
    _claimed: Path = field(repr=False)
    _done: Path = field(repr=False)
    _rejected: Path = field(repr=False)

    def confirm(self) -> Path:
        """Move the file to done; where it stands now."""
        return _move(self._claimed, self._done, self.file)

    def reject(self, error: DropRejected | None = None) -> Path:
        """Move the file to rejected and write beside it what is wrong and what to do; where it stands now."""
        reason = error or self.error or DropRejected(self.file, "could not be taken in")
        target = _move(self._claimed, self._rejected, self.file)
        advice = f"{reason.advice}\n" if reason.advice else ""
        target.with_name(f"{target.name}.reason.txt").write_text(f"{reason.problem}\n{advice}", encoding="utf-8")
        return target


def take(inbox: Path, done: Path, rejected: Path, *, now: int) -> Iterator[DropOutcome]:
    """Claim and read every finished file of ``inbox``, those left by a crash first."""
    working = inbox.parent / "working"
    for folder in (inbox, done, rejected, working):
        folder.mkdir(parents=True, exist_ok=True)
    for claimed in sorted(working.iterdir()):
        yield _outcome(claimed, done, rejected)
    for path in sorted(inbox.iterdir()):
        if path.name.startswith(".") or path.suffix.lower() in _UNFINISHED:
            continue
        claimed = working / path.name
        try:
            os.rename(path, claimed)
        except OSError as error:
            _LOG.warning("drop %s cannot be claimed: %s", path.name, error)
            continue
        yield _outcome(claimed, done, rejected)


def _outcome(claimed: Path, done: Path, rejected: Path) -> DropOutcome:
    try:
        return DropOutcome(claimed.name, _read(claimed), None, claimed, done, rejected)
    except DropRejected as error:
        return DropOutcome(claimed.name, (), error, claimed, done, rejected)


def _read(path: Path) -> tuple[Entry, ...]:
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise DropRejected(path.name, "is not a regular file", "drop the file itself, not a link or a folder")
    if status.st_size > LARGEST:
        raise DropRejected(path.name, f"is larger than {LARGEST >> 20} MB", "drop a smaller file")
    return read_document(path.name, path.read_bytes())


def _move(source: Path, folder: Path, name: str) -> Path:
    """Rename into ``folder``; a file of that name that stands there is kept, and this one gets a number."""
    target = folder / name
    number = 1
    while target.exists() or target.is_symlink():
        number += 1
        target = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    os.rename(source, target)
    return target
