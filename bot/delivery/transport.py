"""python-telegram-bot over aiohttp: one HTTP library for the house, and a tenth of the CPU of its default.

Bodies are forms (or multipart where files go), as every Bot API server reads them. What failed before a byte was sent
is told apart from what may have been done: see :class:`NotSent`.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


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
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(f"no connection: {error}") from error
        except TimeoutError as error:  # aiohttp's own time-outs among them
            raise TimedOut("no answer in time") from error
        except aiohttp.ClientError as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error


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
