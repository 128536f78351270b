"""Lines for a terminal of so many columns: broken between words, and between characters where a script writes no
blanks. Pure.

East Asian characters take two columns, marks none. Chinese and Japanese may break between any two characters but before
what closes or continues (、。」ー っ) and after what opens (「（); Korean and Latin break at blanks. An address or a
word that is longer than a line is never cut: the terminal itself folds it, and it can be copied whole.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import IO

NARROWEST = 20
"""Columns below which nothing is broken: there would be more breaks than lines."""
_NOT_BEFORE = frozenset(
    "、。，．・：；？！!?,.:;)]}）］｝〕〉》」』】〙〗’”»…‥ーゝゞ々〻～〜％%°′″℃"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
_NOT_AFTER = frozenset("（［｛〔〈《「『【〘〖‘“«([{")
_INDENT = re.compile(r"\s*(?:[│•|]\s*|\d{1,3}\.\s+)*")
"""What a line begins with and its continuation is set under: blanks, the bar of a quote, the sign of a list."""
_BAR = "│"
_DEEPEST = 12


def columns(text: str) -> int:
    """How many terminal columns ``text`` takes: East Asian characters and emoji take two, marks none."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or character in "\u200b\u200c\u200d\ufe0e\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width_of(stream: IO[str]) -> int | None:
    """The columns of the terminal that ``stream`` is; ``None`` where it is none, or too narrow to break lines in."""
    try:
        if not stream.isatty():
            return None
        width = int(os.environ.get("COLUMNS") or 0) or os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return None
    return width if width >= NARROWEST else None


def for_width(text: str, width: int | None) -> str:
    """``text`` in lines of at most ``width`` columns, where its words allow it; ``None`` = no limit."""
    if width is None:
        return text
    return "\n".join(part for line in text.split("\n") for part in _lines(line, width))


def breaks(line: str, width: int, later: int | None = None) -> list[int]:
    """Where ``line`` is to be broken, as offsets of what begins the next line; the lines after the first have ``later``
    columns (default: ``width``)."""
    found: list[int] = []
    room, used, start = width, 0, 0
    for begin, end in _pieces(line):
        piece = line[begin:end]
        if used + columns(piece.rstrip()) > room and begin > start:
            found.append(begin)
            room, used, start = width if later is None else later, 0, begin
        used += columns(piece)
    return found


def indent_of(line: str) -> str:
    """What continuations of ``line`` begin with: the quote's bar stays, everything else of the indent is blank."""
    match = _INDENT.match(line)
    lead = match[0] if match else ""
    return "".join(sign if sign == _BAR else " " * _columns(sign) for sign in lead) if columns(lead) <= _DEEPEST else ""


def _lines(line: str, width: int) -> Iterator[str]:
    lead = indent_of(line)
    cuts = [0, *breaks(line, width, width - columns(lead)), len(line)]
    for number, (begin, end) in enumerate(pairwise(cuts)):
        yield (lead if number else "") + (line[begin:end].rstrip() if end < len(line) else line[begin:end])


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """What is never broken within: words with the blanks that follow them, East Asian characters one by one."""
    begin = 0
    for place in range(1, len(line)):
        if _may_break(line[place - 1], line[place]):
            yield begin, place
            begin = place
    if line:
        yield begin, len(line)


def _may_break(before: str, after: str) -> bool:
    if after.isspace() or _columns(after) == 0:
        return False
    if before.isspace():
        return True
    if after in _NOT_BEFORE or before in _NOT_AFTER:
        return False
    return _is_free(before) or _is_free(after)


def _is_free(character: str) -> bool:
    """Whether lines may break on either side of it: Han, kana and their punctuation, not hangul."""
    point = ord(character)
    return 0x2E80 <= point <= 0x312F or 0x31A0 <= point <= 0x9FFF or 0xF900 <= point <= 0xFAFF or point >= 0x20000
