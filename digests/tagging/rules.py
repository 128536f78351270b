"""Whose business an item is by rules alone: by its subject and not by its mentions.

    Mentions (by sentence) -> scores and frames -> the countries that it is about

The title says most, then the lead and the first sentences. Countries named in one breath make a frame: the three alone
speak for trilateral; two of them beside a third party (US-Japan-Korea) for bilateral. A member list far down says
little. Where one side alone is named as a partner, or nobody at all, the other is the publisher's own country. These
rules were set by hand on well-written items; the model (parties.py) takes what they say as one sign among others.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import regex

from digests.model import COUNTRIES
from digests.tagging.mentions import THREE, Frame, Mention, Unit

KINDS = {
    "names": 1.0,
    "trio": 1.0,
    "short": 1.0,
    "bodies": 0.8,
    "capitals": 0.8,
    "places": 0.8,
    "firms": 0.8,
    "home": 0.7,
    "nationals": 0.4,
}
"""How surely a word of each list names its country."""
TITLE, LEAD, REST = 3.0, 1.5, 0.3
OPENING = (1.5, 1.0, 0.5)
"""What a sentence of each place weighs; the first three of the text one by one. Set by hand on labelled news."""
READ_SENTENCES = 12
SUBJECT, SHARE = 2.0, 0.38
"""A country is what the item is about from this score on, if it also has this share of the strongest one's."""
SECOND = 1.4
"""This suffices for whoever acts upon the country that the title names."""
FOREIGN = 1.5
"""From this score on, somebody else is the subject where none of the three is."""
BESIDE = 2.5
"""What a country must have that the title leaves out where it names another of the three and a third country."""
OTHERS = 2.0
"""So many times the strongest one's score leaves nobody the subject, where the title itself names only others."""
TRILATERAL, AGAINST, AGAINST_PAIR = 2.0, 3.5, 6.0
"""What frames of the three must weigh; more where the title names something narrower, most where it is one pair."""
AT_HOME = 1.0
"""What speaks for the publisher's own country before a word is read."""
SUBJECT_FRAME, SUBJECT_WITHIN = 0.6, 40
"""What a lead or text adds that opens with the three as its subject: within so many letters of its start."""
OTHERS_IN_FRAME, BODIES_IN_FRAME = 0.3, 0.6
"""What is left of a frame of the three when other countries, or bodies of many, stand in it."""
LONG, OFTEN = 14, 2
"""Of more sentences than this (an interview, a newsletter), none of which opens with the subject, frames decide that
stand in this many sentences."""


class Rules:
    """Build once.

    Args:
        glossary: ``glossary.toml`` as it stands.
    """

    def __init__(self, glossary: Mapping[str, Any]) -> None:
        partner = glossary.get("partner", {})
        self._before = {key[:2]: regex.compile(value) for key, value in partner.items() if key.endswith("_before")}
        self._after = {key[:2]: regex.compile(value) for key, value in partner.items() if key.endswith("_after")}

    def about(self, units: Sequence[Unit], own: str, language: str) -> tuple[str, ...]:
        """The countries, in the order of ``COUNTRIES``; ``own``: the publisher's, where it is one of them."""
        article = _Article(units[: READ_SENTENCES + 2], own)
        if article.trilateral() >= article.threshold() or article.side_by_side():
            return COUNTRIES
        about = article.about() or _throughout(units) or article.unsaid()
        if article.own and article.own not in about and self._partners(article, about, language):
            about |= {article.own}
        return tuple(country for country in COUNTRIES if country in about)

    def _partners(self, article: "_Article", about: frozenset[str], language: str) -> bool:
        """Whether the title or the opening calls the countries it is about somebody's partner, and nobody else does."""
        if not about or article.title is None or article.title.named - THREE:
            return False
        if article.title.inbound and len(about) == 1 and about & article.title.named:
            return True
        return any(
            mention.countries & about and (len(about) == 1 or mention.countries >= about)
            for mention in self._called_partners(article.title, language)
        )

    def partners(self, title: Unit, language: str) -> frozenset[str]:
        """Whom the title calls somebody's partner: dealt with, exported to, sued, visited."""
        return frozenset().union(*(mention.countries for mention in self._called_partners(title, language)))

    def _called_partners(self, title: Unit, language: str) -> list[Mention]:
        text = title.passage.folded
        before, after = self._before.get(language), self._after.get(language)
        return [
            mention
            for mention in title.mentions
            if (before and before.search(text[: mention.start])) or (after and after.match(text[mention.end :]))
        ]


