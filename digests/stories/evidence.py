"""What speaks for two items telling one event, beside the likeness of their meaning.

:func:`clues` takes from an item, once, what can be compared across scripts: figures and dates, names by their sound,
words as character pairs in two spaces (Han characters in one form; everything Korean and Sino-Korean in hangul).
:class:`Window` holds the clues of many items as matrices, and :meth:`Window.evidence` compares pairs of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log
from sys import intern
from typing import Any
from zlib import crc32

import numpy as np
import regex
from numpy.typing import NDArray

from digests.language.fold import fold
from digests.model import Item
from digests.stories.numbers import Figures, figures
from digests.stories.places import known_sounds, places
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
Hashed = NDArray[np.int16]
"""Buckets of a word space."""

_OPENING = 280
"""Characters of the text that are read after title and lead: an event is named where its report begins."""
_BUCKETS = 2048
"""Width of the hashed word spaces; two unlike texts of 150 pairs of characters then agree by chance to about .02."""
_HAN_RUN = regex.compile(r"[\p{Han}ァ-ヺー]{2,}")
_HANGUL_RUN = regex.compile(r"[가-힣]{2,}")
_KANA_NAME = regex.compile(r"[ァ-ヺ][ァ-ヺー]{2,}")
_LATIN_NAME = regex.compile(r"\b[A-Z][\p{Latin}\d'’-]*[\p{Latin}\d]\b")
_CASE_ENDING = regex.compile(
    r"(?<=..)(?:에서는|에서|에게|으로|까지|부터|이라고|라고|이라는|라는|은|는|이|가|을|를|의|와|과|도|로|에|측은|측|시|씨)$"
)
_NEIGHBOURS = 5
_USUAL = 0.4
"""An item's neighbourhood (CSLS) is its five nearest; whoever has fewer, or stranger ones, is taken to have neighbours
of this cosine, or a window of two items would make each the other's whole neighbourhood."""
_NONE: Hashed = np.zeros(0, dtype=np.int16)
_HAN, _KOREAN, _LATIN = 1, 2, 3
_SCRIPTS = {"zh": 0, "ja": _HAN, "ko": _KOREAN}
_SHORTEST_SOUND = 4
_EAST_ASIA = 8 * 3600
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = regex.compile(rf"\b({'|'.join(_WEEKDAYS)})\b")
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
    named_days: frozenset[int]
    """Days of the month that a weekday or the publication itself points to; they may agree, but never contradict."""
    names: frozenset[str]
    """Names in Latin letters, kana or Han characters: acronyms with a ``#``, the rest by their sound."""
    heard: frozenset[str]
    """How the words of a Korean text sound, where names cannot be told from other words."""
    han: Hashed
    """Pairs of Han characters (and katakana) of a Chinese or Japanese text, in one form."""
    korean: Hashed
    """Pairs of hangul, Han characters by their Korean reading; empty for Latin."""
    countries: frozenset[str]
    sectors: frozenset[str]
    mechanisms: frozenset[str]


def clues(item: Item) -> Clues:
    """Read an item for what can be compared; about 0.5 ms."""
    entry = item.entry
    raw = "\n".join((entry.title, entry.lead[:_OPENING], entry.text[:_OPENING]))
    text = fold(raw)
    han, korean = _words(text, item.language)
    return Clues(
        item.id,
        item.published,
        item.language,
        np.frombuffer(item.reading.vector, dtype="<f4"),
        figures(text),
        frozenset(_named_days(text, item.published)),
        frozenset(map(intern, _names(raw, text))),
        frozenset(map(intern, _heard(text))),
        han,
        korean,
        frozenset(item.reading.countries),
        frozenset(item.sectors),
        frozenset(item.mechanisms),
    )


def _named_days(text: str, published: int) -> Iterator[int]:
    """The day before ``on Monday`` or the like, in East Asia, where nearly all of this happens."""
    local = datetime.fromtimestamp(published + _EAST_ASIA, UTC)
    for name in _WEEKDAY.findall(text):
        yield (local - timedelta(days=(local.weekday() - _WEEKDAYS.index(name)) % 7)).day


