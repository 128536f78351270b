"""Line breaks inside a paragraph -> what stands in their place: nothing within Chinese and Japanese, a blank between
Korean words, Latin words and digits. Pure.

After the segment breaks of CSS Text 4 (https://www.w3.org/TR/css-text-4/#line-break-transform), and one step further:
Chinese and Japanese set no blank beside Latin letters either, where the text around is theirs.
"""

import re
from collections.abc import Sequence

_WIDE = (
    "\u2e80-\u303f\u3040-\u30ff\u3105-\u312f\u31a0-\u31ff\u3200-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff01-\uff9f\U00020000-\U000323af"
)
_IDEOGRAPHIC = re.compile(f"[{_WIDE}]")
"""Ideographs, kana, bopomofo and the punctuation that is set with them."""
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_OPENS = frozenset("「『（(〈《【〔［[“‘")
_CLOSES = frozenset("」』）)〉》】〕］]”’、。，．！？!?：；・…,.:;%％")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_AROUND = 40
"""Characters on either side that tell what language a break stands in."""
_BLANKS = re.compile("[\\s\ufdd0]+")
_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SEAM = "\ufdd0"
"""Where one piece of a text ends and the next begins; no character of any text (Unicode 16, 23.7)."""
_DIVIDED = re.compile(r"[a-z\u00df-\u00ff]-$")


def joined(line: str, following: str) -> str:
    """Two lines of one paragraph as their script joins them; a word that was divided is whole again."""
    if _DIVIDED.search(line[-2:]) and following[:1].islower():
        return line[:-1] + following
    return line + glue(line, following) + following


def glue(before: str, after: str) -> str:
    """What a line break between the two stands for: a blank, or nothing."""
    last, first = before[-1:], after[:1]
    if not last or not first:
        return ""
    wide = [bool(_IDEOGRAPHIC.match(one)) for one in (last, first)]
    if _HANGUL.match(last) or _HANGUL.match(first):
        return "" if last in _OPENS or first in _CLOSES else " "
    if all(wide):
        return ""
    quoted = last in _OPENS or first in _CLOSES or last in "”’…—" or first in "“‘…—"
    return "" if (any(wide) or quoted) and _is_ideographic(before[-_AROUND:] + after[:_AROUND]) else " "


def _is_ideographic(text: str) -> bool:
    """Whether most of a text is Chinese or Japanese: one of their characters says as much as three Latin letters."""
    return 3 * len(_IDEOGRAPHIC.findall(text)) > len(_LATIN.findall(text)) + 3 * len(_HANGUL.findall(text))


def flowed(text: str) -> str:
    """``text`` as one paragraph: every line break in it, with the blanks around, as its script has it."""
    return flowed_pieces([text])[0]


def flowed_pieces(pieces: Sequence[str]) -> list[str]:
    """As ``flowed``, of a paragraph in pieces (the text nodes of a page), each of which stays a piece."""
    text = _SEAM.join(pieces)
    if not _BREAK.search(text):
        return list(pieces)

    def settled(run: re.Match[str]) -> str:
        if not _BREAK.search(run.group()):
            return run.group()
        before = text[max(0, run.start() - _AROUND) : run.start()].replace(_SEAM, "")
        after = text[run.end() : run.end() + _AROUND].replace(_SEAM, "")
        return glue(before, after) + _SEAM * run.group().count(_SEAM)

    parts = _BLANKS.sub(settled, text).split(_SEAM)
    return parts if len(parts) == len(pieces) else list(pieces)
