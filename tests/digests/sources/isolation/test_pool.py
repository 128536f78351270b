"""Parsing in worker processes: a bad document costs itself alone."""

import asyncio

import pytest

from digests.errors import ParseError
from digests.model import Feed
from digests.sources.isolation.pool import ParserPool
from tests.digests.sources.jobs import (
    chatter,
    crash,
    environment,
    fail,
    hoard,
    nest,
    sleep,
    used,
    work,
    work_deep_inside,
)

FEED = Feed("https://example.org/rss", "Example", "JP")
GOOD = b"<rss version='2.0'><channel><title>t</title><item><title>One</title></item></channel></rss>"


async def test_a_pool_parses_and_names_what_holds_no_feed() -> None:
    async with ParserPool(workers=1) as pool:
        parsed = await pool.parse(GOOD, content_type=None, feed=FEED, now=0)
        assert [entry.title for entry in parsed.entries] == ["One"]
        with pytest.raises(ParseError, match=r"example\.org.*HTML page"):
            await pool.parse(b"<html><body>no</body></html>", content_type=None, feed=FEED, now=0)


async def test_what_is_slow_greedy_or_deadly_is_named_and_the_next_document_is_read() -> None:
    async with ParserPool(workers=1, seconds=3, memory=200 << 20) as pool:
        await pool.run("warm", chatter, "up")
        with pytest.raises(ParseError, match="slow: took longer than 3 s"):
            await pool.run("slow", work)
        with pytest.raises(ParseError, match="greedy: needs more memory"):
            await pool.run("greedy", hoard, 400)
        with pytest.raises(ParseError, match="deadly: crashed its reader"):
            await pool.run("deadly", crash)
        with pytest.raises(ParseError, match="deep: is nested too deeply"):
            await pool.run("deep", nest, 0)
        with pytest.raises(ParseError, match="buggy: cannot be read: ZeroDivisionError"):
            await pool.run("buggy", fail)
        assert await pool.run("fine", chatter, "still here") == "still here"


async def test_the_first_document_of_a_worker_has_no_more_time_than_any_other() -> None:
    async with ParserPool(workers=1, seconds=0.5) as pool:
        with pytest.raises(ParseError, match=r"took longer than 0\.5 s"):
            await pool.run("slow", work)


async def test_what_never_comes_back_to_python_is_ended_too() -> None:
    async with ParserPool(workers=1, seconds=0.5) as pool:
        with pytest.raises(ParseError, match=r"took longer than 0\.5 s"):
            await pool.run("slow", work_deep_inside)


async def test_what_waits_and_does_not_work_is_ended_by_the_clock() -> None:
    async with ParserPool(workers=1, seconds=0.05) as pool:
        with pytest.raises(ParseError, match=r"took longer than 0\.05 s"):
            await pool.run("waiting", sleep, 3600.0)


async def test_the_time_of_a_document_is_that_of_its_work_and_begins_anew_with_each() -> None:
    async with ParserPool(workers=1, seconds=1) as pool:
        await pool.run("waits longer than it may work", sleep, 1.5)
        for _ in range(3):
            assert await pool.run("works", used, 0.6) < 1


async def test_one_that_is_slow_keeps_no_other_waiting() -> None:
    async with ParserPool(workers=2, seconds=60) as pool:
        slow = asyncio.create_task(pool.run("slow", sleep, 3600.0))
        for _ in range(5):
            await pool.parse(GOOD, content_type=None, feed=FEED, now=0)
        assert not slow.done()
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow


async def test_a_worker_whose_caller_went_away_is_not_asked_again() -> None:
    async with ParserPool(workers=1) as pool:
        await pool.run("warm", chatter, "up")
        asked = asyncio.create_task(pool.run("slow", sleep, 5.0))
        await asyncio.sleep(0.05)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert await pool.run("next", chatter, "mine") == "mine"


async def test_a_worker_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:secret")
    async with ParserPool(workers=1) as pool:
        assert "TELEGRAM_BOT_TOKEN" not in await pool.run("env", environment)