def _words(text: str, language: str) -> tuple[Hashed, Hashed]:
    if language == "ko":
        return _NONE, _hashed(run for run in _HANGUL_RUN.findall(even_hangul(text)))
    if language.startswith(("zh", "ja")):
        runs = _HAN_RUN.findall(plain_han(text))
        return _hashed(runs), _hashed(part for run in runs for part in _HANGUL_RUN.findall(in_hangul(run)))
    return _NONE, _NONE


def _hashed(runs: Iterable[str]) -> Hashed:
    pairs = {run[index : index + 2] for run in runs for index in range(len(run) - 1)}
    return np.fromiter((crc32(pair.encode()) % _BUCKETS for pair in pairs), dtype=np.int16, count=len(pairs))


def _names(raw: str, text: str) -> Iterator[str]:
    for word in _LATIN_NAME.findall(raw):
        if word.isupper() or any(map(str.isdigit, word)):
            yield "#" + word.casefold()
        elif word.casefold() not in _COMMON:
            yield from _telling(sound_of_latin(word))
    for word in _KANA_NAME.findall(text):
        yield from _telling(sound_of_kana(word))
    yield from places(plain_han(text))


def _heard(text: str) -> Iterator[str]:
    for word in _HANGUL_RUN.findall(text):
        yield from _telling(sound_of_hangul(word))
        yield from _telling(sound_of_hangul(_CASE_ENDING.sub("", word)))


def _telling(sound: str) -> Iterator[str]:
    if len(sound) >= _SHORTEST_SOUND or sound in known_sounds():
        yield sound


FEATURES = (
    "cosine", "hub", "words_han", "words_korean", "foreign", "names", "amounts", "ordinal", "ordinal_other", "day",
    "day_other", "named_day", "countries", "countries_other", "sectors", "mechanism", "mechanism_other", "gap", "crowd",
)  # fmt: skip


