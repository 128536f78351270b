"""A sector's words in one item -> what they say for it, as numbers: the witnesses of ``sectors.py``. Pure.

    Passages, Lexicon -> Finds (words by sector and place) -> points, and WITNESSES for each sector

A word counts for the place it stands in, each place once and at its best word: the title most, then the first sentence
and the lead. How far a word can be trusted is told by ``Trust``: what its list says of it, put right by how often it
was right in labelled news.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from digests.model import Evidence
from digests.tagging.compounds import begins
from digests.tagging.emphasis import report_starts
from digests.tagging.lexicon import Lexicon, Match, Passage, Passages

TITLE, MORE_IN_TITLE, LEAD = 3.4, 1.4, 2.0
SENTENCES = (2.7, 1.4, 1.3)
"""Points of a word of weight 1 in the title, a second one there, the lead and the text's first sentences …"""
REST = 1.6
"""… and of each later sentence, ``MOST_REST`` times at most, ``MORE_REST`` of it after that. Logistic regression over
22 sectors and 336 labelled articles (docs/quality.md) gave 3.4, 1.6, 2.0, 2.7, 1.4, 1.3, 1.8."""
MOST_REST, MORE_REST = 4.0, 0.3
TITLE_ALONE = 3.0
"""What suffices where there is only a title: one good word in it …"""
WITH_LEAD, PER_SENTENCE = 0.3, 0.25
"""… more with a lead, and with each of the first sentences this share of its points: 4.7 for a whole article."""
APART = ""
"""The key of words that are found only so that nothing within them is: 더불어민주당 holds no 어민."""
EVIDENCE = 5
WITNESSES = ("points", "share", "title", "title_more", "lead", "lead_more", "text", "whole", "points_whole")
"""What is told of a sector in an item, besides its mechanism and the meaning."""
_MOST_POINTS = 2.5
_WORTHS, _EXPECTED = (0.0, 0.3, 0.6, 1.0, 5.0), (0.05, 0.2, 0.4, 0.62, 0.9)
_LEAST_TRUST, _MOST_TRUST = 0.1, 1.3
"""How much a word's points change by how far it is to be trusted."""

Trust = Callable[[str, str, float], float]
"""Sector, folded word, its weight in the list -> how probably an item that holds it is about the sector."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of a sector that stands in an item."""

    word: str
    """Folded."""
    worth: float
    place: tuple[str, int]
    """Title, lead or text, and the number of its sentence there."""
    evidence: Evidence


@dataclass(frozen=True)
class Finds:
    """The words of all sectors in one item."""

    hits: Mapping[str, Sequence[Hit]]
    enough: float
    """What a sector's words must weigh in an item of this length."""
    whole: bool
    """Whether there is a text, or a title and lead at most."""

    @classmethod
    def of(cls, passages: Passages, lexicon: Lexicon) -> "Finds":
        hits: dict[str, list[Hit]] = {}
        for passage in passages.folded:
            for match in _words(passage, lexicon.find(passage)):
                place = (passage.place, passage.sentence(match.start) if passage.place == "text" else 0)
                word, evidence = passage.folded[match.start : match.end], passage.evidence(match.start, match.end)
                for name, worth in match.keys.items():
                    hits.setdefault(name, []).append(Hit(word, worth, place, evidence))
        hits.pop(APART, None)
        return cls(hits, _enough(passages), bool(passages.text.strip()))

    def points(self, trust: Trust) -> dict[str, float]:
        """By sector that has words: what they weigh together, each as far as it is to be trusted."""
        return {name: _weigh(name, hits, trust) for name, hits in self.hits.items()}

    def witnesses(self, name: str, points: Mapping[str, float], trust: Trust) -> tuple[float, ...]:
        """:data:`WITNESSES` for one sector; ``points`` as above."""
        hits, own = self.hits.get(name, ()), points.get(name, 0.0)
        most = max(points.values(), default=0.0)
        whole = float(self.whole)
        title = _trusted(name, (hit for hit in hits if hit.place[0] == "title"), trust)
        lead = _trusted(name, (hit for hit in hits if hit.place in (("lead", 0), ("text", 0))), trust)
        late = len({hit.place for hit in hits if hit.place[0] == "text" and hit.place[1] > 0})
        share = own / most if most else 0.0
        enough = min(own / self.enough, _MOST_POINTS)
        return (enough, share, *title, *lead, min(late, 4) / 4, whole, enough * whole)

    def evidence(self, name: str) -> tuple[Evidence, ...]:
        """The words that weigh most, each once."""
        best: dict[str, tuple[float, Evidence]] = {}
        for hit in self.hits.get(name, ()):
            points = hit.worth * _place_points(hit.place)
            if points > best.get(hit.word, (0.0,))[0]:
                best[hit.word] = (points, hit.evidence)
        ranked = sorted(best.values(), key=lambda found: -found[0])
        return tuple(evidence for _, evidence in ranked[:EVIDENCE])


def _words(passage: Passage, matches: Iterable[Match]) -> Iterable[Match]:
    """Those of the report itself, that begin where words begin."""
    start = report_starts(passage)
    return (match for match in matches if match.start >= start and begins(passage.folded, match.start, match.end))


def _trusted(name: str, hits: Iterable[Hit], trust: Trust) -> tuple[float, float]:
    """How far the best word is to be trusted, and what the others add: as if each spoke for itself."""
    trusts = [trust(name, word, worth) for word, worth in {hit.word: hit.worth for hit in hits}.items()]
    best = max(trusts, default=0.0)
    return best, 1 - prod(1 - each for each in trusts) - best


def expected(worth: float) -> float:
    """How probably an item that holds a word of that weight is about the word's sector, as lists go: measured over
    3,700 labelled items."""
    return float(np.interp(worth, _WORTHS, _EXPECTED))


def _weigh(name: str, hits: Sequence[Hit], trust: Trust) -> float:
    best: dict[tuple[str, int], float] = {}
    title: dict[str, float] = {}
    for hit in hits:
        ratio = trust(name, hit.word, hit.worth) / expected(hit.worth)
        worth = hit.worth * min(max(ratio, _LEAST_TRUST), _MOST_TRUST)
        best[hit.place] = max(worth, best.get(hit.place, 0.0))
        if hit.place[0] == "title":
            title[hit.word] = max(worth, title.get(hit.word, 0.0))
    early = sum(worth * _place_points(place) for place, worth in best.items() if place[1] < len(SENTENCES))
    late = sum(worth for place, worth in best.items() if place[1] >= len(SENTENCES))
    more = min(sum(title.values()) - max(title.values(), default=0.0), 2.0)
    return early + REST * (min(late, MOST_REST) + MORE_REST * max(late - MOST_REST, 0.0)) + MORE_IN_TITLE * more


def _place_points(place: tuple[str, int]) -> float:
    name, sentence = place
    if name != "text":
        return TITLE if name == "title" else LEAD
    return SENTENCES[sentence] if sentence < len(SENTENCES) else REST


def _enough(passages: Passages) -> float:
    sentences = 0
    enough = TITLE_ALONE
    for passage in passages.folded:
        enough += WITH_LEAD if passage.place == "lead" else 0.0
        sentences += len(passage.breaks) or 1 if passage.place == "text" else 0
    return enough + PER_SENTENCE * sum(SENTENCES[:sentences])
