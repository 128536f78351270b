"""The bytes of one file of the inbox, where it is a file of its own that nobody writes to meanwhile."""

import os
import stat
from contextlib import suppress

from digests.errors import DropRejected
from digests.sources.drops.folders import Folder

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
_KINDS = (
    (stat.S_ISLNK, "is a link", "drop a copy of the file itself"),
    (stat.S_ISDIR, "is a folder", "drop the files in it one by one"),
    (stat.S_ISFIFO, "is a pipe, not a file", "drop a regular file"),
    (stat.S_ISSOCK, "is a socket, not a file", "drop a regular file"),
    (stat.S_ISCHR, "is a device, not a file", "drop a regular file"),
    (stat.S_ISBLK, "is a device, not a file", "drop a regular file"),
)


def content_of(folder: Folder, file: str, name: str) -> bytes | None:
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
    return content if size(after) == size(before) else None


def size(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def mark_of(status: os.stat_result) -> str:
    """What identifies a file while it is moved from folder to folder, even to another disk: when it was written, to the
    nanosecond, and its size."""
    return f"{status.st_mtime_ns:x}-{status.st_size:x}"
