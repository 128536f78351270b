"""One request and the redirects that it leads to, each address checked, the body decoded below a cap."""

import asyncio
import re
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

import aiohttp
from yarl import URL

from digests.errors import AddressRefused, FetchError, TooLarge, Unreachable
from digests.sources.feeds.freshness import retry_after
from digests.sources.web.codings import CodingError, Decoder, Overflow, decoder
from digests.sources.web.connections import Connections
from digests.sources.web.failures import unfetched, unwanted
from digests.sources.web.responses import Hop, Limits, Response

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LARGE = 1 << 20


@dataclass(slots=True)
class Chain:
    """One request and the redirects that it leads to."""

    connections: Connections
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
        async with self.connections.slot(host):
            started = loop.time()
            try:
                async with asyncio.timeout(max(0.0, self.limits.seconds - self.spent)):
                    return await self._request(url)
            except aiohttp.ConnectionTimeoutError as error:
                raise Unreachable(self.subject, f"no connection in {self.limits.idle_seconds:g} s") from error
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
        async with self.connections.session.get(url, headers=headers, allow_redirects=False, timeout=timeout) as answer:
            if answer.status in _REDIRECTS and "Location" in answer.headers:
                return self._redirect(url, answer)
            if answer.status == 304:
                return self._response(answer, b"")
            if not 200 <= answer.status < 300:
                wait = retry_after(answer.headers.get("Retry-After"), self.connections.now())
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
        """Keep cookies for the rest of this chain and this host only, for sites that set one and redirect to
        themselves."""
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
            refusal = self.connections.policy.refuses_url(url.scheme, url.raw_host, url.explicit_port)
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
        async with self.connections.large:
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
