"""The sentences of an entry that tell what it says: whole, verbatim, in the order of the source. Pure.

Every sentence that is not furniture is weighed by what it does (``cues``), by the words it shares with the title and
by its place; the weightiest are quoted. Weights: a logistic regression over the sentences that editors took in
labelled documents, rounded; ``benchmarks/summary_weights.py`` fits them anew and leaves each document out in turn.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digests.model import Entry, Place, Sentence
from digests.summaries.cues import CUES, cues
from digests.summaries.furniture import fragments, prose

LONGEST_CJK = 300
LONGEST_LATIN = 500
_WIRE = 10
"""A feed's text of at most so many sentences is a wire story: it says the main thing first."""
_ALWAYS = 2
"""So many sentences are quoted where there are any; a further one only where it is worth it."""
_WORTH = 0.0
_SAME = 0.6
"""A sentence whose bigrams a chosen one holds to this share says the same again."""
_EM = {"zh": 1.0, "ja": 1.0, "ko": 1.6}
"""How many characters say as much as one Han character; Latin scripts take ``_EM_LATIN``."""
_EM_LATIN = 3.2
_SHORT = 18

WEIGHTS: Mapping[str, float] = {
    "decision": 1.3,
    "future": 0.9,
    "obligation": 0.6,
    "measure": 0.7,
    "change": 0.7,
    "finding": 0.35,
    "ceremony": -1.0,
    "diplomatic": -0.5,
    "open_end": -1.1,
    "next_meeting": -1.0,
    "background": -0.9,
    "quoted": -0.5,
    "person": -0.8,
    "hedge": -0.6,
    "connective": -0.35,
    "title": 1.3,
    "short": -1.1,
    "last_paragraph": -0.4,
    "late": -0.75,
    "wire_first": 0.6,
    "wire_late": -1.8,
    "constant": -1.2,
}


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    start: int
    end: int
    text: str
    paragraph: int


def summarise(entry: Entry, language: str, *, sentences: int = 3) -> tuple[Sentence, ...]:
    """Up to ``sentences`` sentences of ``entry``, together at most 300 characters (Chinese, Japanese, Korean) or 500.

    ``()`` where the entry holds no prose. ``getattr(entry, place)[start:end]`` is each sentence's text.
    """
    candidates = _candidates(entry, language)
    wire = entry.source == "feed" and len(candidates) <= _WIRE
    texts = [candidate.text for candidate in candidates]
    scores = [_score(features) for features in features_of(texts, entry.title, language, wire=wire)]
    if len(candidates) > _WIRE:
        scores = _marked_down(candidates, scores)
    chosen = _choose(candidates, scores, sentences, longest(language))
    picked = [candidates[index] for index in sorted(chosen)]
    return tuple(Sentence(one.text, one.place, one.start, one.end) for one in picked)


def longest(language: str) -> int:
    """How many characters a summary in ``language`` may have."""
    return LONGEST_CJK if language[:2] in _EM else LONGEST_LATIN


def features_of(texts: Sequence[str], title: str, language: str, *, wire: bool) -> list[dict[str, float]]:
    """What is known of each sentence of a document, by the names of ``WEIGHTS``; values from 0 to 1.

    ``wire`` = the text is a wire story, whose place in the text says much of a sentence.
    """
    in_title = _bigrams(title)
    short = _SHORT * _EM.get(language[:2], _EM_LATIN)
    last = max(len(texts) - 1, 1)
    rows = []
    for index, text in enumerate(texts):
        row: dict[str, float] = dict(zip(CUES, map(float, cues(text)), strict=True))
        row["title"] = len(in_title & _bigrams(text)) / max(len(in_title), 1)
        row["short"] = float(len(text) < short)
        row["wire_late" if wire else "late"] = index / last
        row["wire_first"] = float(wire and index == 0)
        row["constant"] = 1.0
        rows.append(row)
    return rows


def _score(features: Mapping[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in features.items())


def _marked_down(candidates: Sequence[_Candidate], scores: Sequence[float]) -> list[float]:
    """The last paragraph of a long document closes it; it seldom says what it is about."""
    closing = candidates[-1].paragraph
    return [
        score + WEIGHTS["last_paragraph"] * (candidate.paragraph == closing)
        for candidate, score in zip(candidates, scores, strict=True)
    ]


def _choose(candidates: Sequence[_Candidate], scores: Sequence[float], most: int, room: int) -> list[int]:
    chosen: list[int] = []
    for index in sorted(range(len(candidates)), key=lambda index: -scores[index]):
        if len(chosen) == most or (len(chosen) >= _ALWAYS and scores[index] < _WORTH):
            break
        text = candidates[index].text
        if len(text) <= room and not any(_repeats(text, candidates[other].text) for other in chosen):
            chosen.append(index)
            room -= len(text) + 1
    return chosen


def _repeats(text: str, other: str) -> bool:
    grams = _bigrams(text)
    return len(grams & _bigrams(other)) >= _SAME * max(len(grams), 1)


def _candidates(entry: Entry, language: str) -> list[_Candidate]:
    """The prose of the text, else of the lead; where neither has a finished sentence, the lead's longest fragment."""
    places: tuple[tuple[Place, str], ...] = (("text", entry.text), ("lead", entry.lead))
    for read in (prose, fragments):
        for place, text in places:
            found = [
                _Candidate(place, one.start, one.end, text[one.start : one.end], one.paragraph)
                for one in read(text, language, entry.author)
            ]
            if found:
                return found
    return []


def _bigrams(text: str) -> set[str]:
    squeezed = re.sub(r"\W+", "", text.lower())
    return {squeezed[at : at + 2] for at in range(len(squeezed) - 1)}
