"""Finding a site's feeds."""

import pytest

from digests.errors import FetchError
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.discovery import discover, read_links
from digests.sources.web.fetch import Fetcher
from tests.digests.sources.conftest import NOW
from tests.loopback import Loopback, answer, rss

ATOM = (
    "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xml:lang='ko'><title>한국 소식</title>"
    "<entry><title>하나</title><id>1</id><updated>2026-09-20T10:00:00Z</updated></entry></feed>"
).encode()


def _page(head: str = "", body: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


async def test_a_feeds_own_address_is_its_feed(server: Loopback, fetcher: Fetcher, pool: ParserPool) -> None:
    server.routes["/atom"] = answer(ATOM)
    (found,) = await discover(server.url("/atom"), fetcher, pool, now=NOW)
    assert (found.url, found.title, found.language, found.entries) == (server.url("/atom"), "한국 소식", "ko", 1)
    assert found.newest == 1_789_898_400


async def test_a_page_announces_its_feeds(server: Loopback, fetcher: Fetcher, pool: ParserPool) -> None:
    head = (
        '<link rel="stylesheet" href="/x.css"><link rel="alternate" hreflang="en" href="/en">'
        '<link rel="alternate" type="application/atom+xml; charset=utf-8" href="news/atom">'
        '<link rel=ALTERNATE type=application/rss+xml href="//127.0.0.1:{port}/rss">'
    ).replace("{port}", str(server.port))
    server.routes |= {
        "/": answer(_page(head), content_type="text/html"),
        "/news/atom": answer(ATOM),
        "/rss": answer(rss("a")),
    }
    found = await discover(server.url("/"), fetcher, pool, now=NOW)
    assert [each.url for each in found] == [server.url("/news/atom"), server.url("/rss")]


async def test_a_page_links_to_its_feed(server: Loopback, fetcher: Fetcher, pool: ParserPool) -> None:
    body = '<a href="/about">about</a><a href="/service/rss/index.do">RSS</a><a href="/feedback">write</a>'
    server.routes |= {
        "/": answer(_page(body=body), content_type="text/html"),
        "/service/rss/index.do": answer(rss("a")),
    }
    assert [each.url for each in await discover(server.url("/"), fetcher, pool, now=NOW)] == [
        server.url("/service/rss/index.do")
    ]


async def test_a_page_that_says_nothing_is_tried_at_the_usual_places(
    server: Loopback, fetcher: Fetcher, pool: ParserPool
) -> None:
    server.routes |= {"/blog/": answer(_page(), content_type="text/html"), "/blog/feed.xml": answer(rss("a"))}
    assert [each.url for each in await discover(server.url("/blog/"), fetcher, pool, now=NOW)] == [
        server.url("/blog/feed.xml")
    ]


async def test_a_site_without_a_feed_has_none(server: Loopback, fetcher: Fetcher, pool: ParserPool) -> None:
    server.routes["/"] = answer(_page(), content_type="text/html")
    assert await discover(server.url("/"), fetcher, pool, now=NOW) == ()


async def test_an_address_that_does_not_answer_is_said_not_to(
    server: Loopback, fetcher: Fetcher, pool: ParserPool
) -> None:
    with pytest.raises(FetchError, match="404"):
        await discover(server.url("/nothing"), fetcher, pool, now=NOW)


def test_links_are_read_in_any_encoding_and_bad_ones_passed_over() -> None:
    page = _page('<base href="https://b.example/x/"><link rel=alternate type=application/rss+xml href="http://[">')
    page += '<a href="フィード/rss">購読</a><a href="javascript:rss()">x</a>'.encode("cp932")
    links = read_links(page, "text/html; charset=shift_jis", "https://a.example/")
    assert links == ("https://b.example/x/フィード/rss",)
