"""Files in the inbox -> entries.

    inbox -> (stopped growing?) -> .taking, by one rename -> read -> entries -> stored -> done
                                                          -> rejected, a .reason.txt beside it

A file belongs to whoever renamed it, and only one process at a time takes files from an inbox. What stands in
``.taking`` when we start is left from a crash and is read again: nothing accepted is lost, and what was stored before
the crash is known by its fingerprint. No link is followed and nothing outside the inbox is opened.
"""

import errno
import logging
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from digests.errors import DropRejected
from digests.model import Entry
from digests.sources.documents import read_document
from digests.sources.names import file_name, shown_name

if os.name == "posix":
    import fcntl

_LOG = logging.getLogger(__name__)
LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
SETTLED = 1.5
"""Seconds that a file must have been left alone."""
_FUTURE = 900
"""Seconds that a document's date may lie ahead of us, as for feeds."""
_BELIEVED = 2 * 366 * 86_400
"""Seconds that a day from a document's properties may lie before its file's own time; templates carry older ones."""
_TAKING = ".taking"
_LOCK = ".lock"
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".swp", ".filepart", ".opdownload")
"""Endings that programs give to what they still write; such files are left alone."""
_KINDS = (
    (stat.S_ISLNK, "is a link", "drop a copy of the file itself"),
    (stat.S_ISDIR, "is a folder", "drop the files in it one by one"),
    (stat.S_ISFIFO, "is a pipe, not a file", "drop a regular file"),
    (stat.S_ISSOCK, "is a socket, not a file", "drop a regular file"),
)

Read = Callable[[str, bytes], tuple[Entry, ...]]


@dataclass(frozen=True)
class DropOutcome:
    """One file of the inbox: its entries, or the error that says why there are none.

    The caller stores the entries and then calls :meth:`confirm`; a file that is neither confirmed nor rejected is
    read again at the next start.
    """

    file: str
    """The file's name as it can be shown: one line, composed characters."""
    entries: tuple[Entry, ...]
    error: DropRejected | None
    _claimed: Path = field(repr=False)
    _done: Path = field(repr=False)
    _rejected: Path = field(repr=False)

    def confirm(self) -> Path:
        """Move the file to done; where it stands now."""
        return _move(self._claimed, self._done)

    def reject(self, error: DropRejected | None = None) -> Path:
        """Move the file to rejected and write beside it what is wrong and what to do; where it stands now."""
        reason = error or self.error or DropRejected(self.file, "could not be taken in")
        advice = f"What to do: {reason.advice}.\n" if reason.advice else ""
        target = _move(self._claimed, self._rejected)
        target.with_name(f"{target.name}.reason.txt").write_text(
            f"{self.file}: {reason.problem}.\n{advice}", encoding="utf-8", errors="replace"
        )
        return target


def take(inbox: Path, done: Path, rejected: Path, *, now: int, read: Read = read_document) -> Iterator[DropOutcome]:
    """Claim and read every finished file of ``inbox``, those left by a crash first.

    A file that changed within the last ``SETTLED`` seconds is waited for once; one that still grows is left for the
    next time. While another process takes files from the same inbox there are none.
    """
    taking = inbox / _TAKING
    for folder in (inbox, done, rejected, taking):
        folder.mkdir(parents=True, exist_ok=True)
    with _alone(taking / _LOCK) as alone:
        if not alone:
            return
        for left in sorted(path for folder in taking.iterdir() if folder.is_dir() for path in folder.iterdir()):
            yield _outcome(left, done, rejected, read, now)
        for path in _ready(inbox, now):
            claimed = _claim(path, taking)
            if claimed is not None:
                yield _outcome(claimed, done, rejected, read, now)


def waiting(inbox: Path) -> bool:
    """Whether there is a file to take, or one that still grows."""
    return inbox.is_dir() and any(_concerns_us(path) for path in inbox.iterdir())


def _concerns_us(path: Path) -> bool:
    return not path.name.startswith(".") and path.suffix.lower() not in _UNFINISHED


def leave(inbox: Path, name: str, content: bytes) -> Path:
    """Put a file into ``inbox`` at once and whole, under a name that is free there; where it stands."""
    inbox.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=".leaving-", dir=inbox)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    target = _free(inbox, f"{name}_" if Path(name).suffix.lower() in _UNFINISHED else name)
    os.rename(unfinished, target)
    return target


