"""Stories over weeks: what there is more of, about whom, and which countries meet in which sector. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from types import MappingProxyType

from digests.model import COUNTRIES, Grade, Head

WEEK = 7 * 86_400
WEEKS = 8
"""How far a trend looks back: two months show a rhythm, a year would hide the last week."""
TOPICS = 8
"""Sectors that are shown apart: nobody compares more than eight."""
MEETINGS: tuple[tuple[str, ...], ...] = (*combinations(COUNTRIES, 2), COUNTRIES)
"""Each two of the three, then all of them."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A sector or mechanism over the weeks, the last being the seven days up to now."""

    name: str
    weeks: tuple[int, ...]
    usual: float
    """The mean of those weeks before the last that we read; 0 where there are none."""

    @property
    def now(self) -> int:
        return self.weeks[-1]

    @property
    def rise(self) -> float:
        """By how many standard deviations of a Poisson count the last week is above the weeks before; one story a
        week is taken for the least, so that a first story is no sensation."""
        expected = max(self.usual, 1.0)
        return (self.now - expected) / sqrt(expected)


@dataclass(frozen=True, slots=True)
class Trends:
    """What the weeks up to ``until`` (epoch seconds) show."""

    until: int
    totals: tuple[int, ...]
    """Stories a week."""
    read: tuple[bool, ...]
    """Whether we read that week as a whole; of other weeks we have only what sources still held later."""
    sectors: tuple[Trend, ...]
    """The most stories in the last week first; only those that had any in all the weeks."""
    mechanisms: tuple[Trend, ...]
    countries: dict[str, int]
    """Stories about each country in the last week."""
    told: dict[tuple[str, str], int]
    """(sector, country) -> stories of the last week that this country's media told."""
    meetings: dict[tuple[str, tuple[str, ...]], int]
    """(sector, two of the countries or all three) -> stories about these and no other, in all the weeks."""
    grades: dict[Grade, int]
    """Of the last week."""

    @property
    def most(self) -> tuple[Trend, ...]:
        """The sectors with the most stories in the last week, as far as any had one."""
        return tuple(line for line in self.sectors if line.now)[:TOPICS]

    @property
    def usual(self) -> float | None:
        """The mean of the stories in those weeks before the last that we read; ``None`` before there are any."""
        before = [total for total, read in zip(self.totals[:-1], self.read[:-1], strict=True) if read]
        return sum(before) / len(before) if before else None

    @property
    def rising(self) -> tuple[Trend, ...]:
        """Sectors and mechanisms clearly above their usual, the most risen first; none before there is a usual."""
        if self.usual is None:
            return ()
        lines = [line for line in (*self.sectors, *self.mechanisms) if line.rise >= 1]
        return tuple(sorted(lines, key=lambda line: -line.rise))


_NOBODY: Mapping[int, tuple[str, ...]] = MappingProxyType({})


def trends(
    heads: Iterable[Head],
    now: int,
    *,
    weeks: int = WEEKS,
    began: int = 0,
    told: Mapping[int, tuple[str, ...]] = _NOBODY,
) -> Trends:
    """Count stories by the week of their first report; weeks end at ``now``, not at a calendar's.

    ``began`` is when we first read anything: a week before that, or one without any story, tells nothing of what is
    usual. ``told`` are the countries whose media told each story of the last week.
    """
    totals = [0] * weeks
    by_sector: dict[str, list[int]] = {}
    by_mechanism: dict[str, list[int]] = {}
    countries: Counter[str] = Counter()
    grades: Counter[Grade] = Counter()
    spoken: Counter[tuple[str, str]] = Counter()
    meetings: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for head in heads:
        week = weeks - 1 - (now - head.first_seen) // WEEK
        if not 0 <= week < weeks:
            continue
        totals[week] += 1
        for table, names in ((by_sector, head.sectors), (by_mechanism, head.mechanisms)):
            for name in names:
                table.setdefault(name, [0] * weeks)[week] += 1
        if len(head.countries) > 1:
            meetings.update((sector, head.countries) for sector in head.sectors)
        if week == weeks - 1:
            countries.update(head.countries)
            grades[head.grade] += 1
            spoken.update((sector, country) for sector in head.sectors for country in told.get(head.id, ()))
    read = tuple(total > 0 and began <= now - (weeks - week) * WEEK for week, total in enumerate(totals))
    return Trends(
        until=now,
        totals=tuple(totals),
        read=read,
        sectors=_lines(by_sector, read),
        mechanisms=_lines(by_mechanism, read),
        countries={code: countries[code] for code in COUNTRIES},
        told=dict(spoken),
        meetings=dict(meetings),
        grades=dict(grades),
    )


def _lines(table: dict[str, list[int]], read: Sequence[bool]) -> tuple[Trend, ...]:
    before = [week for week in range(len(read) - 1) if read[week]]
    lines = [
        Trend(name, tuple(counts), sum(counts[week] for week in before) / max(1, len(before)))
        for name, counts in table.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.now, -sum(line.weeks), line.name)))
