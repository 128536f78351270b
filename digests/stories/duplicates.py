"""Copies, cuts, agency reprints and simplified/traditional twins: is this the same text, whoever prints it? Pure.

A text becomes the set of its shingles (runs of 4 characters in Chinese and Korean, 5 in Japanese, 3 words elsewhere,
after folding and without punctuation), each a 32-bit hash. Containment, the share of the smaller set that the larger
holds, finds cut copies that Jaccard and simhash miss; at one half it found every synthetic copy and no false pair.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import regex
from numpy.typing import NDArray

from digests.language.fold import fold
from digests.model import Entry
from digests.stories.corrections import likeness, mutual_likeness
from digests.stories.identity import core_title, unmarked
from digests.stories.numbers import figures, han_number
from digests.stories.passing import passing

Hashes = NDArray[np.uint32]
Counts = NDArray[np.uint64]

_LONGEST = 20_000
"""Characters that are compared; what is the same so far is the same."""
_CONTAINED = 0.5
_SHORT = 120
"""Shingles under which a text is a flash: half of it is a phrase that any other flash may use as well. Ministries'
feeds give a title and little else; at 40 their messages to India and to Pakistan were one."""
_SHORTEST = 12
"""Under this nothing but the very same words is a copy."""
_CONTAINED_SHORT = 0.9
_SAMPLED, _ALWAYS = 8, 8
"""Of this many hashes one is looked up, and so many of the smallest always."""
_COMMONPLACE = 200
"""A shingle in more texts than this is furniture and finds nothing."""
_SAME_NUMBERS = 0.75
"""Share of the smaller text's numbers that its original must hold: yesterday's market report has the same words."""
_LONGER = 1.2
_SEVERAL = 3
"""So many times the length of a text makes what holds it more than a longer version of it: a roundup or a briefing,
unless their headlines are alike, and not only the one within the other."""
_RELATED = 0.3
_ALIKE = 0.4
_MOSTLY = 0.7
"""Share of the smaller text that the larger holds from which on they are one under unrelated headlines: less may be
the standing lines of a series."""
_OPENS = 0.8
_OPENING = 60
"""Characters with which a text opens, half of them in East Asian scripts; a cut opens as the whole did, a piece of a
roundup seldom."""
_COUNT = regex.compile(
    r"(?:(?<![\p{Latin}\p{N}])[a-z]{1,4})?\p{Nd}[a-z\p{Nd}]*(?:[.,:/]\p{Nd}+)*\s?%?"
    r"|[〇零一二两三四五六七八九十百千万]+(?=[\p{Han}\s\p{P}]|$)"
    r"|(?<![\p{Latin}\p{Cyrillic}\p{N}])(?:[ivxlc]{1,5}|[a-zа-я])(?![\p{Latin}\p{Cyrillic}\p{N}])"
)
"""A number in any digits, Han numerals, Roman ones, a single letter: what tells one of a series from the next."""
_HAN = regex.compile(r"[〇零一二两三四五六七八九十百千]+")
_DIGITS = 40
"""Of a longer numeral so many tell it from others."""
_LETTER = regex.compile(r"\p{L}")
_BEFORE, _AFTER = 6, 4
"""Letters around a number that say what it counts."""
_COUNTED = 6_000
"""Characters of a text whose numbers are looked at."""
_WITHOUT_SPACES = regex.compile(r"[^\p{L}\p{N}]+")
_HALF = np.uint64(32)
_EAST = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_WORD = regex.compile(r"[\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True, eq=False)
class Imprint:
    """What is left of a text for comparison: the hashes of its shingles, sorted, each once."""

    hashes: Hashes
    numbers: frozenset[str]
    """Its amounts, dates and places in a series."""
    counts: Counts
    """Each number with the letters around it: the hash of these in the upper half, that of the number in the lower."""
    title: str = ""
    opening: str = ""
    """What the text below the headline begins with; nothing where there is a headline alone."""

    @property
    def sample(self) -> list[int]:
        """The hashes that it is looked up by: the same ones for the same words, wherever they stand."""
        few, others = self.hashes[:_ALWAYS], self.hashes[_ALWAYS:]
        return [*few.tolist(), *others[others % _SAMPLED == 0].tolist()]


def imprint(entry: Entry, language: str) -> Imprint:
    """The imprint of an entry's title, lead and text, the lead once where the text begins with it."""
    parts = [entry.title, entry.lead if entry.lead[:80] not in entry.text else "", entry.text[:_LONGEST]]
    said = "\n".join(parts)[:_LONGEST]
    folded = fold(said)
    counted = "\n".join([unmarked(entry.title), *parts[1:]])[:_COUNTED]  # [1보] and [2보] are one article
    counted = folded if counted == said else fold(counted)
    opening = (entry.lead or entry.text)[: 2 * _OPENING]
    return Imprint(_hashes(folded, language), _numbers(folded), _counts(counted), entry.title, opening)


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


