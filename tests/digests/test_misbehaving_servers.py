"""A pass over a server that misbehaves in every way we could think of, good feeds among the bad."""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from digests.intake.ingest import Ingest
from digests.intake.report import SourceLine
from digests.model import Entry, Feed
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.fetch import Fetcher
from digests.sources.web.responses import Limits
from digests.store.engine.database import Database
from digests.store.news.feeds import FeedStore
from tests.loopback import Loopback, answer, rss
from tests.misbehaving import misbehaviours

NOW = 1_789_976_400
GOOD_FEEDS = 60
QUICK = Limits(seconds=6.0, idle_seconds=3.0)
"""So long that a good feed is read in it on the busiest machine, and that the longest wait is over soon."""


@dataclass(frozen=True, slots=True)
class Taken:
    added: tuple[int, ...]
    remark: str = ""
    known: int = 0
    repeats: int = 0


@dataclass(slots=True)
class Intake:
    entries: list[Entry] = field(default_factory=list)
    highest: int = 0

    def add(self, entries: Sequence[Entry], *, now: int, pushable: bool) -> Taken:
        self.entries += entries
        return Taken(tuple(range(len(entries))))

    def join(self, now: int) -> int:
        return 0


@dataclass(slots=True)
class Memory:
    """The highest resident size of this process, and of it with its workers, sampled while it is entered."""

    own: int = 0
    tree: int = 0
    _over: threading.Event = field(default_factory=threading.Event)
    _first: tuple[int, int] = (0, 0)
    _thread: threading.Thread | None = None

    def __enter__(self) -> "Memory":
        self._first = self.sample()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        assert self._thread
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.03):
            own, tree = self.sample()
            self.own, self.tree = max(self.own, own - self._first[0]), max(self.tree, tree - self._first[1])

    @staticmethod
    def sample() -> tuple[int, int]:
        process = psutil.Process()
        own = process.memory_info().rss
        children = 0
        for child in process.children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if "digests.sources.isolation.worker" in child.cmdline():
                    children += child.memory_info().rss
        return own, own + children


async def _warm(pool: ParserPool) -> None:
    await pool.parse(rss("one"), content_type=None, feed=Feed("https://w.example/", "W", "KR"), now=NOW)


@pytest.mark.slow
async def test_every_misbehaviour_is_named_and_every_other_feeds_items_arrive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = Database(tmp_path / "t.db")
    store, intake = FeedStore(db), Intake()
    lines: dict[str, SourceLine] = {}
    async with Loopback() as server:
        bad = misbehaviours(server)
        assert len(bad) >= 30
        good = {f"/good-{number}": [f"item {number} {letter}" for letter in "abc"] for number in range(GOOD_FEEDS)}
        server.routes |= {path: answer(rss(*titles)) for path, titles in good.items()}
        server.routes |= {f"/{name}": each.route for name, each in bad.items()}
        names = [f"/{name}" for name in bad]
        mixed = [path for pair in zip(names, [*good, *names], strict=False) for path in pair]
        paths = list(dict.fromkeys([*mixed, *good, *names]))
        store.sync([Feed(server.url(path), path, "KR", "ko") for path in paths])

        def progress(line: SourceLine, done: int, total: int) -> None:
            lines[line.subject] = line

        policy = AddressPolicy(allow_private=True)
        async with (
            Fetcher(policy, contact_url="https://contact.example", clock=lambda: NOW) as fetcher,
            ParserPool(workers=2) as pool,
        ):
            await asyncio.gather(*(_warm(pool) for _ in range(2)))
            with Memory() as memory:
                ingest = Ingest(store, fetcher, pool, intake, lambda: NOW, limits=QUICK)
                await ingest.run(due_only=False, progress=progress)
                ingest.close()
        for path, titles in good.items():
            line = lines[server.url(path)]
            assert (line.outcome, line.entries) == ("read", len(titles))
        arrived = {entry.title for entry in intake.entries}
        assert {title for titles in good.values() for title in titles} <= arrived
        with capsys.disabled():
            print(
                f"\n{len(bad)} misbehaviours; memory grew by {memory.own >> 20} MB, workers' too {memory.tree >> 20} MB"
            )
            for name in bad:
                line = lines[server.url(f"/{name}")]
                print(f"  {name:34} {line.outcome:7} {line.milliseconds:6} ms  {line.detail[:110]}")
        for name, each in bad.items():
            line = lines[server.url(f"/{name}")]
            assert line.outcome == each.outcome or (each.outcome == "either" and line.outcome in ("read", "failed")), (
                name
            )
            assert each.says in line.detail, name
    assert memory.tree >> 20 < 250
    db.close()
