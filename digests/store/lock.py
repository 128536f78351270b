"""One instance on one data directory: the lock, and who holds it."""

import fcntl
import json
import os
import socket
from pathlib import Path
from types import TracebackType

from digests.errors import StoreBroken, StoreLocked


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
            StoreBroken: the directory cannot be written to.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
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


def _holder(file: int) -> str:
    try:
        held = json.loads(os.pread(file, 1000, 0))
        return f"process {held['process']} on {held['host']}"
    except (ValueError, KeyError, TypeError):
        return "another instance"
