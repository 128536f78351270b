"""A feed's first address or one of its alternates, looked at before it is trusted: fetched, parsed, judged."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from digests.errors import FetchError, ParseError
from digests.intake.collaborators import Document, Parser
from digests.intake.report import told
from digests.model import Entry, Feed
from digests.sources.feeds.alternates import Seen, unfit
from digests.sources.feeds.polling import PollState
from digests.sources.web.responses import Limits, Pages, Response

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reached:
    """An address that answered with what will do in the feed's place."""

    address: str
    response: Response
    document: Document
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Substitution:
    """The search for what can be read in the place of a feed in trouble, at ``now``."""

    pages: Pages
    parser: Parser
    limits: Limits
    feed: Feed
    state: PollState
    now: int

    async def first_fit(self, addresses: Iterable[str], newer_than: int) -> Reached | None:
        """The first of ``addresses`` that will do; why each before it will not is logged."""
        for address in addresses:
            found = await self.look(address, newer_than)
            if isinstance(found, Reached):
                return found
            _log.warning("%s: its alternate %s will not do: %s", self.feed.url, address, found)
        return None

    async def look(self, address: str, newer_than: int = 0) -> Reached | str:
        """What stands at ``address``, or why it will not do."""
        try:
            response = await self.pages.get(address, limits=self.limits)
            document, entries = await parsed_at(response, self.parser, self.feed, address, self.now)
        except (FetchError, ParseError) as error:
            return told(error)
        seen = Seen(address, document.title, entries)
        why_not = unfit(seen, self.feed, self.state, newer_than=newer_than, now=self.now)
        return why_not or Reached(address, response, document, entries)


async def parsed_at(
    response: Response, parser: Parser, feed: Feed, address: str, now: int
) -> tuple[Document, tuple[Entry, ...]]:
    """The document and its entries as the feed's own: links are resolved where it stands. Raises ParseError."""
    here = feed if address == feed.url else replace(feed, url=address)
    content_type = response.headers.get("content-type")
    document = await parser.parse(response.body, content_type=content_type, feed=here, now=now)
    if here is feed:
        return document, document.entries
    return document, tuple(replace(entry, feed=feed.url) for entry in document.entries)
