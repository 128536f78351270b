"""Entry -> Reading: the whole of understanding, one batch at a time.

detect -> fold -> embed (the batch at once) -> grade -> mechanisms, sectors -> summarise. Pure but for the model,
which is loaded when the first batch comes.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from config.catalogue import Catalogue
from digests.language.detect import detect_entry
from digests.language.embed import Embedder
from digests.language.segment import sentences
from digests.model import Entry, Reading
from digests.stories.grade import Grader
from digests.stories.lexicon import Passages
from digests.stories.mechanisms import MechanismTagger
from digests.stories.sectors import SectorTagger
from digests.stories.summary import summarise


class Reader:
    """Understands entries; made once, since its word lists and prototypes take a moment to prepare."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder) -> None:
        self._embedder = embedder
        self._grader = Grader(catalogue.glossary)
        self._sectors = SectorTagger(catalogue.sectors, embedder, catalogue.mechanisms)
        self._mechanisms = MechanismTagger(catalogue.mechanisms)

    def read(self, entries: Sequence[Entry]) -> list[Reading]:
        """One reading an entry, in their order."""
        languages = [detect_entry(entry) for entry in entries]
        vectors = self._vectors(entries, languages)
        return [
            self._reading(entry, language, vector)
            for entry, language, vector in zip(entries, languages, vectors, strict=True)
        ]

    def _reading(self, entry: Entry, language: str, vector: NDArray[np.float32]) -> Reading:
        passages = Passages.of(entry, language)
        graded = self._grader.grade(passages)
        mechanisms = self._mechanisms.tag(passages, graded.grade, graded.countries)
        return Reading(
            language=language,
            grade=graded.grade,
            countries=graded.countries,
            sectors=self._sectors.tag(passages, vector, mechanisms),
            mechanisms=mechanisms,
            summary=summarise(entry, language),
            vector=vector.astype("<f4").tobytes() if vector.any() else b"",
            why_grade=graded.evidence,
        )

    def _vectors(self, entries: Sequence[Entry], languages: Sequence[str]) -> NDArray[np.float32]:
        """norm(USE(title) + USE(lead, first sentence)): what joins a story across languages best (docs/quality.md)."""
        titles = self._embedder.embed([entry.title for entry in entries])
        leads = self._embedder.embed([_lead(e, language) for e, language in zip(entries, languages, strict=True)])
        total = titles + leads
        lengths = np.linalg.norm(total, axis=1, keepdims=True)
        return (total / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def _lead(entry: Entry, language: str) -> str:
    """The source's own lead and the first sentence of the text: many a lead is a teaser that names nobody."""
    spans = sentences(entry.text[:2000], language)
    first = entry.text[spans[0][0] : spans[0][1]] if spans else ""
    return first if first.startswith(entry.lead) else f"{entry.lead} {first}".strip()
