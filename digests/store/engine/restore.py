"""A backup becomes the database again: verified before, compared afterwards; what was there stays beside it."""

import os
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from digests.errors import StoreBroken, StoreError, StoreLocked
from digests.store.engine import permissions
from digests.store.engine.backup import digests_of, fault_of
from digests.store.engine.database import Database, sqlite3

_LOG = ("-wal", "-shm")
"""What SQLite keeps beside a database that is in use."""


def restore(file: Path, database: Path, now: int) -> Path | None:
    """Put a copy of ``file`` in the place of ``database``, of which nobody else may hold the data lock; where what was
    there before lies now, ``None`` where there was nothing.

    Raises:
        StoreError: there is no such file, or it cannot be copied.
        StoreBroken: the backup is damaged, no database of ours, or of a newer version.
        StoreLocked: something works on the database.
    """
    if not file.is_file():
        raise StoreError(str(file), "is no file", "name a backup: trilateral backup FILE makes one")
    if database.exists() and file.samefile(database):
        raise StoreError(str(file), "is the database itself", "name a backup of it")
    if (wrong := fault_of(file)) is not None:
        raise StoreBroken(str(file), f"cannot be restored: {wrong}", "take an older backup")
    _require_idle(database)
    fresh = database.with_name(database.name + ".restoring")
    try:
        permissions.folder(database.parent)
        _copy(file, fresh)
        Database(fresh).close()  # a newer version's is refused, an older one's brought up to date
        kept = _put_aside(database, now)
        for suffix in ("", *_LOG):
            with suppress(FileNotFoundError):
                fresh.with_name(fresh.name + suffix).rename(database.with_name(database.name + suffix))
    except (OSError, sqlite3.Error) as error:
        raise StoreError(str(database), f"cannot be written: {error}", "check rights and disk") from error
    finally:
        for suffix in ("", *_LOG):
            with suppress(OSError):
                fresh.with_name(fresh.name + suffix).unlink()
    return kept


def _require_idle(database: Path) -> None:
    """Raises StoreLocked. Its log is emptied into it meanwhile, which only who is alone with it may do."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreLocked(
                str(database), "is in use", "stop the service, the chat and what else reads it"
            ) from error
    except sqlite3.DatabaseError:  # damaged: that is why somebody restores
        return


def _copy(file: Path, fresh: Path) -> None:
    """``file`` page by page into ``fresh``, compared. Raises OSError, StoreBroken."""
    fresh.unlink(missing_ok=True)
    permissions.file(fresh)
    source = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    with closing(source), closing(sqlite3.connect(fresh)) as copy:
        source.backup(copy)
        if digests_of(source) != digests_of(copy):
            raise StoreBroken(str(fresh), "differs from the backup", "check the disk; try again")
    with fresh.open("rb") as written:
        os.fsync(written.fileno())


def _put_aside(database: Path, now: int) -> Path | None:
    """What is there goes out of the way under a name that says when. Raises OSError."""
    if not database.exists():
        return None
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%S")
    kept = database.with_name(f"{database.name}.before-{moment}")
    for suffix in ("", *_LOG):
        with suppress(FileNotFoundError):
            database.with_name(database.name + suffix).rename(kept.with_name(kept.name + suffix))
    return kept
