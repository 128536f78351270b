"""A database of every version so far opens, is read and is delivered from."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from digests.editions.broadcasting import Broadcasting
from digests.editions.publish import Publisher
from digests.model import Part
from digests.store import Store, open_store
from digests.store.engine.aside import Aside
from digests.store.engine.database import sqlite3
from digests.store.sending.bodies import load_body
from tests.digests.store.versions.__main__ import NOW, TITLE
from tests.digests.store.versions.__main__ import main as keep_today

FOLDER = Path(__file__).parent / "versions"
KEPT = sorted(path.stem for path in FOLDER.glob("*.sql"))


@pytest.fixture(params=[*KEPT, "today"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """As that version left it, opened by today's code."""
    kept = FOLDER / f"{request.param}.sql"
    if request.param == "today":
        kept = tmp_path / "today.sql"
        keep_today(kept)
    made = sqlite3.connect(tmp_path / "trilateral.db")
    made.executescript(f"BEGIN;\n{kept.read_text(encoding='utf-8')}COMMIT;")
    made.close()
    opened = open_store(tmp_path / "trilateral.db")
    yield opened
    opened.close()


def test_it_is_read_with_what_its_readers_chose(store: Store) -> None:
    readers = store.subscribers.many([1, 2])
    assert [reader.preferences.pictures for reader in readers] == ["light", "off"]
    assert [reader.preferences.language for reader in readers] == ["ja", "ja"]
    assert [follow.value for follow in store.interests.follows(1)] == ["trade"]
    assert store.readers.leanings([1])
    (feed,) = store.feeds.due(NOW + 2 * 86_400)
    assert feed.state.skip_days in ((7,), ())
    (story,) = store.stories.since(0)
    assert story.lead.title == TITLE
    assert [head.id for head in store.stories.heads(0, NOW)] == [1]
    assert Aside(store.db).listed() == []


def test_its_digests_and_its_broadcast_go_out(store: Store) -> None:
    assert Publisher(store, lambda digest, _: tuple(Part(s.headline) for s in digest.stories)).publish(NOW) == 2
    assert Broadcasting(store).advance(NOW)
    assert store.broadcasts.get(1).chat_id == 7
    waiting = store.outbox.ready(NOW, 10)
    assert [(each.chat_id, each.lane, load_body(each.body)) for each in waiting] == [
        (101, 0, Part("waited")),
        (101, 2, Part(TITLE)),
        (102, 2, Part(TITLE)),
        (101, 3, Part("waited")),
        (102, 3, Part("waited")),
    ]


def test_a_length_of_older_digests_is_the_nearest_of_today(tmp_path: Path) -> None:
    kept = (FOLDER / f"{KEPT[-1]}.sql").read_text(encoding="utf-8")
    made = sqlite3.connect(tmp_path / "trilateral.db")
    made.executescript(f"BEGIN;\n{kept}COMMIT;")
    with made:
        for number, length in ((1, "short"), (2, "long")):
            made.execute(
                "UPDATE subscribers SET preferences = json_set(preferences, '$.length', ?) WHERE id = ?",
                (length, number),
            )
    made.close()
    opened = open_store(tmp_path / "trilateral.db")
    assert [reader.preferences.length for reader in opened.subscribers.many([1, 2])] == ["brief", "full"]
    assert Aside(opened.db).listed() == []
    opened.close()


def test_every_version_is_kept_that_had_other_tables() -> None:
    """The numbers have no gap, and each differs from the one before it."""
    assert [f"{number:02d}" for number in range(1, len(KEPT) + 1)] == KEPT
    tables = [
        [line for line in (FOLDER / f"{name}.sql").read_text("utf-8").splitlines() if not line.startswith("INSERT")]
        for name in KEPT
    ]
    assert all(a != b for a, b in pairwise(tables))
