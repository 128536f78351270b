"""One feed visited: how it is asked, what its answer means, what is remembered of it.

    Visit.fetch -> (an answer, trouble, or the end of the visit) -> Visit.finish -> SourceLine, Poll, notice

Where it fails, is empty or has fallen silent, its alternates are looked at (``substitution.py``) and the first that
will do is read in its place, until the first address is well again.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

from digests.errors import FetchError, Gone, ParseError, StoreError, Unreachable
from digests.intake import notices
from digests.intake.collaborators import Parser, Taken
from digests.intake.report import Notice, Outcome, SourceLine, told
from digests.intake.substitution import Reached, Substitution, parsed_at
from digests.model import Entry
from digests.sources.feeds import alternates, polling, silence
from digests.sources.feeds.polling import PollState
from digests.sources.web.responses import Limits, Pages, Response
from digests.store.news.feeds import FeedResult, Poll, StoredFeed

_log = logging.getLogger(__name__)
_GONE = 410


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
class Trouble:
    """Why an address gave no document."""

    detail: str
    retry_after: int | None = None
    status: int | None = None
    reached: bool = True
    """Whether anybody answered there."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What a visit has come to so far."""

    state: PollState
    line: SourceLine
    trouble: Trouble | None = None
    notice: Notice | None = None


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

    async def fetch(self) -> Response | Trouble | Visited:
        """Ask the server; the caller holds the host's place meanwhile."""
        if self.state.ended:
            return Visited(self._line("ended", "answered 410 earlier; remove it, or add it again to have it asked"))
        if self.state.set_aside:
            return Visited(self._line("set aside", "failed for two weeks; remove it, or add it again to have it asked"))
        self.asked = polling.conditional_headers(self.state, self.now)
        try:
            return await self.tools.pages.get(self.source.address, headers=self.asked, limits=self.tools.limits)
        except FetchError as error:
            status = _GONE if isinstance(error, Gone) else error.status
            return Trouble(told(error), error.retry_after, status, reached=not isinstance(error, Unreachable))
        except Exception as error:  # noqa: BLE001 the boundary: one feed must not stop the others
            return self._unexpected(error)

    async def finish(self, answer: Response | Trouble | Visited) -> Visited:
        """Parse and take in what was fetched, or what another address gives in its place."""
        if isinstance(answer, Visited):
            return answer
        try:
            ending = await self._at_home() or await self._ending(answer)
            if self._seeks(ending):
                ending = await self._instead(ending)
        except StoreError as error:  # not the feed's fault: its state stays, it is asked again
            _log.error("%s: could not be stored: %s", self.source.feed.url, error)
            return Visited(self._line("failed", f"could not be stored: {error}"))
        except Exception as error:  # noqa: BLE001 the boundary: one feed must not stop the others
            ending = self._failed(self._unexpected(error))
        return self._end(ending)

    # ------------------ what the address that is read now came to

    async def _ending(self, answer: Response | Trouble) -> Ending:
        if isinstance(answer, Trouble):
            return self._failed(answer)
        self.moved = answer.moved_to
        try:
            return await self._read(answer)
        except ParseError as error:
            return self._failed(Trouble(told(error)))

    async def _read(self, response: Response) -> Ending:
        if response.status == 304:
            if not self.asked:
                return self._failed(Trouble("answered 304 (unchanged) though it was asked for the whole"))
            return self._unchanged(polling.unchanged(self.state, now=self.now, headers=response.headers))
        if not response.body.strip():
            return self._failed(Trouble(f"answered {response.status} with an empty body"))
        digest = polling.body_hash(response.body)
        if digest == self.state.body_hash:
            state = polling.fetched(self.state, now=self.now, headers=response.headers, digest=digest)
            return self._unchanged(state, "the same document again")
        feed, address = self.source.feed, self.source.address
        document, entries = await parsed_at(response, self.tools.parser, feed, address, self.now)
        return await self._taken(self.state, Reached(address, response, document, entries))

    def _unchanged(self, state: PollState, detail: str = "") -> Ending:
        if state.empty:
            return Ending(state, self._line("empty", "holds no items still"))
        return Ending(state, self._line("unchanged", detail))

    async def _taken(self, state: PollState, found: Reached, newer_than: int | None = None) -> Ending:
        """Take in what a document holds; an empty one is answered, and not read.

        ``newer_than``: where another address is read for the first time, only what is newer may be pushed.
        """
        digest = polling.body_hash(found.response.body)
        fetched = polling.fetched(state, now=self.now, headers=found.response.headers, digest=digest)
        document, entries = found.document, found.entries
        if not any(entry.title for entry in entries):
            detail = "; ".join(("holds no items", *document.problems))
            return Ending(polling.emptied(fetched, read=state.last_read, now=self.now), self._line("empty", detail))
        added, remark = await self._take(entries, newer_than)
        read = polling.parsed(
            fetched,
            ttl=document.ttl,
            skip_hours=document.skip_hours,
            skip_days=document.skip_days,
            published=[entry.published for entry in entries if entry.published is not None],
            added=added,
            now=self.now,
        )
        detail = "; ".join(filter(None, (*document.problems, remark)))
        return Ending(
            alternates.well(read, entries, self.source.feed, self.now),
            self._line("read", detail, entries=len(entries), added=added),
        )

    async def _take(self, entries: tuple[Entry, ...], newer_than: int | None) -> tuple[int, str]:
        """(how many are new, what the intake remarks)."""
        if self.source.feed.full_text:
            entries = await self.tools.complete(entries)
        pushable = polling.pushable(self.state, self.now)
        if newer_than is None or not pushable:
            taken = await self.tools.take(entries, pushable)
            return len(taken.added), taken.remark
        news = [entry for entry in entries if (entry.published or 0) > newer_than]
        rest = [entry for entry in entries if (entry.published or 0) <= newer_than]
        both = [await self.tools.take(part, part is news) for part in (news, rest) if part]
        return sum(len(taken.added) for taken in both), "; ".join(taken.remark for taken in both if taken.remark)

    def _failed(self, trouble: Trouble) -> Ending:
        if trouble.status == _GONE and not self.source.feed.alternates:
            return Ending(polling.gone(self.state, now=self.now), self._line("ended", trouble.detail), trouble)
        after, cut_off = trouble.retry_after, self.tools.cut_off
        state = polling.failed(self.state, now=self.now, retry_after=after, cut_off=cut_off)
        line = self._line("set aside" if state.set_aside else "failed", trouble.detail)
        return Ending(state, replace(line, reached=trouble.reached), trouble)

    def _unexpected(self, error: Exception) -> Trouble:
        _log.exception("%s: unexpected failure", self.source.feed.url)
        return Trouble(f"unexpected: {type(error).__name__}: {error}"[:300])

    # ------------------ another address in its place

    def _seeks(self, ending: Ending) -> bool:
        """Whether another address is wanted: this one fails and not in passing, is empty, or has fallen silent."""
        trouble, state = ending.trouble, ending.state
        if state.resting or (trouble and alternates.passing(trouble.status, state.failures)):
            return False
        speaks = ending.line.good and not silence.silent(state, self.now)
        return not speaks and alternates.wanted(self.source.feed, state, self.now)

    async def _instead(self, ending: Ending) -> Ending:
        """The feed read at another address; where none will do, as it was, and that remembered."""
        newer_than = 0 if ending.trouble else silence.last_word(ending.state)
        others = alternates.candidates(self.source.feed, self.state)
        found = await self._substitution().first_fit(others, newer_than)
        if found is None:
            line = _with(ending.line, "no alternate will do")
            return replace(ending, state=alternates.in_vain(ending.state, self.now), line=line)
        return await self._adopted(found, ending.line.detail if ending.trouble else "has fallen silent")

    async def _at_home(self) -> Ending | None:
        """The feed read at its first address again, where the time to look at it has come and it will do."""
        if not alternates.in_use(self.source.feed, self.state) or self.now < self.state.instead.home_at:
            return None
        found = await self._substitution().look(self.source.feed.url)
        if isinstance(found, Reached):
            return await self._adopted(found, "")
        _log.info("%s: is no better yet: %s", self.source.feed.url, found)
        self.source = replace(self.source, state=alternates.home_later(self.state, self.now))
        return None

    async def _adopted(self, found: Reached, why: str) -> Ending:
        feed = self.source.feed
        state = alternates.adopted(self.state, found.address, feed, self.now)
        ending = await self._taken(state, found, silence.last_word(self.state))
        self.moved = None
        home = found.address == feed.url
        said = "read at its first address again" if home else f"{why}; read at {found.address} in its place"
        _log.warning("%s: %s", feed.url, said)
        notice = Notice("returned" if home else "alternate", feed.name, feed.shown, found.address)
        return replace(ending, line=_with(ending.line, said), notice=notice)

    def _substitution(self) -> Substitution:
        tools = self.tools
        return Substitution(tools.pages, tools.parser, tools.limits, self.source.feed, self.state, self.now)

    # ------------------ what is remembered and told

    def _end(self, ending: Ending) -> Visited:
        state, line, feed = ending.state, ending.line, self.source.feed
        if line.good:
            state = polling.moved(state, self.moved)
        notice = ending.notice or notices.notice_of(feed, self.state, state, self.now)
        if notice and notice.kind == "alone" and self.tools.cut_off:
            notice = None
        state = notices.told(self.state, state, self.now)
        at = polling.next_poll(
            state,
            interval=feed.interval,
            default=self.tools.default_interval,
            now=self.now,
            jitter=self.tools.jitter(),
        )
        result = FeedResult(self.now, line.outcome, line.detail, line.entries, line.added, line.milliseconds)
        return Visited(line, Poll(feed.url, state, at, result), notice)

    def _line(self, outcome: Outcome, detail: str = "", *, entries: int = 0, added: int = 0) -> SourceLine:
        milliseconds = int((monotonic() - self.started) * 1000)
        return SourceLine(self.source.feed.shown, outcome, detail, entries, added, milliseconds)


def _with(line: SourceLine, more: str) -> SourceLine:
    return replace(line, detail="; ".join(filter(None, (line.detail, more))))
