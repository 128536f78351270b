"""Fetching over real HTTP on loopback."""

import asyncio
import gzip
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from digests.errors import AddressRefused, FetchError, Gone, TooLarge
from digests.sources.web.codings import decoder
from digests.sources.web.fetch import Fetcher
from digests.sources.web.responses import Limits
from tests.loopback import Asked, Loopback, answer

NARROW = Limits(seconds=120.0, idle_seconds=60.0, bytes=100_000, redirects=4)
TEXT = b"<rss>" + b"x" * 5000 + b"</rss>"


async def test_headers_go_out_verbatim_with_a_truthful_name(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/f"] = answer(TEXT)
    await fetcher.get(server.url("/f"), headers={"If-None-Match": 'W/"a b"', "If-Modified-Since": "whenever"})
    sent = server.asked[0].headers
    assert sent["if-none-match"] == 'W/"a b"'
    assert sent["if-modified-since"] == "whenever"
    assert sent["user-agent"].startswith("trilateral-digest/")
    assert "+https://contact.example/bot" in sent["user-agent"]


async def test_an_answer_comes_with_its_headers_and_body(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/f"] = answer(TEXT, ETag='"1"')
    response = await fetcher.get(server.url("/f"))
    assert (response.status, response.body, response.headers["etag"]) == (200, TEXT, '"1"')
    assert response.url == server.url("/f")


async def test_304_is_an_answer_without_a_body(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/f"] = answer(status="304 Not Modified")
    assert (await fetcher.get(server.url("/f"))).status == 304


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("x-gzip", gzip.compress(TEXT, mtime=0)),
        ("gzip", gzip.compress(TEXT[:100], mtime=0) + gzip.compress(TEXT[100:], mtime=0)),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"\0" * 50),
        ("gzip", TEXT),
        ("identity", TEXT),
        ("none", TEXT),
        ("UTF-8", TEXT),
        ("EUC-KR", TEXT),
        ("UTF-8, gzip", gzip.compress(TEXT, mtime=0)),
        ("", gzip.compress(TEXT, mtime=0)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)[2:-4]),
        ("deflate", TEXT),
    ],
)
async def test_one_coding_is_undone_even_if_mislabelled(
    server: Loopback, fetcher: Fetcher, coding: str, body: bytes
) -> None:
    server.routes["/f"] = answer(body, content_encoding=coding)
    assert (await fetcher.get(server.url("/f"))).body == TEXT


def test_members_of_a_body_are_told_apart_wherever_its_packets_end() -> None:
    first, second = gzip.compress(TEXT[:100], mtime=0), gzip.compress(TEXT[100:], mtime=0)
    for cut in range(len(first) - 1, len(first) + 3):
        decode = decoder("gzip", 1 << 20)
        decode.feed((first + second)[:cut])
        decode.feed((first + second)[cut:])
        assert decode.finish() == TEXT


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip, gzip", gzip.compress(gzip.compress(TEXT, mtime=0), mtime=0)),
        ("gzip", gzip.compress(gzip.compress(TEXT, mtime=0), mtime=0)),
        ("br", b"\x0b\x02\x80"),
        ("gzip", gzip.compress(TEXT, mtime=0)[:-20]),
        ("gzip", gzip.compress(TEXT, mtime=0)[:40] + b"garbage" * 10),
    ],
)
async def test_a_coding_that_cannot_be_undone_once_is_refused(
    server: Loopback, fetcher: Fetcher, coding: str, body: bytes
) -> None:
    server.routes["/f"] = answer(body, content_encoding=coding)
    with pytest.raises(FetchError, match="body cannot be read"):
        await fetcher.get(server.url("/f"))


