"""The only outgoing HTTP for feeds and pages: every address checked, every body capped, every wait bounded.

get -> (host's slot) -> check the URL -> connect (the socket factory checks the address) -> answer
    -> a redirect: again, from the check on        -> a body: decode one coding below the cap -> Response
"""

import asyncio
import re
import socket
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Any, Protocol, Self
from weakref import WeakValueDictionary

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from digests.errors import AddressRefused, FetchError, TooLarge
from digests.sources.feeds.polling import retry_after
from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.codings import ACCEPTED, CodingError, Decoder, Overflow, decoder
from digests.sources.web.failures import RefusedAtConnect, unfetched, unwanted
from digests.sources.web.resolver import SystemResolver

FEED_TYPES = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
)
CONNECTIONS_PER_HOST = 2
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LARGE = 1 << 20
_LARGE_AT_ONCE = 4
_HEADER_BYTES = 32_768


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost."""

    seconds: float = 20.0
    """For the whole chain of redirects and the body; waiting for the host's slot does not count."""
    idle_seconds: float = 10.0
    """Without a byte arriving."""
    bytes: int = 8 << 20
    """Of the body after decompression. The largest feeds we met are about 2 MB."""
    redirects: int = 8


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way."""

    status: int
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Response:
    """An answer with status 2xx or 304. Header names are lower-case."""

    url: str
    """Where the answer came from, after redirects."""
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    hops: tuple[Hop, ...] = ()

    @property
    def moved_to(self) -> str | None:
        """Where the first hops, as long as they are permanent (301, 308), lead; ``None`` = nowhere."""
        target = None
        for hop in self.hops:
            if hop.status not in _PERMANENT:
                break
            target = hop.target
        return target


class Pages(Protocol):
    """What fetches: a :class:`Fetcher`, or what stands in for one."""

    async def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, limits: Limits | None = None
    ) -> Response:
        """Fetch, or raise FetchError."""


def user_agent(contact_url: str) -> str:
    """``trilateral-digest/0.1.0 (+https://…)``: who we are and where to complain."""
    try:
        number = version("trilateral-digest")
    except PackageNotFoundError:
        number = "0"
    return f"trilateral-digest/{number} (+{contact_url})"


class Fetcher(AbstractAsyncContextManager["Fetcher"]):
    """Fetches over one pool of connections; ``async with Fetcher(…) as fetcher``.

    ``clock`` gives epoch seconds (for a ``Retry-After`` that names a date); ``resolver`` replaces the system's.
    """

    def __init__(
        self,
        policy: AddressPolicy,
        *,
        contact_url: str,
        clock: Callable[[], int],
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._policy = policy
        self._clock = clock
        self._resolver = resolver or SystemResolver()
        self.user_agent = user_agent(contact_url)
        self._slots: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        """A host's lives for as long as anyone holds it or waits for it: articles lead to ever new hosts."""
        self._large = asyncio.Semaphore(_LARGE_AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
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
            headers={"User-Agent": self.user_agent, "Accept-Encoding": ACCEPTED, "Accept": FEED_TYPES},
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
        await self._resolver.close()

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        """The connector's socket factory: the last place before a connection, and the one that checks."""
        family, kind, protocol, _, address = info
        reason = self._policy.refuses_address(address[0]) or self._policy.refuses_port(address[1])
        if reason:
            raise RefusedAtConnect(reason)
        return socket.socket(family=family, type=kind, proto=protocol)

    async def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, limits: Limits | None = None
    ) -> Response:
        """Fetch ``url``; ``headers`` (``If-None-Match`` …) are sent verbatim.

        Raises:
            AddressRefused: the URL, or one that it redirects to, is not one we connect to.
            TooLarge: the body is larger than ``limits.bytes`` once decompressed.
            Gone: 410.
            FetchError: everything else that is not an answer of 2xx or 304.
        """
        return await _Chain(self, url, dict(headers or {}), limits or Limits()).follow()

    def slot(self, host: str) -> asyncio.Semaphore:
        """At most two holders at a time for each host."""
        return self._slots.setdefault(host, asyncio.Semaphore(CONNECTIONS_PER_HOST))

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the fetcher is used outside its `async with`")
        return self._session

    @property
    def policy(self) -> AddressPolicy:
        return self._policy

    @property
    def large(self) -> asyncio.Semaphore:
        """Held while a body grows past a megabyte, so that many large ones together stay small."""
        return self._large

    def now(self) -> int:
        return self._clock()


@dataclass(slots=True)
class _Chain:
    """One request and the redirects that it leads to."""

    fetcher: Fetcher
    subject: str
    headers: dict[str, str]
    limits: Limits
    hops: list[Hop] = field(default_factory=list)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    spent: float = 0.0

    async def follow(self) -> Response:
        url = self._parse(self.subject)
        while True:
            answer = await self._ask(url)
            if isinstance(answer, Response):
                return answer
            url = answer

    async def _ask(self, url: URL) -> Response | URL:
        host = url.raw_host or ""
        loop = asyncio.get_running_loop()
        async with self.fetcher.slot(host):
            started = loop.time()
            try:
                async with asyncio.timeout(max(0.0, self.limits.seconds - self.spent)):
                    return await self._request(url)
            except aiohttp.ServerTimeoutError as error:
                raise FetchError(self.subject, f"silent for {self.limits.idle_seconds:g} s") from error
            except TimeoutError as error:
                raise FetchError(self.subject, f"no complete answer in {self.limits.seconds:g} s") from error
            except (aiohttp.ClientError, ValueError, OSError) as error:
                raise unfetched(self.subject, error) from error
            finally:
                self.spent += loop.time() - started

    async def _request(self, url: URL) -> Response | URL:
        headers = self.headers
        if jar := self.cookies.get(url.raw_host or ""):
            headers = headers | {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())}
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=self.limits.idle_seconds, sock_read=self.limits.idle_seconds
        )
        async with self.fetcher.session.get(url, headers=headers, allow_redirects=False, timeout=timeout) as answer:
            if answer.status in _REDIRECTS and "Location" in answer.headers:
                return self._redirect(url, answer)
            if answer.status == 304:
                return self._response(answer, b"")
            if not 200 <= answer.status < 300:
                wait = retry_after(answer.headers.get("Retry-After"), self.fetcher.now())
                raise unwanted(self.subject, answer.status, wait)
            return self._response(answer, await self._body(answer))

    def _redirect(self, url: URL, answer: aiohttp.ClientResponse) -> URL:
        if len(self.hops) >= self.limits.redirects:
            raise FetchError(self.subject, f"more than {self.limits.redirects} redirects", "is it a loop?")
        self._keep_cookies(url.raw_host or "", answer)
        target = self._parse(_quoted(answer.headers["Location"]), url)
        self.hops.append(Hop(answer.status, str(url), str(target)))
        return target

    def _keep_cookies(self, host: str, answer: aiohttp.ClientResponse) -> None:
        """For the rest of this chain and this host only: sites that set a cookie and redirect to themselves."""
        for line in answer.headers.getall("Set-Cookie", []):
            try:
                morsels = SimpleCookie(line)
            except CookieError:
                continue
            self.cookies.setdefault(host, {}).update({name: morsel.coded_value for name, morsel in morsels.items()})

    def _parse(self, text: str, base: URL | None = None) -> URL:
        try:
            url = URL(text.strip())
            url = (base.join(url) if base else url).with_fragment(None)
            refusal = self.fetcher.policy.refuses_url(url.scheme, url.raw_host, url.explicit_port)
        except ValueError as error:
            raise FetchError(self.subject, f"{text[:200]!r} is not a URL") from error
        if url.user or url.password:
            refusal, url = "a name or password in the address", url.with_user(None)
        if refusal:
            raise AddressRefused(self.subject, refusal if base is None else f"redirects to {url}: {refusal}")
        return url

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        length = answer.content_length
        if length is not None and length > self.limits.bytes:
            raise self._too_large()
        try:
            return await self._read(answer, decoder(_codings(answer), self.limits.bytes))
        except CodingError as error:
            raise FetchError(self.subject, f"the body cannot be read: {error}") from error
        except Overflow as error:
            raise self._too_large() from error

    async def _read(self, answer: aiohttp.ClientResponse, decode: Decoder) -> bytes:
        async for chunk in answer.content.iter_any():
            decode.feed(chunk)
            if decode.size > _LARGE:
                break
        else:
            return decode.finish()
        async with self.fetcher.large:
            async for chunk in answer.content.iter_any():
                decode.feed(chunk)
            return decode.finish()

    def _too_large(self) -> TooLarge:
        problem = f"more than {self.limits.bytes / (1 << 20):.3g} MB"
        return TooLarge(self.subject, problem, "look for a smaller feed of the publisher's, or remove it")

    def _response(self, answer: aiohttp.ClientResponse, body: bytes) -> Response:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Response(str(answer.url), answer.status, headers, body, tuple(self.hops))


def _quoted(location: str) -> str:
    """Bytes that are no UTF-8 (a path in EUC-KR) as a browser sends them back; aiohttp gives them as surrogates."""
    return re.sub("[\udc80-\udcff]", lambda match: f"%{ord(match.group()) & 0xFF:02X}", location)


def _codings(answer: aiohttp.ClientResponse) -> str:
    return ",".join(answer.headers.getall("Content-Encoding", []))
