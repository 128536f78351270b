"""One pass over the sources, with programmable pages, parser, intake and drops."""

import asyncio
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
import pytest

from digests.errors import DropRejected, FetchError, Gone, ParseError, SourceError, StoreBroken
from digests.intake.ingest import Ingest
from digests.intake.report import IngestReport, Notice, SourceLine
from digests.model import Entry, Feed
from digests.sources.feeds.naming import teaser
from digests.sources.web.responses import Hop, Limits, Response
from digests.store.engine.database import Database
from digests.store.news.feeds import FeedStore
from digests.stories.identity import keys as identity_keys

HOUR, DAY = 3600, 86_400
NOW = 1_790_000_000


@dataclass(slots=True)
class Pages:
    """Answers each URL with what ``answers`` holds for it: a response, a body, or an error to raise."""

    answers: dict[str, Response | bytes | Exception] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    async def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, limits: Limits | None = None
    ) -> Response:
        self.asked.append((url, dict(headers or {})))
        answer = self.answers.get(url, b"")
        if isinstance(answer, Exception):
            raise answer
        return Response(url, 200, {"etag": '"1"'}, answer) if isinstance(answer, bytes) else answer


@dataclass(frozen=True, slots=True)
class Parsed:
    entries: tuple[Entry, ...]
    title: str = ""
    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Parser:
    """A line of the body is an entry's title."""

    parsed: int = 0

    async def parse(self, body: bytes, *, content_type: str | None, feed: Feed, now: int) -> Parsed:
        self.parsed += 1
        if body == b"<html>":
            raise ParseError(feed.url, "is a web page, not a feed")
        if body == b"bug":
            raise ZeroDivisionError("a bug of ours")
        titles = body.decode().split("\n")
        return Parsed(tuple(Entry("feed", feed.url, feed.name, feed.country, title) for title in titles))


@dataclass(frozen=True, slots=True)
class Taken:
    added: tuple[int, ...]
    remark: str = ""
    known: int = 0
    repeats: int = 0


@dataclass(slots=True)
class Intake:
    """Remembers titles; what it knows is not added again."""

    pushed: dict[str, bool] = field(default_factory=dict)
    broken: bool = False
    busy: bool = False
    unjoinable: bool = False
    joined: list[int] = field(default_factory=list)

    def add(self, entries: Sequence[Entry], *, now: int, pushable: bool) -> Taken:
        if self.broken:
            raise StoreBroken("trilateral.db", "the disk is full")
        assert not self.busy
        self.busy = True
        time.sleep(0.002)
        self.busy = False
        new = [entry.title for entry in entries if entry.title not in self.pushed]
        self.pushed.update(dict.fromkeys(new, pushable))
        return Taken(tuple(range(len(new))), "its ids are bad" if "two" in new else "", len(entries) - len(new))

    def join(self, now: int) -> int:
        self.joined.append(len(self.pushed))
        if self.unjoinable:
            raise ZeroDivisionError("a bug of ours")
        return 0


@dataclass(slots=True)
class Drop:
    file: str
    entries: tuple[Entry, ...] = ()
    error: SourceError | None = None
    confirmed: bool = False
    rejected: bool = False
    stuck: Exception | None = None
    mark: str = ""
    refused: tuple[str, ...] = ()

    def confirm(self) -> None:
        if self.stuck:
            raise self.stuck
        self.confirmed = True

    def reject(self) -> None:
        if self.stuck:
            raise self.stuck
        self.rejected = True


@dataclass(slots=True)
class House:
    """Everything a pass needs, and a clock to turn."""

    feeds: FeedStore
    pages: Pages = field(default_factory=Pages)
    parser: Parser = field(default_factory=Parser)
    intake: Intake = field(default_factory=Intake)
    drops: list[Drop] = field(default_factory=list)
    now: int = NOW

    async def run(self, *, due_only: bool = False, after: int = 0) -> IngestReport:
        self.now += after
        ingest = Ingest(
            self.feeds, self.pages, self.parser, self.intake, lambda: self.now, self._claimed, jitter=lambda: 0.0
        )
        with closing(ingest):
            return await ingest.run(due_only=due_only)

    def _claimed(self, now: int) -> Iterator[Drop]:
        yield from self.drops
        self.drops = []

    def serve(self, **answers: Response | bytes | Exception) -> None:
        self.feeds.sync([Feed(_url(name), name, "JP") for name in answers])
        self.pages.answers = {_url(name): answer for name, answer in answers.items()}


