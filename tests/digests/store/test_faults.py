"""A store that cannot be used says so in one line: which file, what is wrong, what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from digests.errors import StoreBroken, StoreLocked
from digests.store.engine.database import Database
from digests.store.engine.lock import DataLock


def test_a_second_instance_is_told_who_holds_the_data(tmp_path: Path) -> None:
    with DataLock(tmp_path, 1), pytest.raises(StoreLocked, match=f"in use by process {os.getpid()} on ") as caught:
        DataLock(tmp_path, 2).__enter__()
    assert str(tmp_path) in str(caught.value)
    with DataLock(tmp_path, 3):
        pass


def test_a_killed_instance_leaves_no_lock_behind(tmp_path: Path) -> None:
    script = (
        "import sys, time, pathlib\n"
        "from digests.store.engine.lock import DataLock\n"
        f"with DataLock(pathlib.Path({str(tmp_path)!r}), 1):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(StoreLocked, match=f"process {other.pid}"):
            DataLock(tmp_path, 2).__enter__()
        other.kill()
        other.wait()
    with DataLock(tmp_path, 3):
        pass


def test_a_full_database_is_said_and_the_change_is_undone(tmp_path: Path) -> None:
    db = Database(tmp_path / "t.db")
    pages = db.query("PRAGMA page_count")[0][0]
    with db.write() as change:
        change.execute("SELECT 1")
    db._writer.execute(f"PRAGMA max_page_count={pages + 2}")
    fill = "INSERT INTO bodies (body, created) VALUES (:body, 1)"
    bodies = [{"body": "small"}, {"body": "x" * 1_000_000}]
    with pytest.raises(StoreBroken, match=r"full.*make room"):
        db.change_many(fill, bodies)
    assert db.query("SELECT COUNT(*) FROM bodies")[0][0] == 0
    db.change(fill, {"body": "small"})


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "t.db").write_bytes(b"x" * 8192)
    with pytest.raises(StoreBroken, match=r"t\.db"):
        Database(tmp_path / "t.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreBroken, match="TRILATERAL_DATA_DIR"):
        DataLock(tmp_path, 1).__enter__()
