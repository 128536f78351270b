"""A server on 127.0.0.1 that sends exactly the bytes it is told to: what a web framework would not let it do."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TypeAlias


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its path and query, and its headers by lower-case name."""

    path: str
    headers: Mapping[str, str]


Route: TypeAlias = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]
"""Writes the whole answer, status line included. The connection is closed when it returns."""


@dataclass(slots=True)
class Loopback:
    """``async with Loopback({"/feed": route}) as server``; ``server.url("/feed")``. A path without a route is 404."""

    routes: dict[str, Route] = field(default_factory=dict)
    host: str = "127.0.0.1"
    asked: list[Asked] = field(default_factory=list)
    at_once: Counter[str] = field(default_factory=Counter)
    most_at_once: int = 0
    port: int = 0
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, self.host, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        self.at_once["now"] += 1
        self.most_at_once = max(self.most_at_once, self.at_once["now"])
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            try:
                asked = _parse((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
                self.asked.append(asked)
                await self.routes.get(asked.path.partition("?")[0], _missing)(asked, writer)
                await writer.drain()
            finally:
                self.at_once["now"] -= 1
                self._tasks.discard(task)
                writer.close()


def _parse(head: str) -> Asked:
    first, *lines = head.split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return Asked(first.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs})


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> Route:
    """A route that always sends this; header names are written with ``_`` for ``-``."""
    lines = {"content_length": str(len(body)), "content_type": "application/rss+xml", **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())

    async def route(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body)

    return route


_missing = answer(b"nothing here", "404 Not Found", content_type="text/plain")


def rss(*titles: str) -> bytes:
    """A well-formed feed of items with these titles."""
    items = "".join(
        f"<item><title>{title}</title><link>https://news.example/{n}-{title.replace(' ', '-')}</link>"
        f"<guid>{title}</guid><description>About {title}.</description></item>"
        for n, title in enumerate(titles)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()
