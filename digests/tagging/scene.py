"""Who stands where in an item: what the title, the lead and the publisher say of each of the three countries.

units of title and lead -> Standing of each country -> Scene
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import regex

from digests.model import COUNTRIES
from digests.tagging.dealings import MATTERS, Dealing
from digests.tagging.emphasis import PAUSE, RANKED
from digests.tagging.mentions import Mention, Unit
from digests.tagging.roles import role

Level: TypeAlias = Literal["T", "t", "L", "l", "o", "-"]
"""Named in the title as somebody; in the title, but as a place, an aside, a source; where the lead begins; further on;
not at all, but the publisher's own; not at all."""

STRENGTHS = {
    "t:actor": 4.0,
    "t:partner": 3.5,
    "t:noun": 3.0,
    "t:body": 2.8,
    "t:capital": 2.5,
    "t:firm": 2.5,
    "t:way": 2.0,
    "t:origin": 2.0,
    "t:where": 1.8,
    "t:place": 1.5,
    "t:pause": 1.5,
    "t:aside": 1.4,
    "t:circumstance": 1.3,
    "t:home": 1.2,
    "t:national": 1.2,
    "t:source": 1.0,
    "t:ranked": 0.9,
    "t:matter": 1.0,
    "l:first": 1.0,
    "l:body": 0.8,
    "l:firm": 0.7,
    "l:place": 0.4,
    "l:home": 0.4,
    "l:later": 0.4,
    "l:national": 0.4,
    "l:matter": 0.3,
    "l:ranked": 0.35,
    "own": 0.3,
}
"""In which order of countries a group is looked at: who is named most strongly first. The model weighs, not these."""
_SOMEBODY = 2.5
_IN_TABLES = frozenset(("t:ranked", "l:ranked"))
"""Whoever only takes a place in a table, or lost a contract, is not named."""
_BESIDE_THE_POINT = frozenset(("t:circumstance",))
"""Whoever only tells under what circumstances is named no more strongly than further on in a lead."""
_TOUCHED = frozenset(("t:national", "l:national"))
_PLACES = frozenset(("t:where", "t:way", "t:place", "t:origin"))
_KINDS = {
    "bodies": "body",
    "capitals": "capital",
    "places": "place",
    "firms": "firm",
    "home": "home",
    "nationals": "national",
}
_CIRCUMSTANCE = regex.compile(r"(?:after|as|amid|despite|following|while|with)\s")
"""How a headline opens that first says under what circumstances (English): "After Beijing's move, …"."""
_COUNTRY = ("names", "short", "trio")


@dataclass(slots=True)
class Standing:
    """How one country stands in an item."""

    country: str
    marks: set[str] = field(default_factory=set)
    """Keys of ``STRENGTHS``."""

    @property
    def strength(self) -> float:
        return max((STRENGTHS[mark] for mark in self.marks), default=0.0)

    @property
    def level(self) -> Level:
        if self.strength >= _SOMEBODY:
            return "T"
        marks = self.marks - _IN_TABLES
        if any(mark.startswith("t:") for mark in marks - _BESIDE_THE_POINT):
            return "t"
        if marks & {"l:first", "l:body", "l:firm"}:
            return "L"
        named = any(mark.startswith("l:") for mark in marks) or marks & _BESIDE_THE_POINT
        return "l" if named else "o" if marks else "-"

    @property
    def touched(self) -> bool:
        """Whether only its people and firms abroad are named: those whom it happens to."""
        return bool(self.marks & _TOUCHED) and not self.marks - _TOUCHED - {"own"}

    @property
    def venue(self) -> bool:
        """Whether the title names it only as a place, a way or an origin."""
        return bool(self.marks & _PLACES) and not any(m.startswith("t:") for m in self.marks - _PLACES)

    @property
    def named(self) -> bool:
        return bool(self.marks - _IN_TABLES - {"own"})


@dataclass(slots=True)
class Scene:
    """What the model reads of an item."""

    own: str
    """The publisher's country where it is one of the three, else ``""``."""
    title: Unit | None
    leads: Sequence[Unit]
    matters: Mapping[str, Dealing]
    standings: Mapping[str, Standing]
    partners: frozenset[str] = frozenset()
    """Whom the title names as somebody's partner."""


def scene(
    language: str,
    own: str,
    title: Unit | None,
    leads: Sequence[Unit],
    matters: Mapping[str, Dealing],
    partners: frozenset[str] = frozenset(),
) -> Scene:
    """``leads``: the lead, or the first sentences of a text that has none."""
    standings = {country: Standing(country) for country in COUNTRIES}
    if own in standings:
        standings[own].marks.add("own")
    for unit in ([title] if title else []) + list(leads):
        for mention in unit.mentions:
            mark = _in_title(mention, unit, language) if unit is title else _in_lead(mention, unit)
            for country in mention.countries & standings.keys():
                standings[country].marks.add(mark)
    for key, dealing in matters.items():
        kind, _, whose = key.partition(":")
        for country in _drawn_in(kind, frozenset(whose.split("-")), standings):
            standings[country].marks.add(f"{dealing.where}:matter")
    return Scene(own, title, leads, matters, standings, partners)


def _drawn_in(kind: str, whose: frozenset[str], standings: Mapping[str, Standing]) -> frozenset[str]:
    """Whom a matter names: both whose it is; or whom it brings where another is named (a panda in Tokyo)."""
    if kind == MATTERS[0]:
        return whose
    named = {country for country, standing in standings.items() if standing.named}
    return whose if kind == MATTERS[2] and named and not named & whose else frozenset()


def _in_title(mention: Mention, unit: Unit, language: str) -> str:
    text = unit.passage.folded
    if mention.weight < 1:
        moved = _CIRCUMSTANCE.match(text) and "," not in text[: mention.start] and text.startswith("'s", mention.end)
        before = "t:circumstance" if moved else "t:aside"
        return {RANKED: "t:ranked", PAUSE: "t:pause"}.get(mention.weight, before)
    if mention.kind in _COUNTRY:
        alone = len(mention.countries) == 1
        return "t:" + (role(text, mention.start, mention.end, language) if alone else "actor")
    if mention.kind == "capitals":
        part = role(text, mention.start, mention.end, language)
        return "t:place" if part in ("where", "way") else "t:capital"
    return "t:" + _KINDS[mention.kind]


def _in_lead(mention: Mention, unit: Unit) -> str:
    if mention.weight == RANKED or unit.rival:
        return "l:ranked"
    if mention.kind in (*_COUNTRY, "capitals"):
        first = unit.sentence == 0 and unit.passage.sentence(mention.start) == 0
        return "l:first" if first else "l:later"
    return "l:" + _KINDS[mention.kind]
