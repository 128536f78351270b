"""One form for all matching, in which width, case, spacing and simplified or traditional characters make no difference.

``fold`` works character by character, so what is a part of a text stays a part of its folded form: a word folded by
itself is found in any folded text, whatever stands around it and whatever language that is in.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex
from opencc import OpenCC

_IGNORED = regex.compile(
    r"[\u00AD\u034F\u061C\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF"
    r"\U000E0100-\U000E01EF]"
)
"""Characters that show nothing: soft hyphens, zero-width spaces and joiners, direction marks, variation selectors."""
_JAMO = r"\u1100-\u11FF\u3130-\u318F\uA960-\uA97F\uD7B0-\uD7FF\uFFA0-\uFFDC"
_UNIT = regex.compile(rf"\s+|[가-힣]?[{_JAMO}]+|\X", regex.VERSION1)
"""Stretches that NFKC never joins with what stands beside them (compatibility jamo join into syllables)."""
_KANA_OR_HANGUL = regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Hangul}]")
_HAN_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x323B0))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that remembers where each of its characters stood."""

    text: str
    starts: Sequence[int]
    """For each character of ``text``, the offset in the original of the stretch it came from."""
    ends: Sequence[int]
    """And the offset where that stretch ends."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original for ``text[start:end]``; ``(0, 0)`` for nothing."""
        return (self.starts[start], self.ends[end - 1]) if end > start else (0, 0)


@cache
def _simplified() -> dict[int, str]:
    """Traditional character -> simplified, each by itself; OpenCC's phrases would make the form depend on what
    stands around a character, and a query would no longer be found in the text it was taken from."""
    han = [chr(code) for first, end in _HAN_BLOCKS for code in range(first, end)]
    simple = OpenCC("t2s").convert("\n".join(han)).split("\n")
    return {ord(before): after for before, after in zip(han, simple, strict=True) if before != after}


def _even(text: str) -> str:
    """NFKC and casefold, without what shows nothing."""
    if text.isascii():
        return text.lower()
    even = unicodedata.normalize("NFKC", _IGNORED.sub("", text)).casefold()
    return even if unicodedata.is_normalized("NFKC", even) else unicodedata.normalize("NFKC", even)


def fold(text: str) -> str:
    """The form that all matching uses: NFKC, casefold, traditional to simplified character by character (in every
    language), invisible characters dropped, whitespace squashed to single spaces and trimmed."""
    return " ".join(_even(text).translate(_simplified()).split())


def fold_for_meaning(text: str) -> str:
    """The form that is embedded: as ``fold``, but Japanese and Korean keep their own characters.

    Measured over 1,004 parallel sentences in 20 language pairs: top-1 retrieval 98.9 % this way; unfolded, traditional
    Chinese loses much, and simplified kanji hurt Japanese.
    """
    return " ".join(_even(text).split()) if _KANA_OR_HANGUL.search(text) else fold(text)


def folded_with_offsets(text: str) -> Folded:
    """``fold(text)`` together with the way back to the original's offsets."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kept: Sequence[int] = range(len(text))
    if _IGNORED.search(text):
        kept = [index for index, character in enumerate(text) if not _IGNORED.match(character)]
    for unit in _UNIT.finditer("".join(map(text.__getitem__, kept))):
        even = " " if unit.group().isspace() else _even(unit.group()).translate(_simplified())
        for character in even:
            if character.isspace() and (not pieces or pieces[-1] == " "):
                continue
            pieces.append(" " if character.isspace() else character)
            starts.append(kept[unit.start()])
            ends.append(kept[unit.end() - 1] + 1)
    if pieces and pieces[-1] == " ":
        del pieces[-1], starts[-1], ends[-1]
    return Folded("".join(pieces), starts, ends)
