"""Hard-wrapped plain text -> one paragraph a line. Pure."""

import re
from itertools import pairwise

from digests.language.width import columns_of
from digests.sources.text.breaks import glue, joined

_WIDEST = 120
"""Columns; longer lines are paragraphs, and the text is not hard-wrapped."""
_NEARLY_FULL = 0.85
"""Share of the width; a line so long that ends no sentence goes on in the next."""
FINISHED = re.compile(r"[。．.！？!?:：][\"'」』”’）)]*$")
MARKER = re.compile(r"\s{0,20}(?:[-*+•□■○●◇◆▲▶※ㅇ◦▪]|\d{1,2}[.)、]|[一二三四五六七八九十]{1,4}、|[①-⑳]|[QA][:：.])")

_SHOWN = 2
"""Lines without room for another word that show a width by themselves."""
_NARROWEST = 36
"""Columns; what is narrower may be a list, or verse."""
_LONG = 60
_WORD = re.compile(r"\s{0,20}[「『（(《〈“‘]{0,8}(?:[!-~\u00c0-\u024f가-힣]+|.)[、。，．」』）)”’！？]{0,8}")
"""A word as it is kept on one line, with the marks that may not begin the next."""
_NEVER_FIRST = re.compile("[をんっぁぃぅぇぉゃゅょー、。，」』）]")
_ENDING = re.compile("[\u3040-\u30ff\u4e00-\u9fff][\u3041-\u3096]")
_IDEOGRAPH = re.compile("[々\u3041-\u30ff\u4e00-\u9fff]")
_BREAKS_OFF = re.compile("[、，はがをにでとのもや的和与與及在将將]$")
_ONLY_A_DATE = re.compile(r"[\s\d令和平成民國年月日年월일()（）.．/／-]{6,30}")
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
        wrapped = wrapped or _mid_word(last, line) or (number > 1 and _mid_sentence(last, line))
        if last.strip() and line.strip() and wrapped:
            paragraphs[-1] = joined(paragraphs[-1], line.strip())
        else:
            paragraphs.append(line)
    return "\n".join(paragraphs)


def unfolded(text: str) -> str:
    """As ``unwrap``, of a few lines from a source where a line break may mean nothing, such as a feed's description: a
    line that ends no sentence goes on in the next where all but the first are indented, where the last one alone ends
    a sentence, or where Chinese or Japanese breaks off after a comma or a particle."""
    lines = [line for line in text.split("\n") if line.strip()]
    open_ended = [not FINISHED.search(line.rstrip()) for line in lines]
    indented = all(_INDENTED.match(line) for line in lines[1:])
    one = len(lines) > _SHOWN and all(map(_is_ideographic, lines)) and all(open_ended[:-1]) and not open_ended[-1]
    paragraphs = lines[:1]
    for last, line in pairwise(lines):
        breaks_off = _BREAKS_OFF.search(last.rstrip()) and _is_ideographic(line)
        if not MARKER.match(line) and not FINISHED.search(last.rstrip()) and (indented or one or breaks_off):
            paragraphs[-1] = joined(paragraphs[-1].strip(), line.strip())
        else:
            paragraphs.append(line)
    return unwrap("\n".join(paragraphs))


def _is_ideographic(line: str) -> bool:
    """Whether a line begins in Chinese or Japanese, and not with a list's mark."""
    return bool(_IDEOGRAPH.match(line.strip())) and not MARKER.match(line)


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
    width = max((columns_of(line) for line in lines[start:end]), default=0)
    if end - start < _SHOWN + 1 or not _NARROWEST <= width <= _WIDEST:
        return set()
    full = {number for number in range(start, end - 1) if _has_no_room(lines[number], lines[number + 1], width)}
    open_ended = [number for number in full if not FINISHED.search(lines[number])]
    return full if len(open_ended) >= _SHOWN else set()


def _has_no_room(line: str, following: str, width: int) -> bool:
    if MARKER.match(following) or following.startswith("\u3000") or _ONLY_A_DATE.fullmatch(following):
        return False
    word = _WORD.match(following)
    beside = columns_of(word.group().strip()) if word else 0
    blank = len(glue(line, following.lstrip()))
    return columns_of(line) + blank + beside > width


def _mid_word(line: str, following: str) -> bool:
    """Whether Japanese breaks off where no line of its own can begin: before を, ん, っ, a long vowel, a comma; or, of
    a long line, before any hiragana."""
    if FINISHED.search(line):
        return False
    return bool(_NEVER_FIRST.match(following)) or (
        columns_of(line) >= _LONG and bool(_ENDING.match(line[-1] + following))
    )


def _mid_sentence(line: str, following: str) -> bool:
    """Whether a long line of Chinese or Japanese ends no sentence and the next one does."""
    if columns_of(line) < _LONG or FINISHED.search(line) or not FINISHED.search(following):
        return False
    return bool(_IDEOGRAPH.match(line[-1])) and bool(_IDEOGRAPH.match(following))


def _wrap_width(lines: list[str]) -> int | None:
    """The width the text was broken at: many lines come close to it, few paragraphs end there."""
    widths = [columns_of(line) for line in lines if line.strip()]
    if len(widths) < 4 or max(widths) > _WIDEST:
        return None
    width = max(widths)
    full = [line for line in lines if columns_of(line) >= 0.8 * width]
    broken = [line for line in full if not FINISHED.search(line)]
    if width < _NARROWEST or len(full) < max(3, 0.3 * len(widths)) or len(broken) < 0.5 * len(full):
        return None
    return width


def _continues(line: str, following: str, width: int) -> bool:
    if MARKER.match(following):
        return False
    finished = FINISHED.search(line)
    if not finished and columns_of(line) >= _NEARLY_FULL * width:
        return True
    word = re.match(r"\s*([!-~]+|.)", following)
    fits = columns_of(line) + 1 + columns_of(word.group(1) if word else "") <= width
    return not fits or (following.lstrip()[:1].islower() and not finished)