def _counts(folded: str) -> Counts:
    """What passes by itself (``3 minutes ago``, ``123 views``) is left out."""
    text = passing(folded)
    found = list(_COUNT.finditer(text))
    letters = _blanked(text, found)
    marks = set()
    for match in found:
        before = "".join(_LETTER.findall(letters[max(0, match.start() - 3 * _BEFORE) : match.start()]))[-_BEFORE:]
        after = "".join(_LETTER.findall(letters[match.end() : match.end() + 3 * _AFTER]))[:_AFTER]
        number = match.group().replace(",", "").replace(" ", "")
        marks.add(crc32(f"{before} {after}".encode()) << 32 | crc32(_plain_digits(number).encode()))
    return np.array(sorted(marks), dtype=np.uint64)


def _blanked(text: str, found: Sequence["regex.Match[str]"]) -> str:
    """``text`` with blanks in the place of what was found."""
    pieces: list[str] = []
    at = 0
    for match in found:
        pieces += (text[at : match.start()], " " * (match.end() - match.start()))
        at = match.end()
    return "".join((*pieces, text[at:]))


def _plain_digits(number: str) -> str:
    """The number in ASCII digits, without leading zeros; Han numerals by their value."""
    if _HAN.fullmatch(number):
        return str(int(han_number(number[:_DIGITS])))
    digits = "".join(str(unicodedata.digit(sign, sign)) for sign in number)
    return digits.lstrip("0") or digits


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

    Flashes need more: nearly all of it must be in the other, and the very shortest must be the same altogether. So do
    texts whose headlines have nothing in common: most of one in the other, and where that is longer, at its beginning.
    """
    smaller, larger = sorted((one, other), key=lambda mark: len(mark.hashes))
    least, most = len(smaller.hashes), len(larger.hashes)
    if least == 0:
        return False
    if least < _SHORTEST:
        return least == most and containment(one, other) == 1.0
    enough = _CONTAINED if least >= _SHORT else _CONTAINED_SHORT
    held = containment(one, other)
    if held < enough:
        return False
    if most >= _SEVERAL * least:
        return likeness(one.title, other.title) >= _RELATED and mutual_likeness(one.title, other.title) >= _ALIKE
    if likeness(one.title, other.title) >= _RELATED:
        return True
    return held >= _MOSTLY and (most < _LONGER * least or _open_alike(smaller, larger))


def _open_alike(smaller: Imprint, larger: Imprint) -> bool:
    """Whether the larger text begins with what the smaller one begins with, an agency's name before it or not."""
    letters = _OPENING // 2 if _EAST.search(smaller.opening) else _OPENING
    return likeness(smaller.opening[:letters], larger.opening[: 2 * letters]) >= _OPENS


def same_numbers(one: Imprint, other: Imprint) -> bool:
    """Whether the numbers and days of the one with fewer of them stand in the other as well."""
    fewer = min(len(one.numbers), len(other.numbers))
    return len(one.numbers & other.numbers) >= _SAME_NUMBERS * fewer


def same_counts(one: Imprint, other: Imprint, *, outlet: bool) -> bool:
    """Whether no number stands for another: *No. 12* and *No. 13*, 3.1 % and 3.4 %, however many digits they have.

    ``outlet``: both are one publisher's, who prints no text twice with another number in it; of two publishers'
    reprints one number of several may be put right.
    """
    mine, theirs = np.setdiff1d(one.counts, other.counts), np.setdiff1d(other.counts, one.counts)
    other_values = np.intersect1d(mine >> _HALF, theirs >> _HALF)
    if not len(other_values):
        return True
    shared = np.intersect1d(one.counts >> _HALF, other.counts >> _HALF)
    return not outlet and len(other_values) <= (1 - _SAME_NUMBERS) * len(shared)


def _same_headline(one: Imprint, other: Imprint) -> bool:
    """Whether headlines, which are all that is compared, say the same: two desks' are two reports even so, and one
    desk's that differ in a word (a visit and its cancellation, messages to two countries) are two as well."""
    return core_title(fold(one.title)) == core_title(fold(other.title))


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

    def matches(self, mark: Imprint, *, outlet: Callable[[int], bool] = lambda item_id: False) -> Iterator[int]:
        """Items whose words and numbers are the same, the one that shares most first. ``outlet`` says whether an item
        is of the same publisher."""
        shared: Counter[int] = Counter()
        sample = mark.sample
        for number in sample:
            holders = self._holders.get(number, ())
            if len(holders) <= _COMMONPLACE:
                shared.update(holders)
        for item_id, _ in shared.most_common(20):
            other = self._imprints[item_id]
            if (
                same_numbers(mark, other)
                and same_words(mark, other)
                and same_counts(mark, other, outlet=(theirs := outlet(item_id)))
                and ((mark.opening and other.opening) or (theirs and _same_headline(mark, other)))
            ):
                yield item_id
