"""What stands at the edges of a document's pages and is no part of its text: numbers, running heads and feet, and whom
to call. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from digests.sources.pdf.columns import Page, Row

_NUMBER = re.compile(
    r"(?:page |p\.\s?|第)?[-–—―·•\s]*+\d{1,3}(?:\s*+(?:/|of|／)\s*+\d{1,3})?[-–—―·•\s]*+"
    r"(?:页|頁|ページ|쪽|面)?|[ivxl]{1,6}",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 40
_PLAIN_NUMBER = re.compile(r"\d{1,3}")
_EDGE = 3
"""Rows at the top and at the bottom of a page that may be its head and foot."""
_APART = 1.9
"""Heights between the feet of two rows; the lines of a text stand closer."""
_LONELY = 3.0
"""Heights between the number of a single page and its text."""
_NEAR = 4.0
"""The most by which a running head stands elsewhere on another page, in points."""
_LONGEST = 120
"""Characters of a head, a foot, or a line that says whom to call."""
_CALL = re.compile(
    r"(?:tel(?:ephone)?|phone|fax|e-?mail|mobile|電話|电话|傳真|传真|ファク?ックス|ＴＥＬ|ＦＡＸ|☎|℡|메일|전화|팩스|연락처)\s{0,4}"
    r"[.:：)]?\s{0,4}[+(（]?\d|"
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|\(?\b0\d{1,3}[-)–]\s?\d{3,4}[-–]\d{3,4}\b|\+\d{1,3}[ -]\d",
    re.IGNORECASE,
)
"""A telephone number or an address for letters and messages."""
_WHOM = re.compile(
    r"^\W*(?:(?:media|press)? ?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))\b|for (?:more|further) information\b|"
    r"(?:本件(?:に関する|の))?(?:お)?問い?合(?:わ)?せ(?:先)?|(?:報道)?連絡先|担当(?:者|課)?\s*[:：]|"
    r"(?:新闻|新聞|媒体|媒體)?(?:联系人|聯絡人|联系方式|聯絡方式|"
    r"联系电话|聯絡電話|咨询电话|洽詢電話)|(?:언론 ?)?문의(?:처)?|담당(?:자|부서)?\s*[:：]|연락처|자료 ?문의)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[。！？!?][\"'」』”’）)]*$|[a-z]{2}\.$|다\.$")
_BELOW = 8
"""Lines that may follow the heading of those whom to call."""


def within_margins(pages: Sequence[Page]) -> list[Page]:
    """The pages without their numbers, and without heads and feet that stand at one place of several pages, set apart
    from the text or in another size."""
    edges = [(_edge(page, 1), _edge(page, -1)) for page in pages]
    counted = Counter(key for both in edges for key in {_key(row) for edge in both for row in edge})
    kept = []
    for page, both in zip(pages, edges, strict=True):
        gone = {id(row) for row in page.rows if _is_number(row, page, len(pages))}
        gone |= {id(row) for edge in both for row in _heads(edge, gone, counted)}
        left = tuple(row for row in page.rows if id(row) not in gone)
        kept.append(replace(page, rows=left if left or len(pages) > 1 else page.rows))
    return kept


def _edge(page: Page, way: int) -> list[Row]:
    """The outermost rows from above (1) or from below (-1), and the row next to them."""
    return sorted(page.rows, key=lambda row: -way * row.bottom)[: _EDGE + 1]


def _heads(edge: Sequence[Row], numbers: set[int], counted: Counter[tuple[str, int, int]]) -> list[Row]:
    """The rows of an edge that run from page to page or say whom to call, up to the blank, or the size, that parts them
    from the text."""
    found: list[Row] = []
    for place, (row, behind) in enumerate(pairwise(edge)):
        runs = len(row.text) < _LONGEST and (_runs(row, counted) or _is_contact(row.text))
        if id(row) not in numbers and not runs:
            break
        apart = abs(row.bottom - behind.bottom) > _APART * row.height or abs(row.height - behind.height) > 0.5
        if apart:
            found = list(edge[: place + 1])
    return found


def _key(row: Row) -> tuple[str, int, int]:
    words = re.sub(r"\d+", "0", re.sub(r"\s", "", row.text))
    return words, round(row.bottom / _NEAR), round(row.height)


def _runs(row: Row, counted: Counter[tuple[str, int, int]]) -> bool:
    """Whether a row stands at the same place of another page too."""
    words, place, height = _key(row)
    return sum(counted[words, place + near, height] for near in (-1, 0, 1)) > 1


def _is_number(row: Row, page: Page, pages: int) -> bool:
    """A page's number: the outermost row, and on a single page one that is marked as a number or set apart."""
    words = row.text.strip()
    if not words or len(words) > _LONGEST_NUMBER or not _NUMBER.fullmatch(words):
        return False
    outermost = row.bottom in (min(one.bottom for one in page.rows), max(one.bottom for one in page.rows))
    if not (outermost or row is page.rows[0] or row is page.rows[-1]):
        return False
    if pages > 1 or not _PLAIN_NUMBER.fullmatch(words):
        return pages > 1 or len(page.rows) > 1
    steps = [abs(row.bottom - one.bottom) for one in page.rows if one is not row]
    return outermost and min(steps, default=0.0) > _LONELY * row.height


def without_contacts(text: str) -> str:
    """``text`` (a paragraph a line) without the lines below and above it that say whom to call; as it is where they
    are all there is."""
    lines = text.split("\n")
    end = len(lines)
    while end > 0 and (not lines[end - 1].strip() or _is_contact(lines[end - 1])):
        end -= 1
    for number in range(max(0, end - _BELOW), len(lines)):
        if _WHOM.match(lines[number]) and _only_calls(lines[number:]):
            end = min(end, number)
            break
    start = 0
    while start < end and lines[start].strip() and _CALL.search(lines[start]) and _is_contact(lines[start]):
        start += 1
    return "\n".join(lines[start:end]) if any(line.strip() for line in lines[start:end]) else text


def _is_contact(line: str) -> bool:
    bare = line.strip()
    return len(bare) <= _LONGEST and not _ENDS.search(bare) and bool(_CALL.search(bare))


def _only_calls(lines: Sequence[str]) -> bool:
    short = all(len(line.strip()) <= _LONGEST and not _ENDS.search(line.strip()) for line in lines[1:])
    return short and (any(_CALL.search(line) for line in lines) and len(lines[0].strip()) <= _LONGEST)
