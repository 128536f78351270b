"""Which fields of cooperation an item is about: word lists decide, the embedding ranks.

    Passages -> words by place -> score by sector -> (similarity to prototypes) -> one to three tags, or none

A word in the title says more than one in the lead, and that more than one far down. A sector is tagged when its words
weigh enough by themselves and beside the strongest sector's. The vector of an item moves a sector's score a little
either way; alone it adds one only where no word was found at all and it points one way very clearly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digests.language.embed import Embedder
from digests.model import Evidence, Sector, Tag, Word
from digests.stories.lexicon import Lexicon, Match, Passage, Passages

PLACES = {"title": 3.0, "lead": 1.5}
TEXT = (1.5, 1.0, 0.7)
"""What a word of the text's first three sentences weighs, and ``REST`` after them."""
REST = 0.35
AGAIN = 0.25
"""What the same word weighs when it comes again."""
ENOUGH = 3.0
"""A sector's words must weigh this much: one good word in the title, or the lead and two sentences …"""
SHARE = 0.45
"""… and have this share of the strongest sector's."""
MOST = 3
NUDGE = 0.8
"""A cosine this much above the mean of all sectors would add as much again to a sector's score."""
ALONE, LEAD_OVER_SECOND = 0.42, 0.1
"""Where no words decide: cosine of the nearest sector, and its distance to the second, that suffice."""
EVIDENCE = 5


@dataclass(slots=True)
class _Score:
    total: float = 0.0
    found: tuple[tuple[float, Evidence], ...] = ()


class SectorTagger:
    """Tags by the catalogue's sectors. Build once.

    Args:
        sectors: as ``sectors.toml`` lists them.
        embedder: places the prototypes; ``None`` = words alone.
    """

    def __init__(self, sectors: Sequence[Sector], embedder: Embedder | None = None) -> None:
        self._names = tuple(sector.id for sector in sectors)
        self._lexicons = {language: _lexicon(sectors, sources) for language, sources in SOURCES.items()}
        self._prototypes = _prototypes(sectors, embedder)

    def tag(self, passages: Passages, vector: NDArray[np.float32] | None = None) -> tuple[Tag, ...]:
        """Up to ``MOST`` tags, strongest first; ``vector``: the item's, of unit length."""
        scores = self._scores(passages)
        near = self._similarities(vector)
        totals = {name: score.total * (1 + NUDGE * near.get(name, 0.0)) for name, score in scores.items()}
        top = max(totals.values(), default=0.0)
        chosen = [name for name, total in totals.items() if total >= max(ENOUGH, SHARE * top)]
        chosen.sort(key=lambda name: -totals[name])
        return tuple(_tag(name, totals[name], scores[name]) for name in chosen[:MOST])

    def _scores(self, passages: Passages) -> dict[str, _Score]:
        lexicon = self._lexicons.get(passages.language, self._lexicons["en"])
        scores: dict[str, _Score] = {}
        seen: dict[tuple[str, str], int] = {}
        for passage in passages.folded:
            for match in lexicon.find(passage):
                weight = _place(passage, match)
                word = passage.folded[match.start : match.end]
                for name, worth in match.keys.items():
                    times = seen[name, word] = seen.get((name, word), 0) + 1
                    points = weight * worth * (1.0 if times == 1 else AGAIN if times < 6 else 0.0)
                    score = scores.setdefault(name, _Score())
                    score.total += points
                    if times == 1:
                        score.found += ((points, passage.evidence(match.start, match.end)),)
        return scores

    def _similarities(self, vector: NDArray[np.float32] | None) -> dict[str, float]:
        """By sector: its nearest prototype's cosine, less the mean of all sectors'."""
        if vector is None or self._prototypes is None or not vector.any():
            return {}
        cosines = (self._prototypes @ vector).max(axis=1)
        return dict(zip(self._names, (cosines - cosines.mean()).tolist(), strict=True))


SOURCES = {
    "en": ("en",),
    "zh-Hans": ("en", "zh-Hans"),
    "zh-Hant": ("en", "zh-Hans", "zh-Hant"),
    "ja": ("en", "ja"),
    "ko": ("en", "ko"),
}
"""Whose words are looked for in a text of each language."""


def _lexicon(sectors: Sequence[Sector], sources: Sequence[str]) -> Lexicon:
    lists: list[tuple[str, tuple[Word, ...]]] = []
    for sector in sectors:
        lists.extend((sector.id, sector.words.get(source, ())) for source in sources)
    return Lexicon(lists)


def _prototypes(sectors: Sequence[Sector], embedder: Embedder | None) -> NDArray[np.float32] | None:
    """(sectors, most prototypes of any, dimensions); a sector with fewer repeats its first, one without is zeros."""
    most = max((len(sector.prototypes) for sector in sectors), default=0)
    if embedder is None or not most:
        return None
    table = np.zeros((len(sectors), most, embedder.dimensions), dtype=np.float32)
    for row, sector in enumerate(sectors):
        if sector.prototypes:
            table[row, :] = embedder.embed(sector.prototypes[:1])[0]
            table[row, : len(sector.prototypes)] = embedder.embed(sector.prototypes)
    return table


def _place(passage: Passage, match: Match) -> float:
    if passage.place != "text":
        return PLACES[passage.place]
    sentence = passage.sentence(match.start)
    return TEXT[sentence] if sentence < len(TEXT) else REST


def _tag(name: str, total: float, score: _Score) -> Tag:
    found = sorted(score.found, key=lambda pair: -pair[0])
    return Tag(name, round(total / (total + ENOUGH), 3), tuple(evidence for _, evidence in found[:EVIDENCE]))
