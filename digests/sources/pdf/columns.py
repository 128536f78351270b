"""Rows as they stand on a page -> paragraphs, one a line. Pure.

A page says nothing of paragraphs: a row goes on in the next where both are of one size and closely set, and the first
word of the next had no room at its end, or goes on in lower case. Lengths are in points, upwards and to the right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digests.sources.text.breaks import joined
from digests.sources.text.unwrap import FINISHED, MARKER

_SIZES = 0.15
"""The most by which the heights of two rows of one size differ, as a share."""
_LOOSE = 1.3
"""How many times the usual distance between rows of one size may be; a row further away is another paragraph."""
_TIGHTEST = 0.85
"""The least distance between two rows, in heights; what is nearer stands beside the other."""
_INDENT = 0.8
"""Heights; a row that begins so much further right opens a paragraph."""
_SETTLED = 3
"""How many rows must reach a column's edge; where fewer do, the page's margin is taken as the edge."""
_NEAR = 0.88
"""Share of a column's width that such a row reaches."""
_MOST = 2_000
"""The most rows of a page that are measured; a page with more is no page of prose."""
_BROAD = 15
"""Length of a row, in heights, from which two rows that end at one place show the edge of their column."""
_SOFT = "\ufffe"
"""What pdfium writes for a hyphen at the end of a row that belongs to no word."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of text with its box."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page, in the order of reading, and where its paper begins and ends."""

    left: float
    right: float
    rows: tuple[Row, ...]


def paragraphs_of(pages: Sequence[Page]) -> str:
    """The paragraphs of a document."""
    written: list[str] = []
    last: tuple[Row, float] | None = None
    for page in pages:
        for row, edge, pitch in _measured(page, page.rows):
            if last is not None and _goes_on(last[0], row, last[1], pitch):
                written[-1] = _continued(written[-1], row.text.strip())
            else:
                written.append(row.text.strip())
            last = (row, edge)
    return "\n".join(written).replace(_SOFT, "")


def _measured(page: Page, rows: Sequence[Row]) -> Iterator[tuple[Row, float, float]]:
    """Each row with the right edge of its column and the usual distance of rows of its size."""
    if len(rows) > _MOST:
        yield from ((row, float("inf"), 0.0) for row in rows)
        return
    margin = page.right - (min((row.left for row in rows), default=page.left) - page.left)
    for row in rows:
        alike = [other for other in rows if _one_size(row, other)]
        yield row, _edge(row, alike, margin), _pitch(alike)


def _one_size(row: Row, other: Row, patience: int = 1) -> bool:
    return abs(row.height - other.height) <= patience * _SIZES * row.height


def _edge(row: Row, alike: Sequence[Row], margin: float) -> float:
    column = [other for other in alike if abs(other.left - row.left) <= 3 * row.height and other.right > row.left]
    edge = max((other.right for other in column), default=row.right)
    near = sum(other.right - row.left >= _NEAR * (edge - row.left) for other in column)
    flush = sum(other.right >= edge - 0.5 * row.height for other in column)
    settled = near >= _SETTLED or (flush > 1 and edge - row.left >= _BROAD * row.height)
    return edge if settled else max(edge, margin)


def _pitch(alike: Sequence[Row]) -> float:
    steps = [above.bottom - below.bottom for above, below in pairwise(alike)]
    return min((step for step in steps if step > _TIGHTEST * alike[0].height), default=1.6 * alike[0].height)


def _goes_on(row: Row, following: Row, edge: float, pitch: float) -> bool:
    """Whether ``following`` is the same paragraph as ``row``, whose column ends at ``edge``."""
    if "\t" in row.text or "\t" in following.text:
        return False  # the rows of a table
    finished = bool(FINISHED.search(row.text.strip()))
    broken = row.text.rstrip().endswith(_SOFT) or (not finished and following.text.lstrip()[:1].islower())
    patience = 2 if broken else 1
    if MARKER.match(following.text) or following.text.startswith("　") or not _one_size(row, following, patience):
        return False
    step = row.bottom - following.bottom
    if step > _LOOSE * pitch * patience:
        return False
    elsewhere = step <= 0  # the next column, or the next page
    hangs = bool(MARKER.match(row.text))
    if not (elsewhere or hangs) and following.left > row.left + _INDENT * row.height:
        return False
    return broken or (not (elsewhere and finished) and row.right + _room(following) > edge)


def _room(row: Row) -> float:
    """The room that the first word of a row takes, with the space before it."""
    text = row.text.strip()
    word = re.match(r"[!-~\u00c0-\u024f가-힣]+|.", text)
    letter = (row.right - row.left) / max(len(text), 1)
    return letter * (len(word.group()) + 1 if word else 1)


def _continued(text: str, following: str) -> str:
    return text[:-1] + following if text.endswith(_SOFT) else joined(text, following)
