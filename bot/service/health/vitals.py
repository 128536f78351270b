"""What must beat, and what is counted: pure but for the monotonic clock that it is given.

A sign of life that fails twice in a row, or has not beaten for :data:`LIMIT` seconds, is a complaint, and none any more
with its next beat. The tick beats every twenty seconds, a long poll is answered within twenty-five; a complaint is seen
within thirty.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from digests.intake.report import IngestReport


class Sign(StrEnum):
    """What must beat."""

    TICK = "tick"
    PARSER = "parser"
    TELEGRAM = "telegram"


LIMIT = 29.0
_IN_A_ROW = 2
_STILL: Mapping[str, str] = {
    Sign.TICK: "has not come to its end",
    Sign.PARSER: "has not answered",
    Sign.TELEGRAM: "has not answered",
}


class Vitals:
    """One for each process. Whatever counts is only ever added to."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._awaited: set[str] = set()
        self._last: dict[str, float] = {}
        self._failed: dict[str, int] = {}
        self._why: dict[str, str] = {}
        self.runs: Counter[tuple[str, str]] = Counter()
        """By chore and ``good`` or ``failed``: how often it was done."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        """By chore: how long it was at it, in whole."""
        self.polls: Counter[str] = Counter()
        """Polls of feeds by what they came to."""
        self.drops: Counter[str] = Counter()
        """Dropped files by what became of them."""
        self.added = 0
        """Items that are new."""

    # ------------------------------------------------------------------ what must beat

    def watch(self, names: Iterable[str]) -> None:
        """These must beat; until they have for the first time, the service has not begun."""
        self._awaited.update(names)

    def beat(self, name: str) -> None:
        """A sign of life."""
        self._last[name] = self._monotonic()
        self._failed.pop(name, None)

    def fail(self, name: str, why: str, *, times: int = 1) -> None:
        """It was tried, and did not work; ``times``: as much as so many failures."""
        self._failed[name] = self._failed.get(name, 0) + times
        self._why[name] = why

    def age(self, name: str) -> float:
        """Seconds since its last beat."""
        return self._monotonic() - self._last.get(name, self._monotonic())

    def complaints(self) -> Mapping[str, str]:
        """What is wrong now, in words, by what it is wrong with."""
        wrong = {name: self._why[name] for name, times in self._failed.items() if times >= _IN_A_ROW}
        for name in self.watched:
            if name not in wrong and name not in self._last:
                wrong[name] = "has not begun"
            elif name not in wrong and (age := self.age(name)) > LIMIT:
                wrong[name] = f"{_STILL.get(name, 'has not been heard')} for {age:.0f} s"
        return wrong

    @property
    def watched(self) -> tuple[str, ...]:
        """What must beat."""
        return tuple(sorted(self._awaited))

    # ------------------------------------------------------------------ what is counted

    def ran(self, chore: str, seconds: float, *, good: bool) -> None:
        """A chore was done, or failed."""
        self.runs[chore, "good" if good else "failed"] += 1
        self.seconds[chore] += seconds

    def took_in(self, report: IngestReport) -> None:
        """A pass has ended."""
        for line in report.lines:
            (self.drops if line.dropped else self.polls)[line.outcome] += 1
        self.added += report.added
