"""Files in the inbox -> entries.

    inbox -> (stopped growing?) -> .taking, by one rename -> read -> entries -> stored -> done
                                                          -> rejected, a .reason.txt beside it

A file belongs to whoever renamed it, and only one process at a time takes files from an inbox. What stands in
``.taking`` when we start is left from a crash and is read again: nothing accepted is lost, and what was stored before
the crash is known by its fingerprint. No link is followed, nothing outside the inbox is opened, and what cannot be put
where it belongs waits without being read again.
"""

import fcntl
import logging
import os
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath

from digests.errors import DropRejected, SourceError
from digests.language.detect import detect
from digests.model import Entry
from digests.sources.dates.reading import NOON, Calendar
from digests.sources.drops.claims import CLAIMED, STORED, Claim, DropOutcome, Places, claim, free_name, left
from digests.sources.drops.documents import Document, read_whole
from digests.sources.drops.folders import Folder
from digests.sources.drops.names import shown_name
from digests.sources.drops.setbacks import Setbacks
from digests.sources.text.heading import COUNTRY

__all__ = ["LARGEST", "DropOutcome", "Read", "fault", "leave", "mark_of", "marks", "take", "waiting"]

_LOG = logging.getLogger(__name__)
LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
SETTLED = 1.5
"""Seconds that a file must have been left alone."""
_DETECTED = 2_000
"""Characters that tell a document's language."""
_FUTURE = 900
"""Seconds that a document's date may lie ahead of us, as for feeds."""
_BELIEVED = 2 * 366 * 86_400
"""Seconds that a day from a document's properties may lie before its file's own time; templates carry older ones."""
_LOCK = ".lock"
_FORMER = ".taking"
"""Where claims stood before they stood beside the inbox."""
_LEAVING = ".leaving-"
_WHOLE = ""
"""The key of a setback of the folders themselves."""
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".swp", ".filepart", ".opdownload")
"""Endings that programs give to what they still write; such files are left alone."""
_KINDS = (
    (stat.S_ISLNK, "is a link", "drop a copy of the file itself"),
    (stat.S_ISDIR, "is a folder", "drop the files in it one by one"),
    (stat.S_ISFIFO, "is a pipe, not a file", "drop a regular file"),
    (stat.S_ISSOCK, "is a socket, not a file", "drop a regular file"),
    (stat.S_ISCHR, "is a device, not a file", "drop a regular file"),
    (stat.S_ISBLK, "is a device, not a file", "drop a regular file"),
)

Read = Callable[[str, bytes], Document | tuple[Entry, ...]]
"""A reader that refuses nothing in part may give the entries alone."""


def take(
    inbox: Path, done: Path, rejected: Path, *, now: int, read: Read = read_whole, setbacks: Setbacks | None = None
) -> Iterator[DropOutcome]:
    """Claim and read every finished file of ``inbox``, those left by a crash first.

    A file that changed within the last ``SETTLED`` seconds is waited for once; one that still grows is left for the
    next time. While another process takes files from the same inbox there are none. What failed before waits as
    ``setbacks`` says.

    Raises:
        SourceError: one of the folders is a link, or cannot be used: nothing is taken.
    """
    later = setbacks if setbacks is not None else Setbacks()
    places = Places(inbox, done, rejected)
    try:
        for folder in (done, rejected):
            with Folder.private(folder):
                pass
        with Folder.made(inbox) as source, Folder.private(places.taking) as taking, _alone(taking, places) as alone:
            if alone:
                yield from _Taking(places, source, taking, later, read, now).outcomes()
    except SourceError:
        later.note(_WHOLE, now)
        raise


def fault(inbox: Path, done: Path, rejected: Path) -> SourceError | None:
    """Why nothing could be taken now, where that is so."""
    places = Places(inbox, done, rejected)
    try:
        for folder in (inbox, done, rejected):
            with Folder.made(folder):
                pass
        with Folder.private(places.taking) as taking:
            os.close(taking.lock(_LOCK, places.taking / _LOCK))
    except SourceError as error:
        return error
    return None


