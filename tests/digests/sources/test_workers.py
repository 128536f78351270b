"""Parsing in worker processes: a bad document costs itself alone."""

import pytest

from digests.errors import ParseError
from digests.model import Feed
from digests.sources.workers import ParserPool

FEED = Feed("https://example.org/rss", "Example", "JP")
GOOD = b"<rss version='2.0'><channel><title>t</title><item><title>One</title></item></channel></rss>"


async def test_a_pool_parses_and_names_what_holds_no_feed() -> None:
    async with ParserPool(workers=1) as pool:
        parsed = await pool.parse(GOOD, content_type=None, feed=FEED, now=0)
        assert [entry.title for entry in parsed.entries] == ["One"]
        with pytest.raises(ParseError, match=r"example\.org.*HTML page"):
            await pool.parse(b"<html><body>no</body></html>", content_type=None, feed=FEED, now=0)
