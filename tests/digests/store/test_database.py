"""Connections: each has the life of its thread, and what is written is read by all."""

import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from digests.store.database import Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "t.db")
    yield opened
    opened.close()


def _read(db: Database) -> None:
    assert db.query("SELECT COUNT(*) AS n FROM bodies")[0]["n"] == 1


def _in_threads(db: Database, times: int) -> None:
    for _ in range(times):
        thread = threading.Thread(target=_read, args=(db,))
        thread.start()
        thread.join()


def test_a_threads_connection_ends_with_the_thread(db: Database) -> None:
    db.change("INSERT INTO bodies (body, created) VALUES ('a', 1)")
    _in_threads(db, 1)
    before = psutil.Process().num_fds()
    _in_threads(db, 40)
    assert psutil.Process().num_fds() == before


def test_connections_of_threads_that_still_live_end_with_the_database(tmp_path: Path) -> None:
    before = psutil.Process().num_fds()
    db = Database(tmp_path / "t.db")
    db.change("INSERT INTO bodies (body, created) VALUES ('a', 1)")
    read, go = threading.Event(), threading.Event()

    def stay() -> None:
        _read(db)
        read.set()
        go.wait()

    thread = threading.Thread(target=stay)
    thread.start()
    read.wait()
    db.close()
    after = psutil.Process().num_fds()
    go.set()
    thread.join()
    assert after == before
