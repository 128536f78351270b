"""Is each feed well? Each is fetched once and nothing is stored: status, items, newest, language, encoding, what is
wrong and what to do about it."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from types import MappingProxyType
from typing import Literal

from digests.errors import AddressRefused, FetchError, Gone, ParseError, SourceError, TooLarge
from digests.intake.substitution import Reached, Substitution
from digests.language.detect import written_in
from digests.model import Feed
from digests.sources.feeds.naming import remark_on
from digests.sources.feeds.parse import ParsedFeed
from digests.sources.feeds.polling import PollState
from digests.sources.feeds.silence import DEAD, quiet, rhythm
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.discovery import discover
from digests.sources.web.responses import Limits, Pages, Response

Status = Literal["good", "stale", "empty", "broken", "unreachable", "refused", "ended"]

STALE = 90 * 86_400
"""Seconds without a new item after which a feed is called stale."""
_AT_ONCE = 16
_UNMET = PollState()
_NONE: Mapping[str, PollState] = MappingProxyType({})


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
    instead: str | None = None
    """The alternate that will do where the feed itself does not."""

    @property
    def living(self) -> bool:
        """Whether news come from it, or from an alternate in its place."""
        return self.status == "good" or self.instead is not None

    @property
    def good(self) -> bool:
        return self.status in ("good", "stale")


async def check_feeds(
    feeds: Sequence[Feed], pages: Pages, pool: ParserPool, *, now: int, states: Mapping[str, PollState] = _NONE
) -> AsyncIterator[FeedCheck]:
    """Check ``feeds``, a few at a time; each is yielded as soon as it is known. Never raises for what a feed does.

    ``states``: what is remembered of them, by URL; it tells an alternate of the publisher's from a stranger's.
    """
    room = asyncio.Semaphore(_AT_ONCE)

    async def one(feed: Feed) -> FeedCheck:
        async with room:
            return await check_feed(feed, pages, pool, now=now, state=states.get(feed.url, _UNMET))

    for done in asyncio.as_completed([one(feed) for feed in feeds]):
        yield await done


async def check_feed(feed: Feed, pages: Pages, pool: ParserPool, *, now: int, state: PollState = _UNMET) -> FeedCheck:
    """What ``feed`` looks like at ``now``, and where it does not live, whether one of its alternates will do."""
    started = monotonic()
    check = await _checked(feed, pages, pool, now)
    if not check.living and feed.alternates:
        check = await _replaced(check, Substitution(pages, pool, Limits(), feed, state, now))
    return replace(check, milliseconds=int((monotonic() - started) * 1000))


async def _replaced(check: FeedCheck, substitution: Substitution) -> FeedCheck:
    newer_than = check.newest or 0
    for address in check.feed.alternates:
        found = await substitution.look(address, newer_than)
        if isinstance(found, Reached):
            said, advice = f"its alternate {address} will do", "the service reads it meanwhile"
            return replace(check, instead=address, problems=(*check.problems, said), advice=(*_padded(check), advice))
        check = replace(
            check, problems=(*check.problems, f"its alternate {address} will not do: {found}"), advice=_padded(check)
        )
    return check


def _padded(check: FeedCheck) -> tuple[str, ...]:
    """An advice for each problem, so that the next stands beside its own."""
    return (*check.advice, *[""] * (len(check.problems) - len(check.advice)))


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
    remarks = list(_remarks(feed, response, parsed, times, language, now))
    status: Status = "good"
    if not any(entry.title for entry in parsed.entries):
        status = "empty"
    elif _is_stale(times, now):
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


def _is_stale(times: Sequence[int], now: int) -> bool:
    """Nothing new for a quarter, or for a week where it used to speak far more often."""
    newest = max(times, default=now)
    if now - newest > STALE:
        return True
    found = rhythm(times, now)
    return now - newest > DEAD and quiet(newest, found.gap, found.lull, now)


def _remarks(
    feed: Feed, response: Response, parsed: ParsedFeed, times: Sequence[int], language: str | None, now: int
) -> Iterator[tuple[str, str]]:
    """(what is wrong, what to do)."""
    newest = max(times, default=None)
    if response.moved_to:
        yield f"has moved for good to {response.moved_to}", f'write url = "{response.moved_to}"'
    if not parsed.entries:
        yield "holds no items", "watch it for a while, or remove it"
    elif newest is None:
        yield "dates none of its items", "they are dated by when they are first seen"
    elif _is_stale(times, now):
        yield f"has had nothing new for {(now - newest) // 86_400} days", "look whether the publisher has another feed"
    if feed.language and language and feed.language.split("-")[0] != language.split("-")[0]:
        yield f"is written in {language}, not in {feed.language}", f'write language = "{language}"'
    if reason := remark_on(parsed.entries):
        yield reason, ""
    if not any(name in response.headers for name in ("etag", "last-modified")):
        yield "gives no validators: every poll costs it the whole document", ""