async def test_a_small_body_that_would_become_a_large_one_is_refused(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/f"] = answer(gzip.compress(b" " * 50_000_000, mtime=0), content_encoding="gzip")
    with pytest.raises(TooLarge):
        await fetcher.get(server.url("/f"), limits=NARROW)


async def test_a_large_body_is_refused_whether_or_not_it_says_so(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/says"] = answer(b"x" * 200_000)

    async def endless(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            writer.write(b"x" * 10_000)
            await writer.drain()

    server.routes["/silent"] = endless
    for path in ("/says", "/silent"):
        with pytest.raises(TooLarge):
            await fetcher.get(server.url(path), limits=NARROW)


async def test_a_byte_now_and_then_does_not_keep_us_waiting(server: Loopback, fetcher: Fetcher) -> None:
    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    server.routes["/slow"] = slow
    with pytest.raises(FetchError, match=r"no complete answer in 1 s"):
        await fetcher.get(server.url("/slow"), limits=replace(NARROW, seconds=1.0))


async def test_silence_is_given_up_sooner(server: Loopback, fetcher: Fetcher) -> None:
    async def hang(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    server.routes["/hang"] = hang
    with pytest.raises(FetchError, match=r"silent for 0\.5 s"):
        await fetcher.get(server.url("/hang"), limits=replace(NARROW, idle_seconds=0.5))


async def test_redirects_are_followed_and_the_permanent_ones_remembered(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/a"] = answer(status="301 Moved", Location="/b")
    server.routes["/b"] = answer(status="308 Moved", Location=server.url("/c"))
    server.routes["/c"] = answer(status="302 Found", Location="d?x=1#part")
    server.routes["/d"] = answer(TEXT)
    response = await fetcher.get(server.url("/a"))
    assert response.url == server.url("/d?x=1")
    assert [hop.status for hop in response.hops] == [301, 308, 302]
    assert response.moved_to == server.url("/c")


async def test_a_redirect_in_bare_bytes_leads_where_it_says(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/a"] = answer(status="302 Found", Location="/뉴스.xml".encode("euc-kr").decode("latin-1"))
    server.routes["/%B4%BA%BD%BA.xml"] = answer(TEXT)
    assert (await fetcher.get(server.url("/a"))).body == TEXT


async def test_a_temporary_redirect_moves_nothing(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/a"] = answer(status="302 Found", Location="/b")
    server.routes["/b"] = answer(TEXT)
    assert (await fetcher.get(server.url("/a"))).moved_to is None


async def test_a_loop_of_redirects_ends(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/a"] = answer(status="302 Found", Location="/a")
    with pytest.raises(FetchError, match="more than 4 redirects"):
        await fetcher.get(server.url("/a"), limits=NARROW)
    assert len(server.asked) == 5


async def test_a_cookie_set_on_the_way_is_shown_to_the_same_host(server: Loopback, fetcher: Fetcher) -> None:
    async def wants_cookie(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if "seen=yes" in asked.headers.get("cookie", ""):
            await answer(TEXT)(asked, writer)
        else:
            await answer(status="302 Found", Location="/a", Set_Cookie="seen=yes; Path=/")(asked, writer)

    server.routes["/a"] = wants_cookie
    assert (await fetcher.get(server.url("/a"))).body == TEXT
    await fetcher.get(server.url("/a"))
    assert "cookie" not in server.asked[2].headers


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://example.org/", "http://169.254.169.254/", "http://["]
)
async def test_a_redirect_to_where_we_never_go_is_refused(server: Loopback, fetcher: Fetcher, location: str) -> None:
    server.routes["/a"] = answer(status="302 Found", Location=location)
    with pytest.raises(FetchError):
        await fetcher.get(server.url("/a"))


async def test_410_says_that_the_feed_has_ended(server: Loopback, fetcher: Fetcher) -> None:
    server.routes["/a"] = answer(status="410 Gone")
    with pytest.raises(Gone):
        await fetcher.get(server.url("/a"))


@pytest.mark.parametrize(("value", "seconds"), [("90", 90), ("Mon, 21 Sep 2026 09:00:00 GMT", 4800), ("soon", None)])
async def test_429_carries_when_to_come_back(
    server: Loopback, fetcher: Fetcher, value: str, seconds: int | None
) -> None:
    server.routes["/a"] = answer(status="429 Too Many Requests", Retry_After=value)
    with pytest.raises(FetchError) as caught:
        await fetcher.get(server.url("/a"))
    assert (caught.value.status, caught.value.retry_after) == (429, seconds)


async def test_a_host_is_asked_by_two_connections_at_most(server: Loopback, fetcher: Fetcher) -> None:
    async def unhurried(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        await answer(TEXT)(asked, writer)

    server.routes["/a"] = unhurried
    await asyncio.gather(*(fetcher.get(server.url("/a")) for _ in range(10)))
    assert server.most_at_once == 2


async def test_waiting_for_the_hosts_turn_costs_a_feed_nothing_of_its_time(server: Loopback, fetcher: Fetcher) -> None:
    async def hang(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    server.routes["/hang"] = hang
    server.routes["/a"] = answer(TEXT)
    impatient, less_than_they_hang = Limits(idle_seconds=1.0), Limits(seconds=2.9, idle_seconds=60.0)
    hanging = [fetcher.get(server.url("/hang"), limits=impatient) for _ in range(6)]
    last = fetcher.get(server.url("/a"), limits=less_than_they_hang)
    *_, got = await asyncio.gather(*hanging, last, return_exceptions=True)
    assert not isinstance(got, BaseException)


@pytest.mark.parametrize(
    "url", ["", "feed", "http://", "http://[::1", "file:///etc/passwd", "http://a:99999/", "http://\x00/"]
)
async def test_what_is_no_address_is_refused_in_words(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError) as caught:
        await fetcher.get(url)
    assert caught.value.problem


async def test_a_password_in_an_address_is_refused_and_not_repeated(fetcher: Fetcher) -> None:
    with pytest.raises(AddressRefused) as caught:
        await fetcher.get("http://user:secret@127.0.0.1/")
    assert "secret" not in caught.value.problem


async def test_nobody_there_is_said_in_words(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="cannot be connected to"):
        await fetcher.get("http://127.0.0.1:1/")


async def test_names_are_looked_up_in_threads_of_their_own(server: Loopback, fetcher: Fetcher) -> None:
    busy = ThreadPoolExecutor(1)
    asyncio.get_running_loop().set_default_executor(busy)
    release = threading.Event()
    busy.submit(release.wait, 120)
    server.routes["/a"] = answer(TEXT)
    response = await fetcher.get(f"http://localhost:{server.port}/a", limits=NARROW)
    release.set()
    assert response.body == TEXT


async def test_a_name_that_nobody_has_is_said_in_words(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="its name cannot be resolved"):
        await fetcher.get("http://nobody.invalid/")
