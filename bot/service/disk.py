"""Is there room: a disk that is full refuses even to delete, so the intake stops while there is some left."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_SHARE, _PLENTY, _LEAST = 0.05, 2 * 1024**3, 200 * 1024**2
"""Too little is left: under 5 % where that is under 2 GB, or under 200 MB on any disk."""


class Usage(NamedTuple):
    """Bytes, as ``shutil.disk_usage`` gives them."""

    total: int
    used: int
    free: int


def measured(path: Path) -> Usage:
    return Usage(*shutil.disk_usage(path))


def is_full(usage: Usage) -> bool:
    return usage.free < _LEAST or (usage.free < _SHARE * usage.total and usage.free < _PLENTY)


class Disk:
    """Remembers whether the intake may go on, and says when that changes."""

    def __init__(self, path: Path, measure: Callable[[Path], Usage] = measured) -> None:
        self._path, self._measure = path, measure
        self.full = False

    def look(self) -> str | None:
        """``full`` or ``free`` where it has just become so."""
        full = is_full(self._measure(self._path))
        changed, self.full = full != self.full, full
        if not changed:
            return None
        return "full" if full else "free"

    @property
    def free_megabytes(self) -> int:
        return self._measure(self._path).free // 1024**2