def waiting(inbox: Path, *, now: int = 0, setbacks: Setbacks | None = None) -> bool:
    """Whether there is a file to take, or one that still grows, or a fault of the folders to be told."""
    later = setbacks if setbacks is not None else Setbacks()
    if not os.path.lexists(inbox) or later.waits(_WHOLE, now):
        return False
    places = Places(inbox, inbox, inbox)
    try:
        with Folder.opened(inbox) as folder:
            if any(_concerns_us(name) and not later.waits(_key(name), now) for name in folder.names()):
                return True
        if not os.path.lexists(places.taking):
            return False
        with Folder.opened(places.taking) as taking:
            return any(not later.waits(each.key, now) for each in left(taking, places))
    except (SourceError, OSError):
        return True


def leave(inbox: Path, name: str, content: bytes, *, before: Callable[[str], None] | None = None) -> Path:
    """Put a file into ``inbox`` at once and whole, under a name that is free there; where it stands.

    ``before`` is given the file's mark when it is written and cannot be taken yet.

    Raises:
        OSError, SourceError: it cannot be written there.
    """
    with Folder.made(inbox) as folder:
        unfinished = f"{_LEAVING}{secrets.token_hex(6)}"
        status = folder.write(unfinished, content)
        try:
            if before is not None:
                before(mark_of(status))
            target = free_name(folder, f"{name}_" if PurePath(name).suffix.lower() in _UNFINISHED else name)
            folder.move(unfinished, folder, target)
        except BaseException:
            folder.unlink(unfinished)
            raise
    return inbox / target


def mark_of(status: os.stat_result) -> str:
    """What stays with a file while it is moved from folder to folder, be it to another disk, and is no other's: when it
    was written, to the nanosecond, and its size."""
    return f"{status.st_mtime_ns:x}-{status.st_size:x}"


def marks(inbox: Path) -> frozenset[str]:
    """The marks of all files that wait to be read. Raises OSError, SourceError."""
    places = Places(inbox, inbox, inbox)
    with Folder.made(inbox) as folder, Folder.private(places.taking) as taking:
        found = [folder.status(name) for name in folder.names()]
        for each in left(taking, places):
            with taking.child(each.folder) as claimed:
                found.append(claimed.status(each.file))
    return frozenset(mark_of(status) for status in found if status is not None)


def _concerns_us(name: str) -> bool:
    return not name.startswith(".") and PurePath(name).suffix.lower() not in _UNFINISHED


def _key(name: str) -> str:
    """The key of a setback of a file that is still in the inbox."""
    return f"inbox/{name}"


