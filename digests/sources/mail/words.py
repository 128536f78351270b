"""The plain words of a message -> its own: what is quoted, the signature and a fixed width are undone. Pure."""

import re
import unicodedata
from itertools import pairwise

from digests.language.width import columns_of
from digests.sources.text.breaks import joined
from digests.sources.text.unwrap import FINISHED, MARKER, unwrap

_QUOTE = re.compile(r"^ {0,2}(?:> ?)+")
_ESCAPED = re.compile(r"^>+From ")
_ATTRIBUTION = re.compile(
    r"(?:on |am |le |el |于|在|從|从)?[^\n]{0,200}(?:wrote|writes|said|写道|寫道|来信|提到|書きました|書かれました|"
    r"書いた|のメッセージ|님이 작성|님이 쓴 글|님께서|작성했습니다|썼습니다|작성)[^\n\w]{0,4}[:：]\s*|"
    r"[^\n<>]{0,200}<[^\n<>@]{1,80}@[^\n<>@]{1,80}>\s?[:：]\s*",
    re.IGNORECASE,
)
"""``On Monday Ann wrote:``, ``2026年11月23日(月) 9:00 Ann <a@b.example>:`` above what is quoted."""
_BEGINS_ATTRIBUTION = re.compile(r"(?:on|am|le) |\d{4}\s?[年년]\s?\d", re.IGNORECASE)
"""How one begins that a mail program broke over two lines."""
_COVER_NOTE = re.compile(
    r"(?:fyi|for your information|see below|please see|as below|ご参考|参考まで|以下(?:の通り|のとおり)?転送|"
    r"転送します|供参考|供參考|仅供参考|请(?:参阅|查收)|請(?:參閱|查收)|转发|轉寄|참고|전달)",
    re.IGNORECASE,
)
_NEARLY_ALL = 0.2
"""The least share of a message that its own words make; below it, what is quoted is the text."""
_DASHES = re.compile(r"^-- ?$", re.MULTILINE)
_SIGNED_LINES, _SIGNED_WIDTH = 8, 60
"""How long and how broad what stands below bare dashes may be to be a signature."""
_BROADEST, _BROAD, _FILLED = 100, 44, 0.85
"""Columns of a row that a mail program broke: at most, usually, and as a share of the broadest."""
_LOOKED = 40
"""How many lines further down the end of a paragraph is looked for."""
_LATIN = 40
"""Columns of such a row in an alphabet, where the next begins in lower case."""
_BROKEN = 30
"""Columns of a row that is broken for certain where the next goes on in the middle of a Japanese word."""
_KANA = re.compile(r"[ぁ-ゖー々ゝ、。」』）]")


def reflowed(text: str, *, joined_bare: bool) -> str:
    """``format=flowed`` (RFC 3676) with its paragraphs whole; ``joined_bare``: the blank at a row's end is no blank."""
    written: list[str] = []
    open_depth: int | None = None
    for line in _unmasked(text.split("\n")):
        quote = re.match(r">*", line)
        depth = quote.end() if quote else 0
        mark = ">" * depth + (" " if line[depth:].startswith(" ") and depth else "")
        words = line[depth:].removeprefix(" ")
        soft = words.endswith(" ") and words != "-- "
        kept = words[:-1] if soft and joined_bare else words
        if open_depth == depth and words != "-- ":
            written[-1] += kept
        else:
            written.append(mark + kept)
        open_depth = depth if soft else None
    return "\n".join(written)


def own_words(text: str, *, reply: bool) -> str:
    """Without what is quoted, except where that is nearly everything, or is no quotation at all: the points of a list,
    or a line that begins with ``From`` and was masked for a mailbox."""
    lines = _unmasked(text.split("\n"))
    quoted = [line for line in lines if _QUOTE.match(line) and _QUOTE.sub("", line).strip()]
    if not quoted:
        return "\n".join(lines)
    lines, attributed = _unattributed(lines)
    own = [line for line in lines if not _QUOTE.match(line)]
    bare = [_QUOTE.sub("", line) if _QUOTE.match(line) else line for line in lines]
    answers = reply or attributed
    if not answers and len(quoted) > 1 and all(FINISHED.search(line.rstrip()) for line in quoted):
        return re.sub(r"(?<!\n)\n(?!\n)", "\n\n", "\n".join(bare))
    share = _length(unsigned("\n".join(own))) / max(1, _length("\n".join(bare)))
    if share < _NEARLY_ALL and (answers or share == 0 or _COVER_NOTE.search("\n".join(own))):
        return "\n".join(_QUOTE.sub("", line) for line in lines if _QUOTE.match(line))
    if not answers and (len(quoted) > 1 or FINISHED.search(quoted[0].rstrip())):
        return "\n".join(bare)
    return "\n".join(own)


