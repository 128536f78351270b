"""Hard-wrapped plain text -> one paragraph a line. Pure."""

import re
import unicodedata
from itertools import pairwise

from digests.sources.breaks import glue, joined

_WIDEST = 120
"""Columns; longer lines are paragraphs, and the text is not hard-wrapped."""
_NEARLY_FULL = 0.85
"""Share of the width; a line so long that ends no sentence goes on in the next."""
FINISHED = re.compile(r"[。．.！？!?:：][\"'」』”’）)]*$")
MARKER = re.compile(r"\s*(?:[-*+•□■○●◇◆▲▶※ㅇ◦▪]|\d{1,2}[.)、]|[一二三四五六七八九十]+、|[①-⑳]|[QA][:：.])")

_SHOWN = 2
"""Lines without room for another word that show a width by themselves."""
_NARROWEST = 36
"""Columns; what is narrower may be a list, or verse."""
_LONG = 60
_WORD = re.compile(r"\s*[「『（(《〈“‘]*(?:[!-~\u00c0-\u024f가-힣]+|.)[、。，．」』）)”’！？]*")
"""A word as it is kept on one line, with the marks that may not begin the next."""
_NEVER_FIRST = re.compile("[をんっぁぃぅぇぉゃゅょー、。，」』）]")
_ENDING = re.compile("[\u3040-\u30ff\u4e00-\u9fff][\u3041-\u3096]")
_INDENTED = re.compile(r"[ \t]{2,}|\t")


def unwrap(text: str) -> str:
    """Join the lines of a paragraph that was broken at a fixed width; text that was not is returned as it is."""
    lines = [line.rstrip() for line in text.splitlines()]
    width = _wrap_width(lines)
    filled = _filled(lines)
    paragraphs: list[str] = []
    for number, line in enumerate(lines):
        last = lines[number - 1] if number else ""
        wrapped = number - 1 in filled or (width is not None and _continues(last, line, width))
        if last.strip() and line.strip() and (wrapped or _mid_word(last, line)):
            paragraphs[-1] = joined(paragraphs[-1], line.strip())
        else:
            paragraphs.append(line)
    return "\n".join(paragraphs)


def unfolded(text: str) -> str:
    """As ``unwrap``, of text from a pretty-printed source: where every line but the first is indented, a line that
    ends no sentence goes on in the next."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not all(_INDENTED.match(line) for line in lines[1:]):
        return unwrap(text)
    paragraphs = [lines[0].strip()]
    for last, line in pairwise(lines):
        if FINISHED.search(last.rstrip()) or MARKER.match(line):
            paragraphs.append(line.strip())
        else:
            paragraphs[-1] = joined(paragraphs[-1], line.strip())
    return "\n".join(paragraphs)


def _filled(lines: list[str]) -> set[int]:
    """The numbers of the lines that go on in the next because it had no room for one more word, in stretches between
    blank lines that show it: at least two such lines end no sentence."""
    found: set[int] = set()
    start = 0
    for number in range(len(lines) + 1):
        if number == len(lines) or not lines[number].strip():
            found |= _filled_within(lines, start, number)
            start = number + 1
    return found


def _filled_within(lines: list[str], start: int, end: int) -> set[int]:
    width = max((_columns(line) for line in lines[start:end]), default=0)
    if end - start < _SHOWN + 1 or not _NARROWEST <= width <= _WIDEST:
        return set()
    full = {number for number in range(start, end - 1) if _has_no_room(lines[number], lines[number + 1], width)}
    open_ended = [number for number in full if not FINISHED.search(lines[number])]
    return full if len(open_ended) >= _SHOWN else set()


def _has_no_room(line: str, following: str, width: int) -> bool:
    if MARKER.match(following) or following.startswith("\u3000"):
        return False
    word = _WORD.match(following)
    beside = _columns(word.group().strip()) if word else 0
    blank = len(glue(line, following.lstrip()))
    return _columns(line) + blank + beside > width


def _mid_word(line: str, following: str) -> bool:
    """Whether Japanese breaks off where no line of its own can begin: before を, ん, っ, a long vowel, a comma; or, of
    a long line, before any hiragana."""
    if FINISHED.search(line):
        return False
    return bool(_NEVER_FIRST.match(following)) or (
        _columns(line) >= _LONG and bool(_ENDING.match(line[-1] + following))
    )


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _wrap_width(lines: list[str]) -> int | None:
    """The width the text was broken at: many lines come close to it, few paragraphs end there."""
    widths = [_columns(line) for line in lines if line.strip()]
    if len(widths) < 4 or max(widths) > _WIDEST:
        return None
    width = max(widths)
    full = [line for line in lines if _columns(line) >= 0.8 * width]
    broken = [line for line in full if not FINISHED.search(line)]
    if width < _NARROWEST or len(full) < max(3, 0.3 * len(widths)) or len(broken) < 0.5 * len(full):
        return None
    return width


def _continues(line: str, following: str, width: int) -> bool:
    if MARKER.match(following):
        return False
    finished = FINISHED.search(line)
    if not finished and _columns(line) >= _NEARLY_FULL * width:
        return True
    word = re.match(r"\s*([!-~]+|.)", following)
    fits = _columns(line) + 1 + _columns(word.group(1) if word else "") <= width
    return not fits or (following.lstrip()[:1].islower() and not finished)
