"""Stories over weeks: what there is more of, about whom, and which countries meet in which sector. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import sqrt

from digests.model import COUNTRIES, Grade

WEEK = 7 * 86_400
WEEKS = 8
"""How far a trend looks back: two months show a rhythm, a year would hide the last week."""
PAIRS: tuple[tuple[str, str], ...] = tuple(combinations(COUNTRIES, 2))


@dataclass(frozen=True, slots=True)
class Head:
    """What of a story counts: no words, no items."""

    id: int
    first_seen: int
    grade: Grade
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sector or mechanism over the weeks, the last being the seven days up to now."""

    name: str
    weeks: tuple[int, ...]

    @property
    def now(self) -> int:
        return self.weeks[-1]

    @property
    def before(self) -> float:
        """The mean of the weeks before the last."""
        return sum(self.weeks[:-1]) / (len(self.weeks) - 1)

    @property
    def rise(self) -> float:
        """By how many standard deviations of a Poisson count the last week is above the weeks before; one story a
        week is taken for the least, so that a first story is no sensation."""
        expected = max(self.before, 1.0)
        return (self.now - expected) / sqrt(expected)


@dataclass(frozen=True, slots=True)
class Trends:
    """What the weeks up to ``until`` (epoch seconds) show."""

    until: int
    totals: tuple[int, ...]
    """Stories a week."""
    sectors: tuple[Line, ...]
    """The most stories in the last week first; only those that had any in all the weeks."""
    mechanisms: tuple[Line, ...]
    countries: dict[str, int]
    """Stories about each country in the last week."""
    pairs: dict[tuple[str, tuple[str, str]], int]
    """(sector, pair of countries) -> stories about both in all the weeks; a story about all three counts for each."""
    grades: dict[Grade, int]
    """Of the last week."""

    @property
    def rising(self) -> tuple[Line, ...]:
        """Sectors and mechanisms clearly above their usual, the most risen first; none before there is a usual."""
        if not any(self.totals[:-1]):
            return ()
        lines = [line for line in (*self.sectors, *self.mechanisms) if line.rise >= 1]
        return tuple(sorted(lines, key=lambda line: -line.rise))


def trends(heads: Iterable[Head], now: int, *, weeks: int = WEEKS) -> Trends:
    """Count stories by the week of their first report; weeks end at ``now``, not at a calendar's."""
    totals = [0] * weeks
    by_sector: dict[str, list[int]] = {}
    by_mechanism: dict[str, list[int]] = {}
    countries: Counter[str] = Counter()
    grades: Counter[Grade] = Counter()
    pairs: Counter[tuple[str, tuple[str, str]]] = Counter()
    for head in heads:
        week = weeks - 1 - (now - head.first_seen) // WEEK
        if not 0 <= week < weeks:
            continue
        totals[week] += 1
        for table, names in ((by_sector, head.sectors), (by_mechanism, head.mechanisms)):
            for name in names:
                table.setdefault(name, [0] * weeks)[week] += 1
        pairs.update((sector, pair) for sector in head.sectors for pair in _pairs(head.countries))
        if week == weeks - 1:
            countries.update(head.countries)
            grades[head.grade] += 1
    return Trends(
        until=now,
        totals=tuple(totals),
        sectors=_lines(by_sector),
        mechanisms=_lines(by_mechanism),
        countries={code: countries[code] for code in COUNTRIES},
        pairs=dict(pairs),
        grades=dict(grades),
    )


@cache
def _pairs(countries: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Those of the pairs that are among ``countries`` (a subset of three, in one order)."""
    return tuple(pair for pair in PAIRS if set(pair) <= set(countries))


def _lines(table: dict[str, list[int]]) -> tuple[Line, ...]:
    lines = [Line(name, tuple(counts)) for name, counts in table.items()]
    return tuple(sorted(lines, key=lambda line: (-line.now, -sum(line.weeks), line.name)))
