"""Rows that cannot be read: set aside and said, so that one of them keeps nobody waiting.

A row was written by an earlier version, by another program, or on a disk that fails. Whoever reads many rows reads the
others; the one that cannot be read is noted here once, with the reason, and ``trilateral doctor`` names it.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from pydantic import ValidationError

from digests.store.engine.database import Database, Row
from digests.validation import faults

_log = logging.getLogger(__name__)

Kind = Literal["subscriber", "item", "story", "broadcast", "feed", "submission", "version", "update", "writing"]
Read = TypeVar("Read")

UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
"""What is raised when a row does not hold what it should; faults of the disk are other errors."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that could not be read. ``key`` is its id, a feed's URL or a note's name."""

    kind: Kind
    key: str
    reason: str


class Aside:
    """The table ``set_aside``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def readable(self, kind: Kind, rows: Iterable[Row], read: Callable[[Row], Read], *, key: str = "id") -> list[Read]:
        """What ``read`` makes of each of ``rows``, those left out that it cannot read."""
        found = []
        for row in rows:
            try:
                found.append(read(row))
            except UNREADABLE as error:
                self.put(kind, row[key], error)
        return found

    def put(self, kind: Kind, key: int | str, error: Exception) -> None:
        """Note that a row cannot be read, and why; said in the log the first time."""
        if self.holds(kind, key):
            return
        values = {"kind": kind, "key": str(key), "reason": _reason(error)}
        new = self._db.change(
            "INSERT INTO set_aside (kind, key, reason) VALUES (:kind, :key, :reason)"
            " ON CONFLICT (kind, key) DO NOTHING RETURNING key",
            values,
        )
        if new:
            _log.error("%s %s cannot be read and is set aside: %s", kind, key, values["reason"])

    def holds(self, kind: Kind, key: int | str) -> bool:
        """Whether this row is set aside."""
        values = {"kind": kind, "key": str(key)}
        return self._db.one("SELECT 1 FROM set_aside WHERE kind = :kind AND key = :key", values) is not None

    def lift(self, kind: Kind, key: int | str) -> bool:
        """The row was written anew and is read like any other; whether it had been set aside."""
        held = self.holds(kind, key)
        if held:
            values = {"kind": kind, "key": str(key)}
            self._db.change("DELETE FROM set_aside WHERE kind = :kind AND key = :key", values)
        return held

    def clear(self) -> None:
        """Try every row again: a newer version may read what an older one could not. Updates are not: they were passed
        over, and stay noted for as long as the log of updates knows them."""
        if self._db.one("SELECT 1 FROM set_aside WHERE kind <> 'update' LIMIT 1") is not None:
            self._db.change("DELETE FROM set_aside WHERE kind <> 'update'")

    def listed(self) -> list[SetAside]:
        """All of them, by kind."""
        rows = self._db.query("SELECT kind, key, reason FROM set_aside ORDER BY kind, key")
        return [SetAside(row["kind"], row["key"], row["reason"]) for row in rows]


def _reason(error: Exception) -> str:
    """One line that names the field; what a reader wrote does not belong in the log."""
    if isinstance(error, ValidationError):
        said = "; ".join(f"{place or 'all of it'}: {said}" for place, said in faults(error))
    else:
        said = f"{type(error).__name__}: {error}"
    return " ".join(said.split())[:_LONGEST]