class Window:
    """The clues of many items side by side.

    Agreement on what is rare says more than on what is common: where both items have a clue that a share ``p`` of all
    items has, it counts ``log(1 / p)`` (nats).
    """

    def __init__(self, members: Sequence[Clues], background: Sequence[Clues] = (), seconds: int = 72 * 3600) -> None:
        self.members = tuple(members)
        everyone = [*members, *background]
        self._everyone = _stack([c.vector for c in everyone])
        self.vectors = self._everyone[: len(members)]
        self._names = _rarity([c.names | c.heard for c in everyone])
        self._amounts = _rarity([c.figures.amounts for c in everyone])
        self._ordinals = _rarity([c.figures.ordinals for c in everyone])
        self._days = _rarity([c.figures.days | c.named_days for c in everyone])
        self._countries = _rarity([frozenset([c.countries]) for c in everyone])
        self._sectors = _rarity([c.sectors for c in everyone])
        self._mechanisms = _rarity([c.mechanisms for c in everyone])
        self._han = _matrix([c.han for c in everyone])[: len(members)]
        self._korean = _matrix([c.korean for c in everyone])[: len(members)]
        self._scripts = np.array([_SCRIPTS.get(c.language[:2], _LATIN) for c in members])
        self._published = np.array([c.published for c in members], dtype=np.int64)
        self._hubs = self._hubness()
        self._crowd = self._crowding(seconds)

    def evidence(self, left: Pairs, right: Pairs) -> Floats:
        """(n, len(FEATURES)) for n pairs of indices into ``members``."""
        rows = np.zeros((len(left), len(FEATURES)), dtype=np.float32)
        rows[:, 0] = np.einsum("ij,ij->i", self.vectors[left], self.vectors[right])
        rows[:, 1] = (self._hubs[left] + self._hubs[right]) / 2
        rows[:, 2:5] = self._in_words(left, right)
        for row, a, b in zip(range(len(left)), left.tolist(), right.tolist(), strict=True):
            rows[row, 5:17] = self._compare(self.members[a], self.members[b])
        rows[:, 17] = np.abs(self._published[left] - self._published[right]) / 86400
        rows[:, 18] = np.log((self._crowd[left] + self._crowd[right]) / 200)
        return rows

    def _in_words(self, left: Pairs, right: Pairs) -> Floats:
        """Likeness in Han characters (Chinese and Japanese), in hangul (Korean and either), and whether neither can
        be told; two texts in one language are alike in meaning when they are alike in words."""
        one, other = self._scripts[left], self._scripts[right]
        korean = (one == _KOREAN) ^ (other == _KOREAN)
        foreign = (one != other) & ((one == _LATIN) | (other == _LATIN))
        rows = np.zeros((len(left), 3), dtype=np.float32)
        han = (one != other) & ~korean & ~foreign
        korean &= ~foreign
        rows[han, 0] = np.einsum("ij,ij->i", self._han[left[han]], self._han[right[han]])
        rows[korean, 1] = np.einsum("ij,ij->i", self._korean[left[korean]], self._korean[right[korean]])
        rows[:, 2] = foreign
        return rows

    def _compare(self, x: Clues, y: Clues) -> tuple[float, ...]:
        f, g = x.figures, y.figures
        names = (x.names & y.names) | (x.names & y.heard) | (x.heard & y.names)
        named_days = (x.named_days & g.days) | (f.days & y.named_days) | (x.named_days & y.named_days)
        days = f.days & g.days
        return (
            sum(self._names[name] for name in names),
            sum(self._amounts[amount] for amount in f.amounts & g.amounts),
            sum(self._ordinals[number] for number in f.ordinals & g.ordinals),
            _contradict(f.ordinals, g.ordinals),
            max((self._days[day] for day in days), default=0.0),
            _contradict(f.days, g.days),
            0.0 if days else max((self._days[day] for day in named_days), default=0.0),
            self._countries[x.countries] if x.countries == y.countries else 0.0,
            _contradict(x.countries, y.countries),
            max((self._sectors[name] for name in x.sectors & y.sectors), default=0.0),
            max((self._mechanisms[name] for name in x.mechanisms & y.mechanisms), default=0.0),
            _contradict(x.mechanisms, y.mechanisms),
        )

    def _hubness(self) -> Floats:
        """Each member's mean cosine to its nearest in the window and the background; see ``_NEIGHBOURS``."""
        result = np.full(len(self.members), _USUAL, dtype=np.float32)
        found = min(_NEIGHBOURS, len(self._everyone) - 1)
        if found <= 0:
            return result
        for start in range(0, len(self.members), 512):
            likeness = self.vectors[start : start + 512] @ self._everyone.T
            rows = np.arange(len(likeness))
            likeness[rows, rows + start] = -1
            nearest = np.maximum(np.partition(likeness, -found, axis=1)[:, -found:], _USUAL)
            missing = (_NEIGHBOURS - found) * _USUAL
            result[start : start + 512] = (nearest.sum(axis=1) + missing) / _NEIGHBOURS
        return result

    def _crowding(self, seconds: int) -> Floats:
        """How many items each member may belong with, by time alone: the more, the less likely any one of them."""
        times = np.sort(self._published)
        after = np.searchsorted(times, self._published + seconds, side="right")
        return (after - np.searchsorted(times, self._published - seconds)).astype(np.float32)


def _contradict(one: frozenset[Any], other: frozenset[Any]) -> float:
    return float(bool(one) and bool(other) and one.isdisjoint(other))


def _rarity(sets: Sequence[frozenset[Any]]) -> dict[Any, float]:
    counts = Counter(name for names in sets for name in names)
    return {name: log((len(sets) + 10) / (count + 1)) for name, count in counts.items()}


def _stack(vectors: Sequence[Floats]) -> Floats:
    """One row a vector; zeros where there is none, or one of another model."""
    width = max((vector.size for vector in vectors), default=0) or 1
    rows = np.zeros((len(vectors), width), dtype=np.float32)
    for row, vector in zip(rows, vectors, strict=True):
        if vector.size == width:
            row[:] = vector
    return rows


def _matrix(hashed: Sequence[Hashed]) -> Floats:
    matrix = np.zeros((len(hashed), _BUCKETS), dtype=np.float32)
    for row, words in enumerate(hashed):
        matrix[row, words] = 1
    rarity = np.log((len(hashed) + 1) / (matrix.sum(axis=0) + 0.5))
    matrix *= np.maximum(rarity, 0.1)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    np.divide(matrix, lengths, out=matrix, where=lengths > 0)
    return matrix