@dataclass(frozen=True, slots=True)
class _Taking:
    """One emptying of the inbox."""

    places: Places
    inbox: Folder
    taking: Folder
    later: Setbacks
    read: Read
    now: int

    def outcomes(self) -> Iterator[DropOutcome]:
        self._adopt_former()
        held = list(left(self.taking, self.places))
        self.later.keep([*(each.key for each in held), *map(_key, self.inbox.names())])
        for each in held:
            if not self.later.waits(each.key, self.now):
                yield from self._offered(each)
        for name in self._ready():
            yield from self._claimed(name)

    def _claimed(self, name: str) -> Iterator[DropOutcome]:
        try:
            claimed = claim(self.inbox, name, self.taking, self.places)
        except FileNotFoundError:
            return  # somebody took it away again
        except OSError as error:
            self.later.note(_key(name), self.now)
            shown = shown_name(name)
            told = DropRejected(shown, f"cannot be taken out of the inbox: {error.strerror}", "check its rights")
            yield DropOutcome(shown, (), told, None)
            return
        yield from self._offered(claimed)

    def _offered(self, claimed: Claim) -> Iterator[DropOutcome]:
        """What is neither confirmed nor rejected by the time the next is asked for has failed, and waits."""
        outcome = self._outcome(claimed)
        if outcome is not None:
            yield outcome
        if any(self.taking.is_folder(f"{kind}{claimed.key}") for kind in (CLAIMED, STORED)):
            self.later.note(claimed.key, self.now, outcome.error if outcome is not None else None)

    def _outcome(self, claimed: Claim) -> DropOutcome | None:
        """``None`` where the file is still written to, or was taken away."""
        name = shown_name(claimed.file)
        with self.taking.child(claimed.folder) as folder:
            status = folder.status(claimed.file)
            if status is None:
                return None
            if claimed.stored:
                return DropOutcome(name, (), None, claimed, mark_of(status))
            return self._read(folder, claimed, name, status)

    def _read(self, folder: Folder, claimed: Claim, name: str, status: os.stat_result) -> DropOutcome | None:
        made, mark = int(min(status.st_mtime, self.now)), mark_of(status)
        try:
            if refused := self.later.refused(claimed.key):
                raise refused
            content = _bytes(folder, claimed.file, name)
            if content is None:
                return None
            given = self.read(name, content)
            document = given if isinstance(given, Document) else Document(given)
            entries = tuple(_clamped(_believed(_dated(entry, self.now), made), self.now) for entry in document.entries)
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
            if not _concerns_us(name) or self.later.waits(_key(name), self.now):
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
            if after is not None and _size(after) == _size(before):
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
                        claim(held, name, self.taking, self.places)
                former.remove(folder)
            former.unlink(_LOCK)
        self.inbox.remove(_FORMER)


def _size(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _dated(entry: Entry, now: int) -> Entry:
    """A day that was written without its year is the last such day."""
    if entry.published is not None or not entry.published_raw:
        return entry
    country = COUNTRY.get(entry.language or detect(entry.text[:_DETECTED]), "XX")
    return replace(entry, published=Calendar(country, now, untimed=NOON).epoch(entry.published_raw))


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


def _bytes(folder: Folder, file: str, name: str) -> bytes | None:
    """The content of a regular file that has no other name; ``None`` where it was written to meanwhile.

    It is looked at before it is opened, since to open a device may do something, and once more when it is open.

    Raises:
        DropRejected: anything else, unreadable, or larger than ``LARGEST``.
    """
    status = folder.status(file)
    for is_kind, problem, advice in _KINDS:
        if status is not None and is_kind(status.st_mode):
            raise DropRejected(name, problem, advice)
    try:
        handle = folder.file(file)
    except OSError as error:
        raise DropRejected(name, f"cannot be opened: {error.strerror}", "check its rights") from error
    with os.fdopen(handle, "rb") as opened:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise DropRejected(name, "is not a regular file", "drop a copy of the file itself")
        if before.st_nlink > 1:
            raise DropRejected(name, "is a hard link: the file stands elsewhere too", "drop a copy of it")
        with suppress(OSError):  # another's file keeps the rights that its owner gave it
            os.fchmod(handle, 0o600)
        content = opened.read(LARGEST + 1) if before.st_size <= LARGEST else b""
        after = os.fstat(handle)
    if after.st_size > LARGEST or len(content) > LARGEST:
        megabytes = max(after.st_size, len(content)) / (1024 * 1024)
        raise DropRejected(
            name, f"has {megabytes:.0f} MB, more than {LARGEST >> 20} MB", "drop the part that is the document"
        )
    return content if _size(after) == _size(before) else None


@contextmanager
def _alone(taking: Folder, places: Places) -> Iterator[bool]:
    """Whether we are the only process here; the system itself releases the lock of one that died.

    Raises:
        SourceError: the lock is a link, or no file.
    """
    lock = taking.lock(_LOCK, places.taking / _LOCK)
    with os.fdopen(lock, "rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            _LOG.info("another process takes files from %s", places.inbox)
            yield False
            return
        yield True
