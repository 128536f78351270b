"""What speaks for two items telling one event, beside the likeness of their meaning.

:func:`clues` takes from an item, once, what can be compared across scripts: figures and dates, names by their sound,
words as character pairs in two spaces (Han characters in one form; everything Korean and Sino-Korean in hangul).
:class:`Window` holds the clues of many items as matrices, and :meth:`Window.evidence` compares pairs of them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from sys import intern
from zlib import crc32

import numpy as np
import regex
from numpy.typing import NDArray

from digests.language.fold import fold
from digests.model import Item
from digests.stories.numbers import Figures, figures
from digests.stories.sounds import (
    even_hangul,
    in_hangul,
    plain_han,
    sound_of_hangul,
    sound_of_kana,
    sound_of_latin,
)

Floats = NDArray[np.float32]
Pairs = NDArray[np.intp]

_OPENING = 280
"""Characters of the text that are read after title and lead: an event is named where its report begins."""
_BUCKETS = 2048
"""Width of the hashed word spaces; two unlike texts of 150 pairs of characters then agree by chance to about .02."""
_HAN_RUN = regex.compile(r"[\p{Han}ァ-ヺー]{2,}")
_HANGUL_RUN = regex.compile(r"[가-힣]{2,}")
_KANA_NAME = regex.compile(r"[ァ-ヺ][ァ-ヺー]{2,}")
_LATIN_NAME = regex.compile(r"\b[A-Z][\p{Latin}\d'’-]*[\p{Latin}\d]\b")
_LATIN_WORD = regex.compile(r"[a-z][a-z\d-]+")
_CASE_ENDING = regex.compile(
    r"(?<=..)(?:에서는|에서|에게|으로|까지|부터|이라고|라고|이라는|라는|은|는|이|가|을|를|의|와|과|도|로|에|측은|측|시|씨)$"
)
_SHORTEST_SOUND = 4
_COMMON_WORDS = (
    "a an and are as at be been but by for from had has have he her his in into is it its more new not of on or over "
    "said say says she that the their they this to two three up was were which who will with would after than first "
    "about also amid between both during its last make made no one other out per under until we year years"
)
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True, eq=False)
class Clues:
    """What an item offers for comparison."""

    id: int
    published: int
    language: str
    vector: Floats
    figures: Figures
    names: frozenset[str]
    own: NDArray[np.int32]
    """Hashed words of its own script: pairs of plain Han, of hangul, or Latin words."""
    korean: NDArray[np.int32]
    """Hashed pairs of hangul, Han characters by their Korean reading; empty for Latin."""
    countries: frozenset[str]
    sectors: frozenset[str]
    mechanisms: frozenset[str]


def clues(item: Item) -> Clues:
    """Read an item for what can be compared; about 0.4 ms."""
    entry = item.entry
    raw = "\n".join((entry.title, entry.lead[:_OPENING], entry.text[:_OPENING]))
    text = fold(raw)
    own, korean = _words(text, item.language)
    return Clues(
        item.id,
        item.published,
        item.language,
        np.frombuffer(item.reading.vector, dtype="<f4"),
        figures(text),
        _names(raw, text),
        own,
        korean,
        frozenset(item.reading.countries),
        frozenset(item.sectors),
        frozenset(item.mechanisms),
    )


def _words(text: str, language: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    if language == "ko":
        pairs = _hashed(_pairs(run) for run in _HANGUL_RUN.findall(even_hangul(text)))
        return pairs, pairs
    if language.startswith(("zh", "ja")):
        runs = _HAN_RUN.findall(plain_han(text))
        return (
            _hashed(_pairs(run) for run in runs),
            _hashed(_pairs(part) for run in runs for part in _HANGUL_RUN.findall(in_hangul(run))),
        )
    words = [word for word in _LATIN_WORD.findall(text) if word not in _COMMON]
    return _hashed([[word[:8] for word in words]]), np.zeros(0, dtype=np.int32)


def _pairs(run: str) -> list[str]:
    return [run[index : index + 2] for index in range(len(run) - 1)]


def _hashed(groups: object) -> NDArray[np.int32]:
    words = {word for group in groups for word in group}  # type: ignore[attr-defined]
    return np.fromiter((crc32(word.encode()) & 0x7FFFFFFF for word in words), dtype=np.int32, count=len(words))


def _names(raw: str, text: str) -> frozenset[str]:
    names = set()
    for word in _LATIN_NAME.findall(raw):
        if word.isupper() or not word.isascii() or any(map(str.isdigit, word)):
            names.add(word.casefold())
        elif word.casefold() not in _COMMON:
            names.add(sound_of_latin(word))
    for word in _KANA_NAME.findall(text):
        names.add(sound_of_kana(word))
    for word in _HANGUL_RUN.findall(text):
        names.add(sound_of_hangul(word))
        names.add(sound_of_hangul(_CASE_ENDING.sub("", word)))
    return frozenset(intern(name) for name in names if len(name) >= _SHORTEST_SOUND)


FEATURES = (
    "cosine", "hub", "words_own", "words_han", "words_korean", "foreign", "names", "amounts", "ordinal",
    "ordinal_other", "date", "date_other", "day", "day_other", "countries", "countries_other", "sectors",
    "mechanism", "mechanism_other", "gap",
)  # fmt: skip


class Window:
    """The clues of many items side by side."""

    def __init__(self, members: Sequence[Clues], background: Sequence[Clues] = ()) -> None:
        self.members = tuple(members)
        everyone = [*members, *background]
        self._all = _stack([c.vector for c in everyone])
        self.vectors = self._all[: len(members)]
        self._names = _rarity([c.names for c in everyone])
        self._amounts = _rarity([c.figures.amounts for c in everyone])
        self.own = _matrix([c.own for c in everyone])[: len(members)]
        self.korean = _matrix([c.korean for c in everyone])[: len(members)]
        self.hubs = self.hubness()

    def hubness(self, nearest: int = 5) -> Floats:
        """Each member's mean cosine to its ``nearest`` neighbours in the window and the background."""
        result = np.zeros(len(self.members), dtype=np.float32)
        k = min(nearest, len(self._all) - 1)
        if k <= 0:
            return result
        for start in range(0, len(self.members), 512):
            likeness = self.vectors[start : start + 512] @ self._all.T
            rows = np.arange(len(likeness))
            likeness[rows, rows + start] = -1
            result[start : start + 512] = np.partition(likeness, -k, axis=1)[:, -k:].mean(axis=1)
        return result

    def evidence(self, left: Pairs, right: Pairs) -> Floats:
        """(n, len(FEATURES)) for n pairs of indices into ``members``."""
        hubs = self.hubs
        cosine = np.einsum("ij,ij->i", self.vectors[left], self.vectors[right])
        own = np.einsum("ij,ij->i", self.own[left], self.own[right])
        korean = np.einsum("ij,ij->i", self.korean[left], self.korean[right])
        rows = np.zeros((len(left), len(FEATURES)), dtype=np.float32)
        rows[:, 0] = cosine
        rows[:, 1] = (hubs[left] + hubs[right]) / 2
        for row, (a, b) in enumerate(zip(left, right, strict=True)):
            x, y = self.members[a], self.members[b]
            sx, sy = x.language[:2], y.language[:2]
            if sx == sy:
                rows[row, 2] = own[row]
            elif {sx, sy} == {"zh", "ja"}:
                rows[row, 3] = own[row]
            elif "ko" in (sx, sy) and {sx, sy} <= {"ko", "zh", "ja"}:
                rows[row, 4] = korean[row]
            else:
                rows[row, 5] = 1
            rows[row, 6] = sum(self._names[n] for n in x.names & y.names)
            rows[row, 7] = sum(self._amounts[n] for n in x.figures.amounts & y.figures.amounts)
            rows[row, 8:10] = _agreement(x.figures.ordinals, y.figures.ordinals)
            rows[row, 10:12] = _agreement(x.figures.dates, y.figures.dates)
            rows[row, 12:14] = _agreement(x.figures.days, y.figures.days)
            rows[row, 14] = x.countries == y.countries
            rows[row, 15] = not (x.countries & y.countries)
            rows[row, 16] = len(x.sectors & y.sectors) / max(1, len(x.sectors | y.sectors))
            rows[row, 17:19] = _agreement(x.mechanisms, y.mechanisms)
            rows[row, 19] = abs(x.published - y.published) / 86400
        return rows


def _agreement(a: frozenset[object], b: frozenset[object]) -> tuple[float, float]:
    if not a or not b:
        return 0.0, 0.0
    return (1.0, 0.0) if a & b else (0.0, 1.0)


def _rarity(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(name for names in sets for name in names)
    total = max(len(sets), 100)
    return {name: log(total / count) / log(total) for name, count in counts.items()}


def _stack(vectors: Sequence[Floats]) -> Floats:
    """One row a vector; zeros where there is none, or one of another model."""
    width = max((vector.size for vector in vectors), default=0) or 1
    rows = np.zeros((len(vectors), width), dtype=np.float32)
    for row, vector in zip(rows, vectors, strict=True):
        if vector.size == width:
            row[:] = vector
    return rows


def _matrix(hashed: Sequence[NDArray[np.int32]]) -> Floats:
    matrix = np.zeros((len(hashed), _BUCKETS), dtype=np.float32)
    for row, words in enumerate(hashed):
        matrix[row, words % _BUCKETS] = 1
    rarity = np.log((len(hashed) + 1) / (matrix.sum(axis=0) + 0.5))
    matrix *= np.maximum(rarity, 0.1)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    np.divide(matrix, lengths, out=matrix, where=lengths > 0)
    return matrix
