"""The one pool of outgoing connections: addresses checked as they are made, few at a time to a host."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any
from weakref import WeakValueDictionary

import aiohttp
from aiohttp.abc import AbstractResolver

from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.codings import ACCEPTED
from digests.sources.web.failures import RefusedAtConnect

FEED_TYPES = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
)
CONNECTIONS_PER_HOST = 2
_LARGE_AT_ONCE = 4
_HEADER_BYTES = 32_768


class Connections:
    """A session of aiohttp with its limits; it is opened before it is used and closed at the end."""

    def __init__(
        self, policy: AddressPolicy, *, user_agent: str, resolver: AbstractResolver, clock: Callable[[], int]
    ) -> None:
        self.policy = policy
        self.now = clock
        self._user_agent = user_agent
        self._resolver = resolver
        self._slots: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        """A host's slots live for as long as anyone holds one or waits for one: articles lead to ever new hosts."""
        self.large = asyncio.Semaphore(_LARGE_AT_ONCE)
        """Held while a body grows past a megabyte, so that many large ones together stay small."""
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        connector = aiohttp.TCPConnector(
            limit=0,
            limit_per_host=CONNECTIONS_PER_HOST,
            socket_factory=self._socket,
            resolver=self._resolver,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            max_line_size=_HEADER_BYTES,
            max_field_size=_HEADER_BYTES,
            headers={"User-Agent": self._user_agent, "Accept-Encoding": ACCEPTED, "Accept": FEED_TYPES},
        )

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
        await self._resolver.close()

    def slot(self, host: str) -> asyncio.Semaphore:
        """At most two holders at a time for each host."""
        return self._slots.setdefault(host, asyncio.Semaphore(CONNECTIONS_PER_HOST))

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the fetcher is used outside its `async with`")
        return self._session

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        """The connector's socket factory: the last place before a connection, and the one that checks."""
        family, kind, protocol, _, address = info
        reason = self.policy.refuses_address(address[0]) or self.policy.refuses_port(address[1])
        if reason:
            raise RefusedAtConnect(reason)
        return socket.socket(family=family, type=kind, proto=protocol)
