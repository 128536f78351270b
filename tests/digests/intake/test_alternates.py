"""Feeds whose first address dies, moves, or falls silent, and their alternates, over real HTTP."""

from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest

from digests.intake.ingest import Ingest
from digests.intake.report import IngestReport, Notice, SourceLine
from digests.model import Entry, Feed
from digests.sources.feeds.silence import standing
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.fetch import Fetcher
from digests.store.engine.database import Database
from digests.store.news.feeds import FeedStore, StoredFeed
from tests.loopback import Loopback, Route, answer

HOUR, DAY = 3600, 86_400
START = 1_790_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    added: tuple[int, ...]
    remark: str = ""
    known: int = 0
    repeats: int = 0


@dataclass(slots=True)
class Intake:
    """What came in, and whether it may be pushed."""

    pushed: dict[str, bool] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def add(self, entries: Sequence[Entry], *, now: int, pushable: bool) -> Taken:
        new = [entry for entry in entries if entry.title not in self.pushed]
        self.pushed |= {entry.title: pushable for entry in new}
        self.entries += new
        return Taken(tuple(range(len(new))))

    def join(self, now: int) -> int:
        return 0


@dataclass(slots=True)
class Desk:
    """One feed, its alternates on hosts of their own, and a clock to turn."""

    server: Loopback
    folder: Path
    fetcher: Fetcher
    pool: ParserPool
    intake: Intake = field(default_factory=Intake)
    now: int = START
    alternates: tuple[str, ...] = ("/other",)

    @property
    def feed(self) -> Feed:
        return Feed(self.address("/first"), "Gazette", "KR", alternates=tuple(map(self.address, self.alternates)))

    def address(self, path: str) -> str:
        """Each path on a host of its own."""
        host = {"/first": "127.0.0.1"}.get(path, "127.0.0.2")
        return f"http://{host}:{self.server.port}{path}"

    async def run(self, *, after: int = 0) -> IngestReport:
        """One pass; the store is opened anew, as after a restart."""
        self.now += after
        db = Database(self.folder / "t.db")
        feeds = FeedStore(db)
        feeds.sync([self.feed])
        ingest = Ingest(feeds, self.fetcher, self.pool, self.intake, lambda: self.now, jitter=lambda: 0.0)
        with closing(ingest):
            report = await ingest.run(due_only=False)
        db.close()
        return report

    async def line(self, *, after: int = 0) -> SourceLine:
        (line,) = (await self.run(after=after)).lines
        return line

    def stored(self) -> StoredFeed:
        db = Database(self.folder / "t.db")
        stored = FeedStore(db).get(self.feed.url)
        db.close()
        assert stored
        return stored

    def serve(self, path: str, *titles: str, newest: int | None = None, site: str = "gazette.example") -> None:
        """A feed of daily items, the newest of them at ``newest`` (now, where none is said)."""
        self.server.routes[path] = answer(document(titles, self.now if newest is None else newest, site))

    def kill(self, path: str, status: str = "404 Not Found") -> None:
        self.server.routes[path] = answer(status=status)


def document(titles: Sequence[str], newest: int, site: str) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>https://www.{site}/{title.replace(' ', '-')}</link><pubDate>"
        f"{format_datetime(datetime.fromtimestamp(newest - n * DAY, UTC))}</pubDate></item>"
        for n, title in enumerate(titles)
    )
    return f'<rss version="2.0"><channel><title>Gazette</title>{items}</channel></rss>'.encode()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    policy = AddressPolicy(allow_private=True)
    async with (
        Loopback(host="0.0.0.0") as server,
        Fetcher(policy, contact_url="x", clock=lambda: START) as fetcher,
        ParserPool(1) as pool,
    ):
        yield Desk(server, tmp_path, fetcher, pool)


GONE: list[tuple[str, Route]] = [
    ("404", answer(status="404 Not Found")),
    ("410", answer(status="410 Gone")),
    ("403", answer(status="403 Forbidden")),
    ("a page", answer(b"<!doctype html><html><body>All new!</body></html>", content_type="text/html")),
    ("nothing", answer(b"")),
    ("moved to a page", answer(status="301 Moved Permanently", Location="/front")),
]


