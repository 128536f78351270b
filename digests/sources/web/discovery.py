"""The feeds of a site, from its address: what the page announces, what it links to, where feeds usually stand."""

import asyncio
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit, urlunsplit

from digests.errors import ParseError, SourceError
from digests.language.detect import written_in
from digests.model import Feed
from digests.sources.feeds import sitemap
from digests.sources.feeds.parse import ParsedFeed, parse_feed
from digests.sources.feeds.prolog import prepare
from digests.sources.text.charset import decode
from digests.sources.web.articles import Workers
from digests.sources.web.responses import Pages, Response

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/rss+xml"}
)
_USUAL = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/index.rdf", "/feeds", "/feed.json",
          "/news-sitemap.xml", "/sitemap-news.xml")  # fmt: skip
_LOOKS_LIKE_ONE = re.compile(r"(?:^|[/._=?&-])(?:rss\d*|feeds?|atom|rdf)(?:$|[/._=?&-])|\.xml$", re.IGNORECASE)
_MOST = 16
"""Candidates asked; a page with more names the important ones first."""
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that answers and holds entries."""

    url: str
    title: str
    language: str | None
    """As declared."""
    written: str | None
    """What most of its entries are written in."""
    encoding: str
    entries: int
    newest: int | None
    """Epoch seconds of the newest entry."""


async def discover(address: str, pages: Pages, workers: Workers, *, now: int) -> tuple[FoundFeed, ...]:
    """The feeds at or behind ``address`` (``example.org`` will do), those it announces first; () where there is none.

    Raises:
        FetchError: the address itself cannot be fetched.
    """
    url = address.strip() if "://" in address else f"https://{address.strip()}"
    response = await pages.get(url)
    if found := await _examine(response, workers, now):
        return (found,)
    links = await workers.run(url, read_links, response.body, response.headers.get("content-type"), response.url)
    announced = await _ask(links[:_MOST], pages, workers, now)
    return announced or await _ask(_usual_places(response.url), pages, workers, now)


async def _ask(candidates: Iterable[str], pages: Pages, workers: Workers, now: int) -> tuple[FoundFeed, ...]:
    answers = await asyncio.gather(*(_try(url, pages, workers, now) for url in candidates))
    return tuple({found.url: found for found in answers if found}.values())


async def _try(url: str, pages: Pages, workers: Workers, now: int) -> FoundFeed | None:
    try:
        return await _examine(await pages.get(url), workers, now)
    except SourceError:
        return None  # a guess that was wrong


async def _examine(response: Response, workers: Workers, now: int) -> FoundFeed | None:
    """What the answer is as a feed; ``None`` where it is none."""
    url, content_type = response.url, response.headers.get("content-type")
    try:
        parsed = await workers.run(url, read_candidate, response.body, content_type, url, now)
    except ParseError:
        return None
    times = [entry.published for entry in parsed.entries if entry.published is not None]
    return FoundFeed(
        url=url,
        title=parsed.title,
        language=parsed.language,
        written=written_in(parsed.entries),
        encoding=parsed.encoding,
        entries=len(parsed.entries),
        newest=max(times, default=None),
    )


def read_candidate(body: bytes, content_type: str | None, url: str, now: int) -> ParsedFeed:
    """``parse_feed`` for an address of which nothing is known yet; called in a worker. Raises ParseError."""
    return parse_feed(body, content_type=content_type, feed=Feed(url, urlsplit(url).netloc, "XX"), now=now)


def read_links(body: bytes, content_type: str | None, url: str) -> tuple[str, ...]:
    """The addresses that a page announces as feeds, then those that only look like one, or the sitemaps that an index
    names; called in a worker. Raises ParseError."""
    text = decode(body[:_READ], content_type=content_type).text
    if sitemap.kind_of(text) == "sitemapindex":
        return tuple(_absolute(url, sitemap.indexed(prepare(text)[0], url)))
    reader = _Links()
    reader.feed(text)
    base = urljoin(url, reader.base)
    return tuple(dict.fromkeys(_absolute(base, [*reader.announced, *reader.linked])))


def _absolute(base: str, links: Iterable[str]) -> Iterator[str]:
    for link in links:
        try:
            parts = urlsplit(urljoin(base, link.strip()))
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc:
            yield urlunsplit(parts._replace(fragment=""))


def _usual_places(url: str) -> tuple[str, ...]:
    parts = urlsplit(url)
    folder = parts.path.rsplit("/", 1)[0]
    roots = dict.fromkeys((f"{parts.scheme}://{parts.netloc}{folder}", f"{parts.scheme}://{parts.netloc}"))
    return tuple(root + place for root in roots for place in _USUAL)[:_MOST]


class _Links(HTMLParser):
    """Collects ``<link rel=alternate>`` of a feed's type and ``<a href>`` that look like one."""

    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.announced: list[str] = []
        self.linked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        href = values.get("href", "")
        if tag == "base" and not self.base:
            self.base = href
        elif tag == "link" and self._announces(values):
            self.announced.append(href)
        elif tag == "a" and _LOOKS_LIKE_ONE.search(href):
            self.linked.append(href)

    @staticmethod
    def _announces(values: dict[str, str]) -> bool:
        kind = values.get("type", "").partition(";")[0].strip().lower()
        return "alternate" in values.get("rel", "").lower().split() and kind in _TYPES and bool(values.get("href"))