def _ready(inbox: Path, now: int) -> Iterator[Path]:
    """What has stopped growing: at once what is older, then, after one wait, what has not changed since.

    Files are looked at one after the other, while those before them are read: one that changed after ``now`` may still
    be growing and is young."""
    young: list[tuple[Path, os.stat_result]] = []
    for path in sorted(inbox.iterdir()):
        status = _status(path) if _concerns_us(path) else None
        if status is None:
            continue
        if stat.S_ISREG(status.st_mode) and now - status.st_mtime < SETTLED:
            young.append((path, status))
        else:
            yield path
    if young:
        newest = max(status.st_mtime for _, status in young)
        time.sleep(min(SETTLED, max(0.1, SETTLED - (now - newest))))
    for path, before in young:
        after = _status(path)
        if after is not None and (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns):
            yield path


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except OSError:
        return None  # somebody took it away again


def _claim(path: Path, taking: Path) -> Path | None:
    """Rename into a folder of its own, so that no name ever meets another."""
    folder = Path(tempfile.mkdtemp(prefix="drop-", dir=taking))
    try:
        os.rename(path, folder / path.name)
    except OSError as error:
        folder.rmdir()
        _LOG.warning("drop %s cannot be claimed: %s", shown_name(path.name), error.strerror)
        return None
    return folder / path.name


def _outcome(claimed: Path, done: Path, rejected: Path, read: Read, now: int) -> DropOutcome:
    name = shown_name(claimed.name)
    try:
        made = int(min(claimed.lstat().st_mtime, now))
        entries = tuple(_clamped(_believed(entry, made), now) for entry in read(name, _bytes(claimed, name)))
        return DropOutcome(name, entries, None, claimed, done, rejected)
    except DropRejected as error:
        return DropOutcome(name, (), error, claimed, done, rejected)
    except Exception as error:  # noqa: BLE001 the boundary: one file must not stop the others
        _LOG.exception("drop %s: unexpected failure while it was read", name)
        told = DropRejected(name, f"cannot be read: {type(error).__name__}: {error}"[:300], "drop its text as .txt")
        return DropOutcome(name, (), told, claimed, done, rejected)


def _clamped(entry: Entry, now: int) -> Entry:
    """A date that lies ahead of us by more than clocks differ is the day the file was taken."""
    ahead = entry.published is not None and entry.published > now + _FUTURE
    return replace(entry, published=now) if ahead else entry


def _believed(entry: Entry, made: int) -> Entry:
    """A day that only the document's properties name (it stands nowhere in words), years before the file was made, is
    its template's, unless the text speaks of that year."""
    if entry.published is None or entry.published_raw is not None or entry.published >= made - _BELIEVED:
        return entry
    year = str(datetime.fromtimestamp(entry.published, UTC).year)
    return entry if year in entry.title or year in entry.text else replace(entry, published=None)


def _bytes(path: Path, name: str) -> bytes:
    """The content of a regular file that has no other name; opened without following a link or waiting for a pipe.

    Raises:
        DropRejected: anything else, unreadable, or larger than ``LARGEST``.
    """
    status = path.lstat()
    for is_kind, problem, advice in _KINDS:
        if is_kind(status.st_mode):
            raise DropRejected(name, problem, advice)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise DropRejected(name, f"cannot be opened: {error.strerror}", "check its rights") from error
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise DropRejected(name, "is not a regular file", "drop a copy of the file itself")
        if status.st_nlink > 1:
            raise DropRejected(name, "is a hard link: the file stands elsewhere too", "drop a copy of it")
        content = file.read(LARGEST + 1) if status.st_size <= LARGEST else b""
    if status.st_size > LARGEST or len(content) > LARGEST:
        megabytes = max(status.st_size, len(content)) / (1024 * 1024)
        raise DropRejected(
            name, f"has {megabytes:.0f} MB, more than {LARGEST >> 20} MB", "drop the part that is the document"
        )
    return content


def _move(claimed: Path, folder: Path) -> Path:
    """Into ``folder``, under a name that is free there and can be written everywhere; the claim's folder goes."""
    target = _free(folder, claimed.name)
    try:
        os.rename(claimed, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.move(claimed, target)
    claimed.parent.rmdir()
    return target


def _free(folder: Path, name: str) -> Path:
    target, number = folder / file_name(name), 1
    while os.path.lexists(target) or os.path.lexists(target.with_name(f"{target.name}.reason.txt")):
        number += 1
        target = folder / file_name(name, number)
    return target


@contextmanager
def _alone(lock: Path) -> Iterator[bool]:
    """Whether we are the only process here; the system itself releases the lock of one that died."""
    if os.name != "posix":
        yield True
        return
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            _LOG.info("another process takes files from %s", lock.parent.parent)
            yield False
            return
        yield True
