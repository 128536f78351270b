"""Where a feed cut a description off: what stands before the cut is the beginning of a sentence, and no sentence. Pure.

Position decides: only at the end of a description is ``…`` the feed's sign; elsewhere, and in headlines, it is style.
"""

import re
from dataclasses import dataclass

_ON = (
    r"(?:click (?:here )?to )?(?:read|see|view) (?:more|on|(?:the )?(?:full|whole|rest)[^\n]{0,24})|"
    r"continue reading[^\n]{0,40}|"
    r"続きを?(?:読む|見る|は[^\n]{1,8})|続き|全文(?:を(?:読む|表示|見る)|表示)?|もっと(?:読む|見る)|"
    r"(?:点击|點擊)?(?:阅读|閱讀|查看|展开|展開)(?:全文|更多|原文)|更多|详情|詳情|详细|詳細|全文|"
    r"(?:전문|기사|자세히|더)?\s?(?:더\s?)?(?:보기|읽기)"
)
_MARK = r"…{1,4}|⋯{1,4}|\.{2,6}|[\[［(（]\s{0,3}(?:…{1,3}|⋯{1,3}|\.{2,6})\s{0,3}[\]］)）]"
_BRACKETED = r"[\[［(（【<＜]\s{0,3}(?:more|[+]\d{1,7} chars|" + _ON + r")\s{0,3}[\]］)）】>＞]"
_CUT = re.compile(
    rf"(?:(?P<mark>{_MARK})(?:\s{{0,5}}(?:{_BRACKETED}|{_ON}))?|{_BRACKETED}|(?<=[。.!?！？\n])\s{{0,3}}(?:{_ON}))"
    r"[\s.…»›>→＞]{0,8}$",
    re.IGNORECASE,
)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Cut:
    """The sign of a cut at the end of a text."""

    start: int
    end: int
    """Behind ``…`` and its like; equal to ``start`` where nothing but an invitation to read on shows the cut."""


def cut_of(text: str) -> Cut | None:
    """The cut that a text ends in, if any."""
    found = _CUT.search(text, max(0, len(text) - _LONGEST))
    if found is None:
        return None
    return Cut(found.start(), found.end("mark") if found["mark"] else found.start())
