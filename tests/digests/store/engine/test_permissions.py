"""What we keep is ours alone to read, also what an earlier version left open."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from digests.store import open_store
from digests.store.engine import permissions
from digests.store.engine.backup import backup
from digests.store.engine.lock import DataLock


@pytest.fixture(autouse=True)
def _generous() -> Iterator[None]:
    """Under the umask that most machines have."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_the_database_its_log_and_its_copies_are_made_for_us_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with DataLock(data, 1):
        store = open_store(data / "trilateral.db")
        store.notes.set("a", "b")
        backup(store.db, data / "copy.db")
        made = {path.name: rights(path) for path in data.iterdir()}
        store.close()
    assert rights(data) == 0o700
    assert set(made) >= {"trilateral.db", "trilateral.db-wal", "trilateral.db-shm", "copy.db", "trilateral.lock"}
    assert set(made.values()) == {0o600}


def test_what_was_open_is_closed_and_said(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "drops" / "done" / "deep").mkdir(parents=True)
    (data / "drops" / "done" / "deep" / "a.txt").write_text("a")
    (data / "trilateral.db-wal").write_text("")
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("theirs")
    (data / "link").symlink_to(elsewhere)
    opened = permissions.tighten(data)
    assert opened[0] == data
    assert len(opened) == 6
    assert {rights(path) for path in opened} == {0o700, 0o600}
    assert rights(elsewhere) == 0o644
    assert permissions.tighten(data) == []


def test_a_database_that_was_open_is_closed_when_it_is_opened(tmp_path: Path) -> None:
    open_store(tmp_path / "t.db").close()
    (tmp_path / "t.db").chmod(0o644)
    store = open_store(tmp_path / "t.db")
    store.notes.set("a", "b")
    assert {rights(tmp_path / name) for name in ("t.db", "t.db-wal", "t.db-shm")} == {0o600}
    store.close()


def test_a_folder_that_everybody_shares_is_left_as_it_is(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    assert permissions.tighten(shared) == []
    assert rights(shared) == 0o1777


def test_a_folder_of_a_closed_one_is_closed_as_well(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(0o700)
    (data / "backups").mkdir(0o755)
    assert permissions.tighten(data) == [data / "backups"]


def test_it_closes_nothing_that_a_link_leads_to_or_that_stands_elsewhere_too(tmp_path: Path) -> None:
    others, data = tmp_path / "others", tmp_path / "data"
    (others / "pages").mkdir(parents=True)
    (others / "index.html").write_text("for everybody")
    (data / "inbox").mkdir(parents=True)
    (data / "drops").symlink_to(others)
    (data / "inbox" / "linked.html").hardlink_to(others / "index.html")
    (data / "shared").mkdir()
    (data / "shared").chmod(0o1777)
    before = [path.stat().st_mode for path in (others, others / "pages", others / "index.html", data / "shared")]
    for mode in (0o755, 0o700):
        data.chmod(mode)
        permissions.tighten(data)
    assert [
        path.stat().st_mode for path in (others, others / "pages", others / "index.html", data / "shared")
    ] == before
