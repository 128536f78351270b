"""Hard-wrapped plain text -> one paragraph a line. Pure."""

import re
import unicodedata

_WIDEST = 120
"""Columns; longer lines are paragraphs, and the text is not hard-wrapped."""
_NEARLY_FULL = 0.85
"""Share of the width; a line so long that ends no sentence goes on in the next."""
FINISHED = re.compile(r"[。．.！？!?:：][\"'」』”’）)]*$")
MARKER = re.compile(r"\s*(?:[-*+•□■○●◇◆▲▶※ㅇ◦▪]|\d{1,2}[.)、]|[一二三四五六七八九十]+、|[①-⑳]|[QA][:：.])")


def unwrap(text: str) -> str:
    """Join the lines of a paragraph that was broken at a fixed width; text that was not is returned as it is."""
    lines = [line.rstrip() for line in text.splitlines()]
    width = _wrap_width(lines)
    if width is None:
        return "\n".join(lines)
    paragraphs: list[str] = []
    last = ""
    for line in lines:
        if last.strip() and line.strip() and _continues(last, line, width):
            paragraphs[-1] = joined(paragraphs[-1], line.strip())
        else:
            paragraphs.append(line)
        last = line
    return "\n".join(paragraphs)


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
    if width < 36 or len(full) < max(3, 0.3 * len(widths)) or len(broken) < 0.5 * len(full):
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


def joined(line: str, following: str) -> str:
    """Two lines of one paragraph as their script joins them; a word that was divided is whole again."""
    if re.search(r"[a-z]-$", line) and following[:1].islower():
        return line[:-1] + following
    wide = _columns(line[-1:]) == 2 and _columns(following[:1]) == 2
    hangul = "가" <= line[-1:] <= "힣" and "가" <= following[:1] <= "힣"
    return line + ("" if wide and not hangul else " ") + following
