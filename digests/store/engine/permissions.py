"""What we keep is ours alone to read (0600, folders 0700): it holds who reads us and what they searched for."""

import os
import pwd
import stat
from collections.abc import Iterator
from pathlib import Path

FILE, FOLDER = 0o600, 0o700
_OTHERS = 0o077
_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a database; it makes them with the rights of the database."""


def folder(path: Path) -> None:
    """Make ``path`` where it is not there yet. Raises OSError."""
    path.mkdir(FOLDER, parents=True, exist_ok=True)


def file(path: Path) -> None:
    """Make an empty file where there is none, before something makes it that sets no rights. Raises OSError.

    One that is there is not opened: to close it again would take away the locks that SQLite holds on it
    (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE))
    except FileExistsError:
        return


def database(path: Path) -> None:
    """The file of a database and what stands beside it. Raises OSError."""
    file(path)
    for suffix in _BESIDE:
        _tightened(path.with_name(path.name + suffix))


def tighten(root: Path) -> list[Path]:
    """Take the rights of everybody else in ``root`` and below, where it is ours; the paths that were open to others.

    A root that nobody else may enter is looked through no deeper than its folders: nothing in them can be reached. One
    that everybody shares (the sticky bit says so) is left as it is, and so are such folders in it, links, and files
    that stand elsewhere too.
    """
    status = root.lstat()
    if status.st_mode & stat.S_ISVTX:
        return []
    return [path for path in _looked_at(root, status) if _tightened(path)]


def open_to_others(root: Path) -> list[Path]:
    """What :func:`tighten` would close."""
    return [path for path in _looked_at(root, root.lstat()) if _is_open(path)]


def _looked_at(root: Path, status: os.stat_result) -> tuple[Path, ...]:
    """What others may reach below ``root``, and itself."""
    return (root, *(_all_below(root) if status.st_mode & _OTHERS else _folders_below(root)))


def stranger(root: Path) -> str | None:
    """Whose ``root`` is, where it is not ours; whoever may do everything has no strangers."""
    owner = root.lstat().st_uid
    if owner == os.geteuid() or os.geteuid() == 0:
        return None
    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:
        return f"user {owner}"


def _all_below(root: Path) -> Iterator[Path]:
    for at, folders, files in os.walk(root):
        yield from (Path(at, name) for name in (*folders, *files))


def _folders_below(root: Path) -> Iterator[Path]:
    for at in (root, root / "drops"):
        if at.is_dir() and (at == root or not at.is_symlink()):
            yield from (each for each in at.iterdir() if each.is_dir() or at == root)


def _tightened(path: Path) -> bool:
    """Whether it was open to others, and is not any more."""
    try:
        if not _is_open(path):
            return False
        path.chmod(stat.S_IMODE(path.lstat().st_mode) & ~_OTHERS)
    except OSError:  # gone meanwhile, or on a file system that knows no rights
        return False
    return True


def _is_open(path: Path) -> bool:
    """Whether it is ours alone and others may look into it."""
    try:
        status = path.lstat()
    except OSError:
        return False
    kept = stat.S_ISREG(status.st_mode) and status.st_nlink == 1  # one that stands elsewhere too is not ours alone
    kept = kept or (stat.S_ISDIR(status.st_mode) and not status.st_mode & stat.S_ISVTX)
    return kept and status.st_uid == os.geteuid() and bool(status.st_mode & _OTHERS)
