"""An online backup that counts only once it was restored and compared.

``integrity_check`` finds fewer than half of single-bit flips, so every table of the copy is compared with the
original, row by row, by a digest of its content, under one read transaction of the original. The copy's own digest is
laid beside it (``FILE.sha256``, as ``sha256sum -c`` reads it), so that a bit that flips later is found as well.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

from digests.errors import StoreBroken, StoreError
from digests.store.engine import permissions
from digests.store.engine.database import Database, sqlite3


def backup(db: Database, file: Path) -> int:
    """Copy ``db`` to ``file`` while it is in use, open the copy and compare it; the number of rows compared.

    Raises:
        StoreError: ``file`` exists, its folder does not, or it cannot be written.
        StoreBroken: the copy differs from the original; it is deleted.
    """
    if file.exists():
        raise StoreError(str(file), "exists already", "name a file that does not exist")
    if not file.parent.is_dir():  # a mistyped path would else be a backup that nobody finds
        raise StoreError(str(file), f"there is no folder {file.parent}", "make it, or name another")
    partial = file.with_name(file.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        permissions.file(partial)
        rows = _copy(db, partial)
        _seal(partial, file)
        partial.rename(file)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(str(file), f"cannot be written: {error}", "check the path, its rights and the disk") from error
    finally:
        with suppress(OSError):
            partial.unlink()
    return rows


def seal_of(file: Path) -> Path:
    """Where the digest of a copy lies."""
    return file.with_name(file.name + ".sha256")


def fault_of(file: Path) -> str | None:
    """Why a copy could not be restored, in words; ``None`` where it could. It is read whole, and left as it is."""
    try:
        sealed = seal_of(file).read_text(encoding="ascii").split()[:1] if seal_of(file).exists() else []
        if sealed and sealed != [_sum(file)]:
            return f"it is not what was written: its content differs from {seal_of(file).name}"
    except (OSError, ValueError) as error:
        return str(error)
    try:
        copy = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            said = str(copy.execute("PRAGMA integrity_check(1)").fetchone()[0])
            known = set(digests_of(copy))
        finally:
            copy.close()
    except sqlite3.Error as error:
        return str(error)
    if said != "ok":
        return said
    return None if {"items", "subscribers"} <= known else "it holds no tables of ours"


def _seal(copy: Path, file: Path) -> None:
    """Lay the digest of ``copy`` where that of ``file`` is looked for."""
    seal = seal_of(file)
    seal.unlink(missing_ok=True)
    permissions.file(seal)
    seal.write_text(f"{_sum(copy)}  {file.name}\n", encoding="ascii", errors="backslashreplace")


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _copy(db: Database, partial: Path) -> int:
    original = sqlite3.connect(db.path, isolation_level=None)
    try:
        original.execute("BEGIN")
        expected = digests_of(original)
        copy = sqlite3.connect(partial, isolation_level=None)
        try:
            original.backup(copy)
        finally:
            copy.close()
        original.execute("ROLLBACK")
    finally:
        original.close()
    restored = sqlite3.connect(partial, isolation_level=None)
    try:
        found = digests_of(restored)
        sound = restored.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    finally:
        restored.close()
    if found != expected or not sound:
        wrong = [name for name in expected if found.get(name) != expected[name]]
        raise StoreBroken(
            str(partial), f"the copy differs in {', '.join(wrong) or 'structure'}", "check the disk; try again"
        )
    return sum(rows for rows, _ in expected.values())


def digests_of(connection: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    """Rows and a digest of the content of each table that holds data (an index of its own is checked with them)."""
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
    ]
    return {name: _digest(connection, name) for name in sorted(names)}


def _digest(connection: sqlite3.Connection, table: str) -> tuple[int, str]:
    total = hashlib.blake2b(digest_size=16)
    rows = 0
    for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - a name from sqlite_master
        total.update(repr(tuple(row)).encode())
        rows += 1
    return rows, total.hexdigest()
