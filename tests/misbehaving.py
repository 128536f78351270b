"""What servers do wrong, by name: each a route of the loopback server, with what a pass should make of it."""

import asyncio
import gzip
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tests.loopback import Asked, Loopback, Route, answer, rss

Expected = Literal["read", "failed", "ended", "either"]
GOOD = rss("a good item")
_OPEN = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n"
_HEAD = b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>t</title>'
_TAIL = b"</channel></rss>"


@dataclass(frozen=True, slots=True)
class Misbehaviour:
    """``outcome`` is what its line says, ``either`` where it hangs by how fast the machine is whether the document is
    read in five seconds; ``says`` stands in the line's detail."""

    route: Route
    outcome: Expected
    says: str = ""


def misbehaviours(server: Loopback) -> dict[str, Misbehaviour]:
    """Every one, by name; some need to know where the server stands."""
    return _statuses() | _bodies() | _codings() | _documents() | _wires() | _redirects(server)


def _raw(*chunks: bytes, pause: float = 0.0, repeat: bool = False) -> Route:
    """Exactly these bytes, ``pause`` seconds after each; for ever where ``repeat``."""

    async def route(asked: Asked, writer: asyncio.StreamWriter) -> None:
        while True:
            for chunk in chunks:
                writer.write(chunk)
                await writer.drain()
                await asyncio.sleep(pause)
            if not repeat:
                return

    return route


