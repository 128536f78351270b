"""The piece of an original text where the words stand that were looked for, and where in it they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from digests.language.fold import Folded, fold, folded_with_offsets
from digests.language.tokens import word_pattern

_PIECE = 2000
"""Characters that are looked at together."""
_MOST = 400_000
"""Characters that are looked at; beyond them a text is found but not quoted."""
_LENGTH = 180
"""Columns of a snippet; an East Asian character takes two."""
_BEFORE = 50
"""Columns at most in front of the first word."""
_WIDE = regex.compile(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}。、，「」（）！？：；]")
_BOUNDARY = regex.compile(r"[。！？]|[.!?]\s|\s[-–—|]\s")


@dataclass(frozen=True, slots=True)
class Snippet:
    """One line of original text; ``marks`` are offsets into it."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or phrase to be marked, folded; ``open_end`` where it may be the beginning of a longer word."""

    text: str
    open_end: bool = False


def snippet(texts: Sequence[str], wanted: Sequence[Wanted]) -> Snippet:
    """From the first of ``texts`` that holds a wanted word; the beginning of the first with any text otherwise."""
    patterns = [pattern for word in wanted if (pattern := _pattern(word))]
    pieces = [piece for text in texts for piece in _pieces(text)]
    for piece in pieces:
        if patterns and any(pattern.search(fold(piece)) for pattern in patterns):
            return _around(piece, _marks(folded_with_offsets(piece), patterns))
    return _around(pieces[0], ()) if pieces else Snippet("")


def whole(text: str, wanted: Sequence[Wanted]) -> Snippet:
    """All of a short text on one line, a headline, with what is wanted in it."""
    line = " ".join(text.split())
    return Snippet(line, _marks(folded_with_offsets(line), [pattern for word in wanted if (pattern := _pattern(word))]))


@lru_cache(1024)
def _pattern(word: Wanted) -> "regex.Pattern[str] | None":
    """Made once for all the texts that one search quotes."""
    pattern = word_pattern(word.text, word.open_end)
    return regex.compile(pattern) if pattern else None


def _pieces(text: str) -> Iterator[str]:
    """Overlapping stretches, each on one line."""
    for start in range(0, min(len(text), _MOST), _PIECE - 200):
        if piece := " ".join(text[start : start + _PIECE].split()):
            yield piece


def _marks(folded: Folded, patterns: Sequence["regex.Pattern[str]"]) -> tuple[tuple[int, int], ...]:
    """Where the patterns stand in the original, in order, those that touch each other joined."""
    spans = sorted(folded.span(*found.span()) for pattern in patterns for found in pattern.finditer(folded.text))
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _around(piece: str, marks: tuple[tuple[int, int], ...]) -> Snippet:
    first = marks[0][0] if marks else 0
    start = _start(piece, first)
    end = _forward(piece, start, _LENGTH)
    front, back = "… " if start else "", " …" if end < len(piece) else ""
    shift = len(front) - start
    kept = tuple((begin + shift, min(stop, end) + shift) for begin, stop in marks if start <= begin < end)
    return Snippet(front + piece[start:end].rstrip() + back, kept)


def _start(piece: str, first: int) -> int:
    """The beginning of the sentence that holds the word, or a little before the word where that is too far."""
    earliest, columns = first, 0
    while earliest and columns < _BEFORE:
        earliest -= 1
        columns += _columns(piece[earliest])
    if not earliest:
        return 0
    boundaries = [found.end() for found in _BOUNDARY.finditer(piece, earliest, first)]
    start = boundaries[-1] if boundaries else piece.find(" ", earliest, first) + 1 or earliest
    return start + len(piece[start:first]) - len(piece[start:first].lstrip())


def _forward(piece: str, start: int, columns: int) -> int:
    """Where ``columns`` columns from ``start`` end; not inside a word of spaced scripts."""
    end = start
    while end < len(piece) and columns > 0:
        columns -= _columns(piece[end])
        end += 1
    if end == len(piece) or _WIDE.match(piece[end]):
        return end
    space = piece.rfind(" ", start, end)
    return space if space > start and end - space < 30 else end


def _columns(character: str) -> int:
    return 2 if _WIDE.match(character) else 1
