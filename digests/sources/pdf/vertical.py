"""A page that is set in columns from right to left -> its rows as if it were turned, in the order of reading. Pure.

Nothing that fonts and programs say of it can be relied on: some draw a column at a time, some character by character,
some row by row across all columns. What tells is where the next character stands: nearer below than beside.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from digests.sources.pdf.columns import Page, Row
from digests.sources.pdf.glyphs import Glyph, Line, Mesh, row_of, usual_size, visible

_EAST_ASIAN = re.compile(
    "[\u3000-\u303f\uff01-\uff5e\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe4f]"
)
_FEWEST, _SHARE = 12, 0.3
"""Characters of East Asia, and their share, on a page that may be set in columns."""
_NEARER = 0.95
"""The text runs down where the neighbour below is nearer than this share of the distance to the one beside."""
_SAMPLE = 40
"""Characters of a page that are asked first which way they run."""
_FAR = 2.2
"""Heights; a neighbour further away is none."""
_DECIDED = 1.5
"""The text runs down where so many times more characters run down than across."""
_ROW = 4
"""Characters of a row across that stands on such a page: a heading, a number."""
_LARGE = 0.9
"""In heights of the text: a smaller row across, above or below it, is the page's head or foot."""
_TIER = 1.5
"""Heights without a character, right across the page, between two tiers of columns."""
_READING, _BESIDE = 0.62, 0.95
"""A column so much smaller than the one on its left, so many of that one's heights away, holds its readings."""
_AWAY = 1e6
"""Points; outside any paper."""
_ASIDE = 0.7
"""Heights between the middle of a column and that of a comma, or of one of two figures, in it."""
_LETTER = re.compile("[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_FORMS = ("\ufe10", "\ufe4f")
"""Punctuation in the form that it takes in columns."""


def turned(lines: Sequence[Line], page: Page) -> Page | None:
    """``page`` with its columns as rows, the rightmost first; ``None`` where its text runs across. The lengths of its
    rows are counted from its upper edge down, and from its left edge."""
    glyphs = visible(lines)
    wide = sum(bool(_EAST_ASIAN.match(glyph.text)) for glyph in glyphs)
    if wide < _FEWEST or wide < _SHARE * len(glyphs):
        return None
    sample = _votes([_squared(one) for one in glyphs[:: 1 + len(glyphs) // _SAMPLE]], Mesh(glyphs))
    down, across = (sum(vote == way for vote in sample.values()) for way in (1, -1))
    if down < min(_FEWEST, len(sample) / 2) or down < _DECIDED * across:
        return None
    lines = [tuple(map(_squared, line)) for line in lines]
    glyphs = visible(lines)
    votes = _votes(glyphs, Mesh(glyphs))
    flat = [line for line in lines if _runs_across(line, votes)]
    standing = [glyph for line in lines if not _runs_across(line, votes) for glyph in visible([line])]
    top, bottom = max(glyph.top for glyph in standing), min(glyph.bottom for glyph in standing)
    across_rows = [row_of(line) for line in flat if visible([line])]
    size = _LARGE * usual_size(standing)
    shown = [row for row in across_rows if row.height >= size or bottom < row.bottom < top]
    above = (_set_apart(row, _AWAY) for row in shown if row.bottom >= top)
    below = (_set_apart(row, -_AWAY) for row in shown if row.bottom < top)
    rows = (row for tier in _tiers(standing) for row in _columns(tier, top))
    return Page(0.0, top - bottom, (*above, *rows, *below))


def _squared(glyph: Glyph) -> Glyph:
    """A character of East Asia in the square that it is set in: the boxes of some fonts are half as high again."""
    width = glyph.right - glyph.left
    if not _EAST_ASIAN.match(glyph.text) or not 0 < width < glyph.size:
        return glyph
    middle = glyph.middle[1]
    return Glyph(glyph.text, glyph.left, middle - width / 2, glyph.right, middle + width / 2)


def _set_apart(row: Row, away: float) -> Row:
    """A row across, moved to where no column is its neighbour, since it belongs to none."""
    return Row(row.text, _AWAY, _AWAY + row.right - row.left, away + row.bottom, away + row.top)


def _votes(glyphs: Sequence[Glyph], mesh: Mesh) -> dict[int, int]:
    """For each character (by identity) 1 = the next one stands below, -1 = beside, 0 = neither is nearer."""
    return {id(glyph): _vote(glyph, mesh.around(glyph, min(_FAR * glyph.size, 72.0))) for glyph in glyphs}


def _vote(glyph: Glyph, around: Iterator[Glyph]) -> int:
    size, (x, y) = glyph.size, glyph.middle
    below = beside = _FAR * size
    for other in around:
        aside, under = abs((other.left + other.right) / 2 - x), abs((other.bottom + other.top) / 2 - y)
        if aside < 0.5 * size and 0.3 * size < under < below:
            below = under
        elif under < 0.3 * size < aside < beside:
            beside = aside
    return 1 if below < _NEARER * beside else -1 if beside < _NEARER * below else 0


def _runs_across(line: Line, votes: dict[int, int]) -> bool:
    seen = visible([line])
    across = sum(votes[id(glyph)] == -1 for glyph in seen)
    down = sum(votes[id(glyph)] == 1 for glyph in seen)
    if not seen or across <= down:
        return not seen
    return len(seen) >= _ROW or not (down or any(_EAST_ASIAN.match(glyph.text) for glyph in seen))


def _tiers(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The characters from top to bottom, parted where nothing stands right across the page."""
    size = usual_size(glyphs)
    ordered = sorted(glyphs, key=lambda glyph: -glyph.top)
    tiers: list[list[Glyph]] = []
    lowest = ordered[0].top
    for glyph in ordered:
        if not tiers or lowest - glyph.top > _TIER * size:
            tiers.append([])
        tiers[-1].append(glyph)
        lowest = min(lowest, glyph.bottom)
    return tiers


def _columns(glyphs: Sequence[Glyph], top: float) -> Iterator[Row]:
    letters = [glyph for glyph in glyphs if _LETTER.match(glyph.text)]
    columns = _apart(letters) if letters else []
    lone = [glyph for glyph in glyphs if not _LETTER.match(glyph.text) and not _taken_in(glyph, columns)]
    columns = sorted([*columns, *_apart(lone)], key=lambda column: -column[0].middle[0])
    for column, left in zip(columns, [*columns[1:], None], strict=True):
        if left is None or not _reads(column, left):
            yield _row(column, top)


def _apart(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The columns, from right to left."""
    columns: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: -one.middle[0]):
        last = columns[-1][-1] if columns else None
        if last is None or last.middle[0] - glyph.middle[0] > 0.4 * min(last.size, glyph.size):
            columns.append([])
        columns[-1].append(glyph)
    return columns


def _taken_in(glyph: Glyph, columns: Sequence[list[Glyph]]) -> bool:
    """Put a comma or a figure, which may stand beside the middle of its column, into the nearest."""
    nearest = min(columns, key=lambda column: abs(column[0].middle[0] - glyph.middle[0]), default=None)
    if nearest is None or abs(nearest[0].middle[0] - glyph.middle[0]) > _ASIDE * nearest[0].size:
        return False
    nearest.append(glyph)
    return True


def _reads(column: Sequence[Glyph], left: Sequence[Glyph]) -> bool:
    """Whether a column holds the readings of the one on its left."""
    size, base = usual_size(column), usual_size(left)
    return size <= _READING * base and column[0].middle[0] - left[0].middle[0] <= _BESIDE * base


def _row(column: Sequence[Glyph], top: float) -> Row:
    size = usual_size(column)
    cells: list[list[Glyph]] = []
    for glyph in sorted(column, key=lambda one: -one.middle[1]):
        if cells and cells[-1][-1].middle[1] - glyph.middle[1] < 0.35 * size:
            cells[-1].append(glyph)
        else:
            cells.append([glyph])
    words = ""
    lowest = cells[0][0].top
    for cell in cells:
        words += "　" if lowest - cell[0].top > size else ""
        words += "".join(_upright(glyph.text) for glyph in sorted(cell, key=lambda one: one.left))
        lowest = min(glyph.bottom for glyph in cell)
    middle = column[0].middle[0]
    return Row(words, top - cells[0][0].top, top - lowest, middle - size / 2, middle + size / 2)


def _upright(text: str) -> str:
    return unicodedata.normalize("NFKC", text) if _FORMS[0] <= text <= _FORMS[1] else text
