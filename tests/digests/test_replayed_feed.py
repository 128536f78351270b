"""A real feed, state by state as it was over seven months, polled twice at each."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from digests.intake.entries import Intake, Taken
from digests.intake.ingest import Ingest
from digests.intake.repeats import Repeats
from digests.model import Entry, Feed, Item, Reading
from digests.sources.feeds.parse import ParsedFeed, parse_feed
from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.fetch import Fetcher
from digests.store import open_store
from tests.loopback import Asked, Loopback, answer


class Unread:
    """Understands nothing."""

    def read(self, entries: Sequence[Entry]) -> list[Reading]:
        return [Reading("ja", "none", (), (), (), ()) for _ in entries]


@dataclass(frozen=True, slots=True)
class Apart:
    """The real intake, but for stories."""

    intake: Intake

    def add(self, entries: Sequence[Entry], *, now: int, pushable: bool) -> Taken:
        return self.intake.add(entries, now=now, pushable=pushable)

    def join(self, now: int) -> int:
        return 0


class Unused:
    """The joiner that is never asked."""

    def join(self, items: Sequence[Item], now: int) -> None:
        raise AssertionError


@dataclass(slots=True)
class Parser:
    """Parses here, and counts."""

    parsed: int = 0
    distinct: set[tuple[str, str | None]] = field(default_factory=set)

    async def parse(self, body: bytes, *, content_type: str | None, feed: Feed, now: int) -> ParsedFeed:
        self.parsed += 1
        document = parse_feed(body, content_type=content_type, feed=feed, now=now)
        self.distinct |= {(entry.title, entry.url) for entry in document.entries}
        return document


@dataclass(slots=True)
class State:
    """What the server holds now; it answers 304 to who has it."""

    body: bytes = b""
    number: int = 0
    unchanged: int = 0

    async def __call__(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        tag = f'"{self.number}"'
        if asked.headers.get("if-none-match") == tag:
            self.unchanged += 1
            await answer(status="304 Not Modified", ETag=tag)(asked, writer)
        else:
            await answer(self.body, ETag=tag)(asked, writer)


async def test_every_distinct_item_of_a_real_feed_is_stored_once_and_pushed_at_most_once(
    testdata: Path, tmp_path: Path
) -> None:
    states = sorted((testdata / "feeds" / "ja-gov").glob("*.rss"))
    store, parser, state, now = open_store(tmp_path / "t.db"), Parser(), State(), [0]
    intake = Apart(Intake(store, Unread(), Unused(), Repeats(store)))
    policy = AddressPolicy(allow_private=True)
    async with (
        Loopback({"/rss": state}) as server,
        Fetcher(policy, contact_url="https://contact.example", clock=lambda: now[0]) as fetcher,
    ):
        store.feeds.sync([Feed(server.url("/rss"), "Government", "JP", "ja")])
        ingest = Ingest(store.feeds, fetcher, parser, intake, lambda: now[0])
        for number, path in enumerate(states):
            state.body, state.number = path.read_bytes(), number
            now[0] = int(datetime.strptime(path.stem, "%Y%m%dT%H%MZ").replace(tzinfo=UTC).timestamp())
            for _ in range(2):
                report = await ingest.run(due_only=False)
                assert report.good
                now[0] += 60
        ingest.close()
        assert len(server.asked) == 2 * len(states)
    assert state.unchanged == parser.parsed == len(states)
    items = list(store.items.every())
    told = {(link.title, link.url) for item in items for link in item.sources}
    retitled = {(was.title, was.url) for item in items for was in store.versions.of(item.id)}
    assert parser.distinct <= told | retitled
    assert len(retitled) < 10
    assert len(items) >= 0.998 * len(parser.distinct)
    first = {(entry.title, entry.url) for entry in _entries(states[0])}
    assert {(item.title, item.entry.url) for item in items if not item.pushable} >= first
    pushed: dict[tuple[str, str | None], list[int]] = {}
    for item in items:
        if item.pushable:
            pushed.setdefault((item.title, item.entry.url), []).append(item.published)
    again = [days for days in pushed.values() if len(days) > 1]  # announced once more, under a later date
    assert len(again) < 25
    assert all(later - earlier > 86_400 for days in again for earlier, later in pairwise(sorted(days)))
    store.close()


def _entries(path: Path) -> tuple[Entry, ...]:
    feed = Feed("https://g.example/rss", "Government", "JP", "ja")
    return parse_feed(path.read_bytes(), content_type=None, feed=feed, now=1_900_000_000).entries