def _url(name: str) -> str:
    return f"https://{name}.example/rss"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    db = Database(tmp_path / "t.db")
    yield House(FeedStore(db))
    db.close()


def _line(report: IngestReport, name: str) -> SourceLine:
    return next(line for line in report.lines if line.subject == _url(name))


async def test_each_feed_is_read_and_gets_its_line(house: House) -> None:
    house.serve(a=b"one\ntwo", b=b"three")
    report = await house.run()
    assert {(line.subject, line.outcome, line.entries, line.added) for line in report.lines} == {
        (_url("a"), "read", 2, 2),
        (_url("b"), "read", 1, 1),
    }
    assert set(house.intake.pushed) == {"one", "two", "three"}
    assert report.good


async def test_what_the_intake_remarks_of_a_feeds_ids_stands_in_its_line(house: House) -> None:
    house.serve(a=b"one\ntwo")
    assert _line(await house.run(), "a").detail == "its ids are bad"


async def test_a_bad_feed_never_stops_another(house: House) -> None:
    house.serve(
        missing=FetchError("x", "answered 404", status=404),
        page=b"<html>",
        empty=b" \n",
        bug=b"bug",
        worse=RuntimeError("surprise"),
        good=b"one",
    )
    report = await house.run()
    assert {line.subject: line.outcome for line in report.lines} == {
        **{_url(name): "failed" for name in ("missing", "page", "empty", "bug", "worse")},
        _url("good"): "read",
    }
    assert "404" in _line(report, "missing").detail
    assert "web page" in _line(report, "page").detail
    assert "empty" in _line(report, "empty").detail
    assert report.good


async def test_a_pass_in_which_nothing_worked_is_not_good(house: House) -> None:
    house.serve(missing=FetchError("x", "answered 404"))
    assert not (await house.run()).good


async def test_an_unchanged_feed_is_asked_conditionally_and_not_parsed(house: House) -> None:
    house.serve(a=b"one")
    await house.run()
    house.pages.answers[_url("a")] = Response(_url("a"), 304, {})
    report = await house.run(after=HOUR)
    assert house.pages.asked[1] == (_url("a"), {"If-None-Match": '"1"'})
    assert house.parser.parsed == 1
    assert _line(report, "a").outcome == "unchanged"


async def test_the_same_body_again_is_not_parsed(house: House) -> None:
    house.serve(a=b"one")
    await house.run()
    report = await house.run(after=HOUR)
    assert house.parser.parsed == 1
    assert _line(report, "a").outcome == "unchanged"


async def test_304_to_an_unconditional_question_is_a_failure(house: House) -> None:
    house.serve(a=Response(_url("a"), 304, {}))
    assert "304" in _line(await house.run(), "a").detail


async def test_what_a_feed_holds_at_first_sight_is_stored_but_not_pushed(house: House) -> None:
    house.serve(a=b"old")
    await house.run()
    house.pages.answers[_url("a")] = b"new\nold"
    await house.run(after=HOUR)
    house.pages.answers[_url("a")] = b"later\nnew\nold"
    await house.run(after=8 * DAY)
    assert house.intake.pushed == {"old": False, "new": True, "later": False}


async def test_only_feeds_whose_time_has_come_are_asked_when_so_wished(house: House) -> None:
    house.serve(a=b"one")
    await house.run(due_only=True)
    assert (await house.run(due_only=True, after=60)).lines == ()
    assert len((await house.run(due_only=True, after=DAY)).lines) == 1


async def test_what_each_poll_came_to_is_kept(house: House) -> None:
    house.serve(a=b"one")
    await house.run()
    house.pages.answers[_url("a")] = FetchError("x", "answered 500")
    await house.run(after=HOUR)
    assert [(result.outcome, result.detail) for result in house.feeds.results(_url("a"))] == [
        ("failed", "answered 500"),
        ("read", ""),
    ]


async def test_a_feed_that_ended_is_told_once_and_never_asked_again(house: House) -> None:
    house.serve(a=Gone("x", "has ended (410)"), b=b"one")
    first = await house.run()
    second = await house.run(after=DAY)
    assert first.notices == (Notice("ended", "a", _url("a")),)
    assert second.notices == ()
    assert [url for url, _ in house.pages.asked].count(_url("a")) == 1
    assert _line(second, "a").outcome == "ended"


