"""The connections: one that writes, one a thread that reads, and the transaction around every change."""

import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database as Toolbox

from digests.errors import StoreBroken
from digests.store.engine import permissions
from digests.store.engine.schema import KNOWN, migrations

if TYPE_CHECKING:
    import sqlite3 as sqlite3
else:  # the driver that sqlite-utils chose: pysqlite3 where it is installed
    from sqlite_utils.utils import sqlite3

Row = sqlite3.Row
Parameters = Mapping[str, Any]
_BUSY_MILLISECONDS = 10_000
_LOG_KEPT = 16 * 1024**2
"""Bytes of the write-ahead log that stay on the disk: it grows while a backup reads, and would keep that size."""
_FAULTS = {
    8: "it is read-only: check the rights of the file and its folder",
    10: "the disk fails: look at the system's log",
    11: "it is damaged: restore a backup",
    13: "the disk is full: make room",
    14: "it cannot be opened: check the path and its rights",
    26: "it is no database: restore a backup",
}
"""SQLite's result codes (https://www.sqlite.org/rescode.html) that mean the disk or the file, and what to do."""


class _ReadConnection:
    """One thread's connection for reading. Only that thread's storage holds it, so that it is closed with its thread:
    a service that makes threads for years keeps no more of them open than it has threads."""

    __slots__ = ("__weakref__", "connection")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection


class Database:
    """A SQLite file under WAL, migrated when opened.

    Writes go through :meth:`write`, one transaction at a time; reads through :meth:`query` and :meth:`one`, on a
    connection of the calling thread, and see what was committed; inside a ``write`` block of the same thread they
    see what it wrote so far.
    """

    def __init__(self, path: Path | str) -> None:
        """Open (and where needed create and migrate) the database at ``path``.

        Raises:
            StoreBroken: the file cannot be opened, is damaged, read-only, or from a newer version.
        """
        self.path = Path(path)
        self._lock = threading.RLock()
        self._writing: int | None = None
        """The thread that is inside a transaction."""
        self._local = threading.local()
        self._read_connections: weakref.WeakSet[_ReadConnection] = weakref.WeakSet()
        try:
            permissions.folder(self.path.parent)
            permissions.database(self.path)
            self._writer = self._connect()
            self._refuse_newer()
            migrations.apply(Toolbox(self._writer))
        except (OSError, sqlite3.Error) as error:
            raise StoreBroken(
                str(self.path), f"cannot be opened: {error}", "check the path, its rights and the disk"
            ) from error

    def _refuse_newer(self) -> None:
        """Raises:
        StoreBroken: a newer version has changed the tables, and what it stored we would not understand.
        """
        newer = [each.name for each in migrations.applied(Toolbox(self._writer)) if each.name not in KNOWN]
        if newer:
            self._writer.close()
            problem = f"was written by a newer version, which knows {', '.join(newer)}"
            advice = "install that version, or restore a backup from before it"
            raise StoreBroken(str(self.path), problem, advice)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            f"busy_timeout={_BUSY_MILLISECONDS}",
            f"journal_size_limit={_LOG_KEPT}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction, taken at once (``BEGIN IMMEDIATE``); committed at the end, rolled back on any exception.

        Nested blocks of one thread join the outer transaction. Whatever ends the process, what was committed stays; a
        power cut may take the last of it (see :meth:`lasting`).

        Raises:
            StoreBroken: the disk is full, the file is read-only or damaged.
        """
        with self._lock:
            if self._writer.in_transaction:
                yield self._writer
                return
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                self._writing = threading.get_ident()
                try:
                    yield self._writer
                    self._writer.execute("COMMIT")
                except BaseException:
                    if self._writer.in_transaction:  # SQLite itself rolls back on some faults
                        self._writer.execute("ROLLBACK")
                    raise
            except sqlite3.Error as error:
                self._say(error)
                raise
            finally:
                self._writing = None

    @contextmanager
    def lasting(self) -> Iterator[sqlite3.Connection]:
        """As :meth:`write`; once it has ended, no power cut takes back what it wrote, nor anything committed before it.

        For what somebody else is told is done: updates confirmed to Telegram, messages sent, drops taken away. Inside
        another transaction it lasts as that one does.
        """
        with self._lock:
            if self._writer.in_transaction:
                yield self._writer
                return
            self._writer.execute("PRAGMA synchronous=FULL")
            try:
                with self.write() as connection:
                    yield connection
            finally:
                self._writer.execute("PRAGMA synchronous=NORMAL")

    def _say(self, error: sqlite3.Error) -> None:
        """Raises:
        StoreBroken: ``error`` is a fault of the disk or the file, not of the statement.
        """
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _FAULTS:
            raise StoreBroken(str(self.path), f"cannot be used: {error}", _FAULTS[code]) from error

    @property
    def read_connection(self) -> sqlite3.Connection:
        """The calling thread's connection for reading: the writer's own inside a transaction of this thread."""
        if self._writing == threading.get_ident():
            return self._writer
        read_connection: _ReadConnection | None = getattr(self._local, "read_connection", None)
        if read_connection is None:
            read_connection = _ReadConnection(self._connect())
            read_connection.connection.execute("PRAGMA query_only=ON")
            with self._lock:
                self._read_connections.add(read_connection)
            self._local.read_connection = read_connection
        return read_connection.connection

    def query(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """All rows of a reading statement."""
        try:
            return list(self.read_connection.execute(sql, parameters or {}))
        except sqlite3.Error as error:
            self._say(error)
            raise

    def one(self, sql: str, parameters: Parameters | None = None) -> Row | None:
        """The first row, or ``None``."""
        row: Row | None = self.read_connection.execute(sql, parameters or {}).fetchone()
        return row

    def change(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """One statement in a transaction of its own; the rows of its ``RETURNING``, if it has one."""
        with self.write() as connection:
            return list(connection.execute(sql, parameters or {}))

    def change_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """One statement for each of ``rows``, in one transaction."""
        with self.write() as connection:
            connection.executemany(sql, rows)

    def fault(self) -> str | None:
        """What SQLite's own check finds wrong with the file, or ``None``; reads all of it."""
        try:
            said = str(self.read_connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        except sqlite3.Error as error:
            return f"{self.path}: {error}; restore a backup"
        return None if said == "ok" else f"{self.path}: {said}; restore a backup"

    def close(self) -> None:
        """Close every connection; the log is checkpointed by the last."""
        with self._lock:
            for read_connection in list(self._read_connections):
                read_connection.connection.close()
            self._read_connections.clear()
            self._writer.close()