def _length(text: str) -> int:
    return len(re.sub(r"\s", "", text))


def _unmasked(lines: list[str]) -> list[str]:
    """Mailboxes put ``>`` before a line that begins with ``From``; among quoted lines it is a quote's own."""
    around = ["", *lines, ""]
    return [
        line[1:]
        if _ESCAPED.match(line) and not (around[place].startswith(">") or around[place + 2].startswith(">"))
        else line
        for place, line in enumerate(lines)
    ]


def _unattributed(lines: list[str]) -> tuple[list[str], bool]:
    """Without the one or two lines that say whose words are quoted below them, and whether there were any."""
    gone: set[int] = set()
    last = -1
    for number, line in enumerate(lines):
        if _QUOTE.match(line):
            if last >= 0 and not _QUOTE.match(lines[last]):
                gone |= _attribution(lines, last)
            last = number
        elif line.strip():
            last = number
    return [line for number, line in enumerate(lines) if number not in gone], bool(gone)


def _attribution(lines: list[str], last: int) -> set[int]:
    if _ATTRIBUTION.fullmatch(lines[last]):
        whole = {last}
        begun = last > 0 and _BEGINS_ATTRIBUTION.match(lines[last - 1]) and not FINISHED.search(lines[last - 1])
        return whole | {last - 1} if begun and not _BEGINS_ATTRIBUTION.match(lines[last]) else whole
    return set()


def unsigned(text: str) -> str:
    """Without what stands below a signature's dashes. Bare ``--`` parts many a text as well: only a few short lines
    that say nothing are a signature below it."""
    marks = list(_DASHES.finditer(text))
    standard = [mark for mark in marks if mark.group() == "-- "]
    mark = (standard or marks)[-1] if marks else None
    if mark is None or not text[: mark.start()].strip():
        return text
    below = [line for line in text[mark.end() :].split("\n") if line.strip()]
    card = len(below) <= _SIGNED_LINES and all(
        len(line) <= _SIGNED_WIDTH and not re.search(r"[。！？!?]$|[^\W\d]{2}\.$", line.strip()) for line in below
    )
    return text[: mark.start()] if standard or card else text


def rejoined(text: str) -> str:
    """The paragraphs of a text that a mail program broke at a fixed width, short letters too."""
    lines = unwrap(text).split("\n")
    broadest = max((columns for line in lines if (columns := columns_of(line)) <= _BROADEST), default=0)
    whole = lines[:1]
    for number, (line, following) in enumerate(pairwise(lines)):
        if _was_broken(line, following, broadest, lines, number):
            whole[-1] = joined(whole[-1].rstrip(), following.strip())
        else:
            whole.append(following)
    return "\n".join(whole)


def _was_broken(line: str, following: str, broadest: int, lines: list[str], number: int) -> bool:
    line, columns = line.rstrip(), columns_of(line.rstrip())
    if not _BROKEN <= columns <= _BROADEST or not following.strip() or following[:1] in " \t　":
        return False
    if MARKER.match(following) or FINISHED.search(line) or line.endswith(("）", ")")):
        return False
    wide = unicodedata.east_asian_width(line[-1]) in "WF"
    if wide and (_KANA.match(following) or line.endswith(("、", "，"))):
        return True
    if following[:1].islower():
        return columns >= _LATIN
    return wide and columns >= max(_BROAD, _FILLED * broadest) and _is_prose(lines, number)


def _is_prose(lines: list[str], number: int) -> bool:
    """Whether the lines up to the next blank one end a sentence; those of a list of headlines do not."""
    below = lines[number + 1 : number + 1 + _LOOKED]
    end = next((place for place, line in enumerate(below) if not line.strip()), len(below))
    return bool(FINISHED.search(below[end - 1].rstrip())) if end else False
