"""One feed visited: how it is asked, what its answer means, what is remembered of it.

Visit.fetch -> (a document, or the end of the visit) -> Visit.finish -> SourceLine, Poll, notice
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from digests.errors import FetchError, Gone, ParseError, StoreError
from digests.intake.collaborators import Parser, Taken
from digests.intake.report import Notice, Outcome, SourceLine, told
from digests.model import Entry
from digests.sources.feeds import polling
from digests.sources.feeds.polling import PollState
from digests.sources.web.responses import Limits, Pages, Response
from digests.store.news.feeds import FeedResult, Poll, StoredFeed

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a visit works with."""

    pages: Pages
    parser: Parser
    take: Callable[[Sequence[Entry], bool], Awaitable[Taken]]
    """Takes entries in; the flag says whether they may be pushed."""
    complete: Callable[[tuple[Entry, ...]], Awaitable[tuple[Entry, ...]]]
    """Gives the new ones among entries their articles' whole text."""
    limits: Limits
    default_interval: int
    jitter: Callable[[], float]
    cut_off: bool = False
    """No feed has answered for a day: what fails now may be our own connection."""


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit's end. ``poll`` is ``None`` where nothing was asked or nothing can be remembered."""

    line: SourceLine
    poll: Poll | None = None
    notice: Notice | None = None


@dataclass(slots=True)
class Visit:
    """One feed in one pass, at ``now``."""

    tools: Tools
    source: StoredFeed
    now: int
    started: float = field(default_factory=monotonic)
    asked: dict[str, str] = field(default_factory=dict)
    moved: str | None = None

    @property
    def state(self) -> PollState:
        return self.source.state

    async def fetch(self) -> Response | Visited:
        """Ask the server; the caller holds the host's place meanwhile."""
        if self.state.ended:
            return Visited(self._line("ended", "answered 410 earlier; remove it, or add it again to have it asked"))
        if self.state.set_aside:
            return Visited(self._line("set aside", "failed for two weeks; remove it, or add it again to have it asked"))
        self.asked = polling.conditional_headers(self.state, self.now)
        try:
            return await self.tools.pages.get(self.source.address, headers=self.asked, limits=self.tools.limits)
        except Gone as error:
            return self._end(polling.gone(self.state, now=self.now), self._line("ended", told(error)))
        except FetchError as error:
            return self._failed(told(error), error.retry_after)
        except Exception as error:  # noqa: BLE001 the boundary: one feed must not stop the others
            return self._unexpected(error)

    async def finish(self, response: Response) -> Visited:
        """Parse and take in what was fetched."""
        self.moved = response.moved_to
        try:
            return await self._read(response)
        except ParseError as error:
            return self._failed(told(error))
        except StoreError as error:  # not the feed's fault: its state stays, it is asked again
            _log.error("%s: could not be stored: %s", self.source.feed.url, error)
            return Visited(self._line("failed", f"could not be stored: {error}"))
        except Exception as error:  # noqa: BLE001 the boundary: one feed must not stop the others
            return self._unexpected(error)

    async def _read(self, response: Response) -> Visited:
        if response.status == 304:
            if not self.asked:
                return self._failed("answered 304 (unchanged) though it was asked for the whole")
            return self._end(
                polling.unchanged(self.state, now=self.now, headers=response.headers), self._line("unchanged")
            )
        if not response.body.strip():
            return self._failed(f"answered {response.status} with an empty body")
        digest = polling.body_hash(response.body)
        state = polling.fetched(self.state, now=self.now, headers=response.headers, digest=digest)
        if digest == self.state.body_hash:
            return self._end(state, self._line("unchanged", "the same document again"))
        document = await self.tools.parser.parse(
            response.body, content_type=response.headers.get("content-type"), feed=self.source.feed, now=self.now
        )
        entries = document.entries
        if self.source.feed.full_text:
            entries = await self.tools.complete(entries)
        taken = await self.tools.take(entries, polling.pushable(self.state, self.now))
        state = polling.parsed(
            state,
            ttl=document.ttl,
            skip_hours=document.skip_hours,
            skip_days=document.skip_days,
            published=[entry.published for entry in document.entries if entry.published is not None],
            now=self.now,
        )
        detail = "; ".join(filter(None, (*document.problems, taken.remark)))
        return self._end(state, self._line("read", detail, entries=len(document.entries), added=len(taken.added)))

    def _failed(self, detail: str, retry_after: int | None = None) -> Visited:
        _log.warning("%s: %s", self.source.feed.url, detail)
        state = polling.failed(self.state, now=self.now, retry_after=retry_after, cut_off=self.tools.cut_off)
        return self._end(state, self._line("set aside" if state.set_aside else "failed", detail))

    def _unexpected(self, error: Exception) -> Visited:
        _log.exception("%s: unexpected failure", self.source.feed.url)
        return self._failed(f"unexpected: {type(error).__name__}: {error}"[:300])

    def _end(self, state: PollState, line: SourceLine) -> Visited:
        if line.good:
            state = polling.moved(state, self.moved)
        at = polling.next_poll(
            state,
            interval=self.source.feed.interval,
            default=self.tools.default_interval,
            now=self.now,
            jitter=self.tools.jitter(),
        )
        result = FeedResult(self.now, line.outcome, line.detail, line.entries, line.added, line.milliseconds)
        return Visited(line, Poll(self.source.feed.url, state, at, result), self._notice(state))

    def _notice(self, state: PollState) -> Notice | None:
        feed = self.source.feed
        if state.ended and not self.state.ended:
            return Notice("ended", feed.name, feed.url)
        if state.set_aside and not self.state.set_aside:
            return Notice("aside", feed.name, feed.url)
        if state.address and state.address != self.state.address:
            return Notice("moved", feed.name, feed.url, state.address)
        return None

    def _line(self, outcome: Outcome, detail: str = "", *, entries: int = 0, added: int = 0) -> SourceLine:
        milliseconds = int((monotonic() - self.started) * 1000)
        return SourceLine(self.source.feed.url, outcome, detail, entries, added, milliseconds)
