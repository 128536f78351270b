"""Copies, cuts, agency reprints and simplified/traditional twins: is this the same text, whoever prints it? Pure.

A text becomes the set of its shingles (runs of 4 characters in Chinese and Korean, 5 in Japanese, 3 words elsewhere,
after folding and without punctuation), each a 32-bit hash. Containment, the share of the smaller set that the larger
holds, finds cut copies that Jaccard and simhash miss; at one half it found every synthetic copy and no false pair.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import regex
from numpy.typing import NDArray

from digests.language.fold import fold
from digests.model import Entry
from digests.stories.numbers import figures

Hashes = NDArray[np.uint32]

_LONGEST = 20_000
"""Characters that are compared; what is the same so far is the same."""
_CONTAINED = 0.5
_SHORT = 120
"""Shingles under which a text is a flash: half of it is a phrase that any other flash may use as well. Ministries'
feeds give a title and little else; at 40 their messages to India and to Pakistan were one."""
_SHORTEST = 12
"""Under this nothing but the very same words is a copy."""
_CONTAINED_SHORT = 0.9
_SAMPLED = 8
"""Of this many hashes one is looked up, and the eight smallest always."""
_COMMONPLACE = 200
"""A shingle in more texts than this is furniture and finds nothing."""
_SAME_NUMBERS = 0.75
"""Share of the smaller text's numbers that its original must hold: yesterday's market report has the same words."""
_WITHOUT_SPACES = regex.compile(r"[^\p{L}\p{N}]+")
_WORD = regex.compile(r"[\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True, eq=False)
class Imprint:
    """What is left of a text for comparison: the hashes of its shingles, sorted, each once."""

    hashes: Hashes
    numbers: frozenset[str]
    """Its amounts, dates and places in a series."""

    @property
    def sample(self) -> list[int]:
        """The hashes that it is looked up by: the same ones for the same words, wherever they stand."""
        few = self.hashes[:8]
        return np.union1d(few, self.hashes[self.hashes % _SAMPLED == 0]).tolist()  # type: ignore[no-any-return]


def imprint(entry: Entry, language: str) -> Imprint:
    """The imprint of an entry's title, lead and text, the lead once where the text begins with it."""
    parts = [entry.title, entry.lead if entry.lead[:80] not in entry.text else "", entry.text[:_LONGEST]]
    folded = fold("\n".join(parts)[:_LONGEST])
    return Imprint(_hashes(folded, language), _numbers(folded))


def _hashes(folded: str, language: str) -> Hashes:
    if language in ("ko", "ja") or language.startswith("zh"):
        characters = _WITHOUT_SPACES.sub("", folded)
        units = np.frombuffer(characters.encode("utf-32-le", "replace"), dtype="<u4")
        return _shingles(units, 5 if language == "ja" else 4)
    words = [crc32(word.encode("utf-8", "replace")) for word in _WORD.findall(folded)]
    return _shingles(np.array(words, dtype=np.uint32), 3)


def _numbers(folded: str) -> frozenset[str]:
    found = figures(folded)
    return frozenset({*found.amounts, *(f"day {day}" for day in found.days), *(f"nth {n}" for n in found.ordinals)})


def _shingles(units: NDArray[np.uint32], length: int) -> Hashes:
    """Multiplicative hashes of every run of ``length`` units, mixed so that a remainder is a fair sample."""
    length = min(length, len(units))
    if length == 0:
        return np.zeros(0, dtype=np.uint32)
    hashes = np.zeros(len(units) - length + 1, dtype=np.uint32)
    for shift in range(length):
        hashes = hashes * np.uint32(0x01000193) + units[shift : len(units) - length + 1 + shift].astype(np.uint32)
    hashes ^= hashes >> np.uint32(15)
    hashes *= np.uint32(0x2C1B3C6D)
    hashes ^= hashes >> np.uint32(12)
    return np.unique(hashes)


def containment(one: Imprint, other: Imprint) -> float:
    """The share of the smaller imprint that the larger holds, 0-1."""
    smaller = min(len(one.hashes), len(other.hashes))
    return len(np.intersect1d(one.hashes, other.hashes, assume_unique=True)) / smaller if smaller else 0.0


def same_words(one: Imprint, other: Imprint) -> bool:
    """Whether one is a copy or a cut of the other, going by the words alone.

    Flashes need more: nearly all of it must be in the other, and the very shortest must be the same altogether.
    """
    smaller, larger = sorted((len(one.hashes), len(other.hashes)))
    if smaller == 0:
        return False
    if smaller < _SHORTEST:
        return smaller == larger and containment(one, other) == 1.0
    return containment(one, other) >= (_CONTAINED if smaller >= _SHORT else _CONTAINED_SHORT)


def same_numbers(one: Imprint, other: Imprint) -> bool:
    """Whether the numbers and days of the one with fewer of them stand in the other as well."""
    fewer = min(len(one.numbers), len(other.numbers))
    return len(one.numbers & other.numbers) >= _SAME_NUMBERS * fewer


class DuplicateIndex:
    """Finds what a text may be a copy of, by a sample of its shingles; grows and shrinks with the open window."""

    def __init__(self) -> None:
        self._imprints: dict[int, Imprint] = {}
        self._holders: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._imprints)

    def add(self, item_id: int, mark: Imprint) -> None:
        """Remember the imprint of an item."""
        if item_id in self._imprints:
            self.remove(item_id)
        self._imprints[item_id] = mark
        for number in mark.sample:
            self._holders.setdefault(number, []).append(item_id)

    def remove(self, item_id: int) -> None:
        """Forget an item; one that is not there is no error."""
        mark = self._imprints.pop(item_id, None)
        for number in mark.sample if mark else ():
            holders = self._holders[number]
            holders.remove(item_id)
            if not holders:
                del self._holders[number]

    def matches(self, mark: Imprint) -> Iterator[int]:
        """Items whose words and numbers are the same, the one that shares most first."""
        shared: Counter[int] = Counter()
        sample = mark.sample
        for number in sample:
            holders = self._holders.get(number, ())
            if len(holders) <= _COMMONPLACE:
                shared.update(holders)
        for item_id, _ in shared.most_common(20):
            other = self._imprints[item_id]
            if same_numbers(mark, other) and same_words(mark, other):
                yield item_id
