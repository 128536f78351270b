"""Which institutions and forums an item is about: its venue, its organiser, a main outcome; not every one it mentions.

    Passages, grade -> names by place -> weight by mechanism -> tags

A name in the title, the lead or the first two sentences decides; further down several must come together.
"""

from collections.abc import Sequence

from digests.model import Evidence, Grade, Mechanism, Tag
from digests.tagging.compounds import begins
from digests.tagging.lexicon import Lexicon, Passage, Passages
from digests.tagging.sectors import SOURCES

PLACES = {"title": 3.0, "lead": 1.5}
MENTIONED = 0.9
"""What the name of a forum of many weighs in a lead whose title does not name it: mostly where two met last."""
TEXT = (1.5, 1.0, 0.7)
"""What a name in one of the text's first three sentences weighs, and ``REST`` after them."""
REST = 0.35
ENOUGH = 1.0
EVIDENCE = 5


class MechanismTagger:
    """Tags by the catalogue's mechanisms. Build once.

    Args:
        mechanisms: as ``mechanisms.toml`` lists them; the order of the tags where weights are equal.
    """

    def __init__(self, mechanisms: Sequence[Mechanism]) -> None:
        self._grades = {mechanism.id: mechanism.grade for mechanism in mechanisms}
        self._lexicons = {
            language: Lexicon((m.id, m.words.get(source, ())) for m in mechanisms for source in sources)
            for language, sources in SOURCES.items()
        }

    def tag(self, passages: Passages, grade: Grade, countries: Sequence[str]) -> tuple[Tag, ...]:
        """Tags, strongest first; ``grade`` and ``countries`` as the grader gave them."""
        lexicon = self._lexicons.get(passages.language, self._lexicons["en"])
        weights: dict[str, float] = {}
        found: dict[str, dict[str, Evidence]] = {}
        for passage in passages.folded:
            best: dict[tuple[str, int], float] = {}
            for match in lexicon.find(passage):
                if not begins(passage.folded, match.start, match.end):
                    continue
                sentence = passage.sentence(match.start)
                for name, worth in match.keys.items():
                    if self._grades[name] in (None, grade):
                        points = worth * self._place(name, passage, sentence)
                        best[name, sentence] = max(points, best.get((name, sentence), 0.0))
                        evidence = passage.evidence(match.start, match.end)
                        found.setdefault(name, {}).setdefault(evidence.words, evidence)
            for (name, _), points in best.items():
                weights[name] = weights.get(name, 0.0) + points
        chosen = [name for name in self._grades if weights.get(name, 0.0) >= ENOUGH]
        chosen.sort(key=lambda name: -weights[name])
        return tuple(_tag(name, weights[name], tuple(found[name].values())) for name in chosen)

    def _place(self, name: str, passage: Passage, sentence: int) -> float:
        if passage.place == "text":
            return TEXT[sentence] if sentence < len(TEXT) else REST
        return MENTIONED if passage.place == "lead" and self._grades[name] is None else PLACES[passage.place]


def _tag(name: str, weight: float, found: tuple[Evidence, ...]) -> Tag:
    return Tag(name, round(weight / (weight + ENOUGH), 3), found[:EVIDENCE])
