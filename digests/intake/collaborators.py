"""What a pass works with, as the little that it asks of each: whatever parses, stores, completes, or was dropped."""

from collections.abc import Collection, Sequence
from typing import Protocol

from digests.errors import SourceError
from digests.model import Entry, Feed


class Document(Protocol):
    """What parsing yields: :class:`digests.sources.feeds.parse.ParsedFeed`."""

    @property
    def title(self) -> str: ...
    @property
    def entries(self) -> tuple[Entry, ...]: ...
    @property
    def ttl(self) -> int | None: ...
    @property
    def skip_hours(self) -> Collection[int]: ...
    @property
    def skip_days(self) -> Collection[int]: ...
    @property
    def problems(self) -> tuple[str, ...]: ...


class Parser(Protocol):
    """What parses: :class:`digests.sources.isolation.pool.ParserPool`."""

    async def parse(self, body: bytes, *, content_type: str | None, feed: Feed, now: int) -> Document:
        """Parse, or raise ParseError."""


class Taken(Protocol):
    """What intake says of a batch: :class:`digests.intake.entries.Taken`."""

    @property
    def added(self) -> tuple[int, ...]: ...
    @property
    def known(self) -> int: ...
    @property
    def repeats(self) -> int: ...
    @property
    def remark(self) -> str:
        """What the operator should know of the feed's ids, or ``""``."""


class Taker(Protocol):
    """What reads and stores: :class:`digests.intake.entries.Intake`."""

    def add(self, entries: Sequence[Entry], *, now: int, pushable: bool) -> Taken:
        """Store what is new of a batch, all or nothing."""

    def join(self, now: int) -> int:
        """Join what was added since to stories."""


class Dropped(Protocol):
    """One file from the inbox: :class:`digests.sources.drops.inbox.DropOutcome`."""

    @property
    def file(self) -> str: ...
    @property
    def entries(self) -> tuple[Entry, ...]: ...
    @property
    def error(self) -> SourceError | None: ...
    @property
    def mark(self) -> str:
        """What tells this file from every other."""

    @property
    def refused(self) -> tuple[str, ...]:
        """What in it could not be read beside its entries."""

    def confirm(self) -> object:
        """Move the file to where the done ones are."""

    def reject(self) -> object:
        """Move the file to where the rejected ones are, the reason beside it."""


class Completer(Protocol):
    """What fetches whole texts: :class:`digests.sources.web.articles.Articles`."""

    async def complete(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """The same entries, in the same order, with their pages' text where it can be had."""