async def test_a_feed_failing_for_two_weeks_is_set_aside_and_the_admins_are_told(house: House) -> None:
    house.serve(a=FetchError("x", "answered 500"))
    reports = [await house.run(after=DAY) for _ in range(17)]
    assert [len(report.notices) for report in reports] == [0] * 14 + [1, 0, 0]
    assert len(house.pages.asked) == 15


async def test_no_feed_is_set_aside_while_none_answers_at_all(house: House) -> None:
    house.serve(**{name: FetchError("x", "no network") for name in ("a", "b", "c", "d")})
    reports = [await house.run(after=DAY) for _ in range(20)]
    assert [report.notices for report in reports] == [()] * 20
    house.pages.answers[_url("d")] = b"one"
    notices = [(await house.run(after=HOUR)).notices for _ in range(3)]
    assert [len(each) for each in notices] == [0, 3, 0]


async def test_a_feed_moved_twice_in_a_row_is_fetched_at_its_new_address(house: House) -> None:
    hop = (Hop(301, _url("a"), "https://new.example/rss"),)
    house.serve(a=Response("https://new.example/rss", 200, {}, b"one", hop))
    house.pages.answers["https://new.example/rss"] = b"one"
    notices = [(await house.run(after=HOUR)).notices for _ in range(3)]
    assert notices == [(), (Notice("moved", "a", _url("a"), "https://new.example/rss"),), ()]
    assert house.pages.asked[-1][0] == "https://new.example/rss"
    assert house.feeds.listed()[0].feed.url == _url("a")


async def test_a_full_disk_is_not_blamed_on_the_feed(house: House) -> None:
    house.serve(a=b"one")
    house.intake.broken = True
    report = await house.run()
    assert "disk is full" in _line(report, "a").detail
    house.intake.broken = False
    assert (await house.run()).added == 1


async def test_drops_are_taken_in_beside_the_feeds_and_confirmed_once_stored(house: House) -> None:
    house.serve(a=b"one")
    good = Drop("note.txt", (Entry("drop", "drop:note.txt", "desk", "XX", "a note"),))
    bad = Drop("broken.pdf", error=DropRejected("broken.pdf", "is not a PDF"))
    house.drops = [bad, good]
    report = await house.run()
    assert {line.subject: line.outcome for line in report.lines} == {
        _url("a"): "read",
        "drop:note.txt": "read",
        "drop:broken.pdf": "rejected",
    }
    assert (good.confirmed, bad.confirmed) == (True, False)
    assert house.intake.pushed["a note"]


async def test_a_drop_that_is_known_already_says_so(house: House) -> None:
    house.drops = [Drop(name, (Entry("drop", f"drop:{name}", "desk", "XX", "a note"),)) for name in ("a.txt", "b.txt")]
    report = await house.run()
    assert [(line.added, line.detail) for line in report.lines] == [(1, ""), (0, "1 known already")]


async def test_a_drop_that_could_not_be_stored_is_not_confirmed(house: House) -> None:
    drop = Drop("note.txt", (Entry("drop", "drop:note.txt", "desk", "XX", "a note"),))
    house.drops = [drop]
    house.intake.broken = True
    report = await house.run()
    assert not drop.confirmed
    assert not report.good


async def test_passes_that_overlap_store_one_batch_at_a_time(house: House) -> None:
    house.serve(**{f"f{number}": f"item {number}".encode() for number in range(12)})
    house.drops = [Drop(f"{n}.txt", (Entry("drop", f"drop:{n}.txt", "desk", "XX", f"note {n}"),)) for n in range(4)]
    ingest = Ingest(house.feeds, house.pages, house.parser, house.intake, lambda: NOW, house._claimed)
    with closing(ingest):
        reports = await asyncio.gather(ingest.run(due_only=False), ingest.run(due_only=False), ingest.empty_inbox())
    assert sum(report.added for report in reports) == 16


async def test_what_many_feeds_held_is_joined_to_stories_together(house: House) -> None:
    house.serve(**{f"f{number}": f"item {number}".encode() for number in range(12)})
    await house.run()
    assert house.intake.joined == [12]


async def test_items_that_cannot_be_joined_are_stored_all_the_same(house: House) -> None:
    house.serve(a=b"one")
    house.intake.unjoinable = True
    report = await house.run()
    assert report.good
    assert report.added == 1


