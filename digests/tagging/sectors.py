"""Which fields of cooperation an item is about: word lists, the item's meaning and what both were taught by labelled
news decide together.

    Passages -> Finds (words by place) -> witnesses -> log-odds by words
    vector, words of the other sectors --------------> log-odds of each sector -> one to three tags, or none

A word counts for the place it stands in (``finds.py``) and as far as it was right in labelled news (``weights.py``). A
sector that nobody labelled, one that an operator adds, is judged by its words and prototypes with the weights of all.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Self

import numpy as np

from digests.language.embed import Embedder
from digests.model import Mechanism, Sector, Tag, Word
from digests.tagging.finds import APART, WITNESSES, Finds, Trust
from digests.tagging.lexicon import Lexicon, Passages
from digests.tagging.weights import Numbers, SectorWeights

MOST = 3
"""Tags of an item, at most."""
_NEAREST, _FARTHEST = 0.5, -0.3
"""Bounds of a cosine to a sector's prototypes, less the mean of all sectors'."""
_SPOKEN_FOR = 0.75
"""Share of the threshold that is enough for a sector of a mechanism that the item was tagged with: an interview of many
subjects is least of all about none of them."""
_FIELD = len(WITNESSES)
_TITLE, _LEAD, _SHARE = (WITNESSES.index(name) for name in ("title", "lead", "share"))

SOURCES = {
    "en": ("en",),
    "zh-Hans": ("en", "zh-Hans"),
    "zh-Hant": ("en", "zh-Hans", "zh-Hant"),
    "ja": ("en", "ja"),
    "ko": ("en", "ko"),
}
"""Whose words are looked for in a text of each language."""


class SectorTagger:
    """Tags by the catalogue's sectors. Build once.

    Args:
        sectors: as ``sectors.toml`` lists them.
        embedder: places the prototypes; ``None`` = words alone.
        mechanisms: as ``mechanisms.toml`` lists them; each speaks for its own sectors.
        apart: by language, words that speak for no sector and hide the words within them.
        weights: as they were trained; ``None`` = those that are packaged.
    """

    def __init__(
        self,
        sectors: Sequence[Sector],
        embedder: Embedder | None = None,
        mechanisms: Sequence[Mechanism] = (),
        apart: Mapping[str, Sequence[Word]] | None = None,
        weights: SectorWeights | None = None,
    ) -> None:
        weights = weights or SectorWeights.packaged()
        self._fields = {mechanism.id: mechanism.sectors for mechanism in mechanisms}
        self._names = tuple(sector.id for sector in sectors)
        self._places = {name: place for place, name in enumerate(self._names)}
        self._lexicons = {language: _lexicon(sectors, apart or {}, sources) for language, sources in SOURCES.items()}
        self._prototypes = _prototypes(sectors, embedder)
        self._embedder = embedder.name if embedder else ""
        self._weigh_by(weights)

    def with_weights(self, weights: SectorWeights) -> Self:
        """The same tagger, taught otherwise."""
        other = copy(self)
        other._weigh_by(weights)
        return other

    def _weigh_by(self, weights: SectorWeights) -> None:
        self._weights = weights
        self._meant = self._embedder == weights.embedder
        learnt = [(place, weights.row[name]) for place, name in enumerate(self._names) if name in weights.row]
        self._known = ([place for place, _ in learnt], [row for _, row in learnt])
        """Where the sectors that were trained stand in the catalogue, and among the weights."""
        self._untaught = [place for place, name in enumerate(self._names) if weights.names and name not in weights.row]
        """The others do not compete with those for the words that they share: theirs have not been found right yet."""

    def find(self, passages: Passages) -> Finds:
        """The words of all sectors in the item."""
        return Finds.of(passages, self._lexicons.get(passages.language, self._lexicons["en"]))

    def tag(self, passages: Passages, vector: Numbers | None = None, mechanisms: Sequence[Tag] = ()) -> tuple[Tag, ...]:
        """Up to ``MOST`` tags, the most probable first.

        Args:
            passages: the item.
            vector: the item's, of unit length.
            mechanisms: those it was tagged with.
        """
        finds = self.find(passages)
        witnesses = self.witnesses(finds, vector, mechanisms, self._weights.trust)
        odds, meaning = self._log_odds(witnesses, vector, passages.language)
        probable = 1 / (1 + np.exp(-odds))
        ranked = [int(row) for row in np.argsort(-probable, kind="stable")[:MOST]]
        return tuple(
            Tag(name, round(float(probable[row]), 3), finds.evidence(name), round(float(meaning[row]), 2))
            for row, name in ((row, self._names[row]) for row in ranked)
            if probable[row] >= self._weights.threshold * (_SPOKEN_FOR if witnesses[row, _FIELD] else 1.0)
        )

    def witnesses(self, finds: Finds, vector: Numbers | None, mechanisms: Sequence[Tag], trust: Trust) -> Numbers:
        """(sectors, witnesses): what ``weights.pooled`` weighs, in its order."""
        points = finds.points(trust)
        fields = {field for tag in mechanisms for field in self._fields.get(tag.name, ())}
        table = np.zeros((len(self._names), _FIELD + 2), dtype=np.float32)
        table[:, :_FIELD] = finds.witnesses(APART, points, trust)  # of most sectors no word stands there
        for name in points:
            table[self._places[name], :_FIELD] = finds.witnesses(name, points, trust)
        table[[self._places[field] for field in fields if field in self._places], _FIELD] = 1.0
        table[:, -1] = self._nearness(vector)
        for place in self._untaught:
            table[place, _SHARE] = self._names[place] in points
        return table

    def _log_odds(self, witnesses: Numbers, vector: Numbers | None, language: str) -> tuple[Numbers, Numbers]:
        """Of each sector, and how much of it the item's meaning said; where there is no vector, or one of another
        embedder, as the words alone say."""
        weights = self._weights
        odds = weights.by_words(witnesses)
        meaning = witnesses[:, -1] * weights.pooled[-2]
        if vector is None or not self._meant or not weights.knows(language):
            return odds, meaning
        known, rows = self._known
        heard = np.zeros((2, len(weights.names)), dtype=np.float32)
        heard[:, rows] = witnesses[known][:, (_TITLE, _LEAD)].T
        said = weights.by_meaning(vector, language)[rows]
        meaning[known] = weights.words[rows] * meaning[known] + said
        odds[known] = weights.words[rows] * odds[known] + weights.by_others(heard)[rows] + said
        return odds, meaning

    def _nearness(self, vector: Numbers | None) -> Numbers | float:
        """Of each sector: its nearest prototype's cosine, less the mean of all sectors'."""
        if vector is None or self._prototypes is None or not vector.any():
            return 0.0
        cosines = (self._prototypes @ vector).max(axis=1)
        near: Numbers = (cosines - cosines.mean()).clip(_FARTHEST, _NEAREST)
        return near


def _lexicon(sectors: Sequence[Sector], apart: Mapping[str, Sequence[Word]], sources: Sequence[str]) -> Lexicon:
    lists: list[tuple[str, Sequence[Word]]] = []
    for source in sources:
        lists.extend((sector.id, sector.words.get(source, ())) for sector in sectors)
        lists.append((APART, apart.get(source, ())))
    return Lexicon(lists)


def _prototypes(sectors: Sequence[Sector], embedder: Embedder | None) -> Numbers | None:
    """(sectors, most prototypes of any, dimensions); a sector with fewer repeats its first, one without is zeros."""
    most = max((len(sector.prototypes) for sector in sectors), default=0)
    if embedder is None or not most:
        return None
    table = np.zeros((len(sectors), most, embedder.dimensions), dtype=np.float32)
    for row, sector in enumerate(sectors):
        if sector.prototypes:
            vectors = embedder.embed(sector.prototypes)
            table[row, :] = vectors[0]
            table[row, : len(vectors)] = vectors
    return table
