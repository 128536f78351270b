"""What a pass says: a line for each source, and what the admins should be told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from digests.errors import SourceError
from digests.intake.collaborators import Taken

Outcome = Literal["read", "unchanged", "empty", "failed", "ended", "set aside", "rejected"]
_NAMED = 3
"""Refused records that a line names; all stand beside the file."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What one source came to in this pass."""

    subject: str
    """The feed's URL, or ``drop:<file name>``."""
    outcome: Outcome
    detail: str = ""
    entries: int = 0
    added: int = 0
    milliseconds: int = 0
    reached: bool = True
    """False for a feed where nobody answered: where that is so of all, it is our own network."""

    @property
    def good(self) -> bool:
        return self.outcome in ("read", "unchanged")

    @property
    def dropped(self) -> bool:
        """Whether it is a file of the inbox, no feed."""
        return self.subject.startswith("drop:")


@dataclass(frozen=True, slots=True)
class Notice:
    """What the admins should be told of a feed: ``kind`` names the sentence, ``address`` where it is read now."""

    kind: Literal["ended", "aside", "moved", "alternate", "returned", "alone", "silent"]
    name: str
    url: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """A line for each source, in the order they were finished."""

    lines: tuple[SourceLine, ...]
    notices: tuple[Notice, ...] = ()
    """What the admins should be told: feeds that ended, were set aside or moved."""

    @property
    def good(self) -> bool:
        """True when at least one source worked, or there was none to ask."""
        return not self.lines or any(line.good for line in self.lines)

    @property
    def added(self) -> int:
        return sum(line.added for line in self.lines)


Progress = Callable[[SourceLine, int, int], None]
"""Called after each source with its line, how many are done and how many there are."""


def silent(line: SourceLine, done: int, total: int) -> None:
    """Shows no progress."""


def told(error: SourceError) -> str:
    """What is wrong and, where there is something to do, what."""
    return f"{error.problem} ({error.advice})" if error.advice else error.problem


def problem_of(error: Exception) -> str:
    if isinstance(error, SourceError):
        return f"{error.subject}: {told(error)}"[:300]
    return str(error.strerror or error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"[:300]


def partly(refused: Sequence[str]) -> str:
    """What of a file was refused, in words: the first few by name."""
    if not refused:
        return ""
    named = "; ".join(refused[:_NAMED])
    more = f"; and {len(refused) - _NAMED} more" if len(refused) > _NAMED else ""
    return f"{len(refused)} refused: {named}{more}"


def already(taken: Taken) -> str:
    """What of a drop is not new, in words: a file that was dropped twice would otherwise seem lost."""
    known = f"{taken.known} known already" if taken.known else ""
    repeats = f"{taken.repeats} repeating a known item, now a further source of it" if taken.repeats else ""
    return ", ".join(filter(None, (known, repeats, taken.remark)))
