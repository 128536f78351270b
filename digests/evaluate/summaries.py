"""Are summaries verbatim, free of furniture, and made of the sentences that an editor would take?

A chosen sentence counts as a labelled one when they are the same after squashing white space, or when one holds the
other (a dateline or a list marker left out). References stand beside: the first three sentences, and plain LexRank
(Erkan and Radev 2004) over character bigrams, both on the document without what is labelled furniture.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digests.evaluate.gold import Gold, GoldDocument, GoldItem
from digests.evaluate.report import Figure, Section
from digests.evaluate.run import ReadDocument, Readings
from digests.language.segment import sentences
from digests.model import Entry, Reading
from digests.summaries.summary import longest

KEY_TARGET = 0.60
_DAMPING = 0.85
_STEPS = 30


@dataclass(frozen=True, slots=True)
class _Marked:
    """One summary against its labels."""

    id: str
    chosen: int
    key: int
    bad: tuple[str, ...]
    passed_over: tuple[str, ...]
    """What was chosen and is no key sentence."""


def summaries(gold: Gold, readings: Readings) -> Section | None:
    """Scores long documents and, with their own key sentences, news items; ``None`` where neither was read."""
    pairs = [(label, readings.documents[label.id]) for label in gold.documents if label.id in readings.documents]
    read = [(one.entry, one.reading) for _, one in pairs]
    read += [(readings.entries[item.id], readings.items[item.id]) for item in gold.items]
    if not read:
        return None
    marked = [_document(label, one) for label, one in pairs]
    items = [_item(item, readings.items[item.id]) for item in gold.items if item.key]
    rows = [_verbatim(read), _within(read)]
    if marked:
        rows += _document_rows(marked, pairs)
    if items:
        rows += [_share("items: key sentences among the chosen", items), _reference_items(gold.items)]
    return Section("Summaries", tuple(rows), tuple(_mistakes(marked)))


def _verbatim(read: Sequence[tuple[Entry, Reading]]) -> Figure:
    chosen = [(entry, sentence) for entry, reading in read for sentence in reading.summary]
    good = sum(getattr(entry, s.place)[s.start : s.end] == s.text for entry, s in chosen)
    return Figure("verbatim sentences", good / max(len(chosen), 1), 1.0, detail=f"{good} of {len(chosen)}")


def _within(read: Sequence[tuple[Entry, Reading]]) -> Figure:
    good = sum(sum(len(s.text) for s in reading.summary) <= longest(reading.language) for _, reading in read)
    return Figure("within the length", good / len(read), 1.0, detail=f"{good} of {len(read)}")


def _document_rows(marked: Sequence[_Marked], pairs: Sequence[tuple[GoldDocument, ReadDocument]]) -> list[Figure]:
    soiled = sum(bool(one.bad) for one in marked)
    labels = [label for label, _ in pairs]
    first, rank = (_reference(labels, choose) for choose in (_first_three, _lexrank_three))
    return [
        Figure("documents with furniture", soiled, 0, "count", "lower", f"of {len(marked)}"),
        _share("documents: key sentences among the chosen", marked, KEY_TARGET),
        Figure("  reference: the first three sentences", first),
        Figure("  reference: plain LexRank", rank),
    ]


def _share(name: str, marked: Sequence[_Marked], target: float | None = None) -> Figure:
    key, chosen = sum(one.key for one in marked), sum(one.chosen for one in marked)
    return Figure(name, key / max(chosen, 1), target, detail=f"{key} of {chosen}")


def _document(label: GoldDocument, read: ReadDocument) -> _Marked:
    chosen = [squash(sentence.text) for sentence in read.reading.summary]
    labelled = [squash(sentence) for sentence in label.sentences]
    bad = tuple(labelled[i] for i in label.bad if any(same(labelled[i], one) for one in chosen))
    hits = [any(same(labelled[i], one) for i in label.key) for one in chosen]
    missed = tuple(one for one, hit in zip(chosen, hits, strict=True) if not hit)
    return _Marked(label.id, len(chosen), sum(hits), bad, missed)


def _item(item: GoldItem, reading: Reading) -> _Marked:
    own = [squash(item.text[a:b]) for a, b in sentences(item.text, item.language)]
    key = [own[index] for index in item.key if index < len(own)]
    chosen = [squash(sentence.text) for sentence in reading.summary]
    return _Marked(item.id, len(chosen), sum(any(same(k, one) for k in key) for one in chosen), (), ())


def same(labelled: str, chosen: str) -> bool:
    """Whether a chosen sentence is the labelled one, both squashed."""
    return labelled in chosen or (chosen in labelled and 2 * len(chosen) >= len(labelled))


def squash(text: str) -> str:
    """``text`` with every run of white space as one blank."""
    return re.sub(r"\s+", " ", text).strip()


def _mistakes(marked: Sequence[_Marked]) -> Iterator[str]:
    for one in sorted(marked, key=lambda one: (-len(one.bad), one.key / max(one.chosen, 1))):
        for bad in one.bad:
            yield f"{one.id} quotes furniture: {bad}"
        for text in one.passed_over:
            yield f"{one.id} {one.key} of {one.chosen}; no key sentence: {text[:100]}"


# ---- references


def _reference(labels: Sequence[GoldDocument], choose: Callable[[Sequence[str]], list[int]]) -> float:
    """The share of key sentences where ``choose`` picks among those that are no furniture by their labels."""
    hits = chosen = 0
    for label in labels:
        prose = [index for index in range(len(label.sentences)) if index not in label.bad]
        picks = [prose[at] for at in choose([label.sentences[index] for index in prose])]
        chosen += len(picks)
        hits += sum(index in label.key for index in picks)
    return hits / max(chosen, 1)


def _reference_items(items: Sequence[GoldItem]) -> Figure:
    keyed = [item for item in items if item.key]
    hits = sum(index in item.key for item in keyed for index in (0, 1))
    return Figure("  reference: the first two sentences", hits / (2 * len(keyed)))


def _first_three(texts: Sequence[str]) -> list[int]:
    return list(range(min(3, len(texts))))


def _lexrank_three(texts: Sequence[str]) -> list[int]:
    return [int(index) for index in np.argsort(-lexrank(texts))[:3]]


def lexrank(texts: Sequence[str]) -> NDArray[np.float64]:
    """Centrality of each of ``texts``, (n,), sum 1: the stationary weights of a walk over their tf-idf cosines."""
    grams = [[squeezed[at : at + 2] for at in range(len(squeezed) - 1)] for squeezed in map(_letters, texts)]
    columns = {gram: number for number, gram in enumerate(dict.fromkeys(gram for one in grams for gram in one))}
    counts = np.zeros((len(texts), max(len(columns), 1)))
    for row, one in enumerate(grams):
        for gram in one:
            counts[row, columns[gram]] += 1.0
    weights = counts * (np.log(len(texts) / np.maximum((counts > 0).sum(axis=0), 1)) + 1.0)
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-12)
    walk = weights @ weights.T + 1e-6
    walk /= walk.sum(axis=1, keepdims=True)
    rank: NDArray[np.float64] = np.full(len(texts), 1.0 / max(len(texts), 1))
    for _ in range(_STEPS):
        rank = (1 - _DAMPING) / len(texts) + _DAMPING * (rank @ walk)
    return rank


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
