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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from digests.errors import SourceError
from digests.sources.drops.claims import DropFolders, DropOutcome, free_name, left
from digests.sources.drops.content import LARGEST, mark_of
from digests.sources.drops.documents import read_whole
from digests.sources.drops.folders import Folder
from digests.sources.drops.retries import Retries
from digests.sources.drops.taking import LOCK, UNFINISHED, Read, Taking, concerns_us, waiting_key

__all__ = ["LARGEST", "DropOutcome", "Read", "fault", "leave", "mark_of", "marks", "take", "waiting"]

_LOG = logging.getLogger(__name__)
_LEAVING = ".leaving-"
_WHOLE = ""
"""The key under which a failure of the folders themselves is kept."""


def take(
    inbox: Path, done: Path, rejected: Path, *, now: int, read: Read = read_whole, retries: Retries | None = None
) -> Iterator[DropOutcome]:
    """Claim and read every finished file of ``inbox``, those left by a crash first.

    A file that changed within the last ``SETTLED`` seconds is waited for once; one that still grows is left for the
    next time. While another process takes files from the same inbox there are none. What failed before waits as
    ``retries`` says.

    Raises:
        SourceError: one of the folders is a link, or cannot be used: nothing is taken.
    """
    later = retries if retries is not None else Retries()
    folders = DropFolders(inbox, done, rejected)
    try:
        for folder in (done, rejected):
            with Folder.private(folder):
                pass
        with Folder.made(inbox) as source, Folder.private(folders.taking) as taking, _alone(taking, folders) as alone:
            if alone:
                yield from Taking(folders, source, taking, later, read, now).outcomes()
    except SourceError:
        later.note(_WHOLE, now)
        raise


def fault(inbox: Path, done: Path, rejected: Path) -> SourceError | None:
    """Why nothing could be taken now, where that is so."""
    folders = DropFolders(inbox, done, rejected)
    try:
        for folder in (inbox, done, rejected):
            with Folder.made(folder):
                pass
        with Folder.private(folders.taking) as taking:
            os.close(taking.lock(LOCK, folders.taking / LOCK))
    except SourceError as error:
        return error
    return None


def waiting(inbox: Path, *, now: int = 0, retries: Retries | None = None) -> bool:
    """Whether there is a file to take, or one that still grows, or a fault of the folders to be told."""
    later = retries if retries is not None else Retries()
    if not os.path.lexists(inbox) or later.waits(_WHOLE, now):
        return False
    folders = DropFolders(inbox, inbox, inbox)
    try:
        with Folder.opened(inbox) as folder:
            if any(concerns_us(name) and not later.waits(waiting_key(name), now) for name in folder.names()):
                return True
        if not os.path.lexists(folders.taking):
            return False
        with Folder.opened(folders.taking) as taking:
            return any(not later.waits(each.key, now) for each in left(taking, folders))
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
            target = free_name(folder, f"{name}_" if PurePath(name).suffix.lower() in UNFINISHED else name)
            folder.move(unfinished, folder, target)
        except BaseException:
            folder.unlink(unfinished)
            raise
    return inbox / target


def marks(inbox: Path) -> frozenset[str]:
    """The marks of all files that wait to be read. Raises OSError, SourceError."""
    folders = DropFolders(inbox, inbox, inbox)
    with Folder.made(inbox) as folder, Folder.private(folders.taking) as taking:
        found = [folder.status(name) for name in folder.names()]
        for each in left(taking, folders):
            with taking.child(each.folder) as claimed:
                found.append(claimed.status(each.file))
    return frozenset(mark_of(status) for status in found if status is not None)


@contextmanager
def _alone(taking: Folder, folders: DropFolders) -> Iterator[bool]:
    """Whether we are the only process here; the system itself releases the lock of one that died.

    Raises:
        SourceError: the lock is a link, or no file.
    """
    lock = taking.lock(LOCK, folders.taking / LOCK)
    with os.fdopen(lock, "rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            _LOG.info("another process takes files from %s", folders.inbox)
            yield False
            return
        yield True
