"""What the doctor says of one thing: how it is, and where it is not well what to do."""

from dataclasses import dataclass
from typing import Literal

from bot.render.wrap import for_width
from digests.errors import TrilateralError

_INDENT = 5
"""Columns of the state and the blank behind it."""
State = Literal["ok", "note", "BAD"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``note``: worth knowing, and nothing that keeps the service from its work."""

    subject: str
    state: State
    says: str
    cure: str = ""

    def __str__(self) -> str:
        """One line: state, subject, what is so, what to do."""
        return f"{self.state:4} {self.subject}: {self.says}" + (f" -> {self.cure}" if self.cure else "")

    def laid_out(self, width: int) -> str:
        """For a terminal of so many columns: what to do on a line of its own, all under the subject."""
        said = [f"{self.subject}: {self.says}", *([f"-> {self.cure}"] if self.cure else [])]
        lines = "\n".join(for_width(each, width - _INDENT) for each in said).split("\n")
        return f"{self.state:4} " + f"\n{' ' * _INDENT}".join(lines)


def good(subject: str, says: str) -> Finding:
    """Nothing to do."""
    return Finding(subject, "ok", says)


def note(subject: str, says: str, cure: str = "") -> Finding:
    """Something to know."""
    return Finding(subject, "note", says, cure)


def bad(subject: str, says: str, cure: str) -> Finding:
    """A fault, with its cure."""
    return Finding(subject, "BAD", says, cure)


def of(subject: str, error: TrilateralError) -> Finding:
    """An error of ours as a fault; it names its own cure."""
    problem = f"{error.subject}: {error.problem}" if error.subject else error.problem
    return Finding(subject, "BAD", problem, error.advice)
