"""Is each feed well? Each is fetched once and nothing is stored: status, items, newest, language, encoding, what is
wrong and what to do about it."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Literal

from digests.errors import AddressRefused, FetchError, Gone, ParseError, SourceError, TooLarge
from digests.language.detect import written_in
from digests.model import Feed
from digests.sources.feeds.naming import remark_on
from digests.sources.feeds.parse import ParsedFeed
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.discovery import discover
from digests.sources.web.responses import Pages, Response

Status = Literal["good", "stale", "empty", "broken", "unreachable", "refused", "ended"]

STALE = 90 * 86_400
"""Seconds without a new item after which a feed is called stale."""
_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """What one feed looks like today."""

    feed: Feed
    status: Status
    http_status: int | None = None
    items: int = 0
    newest: int | None = None
    """Epoch seconds; ``None`` where no item is dated."""
    language: str | None = None
    """What most of its items are written in."""
    encoding: str | None = None
    milliseconds: int = 0
    problems: tuple[str, ...] = ()
    """What is wrong, in words."""
    advice: tuple[str, ...] = ()
    """What to do about each of ``problems``, in their order; ``""`` where there is nothing to do."""

    @property
    def good(self) -> bool:
        return self.status in ("good", "stale")


async def check_feeds(feeds: Sequence[Feed], pages: Pages, pool: ParserPool, *, now: int) -> AsyncIterator[FeedCheck]:
    """Check ``feeds``, a few at a time; each is yielded as soon as it is known. Never raises for what a feed does."""
    room = asyncio.Semaphore(_AT_ONCE)

    async def one(feed: Feed) -> FeedCheck:
        async with room:
            return await check_feed(feed, pages, pool, now=now)

    for done in asyncio.as_completed([one(feed) for feed in feeds]):
        yield await done


async def check_feed(feed: Feed, pages: Pages, pool: ParserPool, *, now: int) -> FeedCheck:
    """What ``feed`` looks like at ``now``."""
    started = monotonic()
    check = await _checked(feed, pages, pool, now)
    return replace(check, milliseconds=int((monotonic() - started) * 1000))


async def _checked(feed: Feed, pages: Pages, pool: ParserPool, now: int) -> FeedCheck:
    try:
        response = await pages.get(feed.url)
    except FetchError as error:
        return _unfetched(feed, error)
    try:
        parsed = await pool.parse(response.body, content_type=response.headers.get("content-type"), feed=feed, now=now)
    except ParseError as error:
        advice = await _elsewhere(feed, error, pages, pool, now)
        return FeedCheck(feed, "broken", response.status, problems=(error.problem,), advice=advice)
    return _judged(feed, response, parsed, now)


def _unfetched(feed: Feed, error: FetchError) -> FeedCheck:
    status: Status = "unreachable" if error.status is None else "broken"
    if isinstance(error, TooLarge):
        status = "broken"
    elif isinstance(error, Gone):
        status = "ended"
    elif isinstance(error, AddressRefused):
        status = "refused"
    advice = error.advice or "try again later; look for its new address on the publisher's site if it stays so"
    return FeedCheck(feed, status, error.status, problems=(error.problem,), advice=(advice,))


async def _elsewhere(feed: Feed, error: ParseError, pages: Pages, pool: ParserPool, now: int) -> tuple[str, ...]:
    """Where the page that stands in the feed's place says that the feed is."""
    try:
        found = await discover(feed.url, pages, pool, now=now)
    except SourceError:
        found = ()
    if found:
        ways = (f"use {each.url} ({each.title or 'no title'}, {each.entries} items)" for each in found[:3])
        return (", or ".join(ways),)
    return (error.advice or "look for its address on the publisher's site, or remove it",)


def _judged(feed: Feed, response: Response, parsed: ParsedFeed, now: int) -> FeedCheck:
    times = [entry.published for entry in parsed.entries if entry.published is not None]
    newest = max(times, default=None)
    language = written_in(parsed.entries)
    remarks = list(_remarks(feed, response, parsed, newest, language, now))
    status: Status = "good"
    if not parsed.entries:
        status = "empty"
    elif newest is not None and now - newest > STALE:
        status = "stale"
    return FeedCheck(
        feed,
        status,
        response.status,
        len(parsed.entries),
        newest,
        language,
        parsed.encoding,
        problems=(*parsed.problems, *(problem for problem, _ in remarks)),
        advice=(*("" for _ in parsed.problems), *(advice for _, advice in remarks)),
    )


def _remarks(
    feed: Feed, response: Response, parsed: ParsedFeed, newest: int | None, language: str | None, now: int
) -> Iterator[tuple[str, str]]:
    """(what is wrong, what to do)."""
    if response.moved_to:
        yield f"has moved for good to {response.moved_to}", f'write url = "{response.moved_to}"'
    if not parsed.entries:
        yield "holds no items", "watch it for a while, or remove it"
    elif newest is None:
        yield "dates none of its items", "they are dated by when they are first seen"
    elif now - newest > STALE:
        yield f"has had nothing new for {(now - newest) // 86_400} days", "look whether the publisher has another feed"
    if feed.language and language and feed.language.split("-")[0] != language.split("-")[0]:
        yield f"is written in {language}, not in {feed.language}", f'write language = "{language}"'
    if reason := remark_on(parsed.entries):
        yield reason, ""
    if not any(name in response.headers for name in ("etag", "last-modified")):
        yield "gives no validators: every poll costs it the whole document", ""
