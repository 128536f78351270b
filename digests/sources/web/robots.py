"""What a site's robots.txt lets us fetch (RFC 9309): asked once a day and site, before any article page."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from protego import Protego

from digests.errors import FetchError
from digests.sources.web.responses import Limits, Pages

KEPT = 86_400
"""Seconds; RFC 9309, 2.4: no longer than a day."""
_PRODUCT = "trilateral-digest"
_LIMITS = Limits(seconds=10.0, bytes=512 << 10, redirects=5)
"""RFC 9309, 2.5: at least 500 KiB are read; 2.3.1.2: at least five redirects are followed."""
_LONGEST_DELAY = 10.0
_SITES_KEPT = 500


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a page may be fetched, and the seconds to leave between two pages of its site."""

    allowed: bool
    delay: float = 0.0


@dataclass(slots=True)
class Robots:
    """The rules of the sites met today."""

    pages: Pages
    clock: Callable[[], int]
    _rules: dict[str, tuple[int, Protego]] = field(default_factory=dict)
    _asking: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)
    """A site's lock lives for as long as anyone holds it or waits for it."""

    async def permission(self, url: str) -> Permission:
        """What the site says of ``url``; a site whose robots.txt cannot be reached allows nothing."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        async with self._asking.setdefault(site, asyncio.Lock()):
            rules = await self._of(site)
        delay = min(float(rules.crawl_delay(_PRODUCT) or 0.0), _LONGEST_DELAY)
        return Permission(bool(rules.can_fetch(url, _PRODUCT)), delay)

    async def _of(self, site: str) -> Protego:
        now = self.clock()
        kept = self._rules.get(site)
        if kept and now - kept[0] < KEPT:
            return kept[1]
        rules = Protego.parse(await self._text(site))
        if len(self._rules) >= _SITES_KEPT:
            self._rules.pop(next(iter(self._rules)))
        self._rules[site] = (now, rules)
        return rules

    async def _text(self, site: str) -> str:
        try:
            response = await self.pages.get(
                f"{site}/robots.txt", headers={"Accept": "text/plain, */*;q=0.1"}, limits=_LIMITS
            )
        except FetchError as error:
            absent = error.status is not None and 400 <= error.status < 500 and error.status != 429
            return "" if absent else "User-agent: *\nDisallow: /"  # RFC 9309, 2.3.1.3 and 2.3.1.4
        return response.body.decode("utf-8-sig", "replace")  # behind a mark the first group would be nobody's
