"""A backup is made while the database is in use and counts only when it equals the original."""

from pathlib import Path

import pytest

from digests.errors import StoreError
from digests.store.engine.backup import backup
from digests.store.engine.database import Database
from digests.store.engine.notes import NoteStore


@pytest.fixture
def db(tmp_path: Path) -> Database:
    opened = Database(tmp_path / "trilateral.db")
    NoteStore(opened).set("day", "20261124")
    return opened


def test_the_copy_opens_and_holds_what_the_original_holds(db: Database, tmp_path: Path) -> None:
    assert backup(db, tmp_path / "b.db") > 0
    assert NoteStore(Database(tmp_path / "b.db")).get("day") == "20261124"


def test_what_is_committed_but_still_in_the_log_is_in_the_copy(db: Database, tmp_path: Path) -> None:
    NoteStore(db).set("later", "yes")
    backup(db, tmp_path / "b.db")
    assert NoteStore(Database(tmp_path / "b.db")).get("later") == "yes"


def test_a_folder_that_is_not_there_is_not_made(db: Database, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        backup(db, tmp_path / "copeis" / "b.db")
    assert not (tmp_path / "copeis").exists()


def test_an_existing_file_is_not_overwritten(db: Database, tmp_path: Path) -> None:
    (tmp_path / "b.db").write_text("mine")
    with pytest.raises(StoreError, match="exists"):
        backup(db, tmp_path / "b.db")
    assert (tmp_path / "b.db").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_named_and_nothing_stays_behind(db: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"file/b\.db"):
        backup(db, tmp_path / "file" / "b.db")
    assert not list(tmp_path.glob("*.partial"))
