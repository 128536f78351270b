"""May the endpoint be asked, after what it did last? Pure.

closed: it works, calls go out side by side. After a few failures in a row it is open: nobody asks until its time has
come. Then one call alone is let through; if that fails it is open for twice as long, if it works it is closed.
"""

from dataclasses import dataclass

TRIES = 3
"""Failures in a row after which it is left alone."""
FIRST, LONGEST = 15.0, 900.0
"""Seconds for which it is left alone at first, and at most."""
HOPELESS = 300.0
"""Seconds after a refusal that only the operator can end: a wrong key, a model that is not there."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """How the endpoint has behaved; times are of a monotonic clock."""

    failures: int = 0
    """In a row."""
    closed_from: float = 0.0

    def allows(self, now: float, running: int) -> bool:
        """Whether another call may begin while ``running`` others are on their way."""
        return now >= self.closed_from and (self.failures < TRIES or running == 0)

    def worked(self) -> "Circuit":
        """A call was answered."""
        return Circuit()

    def failed(self, now: float, *, retry_after: float | None = None, lasting: bool = False) -> "Circuit":
        """A call failed; ``retry_after`` seconds were named by the server."""
        failures = self.failures + 1
        wait = FIRST * 2 ** min(failures - TRIES, 10) if failures >= TRIES else 0.0
        if lasting:
            failures, wait = max(failures, TRIES), max(wait, HOPELESS)
        if retry_after is not None:
            wait = max(wait, retry_after)
        return Circuit(failures, max(self.closed_from, now + min(wait, LONGEST)))
