"""A folder held by its handle, so that what is done in it is done there and nowhere else: no link is followed.

A path is looked up anew by every call, and whoever may write beside us may put a link into it between two calls. A
handle stays what it was when it was opened.
"""

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from digests.errors import SourceError

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_LOCK = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_OURS = 0o700
_FILE = 0o600


class Folder:
    """An open folder; ``with Folder.opened(path) as folder``. Names in it are plain names, never paths."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @classmethod
    def opened(cls, path: Path) -> Self:
        """Open a folder that is there.

        Raises:
            SourceError: it is a link, no folder, or may not be entered.
        """
        try:
            return cls(os.open(path, _FOLDER))
        except OSError as error:
            raise _unusable(path, error) from error

    @classmethod
    def made(cls, path: Path) -> Self:
        """As :meth:`opened`; a folder that is missing is made, for us alone.

        Raises:
            SourceError: see :meth:`opened`, or it cannot be made.
        """
        try:
            path.mkdir(_OURS, parents=True)
        except FileExistsError:
            pass  # whether it is a folder is seen when it is opened
        except OSError as error:
            raise _unusable(path, error) from error
        return cls.opened(path)

    @classmethod
    def private(cls, path: Path) -> Self:
        """As :meth:`made`; nobody else may look into it from now on, where that is ours to say."""
        folder = cls.made(path)
        with suppress(OSError):
            os.fchmod(folder._handle, _OURS)
        return folder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)

    def names(self) -> list[str]:
        """What is in it, in order."""
        return sorted(os.listdir(self._handle))

    def status(self, name: str) -> os.stat_result | None:
        """What ``name`` itself is, be it a link; ``None`` where it is not, or not any more."""
        try:
            return os.stat(name, dir_fd=self._handle, follow_symlinks=False)
        except OSError:
            return None

    def is_folder(self, name: str) -> bool:
        """False for a link to one."""
        status = self.status(name)
        return status is not None and stat.S_ISDIR(status.st_mode)

    def child(self, name: str) -> "Folder":
        """The folder ``name`` in it. Raises OSError where it is none, or a link to one."""
        return Folder(os.open(name, _FOLDER, dir_fd=self._handle))

    def make(self, name: str) -> None:
        os.mkdir(name, _OURS, dir_fd=self._handle)

    def remove(self, name: str) -> None:
        """End the empty folder ``name``; one that still holds something stays."""
        with suppress(OSError):
            os.rmdir(name, dir_fd=self._handle)

    def unlink(self, name: str) -> None:
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=self._handle)

    def file(self, name: str) -> int:
        """A descriptor to read ``name`` by; it neither follows a link nor waits for a pipe. Raises OSError."""
        return os.open(name, _READ, dir_fd=self._handle)

    def lock(self, name: str, path: Path) -> int:
        """A descriptor of the file ``name``, made where it is missing and never emptied, to be locked by; ``path`` is
        what it is called in an error.

        Raises:
            SourceError: it is a link or no regular file.
        """
        status = self.status(name)
        if status is not None and stat.S_ISLNK(status.st_mode):
            raise SourceError(str(path), "is a link, not our lock: nothing is taken", "remove it")
        try:
            handle = os.open(name, _LOCK, _FILE, dir_fd=self._handle)
        except OSError as error:
            raise SourceError(str(path), f"cannot be locked: {error.strerror}", "remove it") from error
        status = os.fstat(handle)
        if stat.S_ISREG(status.st_mode) and status.st_nlink == 1:
            return handle
        os.close(handle)
        problem = "is no lock of ours, but no file or one that stands elsewhere too: nothing is taken"
        raise SourceError(str(path), problem, "remove it")

    def write(self, name: str, content: bytes) -> os.stat_result:
        """A new file that only we may read, and that outlives a power cut; nothing is left of one that could not be
        written whole."""
        try:
            with os.fdopen(os.open(name, _NEW, _FILE, dir_fd=self._handle), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                os.fsync(self._handle)
                return os.fstat(file.fileno())
        except FileExistsError:
            raise
        except OSError:
            self.unlink(name)
            raise

    def move(self, name: str, to: "Folder", new: str) -> None:
        """``name`` itself, be it a link, becomes ``new`` in ``to``, which has nothing of that name."""
        try:
            os.rename(name, new, src_dir_fd=self._handle, dst_dir_fd=to._handle)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self._carry(name, to, new)

    def _carry(self, name: str, to: "Folder", new: str) -> None:
        """To another file system: a regular file by its bytes, a link by where it points. Raises OSError."""
        status = os.stat(name, dir_fd=self._handle, follow_symlinks=False)
        if stat.S_ISLNK(status.st_mode):
            os.symlink(os.readlink(name, dir_fd=self._handle), new, dir_fd=to._handle)
        elif stat.S_ISREG(status.st_mode):
            self._copy(name, to, new)
        else:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        os.unlink(name, dir_fd=self._handle)

    def _copy(self, name: str, to: "Folder", new: str) -> None:
        with os.fdopen(self.file(name), "rb") as source:
            target = os.open(new, _NEW, _FILE, dir_fd=to._handle)
            try:
                with os.fdopen(target, "wb") as copy:
                    shutil.copyfileobj(source, copy)
                    copy.flush()
                    status = os.fstat(source.fileno())
                    os.fsync(copy.fileno())
                    os.utime(copy.fileno(), ns=(status.st_atime_ns, status.st_mtime_ns))
            except OSError:
                to.unlink(new)
                raise


def _unusable(path: Path, error: OSError) -> SourceError:
    if path.is_symlink():
        return SourceError(str(path), "is a link, not a folder: nothing is taken", "put a folder in its place")
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return SourceError(str(path), "is not a folder: nothing is taken", "put a folder in its place")
    return SourceError(str(path), f"cannot be used: {error.strerror}", "check its rights")
