"""The whole text of an entry from its article's page: robots.txt is asked first, one page a host at a time, and
addresses are checked as for feeds."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar, TypeVarTuple, Unpack
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from digests.errors import SourceError
from digests.model import Entry
from digests.sources.drops.documents import given_away
from digests.sources.html.article import article
from digests.sources.text.charset import decode
from digests.sources.text.extracted import Extracted
from digests.sources.text.plain_text import is_text
from digests.sources.web.responses import Limits, Pages
from digests.sources.web.robots import Robots

MOST = 20
"""Pages for one feed in one pass: what a feed holds at first sight is not fetched whole."""
_LIMITS = Limits(bytes=4 << 20)
_HTML = {"Accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"}
_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")
_log = logging.getLogger(__name__)


class Workers(Protocol):
    """What runs a function in a process that can be killed: :class:`digests.sources.isolation.pool.ParserPool`."""

    async def run(self, subject: str, function: Callable[[Unpack[_Arguments]], _Result], *args: *_Arguments) -> _Result:
        """``function(*args)``, or ParseError."""


@dataclass(slots=True)
class Articles:
    """Completes entries from their pages."""

    pages: Pages
    workers: Workers
    robots: Robots
    _turn: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)
    """A site's lock lives for as long as anyone holds it or waits for it."""

    async def complete(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """The same entries, the first ``MOST`` of those with an address with their page's text where it is longer.

        A page that is forbidden, missing or unreadable leaves its entry as it was.
        """
        chosen = [entry for entry in entries if entry.url][:MOST]
        texts = await asyncio.gather(*(self._text(entry) for entry in chosen))
        found = {id(entry): page for entry, page in zip(chosen, texts, strict=True) if page}
        return tuple(_filled(entry, found.get(id(entry))) for entry in entries)

    async def _text(self, entry: Entry) -> Extracted | None:
        url = entry.url or ""
        try:
            async with self._turn.setdefault(urlsplit(url).netloc, asyncio.Lock()):
                permission = await self.robots.permission(url)
                if not permission.allowed:
                    _log.info("%s: its robots.txt forbids the page", url)
                    return None
                response = await self.pages.get(url, headers=_HTML, limits=_LIMITS)
                await asyncio.sleep(permission.delay)
            content_type = response.headers.get("content-type")
            return await self.workers.run(
                url, read_page, response.body, content_type, response.url, entry.language, entry.country
            )
        except SourceError as error:
            _log.info("the page of an entry stays unread: %s", error)
            return None


def read_page(body: bytes, content_type: str | None, url: str, language: str | None, country: str) -> Extracted:
    """A page's article; called in a worker. A link that leads to a PDF or a picture gives no text: their bytes decode
    to something in one alphabet or another."""
    text = decode(body, content_type=content_type, language=language, country=country).text
    return article(text if given_away(body) is None and is_text(text) else "", url)


def _filled(entry: Entry, page: Extracted | None) -> Entry:
    """The entry with what its page adds; what the feed itself said is not overwritten."""
    if page is None or len(page.text) <= max(len(entry.text), len(entry.lead)):
        return entry
    return replace(
        entry,
        text=page.text,
        author=entry.author or page.author,
        published=entry.published if entry.published is not None else page.published,
        published_raw=entry.published_raw or page.published_raw,
    )