async def test_progress_hears_of_each_source_as_it_is_done(house: House) -> None:
    house.serve(a=b"one", b=b"two", c=FetchError("x", "no"))
    heard: list[tuple[int, int]] = []
    ingest = Ingest(house.feeds, house.pages, house.parser, house.intake, lambda: NOW)
    with closing(ingest):
        await ingest.run(due_only=False, progress=lambda line, done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


@dataclass(slots=True)
class Completer:
    asked: list[str] = field(default_factory=list)

    async def complete(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        self.asked += [entry.title for entry in entries]
        return tuple(replace(entry, text=f"all of {entry.title}") for entry in entries)


async def test_only_new_entries_of_feeds_that_ask_for_it_are_fetched_whole(house: House) -> None:
    house.feeds.sync([Feed(_url("whole"), "whole", "JP", full_text=True), Feed(_url("short"), "short", "JP")])
    house.pages.answers = {_url("whole"): b"old\nnew", _url("short"): b"other"}
    old = Entry("feed", _url("whole"), "whole", "JP", "old")
    completer = Completer()
    ingest = Ingest(
        house.feeds,
        house.pages,
        house.parser,
        house.intake,
        lambda: NOW,
        articles=completer,
        known=lambda keys: dict.fromkeys(identity_keys(old), 1),
    )
    with closing(ingest):
        report = await ingest.run(due_only=False)
    assert completer.asked == ["new"]
    assert report.added == 3


async def test_an_entry_whose_teaser_changed_is_fetched_whole_again(house: House) -> None:
    house.feeds.sync([Feed(_url("whole"), "whole", "JP", full_text=True)])
    house.pages.answers = {_url("whole"): b"old\nother"}
    entries = [Entry("feed", _url("whole"), "whole", "JP", title) for title in ("old", "other")]
    words = {key: teaser(entry) for entry in entries for key in identity_keys(entry)}
    words |= dict.fromkeys(identity_keys(entries[0]), 12345)
    completer = Completer()
    ingest = Ingest(
        house.feeds,
        house.pages,
        house.parser,
        house.intake,
        lambda: NOW,
        articles=completer,
        known=lambda keys: dict.fromkeys(keys, 1),
        teasers=lambda keys: words,
    )
    with closing(ingest):
        await ingest.run(due_only=False)
    assert completer.asked == ["old"]


@dataclass(slots=True)
class Asking(Intake):
    """Looks into the store before it takes in, as the real one does."""

    feeds: FeedStore | None = None

    def add(self, entries: Sequence[Entry], *, now: int, pushable: bool) -> Taken:
        assert self.feeds is not None
        self.feeds.last_good()
        return Intake.add(self, entries, now=now, pushable=pushable)


async def test_one_pass_after_the_other_opens_no_further_descriptor_and_no_further_thread(house: House) -> None:
    house.serve(a=b"one", b=b"two")
    process, intake = psutil.Process(), Asking(feeds=house.feeds)
    with closing(Ingest(house.feeds, house.pages, house.parser, intake, lambda: NOW)) as ingest:
        await ingest.run(due_only=False)
        before = process.num_fds(), process.num_threads()
        for _ in range(30):
            await ingest.run(due_only=False)
        assert (process.num_fds(), process.num_threads()) == before
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("intake")]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), PermissionError(13, "Permission denied")])
@pytest.mark.parametrize("refused", [None, DropRejected("a.pdf", "is a broken PDF")])
async def test_a_drop_that_cannot_be_moved_is_said_and_stops_no_feed_and_no_other_drop(
    house: House, fault: OSError, refused: DropRejected | None
) -> None:
    house.serve(a=b"one", b=b"two")
    house.drops = [Drop("a.pdf", error=refused, stuck=fault), Drop("b.txt", error=DropRejected("b.txt", "is empty"))]
    report = await house.run()
    lines = {line.subject: line for line in report.lines}
    assert lines[_url("a")].added == lines[_url("b")].added == 1
    assert lines["drop:a.pdf"].outcome == "failed"
    assert str(fault.strerror) in lines["drop:a.pdf"].detail
    assert lines["drop:b.txt"].outcome == "rejected"


async def test_an_inbox_that_cannot_be_emptied_is_a_line_and_stops_no_feed(house: House) -> None:
    def broken(now: int) -> Iterator[Drop]:
        raise SourceError("drops/done", "is a link, not a folder", "put a folder in its place")
        yield

    house.serve(a=b"one")
    with closing(Ingest(house.feeds, house.pages, house.parser, house.intake, lambda: NOW, broken)) as ingest:
        report = await ingest.run(due_only=False)
    assert {(line.subject, line.outcome) for line in report.lines} == {(_url("a"), "read"), ("drop:inbox", "failed")}
    assert "drops/done: is a link" in next(line.detail for line in report.lines if line.dropped)
