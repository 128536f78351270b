"""python-telegram-bot over aiohttp: one HTTP library for the house, and a tenth of the CPU of its default.

Bodies are forms (or multipart where files go), as every Bot API server reads them. What failed before a byte was sent
is told apart from what may have been done: see :class:`NotSent`.
"""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from math import isfinite
from typing import Any
from urllib.parse import quote_plus, urlsplit

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_TOO_MANY = 429
_LONGEST = 86_400.0
"""Seconds: Telegram asks for no longer halts, and is asked again then whatever was said."""


class NotSent(NetworkError):
    """No connection came about: Telegram has seen nothing of the call, so it may be made again without harm."""


class AiohttpRequest(BaseRequest):
    """A pool of ``connections`` kept alive. Time-outs in seconds; each call is also bounded as a whole, because a
    server that sends one byte a second never trips a time-out per read."""

    __slots__ = ("_connect", "_connections", "_read", "_session", "_write")

    def __init__(self, connections: int = 64, *, connect: float = 5.0, read: float = 10.0, write: float = 20.0) -> None:
        self._connections = connections
        self._connect, self._read, self._write = connect, read, write
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=True,
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def warm(self, url: str, connections: int, seconds: float) -> None:
        """Open so many connections to the server of ``url``; whether it came to that shows with the next call."""
        if (session := self._session) is None or session.closed:
            return
        server = "{0.scheme}://{0.netloc}/".format(urlsplit(url))
        timeout = aiohttp.ClientTimeout(total=seconds)

        async def touch() -> None:
            with suppress(aiohttp.ClientError, TimeoutError):
                async with session.head(server, allow_redirects=False, timeout=timeout):
                    return

        await asyncio.gather(*(touch() for _ in range(connections)))

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The HTTP status and the body.

        Raises:
            NotSent: no connection.
            TimedOut: connected, and no whole answer in time.
            NetworkError: connected, and cut off before the whole answer.
        """
        if self._session is None or self._session.closed:
            raise NotSent("the transport is not initialised")
        connect, read = _seconds(connect_timeout, self._connect), _seconds(read_timeout, self._read)
        write = _seconds(write_timeout, self._write if request_data and request_data.contains_files else self._connect)
        timeout = aiohttp.ClientTimeout(
            total=None if read is None else read + (connect or 0) + (write or 0), sock_connect=connect, sock_read=read
        )
        body, headers = _body(request_data)
        try:
            async with self._session.request(method, url, data=body, headers=headers, timeout=timeout) as answer:
                content = await answer.read()
                if answer.status == _TOO_MANY:
                    content = _flood(content, answer.headers.get("Retry-After"))
                return answer.status, content
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(f"no connection: {error}") from error
        except TimeoutError as error:  # aiohttp's own time-outs among them
            raise TimedOut("no answer in time") from error
        except aiohttp.ClientError as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> "_Answer":
        """What stands in the body; python-telegram-bot takes for granted that it is an object, whatever sent it.

        Raises:
            TelegramError: it is none, so that nobody can tell what was done.
        """
        try:
            return _Answer(_object(payload))
        except ValueError as error:
            raise TelegramError("Invalid server response") from error


class _Answer(dict[str, Any]):
    """An answer of Telegram's. One that holds no result says as little as none at all."""

    def __missing__(self, name: str) -> Any:
        raise TelegramError(f"Invalid server response: no {name}")


def _object(payload: bytes) -> dict[str, Any]:
    """Raises:
    ValueError: the body holds no JSON object.
    """
    held = json.loads(payload.decode("utf-8", "replace"))
    if not isinstance(held, dict):
        raise ValueError("no object")
    return held


def _flood(payload: bytes, header: str | None) -> bytes:
    """429 as Telegram says it: seconds that can be waited for, where a proxy said it or said it otherwise."""
    try:
        held = _object(payload)
    except ValueError:
        held = {}
    parameters = held.get("parameters")
    given = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return json.dumps({"ok": False, "parameters": {"retry_after": _halt(header if given is None else given)}}).encode()


def _halt(given: Any) -> float:
    try:
        seconds = float(given)
    except (TypeError, ValueError):
        return 1.0
    return min(seconds, _LONGEST) if isfinite(seconds) and seconds > 0 else 1.0


def _seconds(given: ODVInput[float], default: float | None) -> float | None:
    return default if isinstance(given, DefaultValue) else given


@lru_cache(maxsize=256)
def _quoted(text: str) -> str:
    """For a form. Thousands are sent the same text, and quoting it is an eighth of what sending it costs."""
    return quote_plus(text)


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, Mapping[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        pairs = (f"{name}={_quoted(value)}" for name, value in data.json_parameters.items())
        return "&".join(pairs).encode("ascii"), _FORM
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    files: Mapping[str, Any] = data.multipart_data or {}
    for name, (filename, content, content_type) in files.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    return form, {}
