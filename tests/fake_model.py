"""An OpenAI-compatible server on loopback that answers as it is told to, and fails in every way that servers do."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeAlias

from aiohttp import web

Asked: TypeAlias = dict[str, Any]
Behaviour: TypeAlias = Callable[[web.Request, Asked], Awaitable[web.StreamResponse]]

_LINE = re.compile(r"^(?:\[)?(\d+)[\].] ?(?:\(.*?\) )?(.*)$")


def lines_of(asked: Asked) -> dict[int, str]:
    """The numbered lines that the model was given."""
    found = (_LINE.match(line) for line in str(asked["messages"][-1]["content"]).split("\n"))
    return {int(match[1]): match[2] for match in found if match}


def saying(text: Callable[[Asked], str], *, ended: str = "stop", usage: bool = True, **message: Any) -> Behaviour:
    """Answers with what ``text`` makes of the request."""

    async def behave(request: web.Request, asked: Asked) -> web.StreamResponse:
        said = text(asked)
        tokens = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
        return web.json_response(
            {
                "id": "1",
                "object": "chat.completion",
                "created": 1,
                "model": asked["model"],
                "choices": [
                    {
                        "index": 0,
                        "finish_reason": ended,
                        "message": {"role": "assistant", "content": said, **message},
                    }
                ],
                **({"usage": tokens} if usage else {}),
            }
        )

    return behave


def by_table(table: Mapping[str, str]) -> Behaviour:
    """Translates what stands in ``table``, line by line, and says nothing of the rest."""

    def text(asked: Asked) -> str:
        found = {number: table[line] for number, line in lines_of(asked).items() if line in table}
        return "\n".join(f"{number}. {said}" for number, said in found.items())

    return saying(text)


def status(code: int, **headers: str) -> Behaviour:
    """An error, as these servers tell one."""

    async def behave(request: web.Request, asked: Asked) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        said = {"error": {"message": "no, not with sk-a-secret-key", "type": "error", "code": None}}
        return web.json_response(said, status=code, headers=named)

    return behave


async def stalls(request: web.Request, asked: Asked) -> web.StreamResponse:
    """Takes the request and never answers."""
    await asyncio.sleep(3600)
    raise AssertionError("the caller has gone")


async def drips(request: web.Request, asked: Asked) -> web.StreamResponse:
    """Sends a blank every so often, so that no pause is long, and never comes to an end."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    while True:
        await response.write(b" ")
        await asyncio.sleep(0.05)


async def cuts(request: web.Request, asked: Asked) -> web.StreamResponse:
    """Breaks off in the middle of its answer."""
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "5000"})
    await response.prepare(request)
    await response.write(b'{"id": "1", "choices": [{"index": 0, "message": {"role": "assistant", "content": "1. T')
    assert request.transport
    request.transport.close()
    return response


async def floods(request: web.Request, asked: Asked) -> web.StreamResponse:
    """Sends without end."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    while True:
        await response.write(b"[" * 65536)


def body(content: bytes, kind: str = "application/json", **headers: str) -> Behaviour:
    """These bytes, whatever they are."""

    async def behave(request: web.Request, asked: Asked) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(body=content, content_type=kind, headers=named)

    return behave


GARBAGE: Mapping[str, Behaviour] = {
    "garbage": body(b"\x00\xff{{{ not json"),
    "a page": body(b"<html><h1>Bad gateway</h1></html>", "text/html"),
    "other json": body(json.dumps({"detail": "what?"}).encode()),
    "a list": body(b"[1, 2, 3]"),
    "no choices": body(json.dumps({"id": "1", "object": "chat.completion", "choices": []}).encode()),
    "null": body(b"null"),
    "a number for a text": body(
        json.dumps({"choices": [{"message": {"content": 7}, "finish_reason": "stop"}]}).encode()
    ),
    "nothing": body(b""),
}


@dataclass
class FakeModel:
    """``async with FakeModel(behaviour) as server``; ``server.url`` is what the settings take; ``behave`` may be
    changed at any time."""

    behave: Behaviour
    asked: list[Asked] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    most_at_once: int = 0
    began: asyncio.Event = field(default_factory=asyncio.Event)
    """Set with the first request."""
    _now: int = 0
    _runner: web.AppRunner | None = None
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=8 * 1024**2)
        app.router.add_post("/v1/chat/completions", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._runner
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        self.asked.append(asked)
        self.keys.append(request.headers.get("Authorization", ""))
        self._now += 1
        self.began.set()
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            return await self.behave(request, asked)
        finally:
            self._now -= 1
