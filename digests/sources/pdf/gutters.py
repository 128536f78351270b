"""Rows of two columns that a program drew side by side -> the left column before the right one. Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from digests.sources.pdf.columns import Row
from digests.sources.pdf.glyphs import Line, row_of

_GAP = 1.2
"""The least distance, in heights, between two characters of one row that stand in two columns."""
_FEWEST, _MOST = 2, 2_000
"""Rows of each column, and of a page that is measured."""
_BROAD = 6
"""Width in heights: columns of prose are broader, those of a table narrower."""
_FULL, _MOSTLY = 0.8, 0.6
"""Share of a column's width that most rows of prose take, and how many are most."""
_CROSSING = 0.3
"""Share of the rows that may reach across both columns: titles, pictures' captions."""


def in_order(lines: Sequence[Line]) -> tuple[Row, ...]:
    """The rows of a page, its left column first where several were drawn by turns, between the rows that reach across.
    What was drawn in order is returned as it was."""
    pieces = [row_of(piece) for line in lines for piece in _pieces(line)]
    ordered = _ordered(pieces)
    return tuple(map(row_of, lines)) if ordered == pieces else tuple(ordered)


def _ordered(rows: list[Row]) -> list[Row]:
    gutter = _gutter(rows)
    if gutter is None:
        return rows
    ordered: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if row.left < gutter < row.right:
            ordered += (*_ordered(left), *_ordered(right), row)
            left, right = [], []
        else:
            (right if row.left >= gutter else left).append(row)
    return [*ordered, *_ordered(left), *_ordered(right)]


def _pieces(line: Line) -> Iterator[Line]:
    """A row cut where a wide blank is in it."""
    start, last = 0, None
    for place, glyph in enumerate(line):
        if not glyph.text.strip():
            continue
        if last is not None and glyph.left - last.right > _GAP * max(last.size, 1.0):
            yield line[start:place]
            start = place
        last = glyph
    yield line[start:]


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where the right one of two columns begins that are drawn by turns; ``None`` where there is none, or no turn."""
    if not 2 * _FEWEST <= len(rows) <= _MOST:
        return None
    for edge in sorted({round(row.left, 1) for row in rows}, reverse=True)[: 4 * _FEWEST]:
        right = [row for row in rows if row.left >= edge - 0.5]
        left = [row for row in rows if row.right <= edge]
        crossing = len(rows) - len(right) - len(left)
        if min(len(right), len(left)) < _FEWEST or crossing > _CROSSING * len(rows):
            continue
        if _by_turns(rows, edge) and _side_by_side(left, right) and all(map(_is_prose, (left, right))):
            return edge - 0.5
    return None


def _by_turns(rows: Sequence[Row], edge: float) -> bool:
    sides = [row.left >= edge - 0.5 for row in rows if row.left >= edge - 0.5 or row.right <= edge]
    return sum(before != after for before, after in pairwise(sides)) >= _FEWEST


def _side_by_side(left: Sequence[Row], right: Sequence[Row]) -> bool:
    level = sum(any(abs(one.bottom - other.bottom) < 0.3 * one.height for other in left) for one in right)
    return 2 * level >= len(right)


def _is_prose(column: Sequence[Row]) -> bool:
    """Whether most rows of a column are broad, and reach its edge: the cells of a table end anywhere."""
    widths = sorted(row.right - row.left for row in column)
    full = sum(width >= _FULL * widths[2 * (len(widths) - 1) // 3] for width in widths)
    return full >= _MOSTLY * len(column) and median((row.right - row.left) / row.height for row in column) >= _BROAD
