"""Whole texts from articles' pages."""

import asyncio
import gc

import pytest

from digests.model import Entry
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.articles import MOST, Articles
from digests.sources.web.fetch import Fetcher
from digests.sources.web.robots import KEPT, Robots
from tests.loopback import Asked, Loopback, answer

PARAGRAPHS = [
    "三国の環境大臣は木曜日に釜山で会合を開き、黄砂の観測網を来年までに統合することで一致した。",
    "合意文書によると、観測データは十分ごとに交換され、予報は三つの言語で公開される。",
    "次回の会合は来年の春に札幌で開かれ、海洋プラスチックの削減目標が議題となる予定である。",
]
PAGE = (
    "<html lang=ja><head><title>三国環境相</title></head><body><nav>ホーム 政治 経済</nav><article><h1>三国環境相</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "</article><footer>著作権</footer></body></html>"
)
FORBIDDING = b"User-agent: *\nDisallow: /members/\nCrawl-delay: 0\n"


def _entry(url: str | None, text: str = "") -> Entry:
    return Entry("feed", "https://f.example/rss", "F", "JP", "三国環境相", lead="短い要約", text=text, url=url)


@pytest.fixture
def articles(fetcher: Fetcher, pool: ParserPool) -> Articles:
    return Articles(fetcher, pool, Robots(fetcher, lambda: 0))


async def test_an_entry_gets_its_pages_text_without_the_furniture(server: Loopback, articles: Articles) -> None:
    server.routes["/a"] = answer(PAGE.encode("euc-jp"), content_type="text/html; charset=iso-8859-1")
    (entry,) = await articles.complete([_entry(server.url("/a"))])
    assert all(paragraph in entry.text for paragraph in PARAGRAPHS)
    assert "ホーム" not in entry.text
    assert entry.lead == "短い要約"


async def test_robots_txt_is_asked_once_and_honoured(server: Loopback, articles: Articles) -> None:
    server.routes["/robots.txt"] = answer(FORBIDDING, content_type="text/plain")
    server.routes["/a"] = server.routes["/members/b"] = answer(PAGE.encode(), content_type="text/html; charset=utf-8")
    entries = await articles.complete([_entry(server.url("/a")), _entry(server.url("/members/b"))])
    assert [bool(entry.text) for entry in entries] == [True, False]
    assert [asked.path for asked in server.asked] == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("status", "allowed"), [("404 Not Found", True), ("403 Forbidden", True), ("500 Error", False), ("429 Slow", False)]
)
async def test_a_robots_txt_that_is_absent_allows_and_one_that_fails_forbids(
    server: Loopback, fetcher: Fetcher, status: str, allowed: bool
) -> None:
    server.routes["/robots.txt"] = answer(status=status)
    assert (await Robots(fetcher, lambda: 0).permission(server.url("/a"))).allowed is allowed


async def test_a_byte_order_mark_before_robots_txt_hides_no_rule(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/robots.txt"] = answer(b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /\r\n")
    assert not (await Robots(fetcher, lambda: 0).permission(server.url("/a"))).allowed


async def test_robots_txt_is_asked_again_the_next_day(server: Loopback, fetcher: Fetcher) -> None:
    now = [0]
    robots = Robots(fetcher, lambda: now[0])
    server.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /")
    assert not (await robots.permission(server.url("/a"))).allowed
    server.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow:")
    assert not (await robots.permission(server.url("/a"))).allowed
    now[0] = KEPT
    assert (await robots.permission(server.url("/a"))).allowed


async def test_a_crawl_delay_is_kept_within_reason(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 3600")
    assert (await Robots(fetcher, lambda: 0).permission(server.url("/a"))).delay == 10.0


async def test_a_host_gives_one_page_at_a_time(server: Loopback, articles: Articles) -> None:
    async def unhurried(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.01)
        await answer(PAGE.encode(), content_type="text/html; charset=utf-8")(asked, writer)

    server.routes.update({f"/{number}": unhurried for number in range(6)})
    await articles.complete([_entry(server.url(f"/{number}")) for number in range(6)])
    assert server.most_at_once == 1


async def test_a_page_that_cannot_be_had_leaves_its_entry_as_it_was(server: Loopback, articles: Articles) -> None:
    entries = [_entry(server.url("/missing")), _entry(None), _entry("http://169.254.169.254/latest/")]
    assert await articles.complete(entries) == tuple(entries)


@pytest.mark.parametrize("head", [b"%PDF-1.4\n", b"\x89PNG\r\n", b"HWP Document File\x00"])
async def test_a_link_to_something_else_than_a_page_leaves_its_entry_as_it_was(
    server: Loopback, articles: Articles, head: bytes
) -> None:
    server.routes["/a"] = answer(head + bytes(range(256)) * 20, content_type="application/octet-stream")
    entry = _entry(server.url("/a"))
    assert await articles.complete([entry]) == (entry,)


async def test_a_text_that_the_feed_gave_whole_is_kept(server: Loopback, articles: Articles) -> None:
    server.routes["/a"] = answer(PAGE.encode(), content_type="text/html; charset=utf-8")
    entry = _entry(server.url("/a"), text="全文" * 500)
    assert await articles.complete([entry]) == (entry,)


async def test_only_so_many_pages_are_fetched_at_once(server: Loopback, articles: Articles) -> None:
    await articles.complete([_entry(server.url(f"/{number}")) for number in range(MOST + 30)])
    assert len(server.asked) == MOST + 1


async def test_nothing_is_kept_of_hosts_whose_pages_were_fetched(
    server: Loopback, fetcher: Fetcher, articles: Articles
) -> None:
    """Articles lead to ever new hosts: a service that runs for years must not remember each."""
    server.routes["/robots.txt"] = answer(b"", content_type="text/plain")
    server.routes["/a"] = answer(PAGE.encode(), content_type="text/html; charset=utf-8")
    addresses = [server.url("/a").replace("127.0.0.1", host) for host in ("127.0.0.1", "127.0.1.1", "localhost")]
    await articles.complete([_entry(address) for address in addresses])
    gc.collect()
    assert (len(fetcher._connections._slots), len(articles._turn), len(articles.robots._asking)) == (0, 0, 0)
