"""The doctor of feeds."""

from collections.abc import AsyncIterator

import pytest

from digests.intake.checking import FeedCheck, check_feed, check_feeds
from digests.model import Feed
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.fetch import Fetcher
from tests.loopback import Loopback, Route, answer, rss

NOW = 1_789_976_400

DATED = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>소식</title>
<item><title>정부, 세 나라 정상회의 준비</title><link>https://n.example/1</link><pubDate>{date}</pubDate></item>
<item><title>경제 장관 회담 열려</title><link>https://n.example/2</link><pubDate>{date}</pubDate></item></channel></rss>"""


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with Loopback() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(AddressPolicy(allow_private=True), contact_url="x", clock=lambda: NOW) as running:
        yield running


@pytest.fixture
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(workers=1) as running:
        yield running


async def _check(
    server: Loopback, fetcher: Fetcher, pool: ParserPool, route: Route, language: str | None = None
) -> FeedCheck:
    server.routes["/f"] = route
    return await check_feed(Feed(server.url("/f"), "F", "KR", language), fetcher, pool, now=NOW)


async def test_a_good_feed_tells_its_items_newest_language_and_encoding(
    server: Loopback, fetcher: Fetcher, pool: ParserPool
) -> None:
    body = DATED.format(encoding="euc-kr", date="Sun, 20 Sep 2026 09:00:00 +0900").encode("cp949")
    check = await _check(server, fetcher, pool, answer(body, ETag='"1"'), "ko")
    assert (check.status, check.http_status, check.items, check.language) == ("good", 200, 2, "ko")
    assert check.newest == 1_789_862_400
    assert check.encoding == "cp949"
    assert check.good


async def test_a_feed_long_silent_is_stale(server: Loopback, fetcher: Fetcher, pool: ParserPool) -> None:
    body = DATED.format(encoding="utf-8", date="Sun, 20 Sep 2020 09:00:00 +0900").encode()
    check = await _check(server, fetcher, pool, answer(body))
    assert check.status == "stale"
    assert any("2192 days" in problem for problem in check.problems)


async def test_a_wrong_language_and_missing_validators_are_said(
    server: Loopback, fetcher: Fetcher, pool: ParserPool
) -> None:
    body = DATED.format(encoding="utf-8", date="Sun, 20 Sep 2026 09:00:00 +0900").encode()
    check = await _check(server, fetcher, pool, answer(body), "ja")
    assert any("written in ko, not in ja" in problem for problem in check.problems)
    assert any("no validators" in problem for problem in check.problems)
    assert 'write language = "ko"' in check.advice


async def test_a_page_in_a_feeds_place_says_where_the_feed_is(
    server: Loopback, fetcher: Fetcher, pool: ParserPool
) -> None:
    server.routes["/new.xml"] = answer(rss("one", "two"))
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/new.xml"></head></html>'
    check = await _check(server, fetcher, pool, answer(page, content_type="text/html"))
    assert check.status == "broken"
    assert server.url("/new.xml") in check.advice[0]


@pytest.mark.parametrize(
    ("route", "status"),
    [
        (answer(status="404 Not Found"), "broken"),
        (answer(status="410 Gone"), "ended"),
        (answer(b"\x00\x01\x02binary"), "broken"),
        (answer(rss()), "empty"),
        (answer(status="302 Found", Location="http://169.254.169.254/"), "refused"),
        (answer(rss("one")), "good"),
    ],
)
async def test_whatever_is_wrong_has_a_name_and_something_to_do(
    server: Loopback, fetcher: Fetcher, pool: ParserPool, route: Route, status: str
) -> None:
    check = await _check(server, fetcher, pool, route)
    assert check.status == status
    assert check.good or (check.problems and check.advice)


async def test_a_permanent_move_is_advised(server: Loopback, fetcher: Fetcher, pool: ParserPool) -> None:
    server.routes["/g"] = answer(rss("one"))
    check = await _check(server, fetcher, pool, answer(status="301 Moved", Location="/g"))
    assert f'write url = "{server.url("/g")}"' in check.advice


async def test_every_feed_is_checked_whatever_the_others_do(
    server: Loopback, fetcher: Fetcher, pool: ParserPool
) -> None:
    server.routes["/good"] = answer(rss("one"))
    feeds = [Feed(server.url(path), path, "JP") for path in ("/good", "/missing")] + [
        Feed("http://127.0.0.1:1/", "-", "JP")
    ]
    checks = {check.feed.name: check.status async for check in check_feeds(feeds, fetcher, pool, now=NOW)}
    assert checks == {"/good": "good", "/missing": "broken", "-": "unreachable"}


async def test_a_feed_that_stands_still_for_its_own_rhythm_is_stale(
    server: Loopback, fetcher: Fetcher, pool: ParserPool
) -> None:
    items = "".join(
        f"<item><title>{n}번째 소식</title><link>https://n.example/{n}</link><pubDate>{day} Aug 2026 09:00:00 +0900"
        "</pubDate></item>"
        for n, day in enumerate(range(10, 21))
    )
    check = await _check(server, fetcher, pool, answer(f"<rss version='2.0'><channel>{items}</channel></rss>".encode()))
    assert check.status == "stale"
    assert any("nothing new for 32 days" in problem for problem in check.problems)


async def test_an_alternate_that_will_do_makes_a_dead_feed_live(
    server: Loopback, fetcher: Fetcher, pool: ParserPool
) -> None:
    server.routes["/other"] = answer(DATED.format(encoding="utf-8", date="Sun, 20 Sep 2026 09:00:00 +0900").encode())
    feed = Feed(server.url("/f"), "F", "KR", alternates=(server.url("/missing"), server.url("/other")))
    check = await check_feed(feed, fetcher, pool, now=NOW)
    assert (check.status, check.living, check.instead) == ("broken", True, server.url("/other"))
    assert check.problems[1].startswith(f"its alternate {server.url('/missing')} will not do: answered 404")
    assert check.advice[2] == "the service reads it meanwhile"