@pytest.mark.parametrize("route", [route for _, route in GONE], ids=[name for name, _ in GONE])
async def test_an_alternate_is_read_in_the_place_of_an_address_that_is_dead(desk: Desk, route: Route) -> None:
    desk.serve("/first", "one", "two")
    await desk.run()
    desk.server.routes["/first"] = route
    desk.serve("/other", "three", "one", newest=desk.now + HOUR)
    report = await desk.run(after=2 * HOUR)
    (line,) = report.lines
    assert (line.outcome, line.added) == ("read", 1)
    assert f"read at {desk.address('/other')} in its place" in line.detail
    assert report.notices == (Notice("alternate", "Gazette", desk.feed.url, desk.address("/other")),)
    assert desk.intake.pushed == {"one": False, "two": False, "three": True}
    assert {entry.feed for entry in desk.intake.entries} == {desk.feed.url}


async def test_an_address_that_is_dead_from_the_first_is_replaced_in_the_first_pass(desk: Desk) -> None:
    desk.alternates = ("/missing", "/other")
    desk.serve("/other", "one", "two")
    assert (await desk.line()).outcome == "read"
    assert desk.intake.pushed == {"one": False, "two": False}


async def test_an_alternate_in_use_is_asked_conditionally_and_survives_a_restart_without_further_word(
    desk: Desk,
) -> None:
    desk.kill("/first")
    desk.server.routes["/other"] = answer(document(["one", "two"], START, "gazette.example"), ETag='"o"')
    await desk.run()
    asked = len(desk.server.asked)
    report = await desk.run(after=HOUR // 2)
    assert [each.path for each in desk.server.asked[asked:]] == ["/other"]
    assert desk.server.asked[-1].headers["if-none-match"] == '"o"'
    assert (report.lines[0].outcome, report.notices) == ("unchanged", ())


async def test_a_server_that_is_busy_is_given_three_polls(desk: Desk) -> None:
    desk.serve("/first", "one", "two")
    desk.serve("/other", "one", "two")
    await desk.run()
    desk.kill("/first", "503 Service Unavailable")
    assert [(await desk.line(after=HOUR)).outcome for _ in range(3)] == ["failed", "failed", "read"]


async def test_a_feed_that_moves_is_followed_and_needs_no_alternate(desk: Desk) -> None:
    desk.server.routes["/first"] = answer(status="301 Moved Permanently", Location="/new")
    desk.serve("/new", "one", "two")
    reports = [await desk.run(after=HOUR) for _ in range(3)]
    assert [each.kind for report in reports for each in report.notices] == ["moved"]
    assert "/other" not in {each.path for each in desk.server.asked}


async def test_a_feed_that_falls_silent_is_replaced_by_what_has_news(desk: Desk) -> None:
    desk.serve("/first", "one", "two", "three")
    desk.serve("/other", "one", "two", "three")
    await desk.run()
    assert (await desk.line(after=5 * DAY)).outcome == "unchanged"
    assert (await desk.line(after=HOUR)).detail.endswith("no alternate will do")
    desk.serve("/other", "four", "three", newest=desk.now)
    report = await desk.run(after=HOUR + 1)
    assert [each.kind for each in report.notices] == ["alternate"]
    assert "has fallen silent" in report.lines[0].detail
    assert desk.intake.pushed["four"] is True


async def test_an_empty_channel_is_not_read_and_is_replaced(desk: Desk) -> None:
    desk.serve("/first", "one", "two")
    await desk.run()
    desk.serve("/first")
    desk.kill("/other")
    lines = [await desk.line(after=HOUR), await desk.line(after=HOUR // 2)]
    assert [line.outcome for line in lines] == ["empty", "empty"]
    assert standing(desk.stored().state, desk.now) == "empty"
    desk.serve("/other", "three", "two")
    line = await desk.line(after=HOUR)
    assert (line.outcome, line.added) == ("read", 1)


async def test_an_alternate_of_another_publisher_is_refused(desk: Desk) -> None:
    desk.alternates = ("/squatter", "/other")
    desk.serve("/first", "one", "two")
    await desk.run()
    desk.kill("/first")
    desk.serve("/squatter", "casino", "bonus", site="parked.example", newest=desk.now)
    line = await desk.line(after=HOUR)
    assert (line.outcome, "casino" in desk.intake.pushed) == ("failed", False)
    desk.serve("/other", "three", "two")
    line = await desk.line(after=2 * HOUR)
    assert (line.outcome, set(desk.intake.pushed)) == ("read", {"one", "two", "three"})


async def test_an_alternate_that_stands_still_itself_is_refused(desk: Desk) -> None:
    desk.serve("/other", "one", "two", newest=START - 60 * DAY)
    desk.kill("/first")
    assert "no alternate will do" in (await desk.line()).detail


async def test_the_first_address_is_read_again_once_it_is_well(desk: Desk) -> None:
    desk.serve("/first", "one", "two")
    await desk.run()
    desk.kill("/first")
    desk.serve("/other", "one", "two")
    await desk.run(after=HOUR)
    desk.serve("/other", "three", "two", newest=desk.now + HOUR)
    await desk.run(after=HOUR)
    desk.serve("/first", "four", "three", newest=desk.now + HOUR)
    report = await desk.run(after=2 * HOUR)
    assert report.notices == (Notice("returned", "Gazette", desk.feed.url, desk.feed.url),)
    assert desk.intake.pushed == {"one": False, "two": False, "three": True, "four": True}
    desk.serve("/first", "five", "four", newest=desk.now)
    line = await desk.line(after=HOUR)
    assert (line.outcome, line.detail) == ("read", "")
    assert desk.server.asked[-1].path == "/first"


async def test_a_first_address_that_is_still_silent_stays_replaced(desk: Desk) -> None:
    desk.serve("/first", "one", "two")
    await desk.run()
    desk.now += 6 * DAY
    desk.serve("/other", "three", "two")
    await desk.run()
    assert desk.stored().address == desk.address("/other")
    await desk.run(after=2 * HOUR)
    assert "/first" in {each.path for each in desk.server.asked[-2:]}
    assert desk.stored().address == desk.address("/other")


async def test_an_alternate_that_dies_gives_way_to_the_next(desk: Desk) -> None:
    desk.alternates = ("/other", "/third")
    desk.kill("/first")
    desk.serve("/other", "one", "two")
    await desk.run()
    desk.kill("/other")
    desk.serve("/third", "three", "two")
    report = await desk.run(after=HOUR // 2)
    assert [(each.kind, each.address) for each in report.notices] == [("alternate", desk.address("/third"))]


async def test_the_admins_hear_once_that_no_alternate_will_do(desk: Desk) -> None:
    desk.kill("/first")
    desk.kill("/other")
    kinds = [[each.kind for each in (await desk.run(after=DAY)).notices] for _ in range(6)]
    assert kinds == [[], [], ["alone"], [], [], []]


async def test_the_admins_hear_once_that_a_feed_without_alternates_has_fallen_silent(desk: Desk) -> None:
    desk.alternates = ()
    desk.serve("/first", "one", "two")
    kinds = [[each.kind for each in (await desk.run(after=2 * DAY)).notices] for _ in range(8)]
    assert [each for day in kinds for each in day] == ["silent"]
    desk.serve("/first", "three", "two")
    await desk.run()
    kinds = [[each.kind for each in (await desk.run(after=2 * DAY)).notices] for _ in range(6)]
    assert [each for day in kinds for each in day] == ["silent"]


async def test_what_was_silent_when_it_was_met_is_no_news_for_the_admins(desk: Desk) -> None:
    desk.alternates = ()
    desk.serve("/first", "one", "two", newest=START - 90 * DAY)
    assert [(await desk.run(after=DAY)).notices for _ in range(3)] == [(), (), ()]


async def test_links_are_resolved_where_the_alternate_stands(desk: Desk) -> None:
    desk.kill("/first")
    item = f"<item><title>one</title><link>/a/1</link><pubDate>{format_datetime(datetime.fromtimestamp(START, UTC))}"
    body = f'<rss version="2.0"><channel><title>Gazette</title>{item}</pubDate></item></channel></rss>'
    desk.server.routes["/other"] = answer(body.encode())
    await desk.run()
    assert desk.intake.entries[0].url == desk.address("/a/1")
