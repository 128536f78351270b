"""May the endpoint be asked, after what it did last? Pure.

It works: calls go out side by side. After one that failed nobody asks until its time has come, and then one call alone:
if that fails as well, the time is twice as long; if it works, calls go out side by side again.
"""

from dataclasses import dataclass

FIRST, LONGEST = 15.0, 900.0
"""Seconds for which it is left alone after the first failure in a row, and at most."""
HOPELESS = 3600.0
"""Seconds after a refusal that only the operator can end: a wrong key, a model that is not there."""
PATIENCE = 86_400.0
"""Seconds up to which a time that the server names is kept to."""
SPREAD = 0.2
"""Of a time is added by chance, so that not everybody comes back at once."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """How the endpoint has behaved; times are of a monotonic clock."""

    failures: int = 0
    """In a row."""
    closed_from: float = 0.0

    def allows(self, now: float, running: int) -> bool:
        """Whether another call may begin while ``running`` others are on their way."""
        return now >= self.closed_from and (not self.failures or running == 0)

    def worked(self) -> "Circuit":
        """A call was answered."""
        return Circuit()

    def failed(
        self, now: float, *, retry_after: float | None = None, lasting: bool = False, chance: float = 0.0
    ) -> "Circuit":
        """A call failed; ``retry_after`` seconds were named by the server. ``chance`` is between 0 and 1."""
        failures = self.failures + 1
        wait = min(FIRST * 2 ** min(failures - 1, 10), LONGEST) * (1 + SPREAD * chance)
        if lasting:
            wait = max(wait, HOPELESS)
        if retry_after is not None:
            wait = max(wait, min(retry_after, PATIENCE))
        return Circuit(failures, max(self.closed_from, now + wait))