class _Article:
    """What the decision asks of an item's sentences."""

    def __init__(self, units: Sequence[Unit], own: str) -> None:
        self.units = units
        self.own = own
        self.title = next((unit for unit in units if unit.passage.place == "title"), None)
        self.head = [unit for unit in units if place_weight(unit) >= OPENING[1]]
        self.foreign = self.foreign_score()
        self.scores = {country: self._score(frozenset((country,))) for country in COUNTRIES}

    def _score(self, countries: frozenset[str]) -> float:
        total = 0.0
        for unit in self.units:
            if unit.rival and self._elsewhere(countries):
                continue
            sure = (KINDS[m.kind] * m.weight for m in unit.mentions if m.countries & countries)
            total += place_weight(unit) * max(sure, default=0.0)
        return total

    def _elsewhere(self, countries: frozenset[str]) -> bool:
        """Whether the title leaves them out of a matter of somebody else's land."""
        title = self.title.named if self.title else frozenset()
        return countries <= THREE and not title & countries and self.foreign >= FOREIGN

    def foreign_score(self) -> float:
        """The strongest other country's or body's score."""
        others = {c for unit in self.units for m in unit.mentions for c in m.countries} - THREE
        return max((self._score(frozenset((country,))) for country in others), default=0.0)

    def named(self) -> frozenset[str]:
        return frozenset().union(*(unit.named for unit in self.head))

    def threshold(self) -> float:
        """What ``trilateral`` must reach: more where the title names one or two of them, others, a body of many."""
        if self.title is None or any(frame.countries >= THREE and frame.short for frame in self.title.frames):
            return TRILATERAL
        if any(frame.short and len(frame.countries & THREE) == 2 for frame in self.title.frames):
            return AGAINST_PAIR
        return AGAINST if self.title.mentions and not self.title.named >= THREE else TRILATERAL

    def trilateral(self) -> float:
        """What frames of the three weigh by sentence; words such as "three countries" count where all are named."""
        weight = sum(
            place_weight(unit) * max((_frame_weight(frame) for frame in unit.frames), default=0.0)
            for unit in self.units
        )
        rivals = any(
            frame.countries & {"US", "RU", "KP"} and not frame.countries >= THREE
            for unit in self.head
            for frame in unit.frames
        )
        if self.named() >= THREE and not rivals:
            weight += sum(place_weight(unit) for unit in self.head if unit.together)
        if any(_opens_with_three(unit) for unit in self.head):
            weight += SUBJECT_FRAME
        return weight + (1.0 if self.title is not None and self.title.named >= THREE else 0.0)

    def side_by_side(self) -> bool:
        """Whether each of the three is the subject by itself, and the text somewhere calls them the three."""
        alike = min(self.scores.values()) >= max(SUBJECT, SHARE * max(self.scores.values()))
        paired = self.title is not None and any(frame.short for frame in self.title.frames)
        return alike and not paired and self.foreign < SUBJECT and any(unit.together for unit in self.units)

    def about(self) -> frozenset[str]:
        """The one or two countries the item is about, or nobody."""
        for frame in self.title.frames if self.title else ():
            if len(frame.countries & THREE) == 2 and not frame.passing:
                return frame.countries & THREE
        strongest = max(self.scores.values())
        actors = self._actors()
        named = self.title.named if self.title else frozenset()
        if named and not named & THREE and self.foreign >= OTHERS * strongest:
            return frozenset()
        rest = THREE - named if named & THREE and named - THREE - {"ORG"} else frozenset()
        about = [
            country
            for country in COUNTRIES
            if self.scores[country]
            >= (SECOND if country in actors else max(BESIDE if country in rest else SUBJECT, SHARE * strongest))
        ]
        about.sort(key=lambda country: -self.scores[country])
        if about and self.own not in about and self._title_is_silent():
            about.append(self.own)
        return frozenset(about[:2])

    def _title_is_silent(self) -> bool:
        """Whether the title names nobody and the text the publisher's own country: then it speaks of that too."""
        silent = self.title is not None and not self.title.mentions
        return bool(self.own) and silent and self.scores[self.own] > 0 and self.foreign < FOREIGN

    def unsaid(self) -> frozenset[str]:
        """The publisher's own country, where nobody else is the subject."""
        at_home = self.own and self.foreign < max(FOREIGN, self.scores[self.own] + AT_HOME)
        return frozenset((self.own,)) if at_home else frozenset()

    def _actors(self) -> frozenset[str]:
        """Whom a lead or first sentence begins with, where it goes on to name what the title names."""
        named = self.title.named & THREE if self.title else frozenset()
        actors = [
            unit.mentions[0].countries & THREE
            for unit in self.head[1:3]
            if unit.mentions and len(named) == 1 and named <= unit.named
        ]
        return frozenset().union(*actors)


def _opens_with_three(unit: Unit) -> bool:
    """ "The ministries of China, Japan and Korea agreed …": who acts stands first, customers and members further on."""
    return unit.sentence == 0 and any(
        frame.start < SUBJECT_WITHIN and _frame_weight(frame) == 1.0 for frame in unit.frames
    )


def _throughout(units: Sequence[Unit]) -> frozenset[str]:
    """The countries that a long text without a telling start names together again and again."""
    if len(units) <= LONG:
        return frozenset()
    frames = [{frame.countries for frame in unit.frames if not frame.passing} for unit in units]
    three = sum(1 for unit, found in zip(units, frames, strict=True) if THREE in found or unit.together)
    pairs = Counter(pair for found in frames for pair in found if len(pair) == 2 and pair <= THREE)
    if three >= OFTEN and any(THREE in found for found in frames) and three > max(pairs.values(), default=0):
        return THREE
    return pairs.most_common(1)[0][0] if pairs and pairs.most_common(1)[0][1] >= OFTEN else frozenset()


def place_weight(unit: Unit) -> float:
    """What a sentence weighs by its place."""
    if unit.passage.place == "title":
        return TITLE
    if unit.passage.place == "lead":
        return LEAD
    return OPENING[unit.sentence] if unit.sentence < len(OPENING) else REST


def _frame_weight(frame: Frame) -> float:
    if not frame.countries >= THREE:
        return 0.0
    if frame.passing or frame.countries - THREE - {"ORG"}:
        return OTHERS_IN_FRAME
    return BODIES_IN_FRAME if frame.countries - THREE else 1.0
