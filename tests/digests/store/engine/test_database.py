"""Connections: each has the life of its thread, and what is written is read by all."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from digests.model import Part
from digests.store import Store, open_store
from digests.store.engine.database import Database
from digests.store.sending.changes import Claim, Finish


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


def _statements(store: Store, act: Callable[[], object]) -> list[str]:
    """What the writer was told while ``act`` ran."""
    said: list[str] = []
    with store.db.write() as writer:
        pass
    writer.set_trace_callback(said.append)
    act()
    writer.set_trace_callback(None)
    return [each.split(" ")[0] if not each.startswith("PRAGMA") else each for each in said]


def test_what_others_are_told_is_done_outlives_a_power_cut(tmp_path: Path) -> None:
    """It is committed under ``synchronous=FULL``: the log is on the disk before the commit returns."""
    store = open_store(tmp_path / "t.db")
    row = store.outbox.add(Part("a"), 1, chat_id=1)
    for act in (
        lambda: store.updates.keep({5: "{}"}, 1),
        lambda: store.updates.add([5], 1),
        lambda: store.outbox.apply([Claim(row, 9)], 1),
        lambda: store.outbox.apply([Finish(row, 1, "sent")], 1),
    ):
        said = _statements(store, act)
        assert said.index("PRAGMA synchronous=FULL") < said.index("BEGIN") < said.index("COMMIT")
        assert said[-1] == "PRAGMA synchronous=NORMAL"
    assert "PRAGMA synchronous=FULL" not in _statements(store, lambda: store.notes.set("a", "b"))
    store.close()


def test_what_lasts_is_undone_like_any_other_when_it_fails(db: Database) -> None:
    def fail() -> None:
        with db.lasting() as change:
            change.execute("INSERT INTO bodies (body, created) VALUES ('a', 1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with db.lasting() as change, db.lasting():
        assert change.execute("PRAGMA synchronous").fetchone()[0] == 2
    with db.write() as change:
        assert change.execute("PRAGMA synchronous").fetchone()[0] == 1
    assert db.query("SELECT * FROM bodies") == []


def test_the_log_does_not_keep_its_largest_size(tmp_path: Path) -> None:
    db = Database(tmp_path / "t.db")
    db.read_connection.execute("BEGIN")
    db.query("SELECT COUNT(*) FROM bodies")
    for _ in range(4):
        db.change("INSERT INTO bodies (body, created) VALUES (:body, 1)", {"body": "x" * 8_000_000})
    log = tmp_path / "t.db-wal"
    assert log.stat().st_size > 30_000_000
    db.read_connection.execute("ROLLBACK")
    for _ in range(3):
        db.change("INSERT INTO bodies (body, created) VALUES ('a', 1)")
    assert log.stat().st_size <= 16 * 1024**2
    db.close()
