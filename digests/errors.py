"""Every error that we raise on purpose.

    TrilateralError
    ├── ConfigurationError      a setting or a catalogue file is wrong: the start stops, the name is told
    ├── SourceError             one feed or drop could not be taken in; the others go on
    │   ├── FetchError          the network said no            (retry_after: seconds, or None)
    │   │   ├── Unreachable     nobody answers there: the name, the connection, or our own network
    │   │   ├── AddressRefused  the address is one we never connect to
    │   │   ├── TooLarge        more bytes than we accept
    │   │   └── Gone            410: never ask again
    │   ├── ParseError          bytes that hold no feed
    │   └── DropRejected        a dropped file we cannot read
    ├── StoreError              the database cannot be used as it is
    │   ├── StoreLocked         another instance holds it      (holder: who)
    │   └── StoreBroken         read-only, damaged, or from a newer version
    ├── ModelError              the language model gave no answer  (kind, retry_after, lasting)
    └── QueryError              a search that cannot be understood

Each carries its ``subject`` (which variable, feed, file or query) and, where there is one, what to do next in
``advice``. What a reader of the bot sees stands in the locale files, not here.
"""

from typing import Literal


class TrilateralError(Exception):
    """The root. ``str(error)`` is one line for a log: subject, what is wrong, what to do."""

    def __init__(self, subject: str, problem: str, advice: str = "") -> None:
        super().__init__(subject, problem, advice)
        self.subject = subject
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        line = f"{self.subject}: {self.problem}" if self.subject else self.problem
        return f"{line} ({self.advice})" if self.advice else line


class ConfigurationError(TrilateralError):
    """A setting or a catalogue file is wrong; ``subject`` names the variable or the file and its place."""


class SourceError(TrilateralError):
    """One source could not be taken in; ``subject`` is the feed's URL or the drop's file name."""


class FetchError(SourceError):
    """The network said no. ``retry_after`` in seconds where the server named a time; ``status`` where it answered."""

    def __init__(
        self, subject: str, problem: str, advice: str = "", *, retry_after: int | None = None, status: int | None = None
    ) -> None:
        super().__init__(subject, problem, advice)
        self.retry_after = retry_after
        self.status = status


class Unreachable(FetchError):
    """Nobody answers there: its name is not known, or no connection comes about. Where that is so of all, it is our own
    network."""


class AddressRefused(FetchError):
    """The address is private, local or otherwise one that we never connect to."""


class TooLarge(FetchError):
    """The body (after decompression) is larger than we accept."""


class Gone(FetchError):
    """410: the feed has ended."""


class ParseError(SourceError):
    """The bytes hold no feed that we can read."""


class DropRejected(SourceError):
    """A dropped file that we cannot read; the problem is what its ``.reason.txt`` says."""


class StoreError(TrilateralError):
    """The database cannot be used as it is."""


class StoreLocked(StoreError):
    """Another instance runs on the same data."""


class StoreBroken(StoreError):
    """Read-only, damaged, on a full disk, or written by a newer version."""


class ModelError(TrilateralError):
    """The language model gave no answer. ``kind`` names the fault for an account of them (``429``, ``timeout`` …);
    ``retry_after`` seconds where the server named a time; ``lasting`` where only the operator can end it; ``own`` where
    it may be the text's own fault, as it is not when nobody answers, and ``final`` where it surely is."""

    def __init__(
        self,
        subject: str,
        problem: str,
        advice: str = "",
        *,
        kind: str,
        retry_after: float | None = None,
        lasting: bool = False,
        own: bool = False,
        final: bool = False,
    ) -> None:
        super().__init__(subject, problem, advice)
        self.kind = kind
        self.retry_after = retry_after
        self.lasting = lasting
        self.own = own or final
        self.final = final


class QueryError(TrilateralError):
    """A search query that cannot be understood; ``subject`` is the query, ``reason`` which text tells a reader why."""

    def __init__(
        self,
        subject: str,
        problem: str,
        advice: str = "",
        *,
        reason: Literal["empty", "long", "quote", "filter", "name", "dates"] = "filter",
    ) -> None:
        super().__init__(subject, problem, advice)
        self.reason = reason
