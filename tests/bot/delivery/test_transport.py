"""Answers that no Bot API server should give: each has its outcome, whatever stands in its body."""

import asyncio

import pytest
from telegram.error import TelegramError

from bot.delivery.outcomes import Later, Outcome, Unknown, outcome_of
from bot.delivery.transport import AiohttpRequest
from tests.loopback import Loopback, answer


async def outcome(body: bytes, status: str, **headers: str) -> Outcome:
    request = AiohttpRequest(connect=60, read=60, write=60)
    async with Loopback({"/send": answer(body, status, **headers)}) as server, request:
        with pytest.raises(TelegramError) as raised:
            await request.post(server.url("/send"))
    return outcome_of(raised.value)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b'"ok"', b"17", b"{}", b'{"ok": true}'])
@pytest.mark.parametrize("status", ["200 OK", "500 Internal Server Error", "502 Bad Gateway", "503 Unavailable"])
async def test_nobody_can_tell_what_an_answer_without_a_result_means(body: bytes, status: str) -> None:
    assert isinstance(await outcome(body, status), Unknown)


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        (b'{"ok": false, "description": "Too Many Requests", "parameters": {"retry_after": 17}}', 17),
        (b'{"ok": false, "description": "Too Many Requests", "parameters": {"retry_after": 0.5}}', 0.5),
        (b'{"ok": false, "description": "Too Many Requests", "parameters": {"retry_after": "3"}}', 3),
        (b'{"ok": false, "description": "Too Many Requests", "parameters": {"retry_after": 1e300}}', 86_400),
        (b'{"ok": false, "description": "Too Many Requests", "parameters": {"retry_after": NaN}}', 1),
        (b'{"ok": false, "description": "Too Many Requests", "parameters": {"retry_after": 0}}', 1),
        (b'{"ok": false, "description": "Too Many Requests", "parameters": [7]}', 1),
        (b'{"ok": false, "description": "Slow down"}', 1),
        (b"[]", 1),
        (b"<html>", 1),
        (b"", 1),
    ],
)
async def test_too_many_requests_is_waited_out_however_it_is_said(body: bytes, seconds: float) -> None:
    assert await outcome(body, "429 Too Many Requests") == Later("429", halt=seconds)


async def test_a_proxy_that_knows_no_json_says_in_its_header_how_long_to_wait() -> None:
    assert await outcome(b"<html>", "429 Too Many Requests", retry_after="7") == Later("429", halt=7)


async def test_connections_that_were_opened_ahead_serve_the_calls_that_follow() -> None:
    opened: list[asyncio.StreamWriter] = []
    together = asyncio.Barrier(4)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        opened.append(writer)
        while head := (await reader.readuntil(b"\r\n\r\n")).decode():
            body = b"" if head.startswith("HEAD") else b'{"ok": true, "result": true}'
            await together.wait()  # so that no connection serves two
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with AiohttpRequest() as request:
            await request.warm(url + "/bot1:a", 4, 60.0)
            assert len(opened) == 4
            assert await asyncio.gather(*(request.post(url + "/bot1:a/getMe") for _ in range(4))) == [True] * 4
        assert len(opened) == 4
        for writer in opened:
            writer.close()


async def test_a_server_that_cannot_be_reached_is_no_error_yet() -> None:
    async with AiohttpRequest() as request:
        await request.warm("http://127.0.0.1:9/bot1:a", 4, 1.0)
