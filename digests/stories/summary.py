"""The sentences of an entry that tell what it says: whole, verbatim, in the order of the source. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digests.model import Entry, Place, Sentence
from digests.stories.furniture import prose

_LONGEST_CJK = 300
_LONGEST_LATIN = 500


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    start: int
    end: int
    text: str
    first: bool


def summarise(entry: Entry, language: str, *, sentences: int = 3) -> tuple[Sentence, ...]:
    """Up to ``sentences`` sentences of ``entry``, together at most 300 characters (Chinese, Japanese, Korean) or 500.

    ``()`` where the entry holds no prose. ``getattr(entry, place)[start:end]`` is each sentence's text.
    """
    candidates = _candidates(entry, language)
    if not candidates:
        return ()
    scores = _scores(candidates)
    limit = _LONGEST_CJK if language[:2] in ("zh", "ja", "ko") else _LONGEST_LATIN
    chosen: list[int] = []
    room = limit
    for index in sorted(range(len(candidates)), key=lambda index: -scores[index]):
        length = len(candidates[index].text)
        if length <= room and len(chosen) < sentences:
            chosen.append(index)
            room -= length + 1
    picked = [candidates[index] for index in sorted(chosen)]
    return tuple(Sentence(one.text, one.place, one.start, one.end) for one in picked)


def _candidates(entry: Entry, language: str) -> list[_Candidate]:
    places: tuple[tuple[Place, str], ...] = (("text", entry.text), ("lead", entry.lead))
    for place, text in places:
        found = [
            _Candidate(place, one.start, one.end, text[one.start : one.end], one.first) for one in prose(text, language)
        ]
        if found:
            return found
    return []


def _scores(candidates: Sequence[_Candidate]) -> NDArray[np.float64]:
    centrality = _lexrank([candidate.text for candidate in candidates])
    position = 1.0 / (1.0 + np.arange(len(candidates)))
    return np.asarray(centrality / centrality.max() + 0.5 * position, dtype=np.float64)


def _lexrank(texts: Sequence[str]) -> NDArray[np.float64]:
    """Centrality of each text among all: the stationary weights of a walk over their cosines (LexRank, Erkan and
    Radev 2004, with character bigrams in place of words)."""
    grams = [_bigrams(text) for text in texts]
    vocabulary = {gram: number for number, gram in enumerate(dict.fromkeys(gram for one in grams for gram in one))}
    counts = np.zeros((len(texts), max(len(vocabulary), 1)))
    for row, one in enumerate(grams):
        for gram in one:
            counts[row, vocabulary[gram]] += 1.0
    weights = counts * (np.log(len(texts) / np.maximum((counts > 0).sum(axis=0), 1)) + 1.0)
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-12)
    walk = weights @ weights.T + 1e-6
    walk /= walk.sum(axis=1, keepdims=True)
    rank: NDArray[np.float64] = np.full(len(texts), 1.0 / len(texts))
    for _ in range(30):
        rank = 0.15 / len(texts) + 0.85 * (rank @ walk)
    return rank


def _bigrams(text: str) -> list[str]:
    squeezed = re.sub(r"\W+", "", text.lower())
    return [squeezed[at : at + 2] for at in range(len(squeezed) - 1)]
