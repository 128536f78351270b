"""The only outgoing HTTP for feeds and pages: every address checked, every body capped, every wait bounded.

get -> (host's slot) -> check the URL -> connect (the socket factory checks the address) -> answer
    -> a redirect: again, from the check on        -> a body: decode one coding below the cap -> Response
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self

from aiohttp.abc import AbstractResolver

from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.chain import Chain
from digests.sources.web.connections import Connections
from digests.sources.web.resolver import SystemResolver
from digests.sources.web.responses import Limits, Response


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
        self.user_agent = user_agent(contact_url)
        self._connections = Connections(
            policy, user_agent=self.user_agent, resolver=resolver or SystemResolver(), clock=clock
        )

    async def __aenter__(self) -> Self:
        await self._connections.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._connections.close()

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
        return await Chain(self._connections, url, dict(headers or {}), limits or Limits()).follow()
