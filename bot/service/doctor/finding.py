"""What the doctor says of one thing: how it is, and where it is not well what to do."""

from dataclasses import dataclass
from typing import Literal

from digests.errors import TrilateralError

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
