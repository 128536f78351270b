"""How much a story matters to anyone, and what a choice must know of it."""

from dataclasses import dataclass
from functools import cached_property
from math import exp2
from unicodedata import normalize

from digests.editions.compose.alike import Event
from digests.editions.compose.features import BETWEEN, between, confirmed_by
from digests.editions.compose.present import came_late, sources
from digests.editions.compose.worth import Worth, worth
from digests.language.fold import fold
from digests.model import COUNTRIES, GRADES, Item, SourceLink, Story

_WORTH_WEIGHT = 4.0
"""For each level of worth, 0 to 3."""
_GRADE_WEIGHT = {"trilateral": 1.5, "bilateral": 1.0, "national": 0.5, "none": 0.0}
"""How wide a story is says what it is worth, too; so much remains for those of one worth."""
_FRESH_WEIGHT = 1.0
_SENT = 0.55
_SENT_OF_THREE = 0.25
"""How likely an editor would send a story that is between the countries: from here on a digest has it. What is about
all three is rare and what readers come for: only a trifle is left out."""
_SHARED = 0.6
"""How likely an editor would send news of one country that newsrooms of others tell, too, where a digest has it."""
_SPARE, _SHARED_SPARE = 0.45, 0.55
"""The same on a day that has little else (`choose.filled`)."""
_SEVERAL, _MUCH = 3, 4
"""Newsrooms, or reports, from which news is told by many; where fewer tell it, a newsroom of another country must be
seen to tell the very same event, since two reports are soon joined wrongly."""
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
    now: int
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
        fresh = max(
            max(item.published, item.first_seen) if _new_when_it_came(item) else item.published for item in story.items
        )
        return cls(
            story=story,
            now=now,
            fresh=fresh,
            grade=GRADES.index(story.grade),
            countries=frozenset(story.countries),
            sectors=frozenset(story.sectors),
            sides=len({link.country for link in links}),
            reports=len(links),
        )

    @cached_property
    def worth(self) -> Worth:
        """What it is worth to a morning's reader; told when it is first asked for, since most stories are not."""
        return worth(self.story)

    @cached_property
    def weight(self) -> float:
        """How much it matters to anyone: worth above all, then how wide and how fresh it is."""
        age = max(0, self.now - self.story.last_seen)
        return (
            _WORTH_WEIGHT * self.worth.value + _GRADE_WEIGHT[self.story.grade] + _FRESH_WEIGHT * exp2(-age / _HALF_LIFE)
        )

    @cached_property
    def event(self) -> Event:
        """What tells its event from others."""
        return Event(self.story)

    @property
    def sent(self) -> bool:
        """Whether an editor would send it, if need be, where the reader has not asked for its like."""
        return self.worth.good >= (_SENT_OF_THREE if self.story.grade == "trilateral" else _SPARE)

    @property
    def spare(self) -> bool:
        """Whether an editor would send it only on a day that has little else."""
        least = {"trilateral": _SENT_OF_THREE, "bilateral": _SENT}.get(self.story.grade, _SHARED)
        return self.worth.good < least

    @cached_property
    def _links(self) -> tuple[SourceLink, ...]:
        return sources(self.story)

    @cached_property
    def shared(self) -> bool:
        """Whether it is news of one country that others tell, too, and that an editor adds to what is between them."""
        story = self.story
        if story.grade in BETWEEN or self.worth.good < _SHARED_SPARE:
            return False
        if story.grade == "none" and not between(story):
            return False
        lands = {link.country for link in self._links}
        return len(lands) > 1 and not lands.isdisjoint(COUNTRIES) and self._told_by_many

    @property
    def _told_by_many(self) -> bool:
        if len({link.publisher for link in self._links}) >= _SEVERAL or self.reports >= _MUCH:
            return True
        return len(confirmed_by(self.story)) > 1

    @cached_property
    def words(self) -> str:
        """Folded headlines, leads and summaries: where keywords are looked for."""
        return fold(self._text)

    @cached_property
    def written(self) -> str:
        """The same in the case in which it is written: where abbreviations are looked for."""
        return normalize("NFKC", self._text)

    @property
    def _text(self) -> str:
        return "\n".join(f"{item.title}\n{item.entry.lead}\n{item.summary}" for item in self.story.items)

    @cached_property
    def publishers(self) -> frozenset[str]:
        return frozenset(fold(link.publisher) for link in self._links)
