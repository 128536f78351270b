"""Which fields of cooperation an item is about: word lists decide, the embedding ranks and breaks ties.

    Passages -> words by place -> points by sector -> (similarity to prototypes) -> one to three tags, or none

A word counts for the place it stands in, each place once and at its best word: the title most, then the first sentence
and the lead. A sector is tagged when its points reach what the item's length lets one expect. The item's vector adds a
little to what lies near; alone it gives a tag only where no sector has enough words and one meaning stands out.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from digests.language.embed import Embedder
from digests.model import Evidence, Mechanism, Sector, Tag, Word
from digests.tagging.lexicon import Lexicon, Match, Passage, Passages

TITLE, MORE_IN_TITLE, LEAD = 3.4, 1.4, 2.0
SENTENCES = (2.7, 1.4, 1.3)
"""Points of a word of weight 1 in the title, a second one there, the lead and the text's first sentences …"""
REST = 1.6
"""… and of each later sentence, ``MOST_REST`` times at most, ``MORE_REST`` of it after that. Logistic regression over
22 sectors and 336 labelled items (docs/quality.md) gave 3.4, 1.6, 2.0, 2.7, 1.4, 1.3, 1.8 and a threshold of 5.6."""
MOST_REST, MORE_REST = 4.0, 0.3
TITLE_ALONE = 3.0
"""What suffices where there is only a title: one good word in it …"""
WITH_LEAD, PER_SENTENCE = 0.3, 0.25
"""… more with a lead, and with each of the first sentences this share of its points: 4.7 for a whole article."""
IN_TITLE = 1.0
"""A title with a word of this weight names the sector: it comes before those that only the text names."""
SHARE = 0.28
"""A sector that has less than this of the strongest one's points is a side remark."""
MOST, THIRD = 3, 1.25
"""At most so many tags; the third, which is wrong more often than right, must have this many times enough
where there is a text to say so."""
NEAR = 3.0
"""Points of a cosine that lies 1 above the mean of all sectors'; 0.3 is a lot, and weighs as a weak word does."""
OF_MECHANISM = 2.0
"""Points of a sector whose words were found and whose mechanism the item is about (TRIPO: patents)."""
ALONE, AHEAD = 0.25, 0.15
"""Where words decide nothing: how far above the mean, and above the second, one sector must lie to be tagged. Of 375
labelled items 47 lie so, 44 of them with the right sector (docs/quality.md)."""
EVIDENCE = 5

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
    """

    def __init__(
        self, sectors: Sequence[Sector], embedder: Embedder | None = None, mechanisms: Sequence[Mechanism] = ()
    ) -> None:
        self._fields = {mechanism.id: mechanism.sectors for mechanism in mechanisms}
        self._names = tuple(sector.id for sector in sectors)
        self._lexicons = {language: _lexicon(sectors, sources) for language, sources in SOURCES.items()}
        self._prototypes = _prototypes(sectors, embedder)

    def tag(
        self, passages: Passages, vector: NDArray[np.float32] | None = None, mechanisms: Sequence[Tag] = ()
    ) -> tuple[Tag, ...]:
        """Up to ``MOST`` tags, those the title names first, strongest first.

        Args:
            passages: the item.
            vector: the item's, of unit length.
            mechanisms: those it was tagged with.
        """
        finds = self._find(passages)
        near = self._nearness(vector)
        fields = {field for tag in mechanisms for field in self._fields.get(tag.name, ())}
        points = {
            name: find.points() + NEAR * near.get(name, 0.0) + (OF_MECHANISM if name in fields else 0.0)
            for name, find in finds.items()
        }
        enough = max(_enough(passages), SHARE * max(points.values(), default=0.0))
        chosen = [name for name in points if points[name] >= enough]
        chosen.sort(key=lambda name: (not finds[name].in_title, -points[name]))
        third = THIRD * enough if passages.text else enough
        chosen = [name for rank, name in enumerate(chosen) if rank < 2 or points[name] >= third]
        if not chosen:
            return self._by_meaning(near)
        return tuple(_tag(name, points[name], finds[name]) for name in chosen[:MOST])

    def _find(self, passages: Passages) -> dict[str, "_Find"]:
        lexicon = self._lexicons.get(passages.language, self._lexicons["en"])
        finds: dict[str, _Find] = {}
        for passage in passages.folded:
            for match in lexicon.find(passage):
                for name, worth in match.keys.items():
                    finds.setdefault(name, _Find()).add(passage, match, worth)
        return finds

    def _nearness(self, vector: NDArray[np.float32] | None) -> Mapping[str, float]:
        """By sector: its nearest prototype's cosine, less the mean of all sectors'."""
        if vector is None or self._prototypes is None or not vector.any():
            return {}
        cosines = (self._prototypes @ vector).max(axis=1)
        return dict(zip(self._names, (cosines - cosines.mean()).tolist(), strict=True))

    def _by_meaning(self, near: Mapping[str, float]) -> tuple[Tag, ...]:
        ranked = sorted(near, key=lambda name: -near[name])
        if len(ranked) < 2 or near[ranked[0]] < ALONE or near[ranked[0]] - near[ranked[1]] < AHEAD:
            return ()
        return (Tag(ranked[0], round(near[ranked[0]] / 2, 3)),)


class _Find:
    """A sector's words in one item: the best of each place."""

    def __init__(self) -> None:
        self._best: dict[tuple[str, int], float] = {}
        self._title: dict[str, float] = {}
        self._found: dict[str, tuple[float, Evidence]] = {}

    def add(self, passage: Passage, match: Match, worth: float) -> None:
        place = (passage.place, passage.sentence(match.start) if passage.place == "text" else 0)
        self._best[place] = max(worth, self._best.get(place, 0.0))
        word = passage.folded[match.start : match.end]
        if passage.place == "title":
            self._title[word] = max(worth, self._title.get(word, 0.0))
        points = worth * _points(place)
        if points > self._found.get(word, (0.0,))[0]:
            self._found[word] = (points, passage.evidence(match.start, match.end))

    def points(self) -> float:
        early = sum(worth * _points(place) for place, worth in self._best.items() if place[1] < len(SENTENCES))
        late = sum(worth for place, worth in self._best.items() if place[1] >= len(SENTENCES))
        more = min(sum(self._title.values()) - max(self._title.values(), default=0.0), 2.0)
        return early + REST * (min(late, MOST_REST) + MORE_REST * max(late - MOST_REST, 0.0)) + MORE_IN_TITLE * more

    @property
    def in_title(self) -> bool:
        return max(self._title.values(), default=0.0) >= IN_TITLE

    def evidence(self) -> tuple[Evidence, ...]:
        ranked = sorted(self._found.values(), key=lambda found: -found[0])
        return tuple(evidence for _, evidence in ranked[:EVIDENCE])


def _points(place: tuple[str, int]) -> float:
    name, sentence = place
    if name != "text":
        return TITLE if name == "title" else LEAD
    return SENTENCES[sentence] if sentence < len(SENTENCES) else REST


def _enough(passages: Passages) -> float:
    """What a sector's words must weigh in a text of this length."""
    sentences = 0
    enough = TITLE_ALONE
    for passage in passages.folded:
        enough += WITH_LEAD if passage.place == "lead" else 0.0
        sentences += len(passage.breaks) or 1 if passage.place == "text" else 0
    return enough + PER_SENTENCE * sum(SENTENCES[:sentences])


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
            vectors = embedder.embed(sector.prototypes)
            table[row, :] = vectors[0]
            table[row, : len(vectors)] = vectors
    return table


def _tag(name: str, points: float, find: _Find) -> Tag:
    return Tag(name, round(points / (points + TITLE), 3), find.evidence())