def _then(first: bytes, *chunks: bytes, pause: float = 0.0) -> Route:
    """``first`` once, then ``chunks`` for ever."""

    async def route(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        await _raw(*chunks, pause=pause, repeat=True)(asked, writer)

    return route


async def _reset(asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Half the body, then a TCP reset."""
    writer.write(_OPEN + f"Content-Length: {len(GOOD)}\r\n\r\n".encode() + GOOD[:100])
    await writer.drain()
    sock: socket.socket = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _wants_cookie(asked: Asked, writer: asyncio.StreamWriter) -> None:
    if "visited=1" in asked.headers.get("cookie", ""):
        await answer(GOOD)(asked, writer)
    else:
        await answer(status="302 Found", Location=asked.path, Set_Cookie="visited=1; HttpOnly")(asked, writer)


def _statuses() -> dict[str, Misbehaviour]:
    html = b"<html><body>An error occurred.</body></html>"
    return {
        "not-found": Misbehaviour(answer(html, "404 Not Found", content_type="text/html"), "failed", "404"),
        "forbidden": Misbehaviour(answer(html, "403 Forbidden"), "failed", "403"),
        "wants-a-password": Misbehaviour(answer(status="401 Unauthorized", WWW_Authenticate="Basic"), "failed", "401"),
        "gone": Misbehaviour(answer(status="410 Gone"), "ended", "410"),
        "server-error-in-html": Misbehaviour(answer(html, "500 Oops", content_type="text/html"), "failed", "500"),
        "server-error-with-a-feed": Misbehaviour(answer(GOOD, "503 Busy"), "failed", "503"),
        "too-many-requests-in-seconds": Misbehaviour(answer(status="429 Slow", Retry_After="7200"), "failed", "429"),
        "too-many-requests-until-a-date": Misbehaviour(
            answer(status="429 Slow", Retry_After="Mon, 21 Sep 2026 09:40:00 GMT"), "failed", "429"
        ),
        "unchanged-for-ever": Misbehaviour(answer(status="304 Not Modified"), "failed", "304"),
        "no-content": Misbehaviour(_raw(b"HTTP/1.1 204 No Content\r\n\r\n"), "failed", "204"),
        "status-999": Misbehaviour(answer(html, "999 Request denied"), "failed", "999"),
        "status-of-words": Misbehaviour(_raw(b"HTTP/1.1 OK FINE\r\n\r\n"), "failed"),
    }


def _bodies() -> dict[str, Misbehaviour]:
    long, short = str(len(GOOD) + 1000), str(len(GOOD) - 30)
    return {
        "empty": Misbehaviour(answer(b""), "failed", "empty"),
        "only-blanks": Misbehaviour(answer(b" \r\n\t" * 100), "failed", "empty"),
        "fifty-megabytes": Misbehaviour(
            _raw(_OPEN + b"Content-Length: 52428800\r\n\r\n", b"x" * 65536), "failed", "MB"
        ),
        "fifty-megabytes-unannounced": Misbehaviour(
            _then(_OPEN + b"\r\n" + _HEAD, b"<!-- " + b"x" * 65536), "failed", "MB"
        ),
        "content-length-too-long": Misbehaviour(_raw(_sized(long) + GOOD), "failed", "breaks off"),
        "content-length-too-short": Misbehaviour(_raw(_sized(short).replace(b"close", b"keep-alive") + GOOD), "failed"),
        "content-length-negative": Misbehaviour(_raw(_sized("-5") + GOOD), "failed"),
        "two-content-lengths": Misbehaviour(_raw(_sized(short + "\r\nContent-Length: " + long) + GOOD), "failed"),
        "length-and-chunks": Misbehaviour(
            _raw(_sized(long, b"Transfer-Encoding: chunked\r\n") + b"5\r\nhello\r\n0\r\n\r\n"), "failed"
        ),
        "bad-chunks": Misbehaviour(_raw(_chunked(b"zz\r\n" + GOOD)), "failed", "not good HTTP"),
        "chunks-without-an-end": Misbehaviour(
            _raw(_chunked(b"%x\r\n%s\r\n" % (len(GOOD), GOOD))), "failed", "breaks off"
        ),
        "a-chunk-of-16-exabytes": Misbehaviour(_raw(_chunked(b"ffffffffffffffff\r\n" + GOOD)), "failed", "breaks off"),
        "reset-half-way": Misbehaviour(_reset, "failed"),
    }


def _sized(length: str, more: bytes = b"") -> bytes:
    return _OPEN + more + f"Content-Length: {length}\r\n\r\n".encode()


def _chunked(body: bytes) -> bytes:
    return _OPEN + b"Transfer-Encoding: chunked\r\n\r\n" + body


@cache
def _zeros(megabytes: int) -> bytes:
    return gzip.compress(bytes(megabytes << 20), 9, mtime=0)


def _codings() -> dict[str, Misbehaviour]:
    return {
        "gzip-bomb": Misbehaviour(answer(_zeros(40), content_encoding="gzip"), "failed", "MB"),
        "gzip-bomb-in-a-gzip": Misbehaviour(
            answer(gzip.compress(_zeros(40), mtime=0), content_encoding="gzip"), "failed", "twice"
        ),
        "gzip-bomb-said-to-be-double": Misbehaviour(
            answer(gzip.compress(_zeros(40), mtime=0), content_encoding="gzip, gzip"), "failed", "more than once"
        ),
        "gzip-bomb-with-no-label": Misbehaviour(answer(_zeros(40)), "failed", "MB"),
        "gzip-cut-short": Misbehaviour(
            answer(gzip.compress(GOOD, mtime=0)[:-30], content_encoding="gzip"), "failed", "too early"
        ),
        "gzip-broken": Misbehaviour(
            answer(gzip.compress(GOOD, mtime=0)[:30] + b"\xff" * 99, content_encoding="gzip"), "failed", "broken"
        ),
        "gzip-that-is-none": Misbehaviour(answer(GOOD, content_encoding="gzip"), "read"),
        "deflate-that-is-none": Misbehaviour(answer(b"\x99\x88\x77" * 50, content_encoding="deflate"), "failed"),
        "a-coding-nobody-asked-for": Misbehaviour(
            answer(b"\x1b\x03", content_encoding="br"), "failed", "not one we asked for"
        ),
    }


def _documents() -> dict[str, Misbehaviour]:
    nested = _HEAD + b"<item><title>deep</title><description>" + b"<div>" * 100_000 + b"</description></item>" + _TAIL
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{laughs}]>'.encode()
    outside = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with_entity = b"<rss version='2.0'><channel><item><title>&%s; item</title></item></channel></rss>"
    title = _channel(b"<item><title>", b"x " * 2_500_000, b"</title></item>")
    attributes = _channel(b"<item ", *(b'a%d="1" ' % n for n in range(50_000)), b"><title>t</title></item>")
    many = b"".join(b"<item><title>Item %d</title><guid>%d</guid></item>" % (n, n) for n in range(100_000))
    return {
        "a-web-page": Misbehaviour(answer(b"<!doctype html><html><body>Welcome</body></html>"), "failed", "HTML"),
        "cut-off-in-the-middle": Misbehaviour(answer(rss("a good item", "cut")[:-70]), "read"),
        "cut-off-in-the-head": Misbehaviour(answer(_HEAD[:50]), "failed"),
        "comments-without-end": Misbehaviour(answer(_item(b"<!--" * 60_000)), "either"),
        "comments-without-end-outside": Misbehaviour(answer(_HEAD + b"<!--" * 500_000), "either"),
        "nested-100,000-deep": Misbehaviour(answer(nested), "either"),
        "entity-bomb": Misbehaviour(answer(bomb + with_entity % b"l11"), "read"),
        "entity-from-a-file": Misbehaviour(answer(outside + with_entity % b"x"), "read"),
        "100,000-items": Misbehaviour(answer(_HEAD + many + _TAIL), "either"),
        "a-title-of-5-MB": Misbehaviour(answer(title), "either"),
        "50,000-attributes": Misbehaviour(answer(attributes), "either"),
        "content-type-of-a-picture": Misbehaviour(answer(GOOD, content_type="image/png"), "read"),
        "no-content-type": Misbehaviour(_raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + GOOD), "read"),
        "charset-that-is-wrong": Misbehaviour(answer(_korean("utf-8"), content_type="a/b; charset=sjis"), "read"),
        "charset-unheard-of": Misbehaviour(answer(_korean("cp949"), content_type="a/b; charset=klingon"), "read"),
        "bytes-that-are-no-utf-8": Misbehaviour(answer(GOOD.replace(b"good", b"go\xff\xfeod")), "read"),
        "nul-bytes": Misbehaviour(answer(GOOD.replace(b"good", b"go\0\0od")), "read"),
        "a-picture": Misbehaviour(answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 200), "failed"),
        "json-that-is-no-feed": Misbehaviour(answer(b'{"error": "no"}', content_type="application/json"), "failed"),
        "json-nested-100,000-deep": Misbehaviour(answer(b'{"a":' * 100_000), "failed"),
    }  # fmt: skip


def _item(description: bytes) -> bytes:
    return _channel(b"<item><title>a good item</title><description><![CDATA[", description, b"]]></description></item>")


def _channel(*parts: bytes) -> bytes:
    return b"".join((_HEAD, *parts, _TAIL))


def _korean(encoding: str) -> bytes:
    return rss("좋은 소식 하나 전합니다").decode().replace(' encoding="utf-8"', "").encode(encoding)


def _wires() -> dict[str, Misbehaviour]:
    header = b"X-Pad: " + b"y" * 50_000 + b"\r\n"
    return {
        "hangs": Misbehaviour(_raw(b"", pause=60.0), "failed", "silent"),
        "hangs-in-the-headers": Misbehaviour(_raw(_OPEN, pause=60.0), "failed", "silent"),
        "hangs-half-way": Misbehaviour(_raw(_sized("500") + GOOD[:100], pause=60.0), "failed", "silent"),
        "a-byte-a-second": Misbehaviour(_then(_OPEN + b"\r\n", b" ", pause=0.25), "failed", "no complete"),
        "headers-a-byte-a-second": Misbehaviour(_then(_OPEN + b"X: ", b"x", pause=0.25), "failed", "no complete"),
        "huge-headers": Misbehaviour(_raw(_OPEN + header * 20 + b"\r\n" + GOOD), "failed"),
        "10,000-headers": Misbehaviour(_raw(_OPEN + b"X-A: 1\r\n" * 10_000 + b"\r\n" + GOOD), "failed"),
        "headers-without-end": Misbehaviour(_then(_OPEN, b"X-A: 1\r\n" * 1000), "failed"),
        "early-hints-without-end": Misbehaviour(
            _raw(b"HTTP/1.1 103 Early Hints\r\n\r\n", pause=0.01, repeat=True), "failed", "no complete"
        ),
        "hangs-up-at-once": Misbehaviour(_raw(), "failed", "breaks off"),
        "speaks-no-http": Misbehaviour(_raw(b"220 mail.example ESMTP\r\n"), "failed"),
        "sends-the-body-alone": Misbehaviour(_raw(GOOD), "failed"),
        "wants-a-cookie": Misbehaviour(_wants_cookie, "read"),
    }  # fmt: skip


def _redirects(server: Loopback) -> dict[str, Misbehaviour]:
    server.routes["/moved-1"] = answer(status="301 Moved", Location="/moved-2")
    server.routes["/moved-2"] = answer(status="308 Moved", Location="/moved-3")
    server.routes["/moved-3"] = answer(GOOD)
    server.routes["/ping"] = answer(status="302 Found", Location="/redirects-to-and-fro")
    to: Callable[[str], Route] = lambda location: answer(status="302 Found", Location=location)  # noqa: E731
    return {
        "redirects-to-itself": Misbehaviour(to("/redirects-to-itself"), "failed", "redirects"),
        "redirects-to-and-fro": Misbehaviour(to("/ping"), "failed", "redirects"),
        "redirects-nowhere": Misbehaviour(answer(status="302 Found"), "failed", "302"),
        "redirects-to-nonsense": Misbehaviour(to("http://[not-an-address"), "failed", "not a URL"),
        "redirects-to-a-file": Misbehaviour(to("file:///etc/passwd"), "failed", "file scheme"),
        "redirects-to-metadata": Misbehaviour(to("http://169.254.169.254/latest/meta-data/"), "failed", "metadata"),
        "redirects-three-times-for-good": Misbehaviour(answer(status="301 Moved", Location="/moved-1"), "read"),
    }
