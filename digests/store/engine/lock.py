"""One instance on one data directory: the lock, and who holds it."""

import fcntl
import json
import os
import socket
import stat
from pathlib import Path
from types import TracebackType

from digests.errors import StoreBroken, StoreLocked
from digests.store.engine import permissions


class DataLock:
    """Held from ``with`` to its end, or to the end of the process, however that comes: the kernel lets go of it."""

    def __init__(self, directory: Path, now: int) -> None:
        self._path = directory / "trilateral.lock"
        self._now = now
        self._file: int | None = None

    def __enter__(self) -> "DataLock":
        """Take the lock.

        Raises:
            StoreLocked: another instance has it; says which.
            StoreBroken: the directory cannot be written to, or a link stands in the lock's place.
        """
        try:
            permissions.folder(self._path.parent)
            file = _opened(self._path)
        except OSError as error:
            if self._path.is_symlink():
                raise StoreBroken(str(self._path), "is a link, not our lock", "remove it") from error
            advice = "check its rights, or set TRILATERAL_DATA_DIR"
            raise StoreBroken(str(self._path.parent), f"cannot be written to: {error.strerror}", advice) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = _holder(file)
            os.close(file)
            raise StoreLocked(str(self._path.parent), f"in use by {holder}", "stop it first") from error
        held = {"process": os.getpid(), "host": socket.gethostname(), "since": self._now}
        os.ftruncate(file, 0)
        os.pwrite(file, json.dumps(held).encode(), 0)
        self._file = file
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def holder_of(directory: Path) -> str | None:
    """Who works on the data at this moment, in words; ``None`` where nobody does. Nothing is written."""
    path = directory / "trilateral.lock"
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return _holder(file)
    finally:
        os.close(file)
    return None


def _opened(path: Path) -> int:
    """A descriptor of the lock, which nobody else may read. What is written into it must not land in another file: it
    is no link, and has no other name. Raises OSError, StoreBroken."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    status = os.fstat(file)
    if stat.S_ISREG(status.st_mode) and status.st_nlink == 1:
        os.fchmod(file, 0o600)
        return file
    os.close(file)
    raise StoreBroken(str(path), "is no lock of ours: not a file, or a file that stands elsewhere too", "remove it")


def _holder(file: int) -> str:
    try:
        held = json.loads(os.pread(file, 1000, 0))
        return f"process {held['process']} on {held['host']}"
    except (ValueError, KeyError, TypeError):
        return "another instance"
