"""An answer of a server, what one request may cost, and what fetches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost."""

    seconds: float = 20.0
    """For the whole chain of redirects and the body; waiting for the host's slot does not count."""
    idle_seconds: float = 10.0
    """Without a byte arriving."""
    bytes: int = 8 << 20
    """The size of the body after decompression. The largest feeds we met have about 2 MB."""
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
        """The address to which the first hops lead, as far as they are permanent (301, 308); ``None`` = there are
        none."""
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
