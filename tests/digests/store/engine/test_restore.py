"""A backup is put back whole or not at all, and what was there before stays."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests.errors import StoreBroken, StoreError, StoreLocked
from digests.store.engine.backup import backup, digests_of, fault_of, seal_of
from digests.store.engine.database import Database, sqlite3
from digests.store.engine.notes import NoteStore
from digests.store.engine.restore import restore

NOW = 1_780_000_000


def noted(path: Path, day: str) -> Database:
    opened = Database(path)
    NoteStore(opened).set("day", day)
    return opened


def day_of(path: Path) -> str | None:
    opened = Database(path)
    try:
        return NoteStore(opened).get("day")
    finally:
        opened.close()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Of a database that said Monday and says Tuesday by now."""
    db = noted(tmp_path / "trilateral.db", "monday")
    backup(db, tmp_path / "copy.db")
    NoteStore(db).set("day", "tuesday")
    db.close()
    return tmp_path / "copy.db"


def test_the_database_is_again_what_the_backup_holds(copy: Path) -> None:
    database = copy.with_name("trilateral.db")
    kept = restore(copy, database, NOW)
    assert day_of(database) == "monday"
    assert kept is not None
    assert day_of(kept) == "tuesday"
    assert fault_of(copy) is None


def test_it_is_equal_to_the_backup_row_by_row(copy: Path) -> None:
    database = copy.with_name("trilateral.db")
    restore(copy, database, NOW)
    one, other = (sqlite3.connect(path) for path in (copy, database))
    assert digests_of(one) == digests_of(other)
    one.close()
    other.close()


def test_it_is_restored_where_there_is_no_database_yet(copy: Path, tmp_path: Path) -> None:
    assert restore(copy, tmp_path / "new" / "trilateral.db", NOW) is None
    assert day_of(tmp_path / "new" / "trilateral.db") == "monday"


def test_a_database_in_use_is_left_alone(copy: Path) -> None:
    database = copy.with_name("trilateral.db")
    reading = Database(database)
    with pytest.raises(StoreLocked, match="in use"):
        restore(copy, database, NOW)
    assert NoteStore(reading).get("day") == "tuesday"
    reading.close()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_single_bit_that_flipped_in_a_backup_is_found_wherever_it_is(copy: Path, place: float, bit: int) -> None:
    whole = copy.read_bytes()
    at = int(place * len(whole))
    flipped = bytearray(whole)
    flipped[at] ^= 1 << bit
    copy.write_bytes(flipped)
    try:
        with pytest.raises(StoreBroken, match="cannot be restored"):
            restore(copy, copy.with_name("trilateral.db"), NOW)
        assert day_of(copy.with_name("trilateral.db")) == "tuesday"
    finally:
        copy.write_bytes(whole)


def test_a_backup_without_its_seal_is_restored_as_far_as_it_can_be_checked(copy: Path) -> None:
    seal_of(copy).unlink()
    restore(copy, copy.with_name("trilateral.db"), NOW)
    assert day_of(copy.with_name("trilateral.db")) == "monday"


def test_a_damaged_database_is_replaced_and_kept(copy: Path) -> None:
    database = copy.with_name("trilateral.db")
    database.write_bytes(b"not a database at all" * 500)
    kept = restore(copy, database, NOW)
    assert day_of(database) == "monday"
    assert kept is not None
    assert kept.read_bytes().startswith(b"not a database")


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "b.db"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StoreError):
        restore(file, tmp_path / "trilateral.db", NOW)
    assert not (tmp_path / "trilateral.db").exists()


def test_the_database_itself_is_no_backup_of_it(copy: Path) -> None:
    database = copy.with_name("trilateral.db")
    with pytest.raises(StoreError, match="itself"):
        restore(database, database, NOW)
    assert day_of(database) == "tuesday"


def test_a_backup_of_a_newer_version_is_refused_and_nothing_changes(copy: Path) -> None:
    newer = Database(copy)
    newer.change("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('trilateral', 'later', '')")
    newer.close()
    seal_of(copy).unlink()
    with pytest.raises(StoreBroken, match="newer"):
        restore(copy, copy.with_name("trilateral.db"), NOW)
    assert day_of(copy.with_name("trilateral.db")) == "tuesday"
