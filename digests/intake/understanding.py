"""Entry -> Reading: everything we understand of an entry, one batch at a time.

detect -> fold -> embed (the batch at once) -> grade -> mechanisms, sectors -> summarise. Pure but for the model,
which is loaded when the first batch comes, and the watch on each entry.

No text holds it up: every step looks at so many characters of it (2,000 for the language, 20,000 for tags, 60,000 for
sentences), and the work of every step grows like what it looks at, which ``tests/growth`` holds all patterns and steps
to. Should one entry take ten seconds of CPU all the same, it is given up between two steps.
"""

from collections.abc import Callable, Sequence
from time import thread_time
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from config.catalogue import Catalogue
from config.names import load_names
from digests.errors import ParseError
from digests.language.detect import detect_entry
from digests.language.embed import Embedder
from digests.language.segment import sentences
from digests.model import Entry, Reading
from digests.summaries.summary import summarise
from digests.tagging.grade import Grader
from digests.tagging.lexicon import Passages
from digests.tagging.mechanisms import MechanismTagger
from digests.tagging.sectors import SectorTagger

_Step = TypeVar("_Step")
_SECONDS = 10.0
"""Of CPU, for one entry; the longest honest one takes half of one."""
_NAMED = 80
"""Characters of a title that name an entry in a log."""


class _Watch:
    """The time that is left for one entry."""

    def __init__(self, entry: Entry, clock: Callable[[], float]) -> None:
        self._entry = entry
        self._clock = clock
        self._end = clock() + _SECONDS

    def over(self, step: _Step) -> _Step:
        """What a step made, where it was made in time."""
        if self._clock() > self._end:
            raise ParseError(self._entry.feed, f"“{self._entry.title[:_NAMED]}” takes more than {_SECONDS:g} s to read")
        return step


class Analyser:
    """Understands entries; made once, since its word lists and prototypes take a moment to prepare."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder, clock: Callable[[], float] = thread_time) -> None:
        """``clock`` gives the seconds of CPU that were spent."""
        self._clock = clock
        self._embedder = embedder
        self._grader = Grader(catalogue.glossary, catalogue.dealings, names=load_names(catalogue.directory))
        self._sectors = SectorTagger(catalogue.sectors, embedder, catalogue.mechanisms, catalogue.apart)
        self._mechanisms = MechanismTagger(catalogue.mechanisms)

    def read(self, entries: Sequence[Entry]) -> list[Reading]:
        """One reading an entry, in their order.

        Raises:
            ParseError: an entry takes too long; names feed and title.
        """
        languages = [detect_entry(entry) for entry in entries]
        vectors = meanings(self._embedder, entries, languages)
        return [
            self._reading(entry, language, vector)
            for entry, language, vector in zip(entries, languages, vectors, strict=True)
        ]

    def _reading(self, entry: Entry, language: str, vector: NDArray[np.float32]) -> Reading:
        watch = _Watch(entry, self._clock)
        passages = Passages.of(entry, language)
        graded = watch.over(self._grader.grade(passages))
        mechanisms = watch.over(self._mechanisms.tag(passages, graded.grade, graded.countries))
        return Reading(
            language=language,
            grade=graded.grade,
            countries=graded.countries,
            sectors=watch.over(self._sectors.tag(passages, vector, mechanisms)),
            mechanisms=mechanisms,
            summary=watch.over(summarise(entry, language)),
            vector=vector.astype("<f4").tobytes() if vector.any() else b"",
            why_grade=graded.evidence,
            grade_signs=graded.signs,
        )


def meanings(embedder: Embedder, entries: Sequence[Entry], languages: Sequence[str]) -> NDArray[np.float32]:
    """norm(USE(title) + USE(lead, first sentence)), a row an entry: what joins a story across languages best
    (docs/quality.md)."""
    titles = embedder.embed([entry.title for entry in entries])
    leads = embedder.embed([_lead(e, language) for e, language in zip(entries, languages, strict=True)])
    total = titles + leads
    lengths = np.linalg.norm(total, axis=1, keepdims=True)
    return (total / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def _lead(entry: Entry, language: str) -> str:
    """The source's own lead and the first sentence of the text: many a lead is a teaser that names nobody."""
    spans = sentences(entry.text[:2000], language)
    first = entry.text[spans[0][0] : spans[0][1]] if spans else ""
    return first if first.startswith(entry.lead) else f"{entry.lead} {first}".strip()
