"""How much a story matters to anyone, and what a choice must know of it."""

from dataclasses import dataclass
from functools import cached_property
from math import log2

from digests.editions.compose.present import came_late, reports, sources
from digests.language.fold import fold
from digests.model import COUNTRIES, GRADES, Item, Story

_GRADE_WEIGHT = {"trilateral": 3.0, "bilateral": 1.5, "national": 0.5, "none": 0.0}
_SIDE_WEIGHT = 1.0
"""For each of the three countries whose media report it."""
_MECHANISM_WEIGHT = 1.0
_FRESH_WEIGHT = 2.0
_HALF_LIFE = 24 * 3600
"""Seconds in which freshness loses half its weight."""


def _new_when_it_came(item: Item) -> bool:
    """A report that reached us late, but not so late that it is archive; a document at any age: whoever drops one wants
    it read."""
    return item.pushable and (item.entry.is_document or not came_late(item))


@dataclass(frozen=True)
class Candidate:
    """A story with what every choice asks of it."""

    story: Story
    weight: float
    fresh: int
    """When its latest report was published or, where it reached us late, came in."""
    grade: int
    """Index in ``GRADES``: lower is wider."""
    countries: frozenset[str]
    sectors: frozenset[str]
    sides: int
    """Of how many countries the media are that report it; those beyond the three count, too."""
    reports: int

    @classmethod
    def of(cls, story: Story, now: int) -> "Candidate":
        links = sources(story)
        sides = {link.country for link in links}
        fresh = max(
            max(item.published, item.first_seen) if _new_when_it_came(item) else item.published for item in story.items
        )
        weight = (
            _GRADE_WEIGHT[story.grade]
            + _SIDE_WEIGHT * len(sides.intersection(COUNTRIES))
            + log2(len({link.publisher for link in links}))
            + _MECHANISM_WEIGHT * bool(story.mechanisms)
            + _FRESH_WEIGHT * 0.5 ** (max(0, now - story.last_seen) / _HALF_LIFE)
        )
        return cls(
            story=story,
            weight=weight,
            fresh=fresh,
            grade=GRADES.index(story.grade),
            countries=frozenset(story.countries),
            sectors=frozenset(story.sectors),
            sides=len(sides),
            reports=reports(story),
        )

    @cached_property
    def words(self) -> str:
        """Folded headlines, leads and summaries: where keywords are looked for."""
        return fold("\n".join(f"{item.title}\n{item.entry.lead}\n{item.summary}" for item in self.story.items))

    @cached_property
    def publishers(self) -> frozenset[str]:
        return frozenset(fold(link.publisher) for link in sources(self.story))
