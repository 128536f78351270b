"""The characters of a page with their boxes, and what is told from them: a row, and the readings above it. Pure.

Lengths are in points, upwards and to the right, as in ``columns``.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from digests.sources.pdf.columns import Row

_READING = re.compile("[ぁ-ゖァ-ヿㄅ-ㄯㆠ-ㆿ가-힣a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]")
_LATIN, _HAN = re.compile("[a-zà-ǜ]"), re.compile("[\u3400-\u9fff]")
"""Pinyin stands above Chinese characters alone."""
_SMALL = 0.65
"""The most that the height of a reading is of that of what it stands above; ruby is half as high, or a little more."""
_LOWEST, _HIGHEST = -0.35, 0.5
"""Heights of the base between its upper edge and the lower one of its reading."""
_APART = 0.6
"""Heights between two pieces of one row that a reading cut."""
_WIDE = 1.5
"""Heights of a blank between the cells of a table."""
_CELL = 24.0
"""Points; the mesh in which neighbours are looked for."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


Line = tuple[Glyph, ...]
"""The characters of one row, in the order in which the page draws them."""


def row_of(line: Line) -> Row:
    """The row's text and box, a tab for a blank so wide that it parts the cells of a table. Its height is that of most
    of it: bullets, code and names at either end may be of another size."""
    seen = [glyph for glyph in line if glyph.text.strip()]
    words = "".join(_worded(line))
    sample = [seen[(len(seen) - 1) * place // 4] for place in range(5)]
    bottom, top = (sorted(box)[2] for box in ([one.bottom for one in sample], [one.top for one in sample]))
    return Row(words.rstrip(), seen[0].left, seen[-1].right, bottom, top)


def _worded(line: Line) -> Iterator[str]:
    last, blanks = None, ""
    for glyph in line:
        if not glyph.text.strip():
            blanks += glyph.text
            continue
        wide = last is not None and glyph.left - last.right > _WIDE * max(last.size, 1.0)
        yield ("\t" if wide else blanks) + glyph.text
        last, blanks = glyph, ""


def visible(lines: Iterable[Line]) -> list[Glyph]:
    """Every character that is no blank."""
    return [glyph for line in lines for glyph in line if glyph.text.strip() and glyph.size > 0]


class Mesh:
    """Characters by where they stand."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        self._cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            x, y = glyph.middle
            self._cells[int(x // _CELL), int(y // _CELL)].append(glyph)

    def around(self, glyph: Glyph, reach: float) -> Iterator[Glyph]:
        """The other characters whose middle is at most ``reach`` away on either side, and perhaps some more."""
        x, y = glyph.middle
        for column in range(int((x - reach) // _CELL), int((x + reach) // _CELL) + 1):
            for row in range(int((y - reach) // _CELL), int((y + reach) // _CELL) + 1):
                yield from (other for other in self._cells.get((column, row), ()) if other is not glyph)


def without_readings(lines: Sequence[Line]) -> list[Line]:
    """The rows without ruby: small letters right above larger ones, in rows of their own or among others. The pieces
    into which a row was cut by them are one again."""
    glyphs = visible(lines)
    sizes = [glyph.size for glyph in glyphs]
    small = [one for one in glyphs if _READING.match(one.text)]
    if not small or min(one.size for one in small) > _SMALL * max(sizes):
        return list(lines)
    mesh, reach = Mesh(glyphs), min(2 * max(sizes), 4 * _CELL)
    readings = {id(one) for one in small if any(_above(one, other) for other in mesh.around(one, reach))}
    if not readings:
        return list(lines)
    kept = (tuple(glyph for glyph in line if id(glyph) not in readings) for line in lines)
    return _pieced([line for line in kept if any(glyph.text.strip() for glyph in line)])


def _above(reading: Glyph, base: Glyph) -> bool:
    if reading.size > _SMALL * base.size or (_LATIN.match(reading.text) and not _HAN.match(base.text)):
        return False
    middle, distance = reading.middle[0], reading.bottom - base.top
    beside = 0.5 * base.size
    return base.left - beside <= middle <= base.right + beside and _LOWEST <= distance / base.size <= _HIGHEST


def _pieced(lines: Sequence[Line]) -> list[Line]:
    whole: list[Line] = []
    for line in lines:
        if whole and _one_row(whole[-1], line):
            whole[-1] += line
        else:
            whole.append(line)
    return whole


def _one_row(line: Line, following: Line) -> bool:
    last = next(glyph for glyph in reversed(line) if glyph.text.strip())
    first = next(glyph for glyph in following if glyph.text.strip())
    size = max(last.size, 1.0)
    level = abs(last.bottom - first.bottom) < 0.2 * size and abs(last.size - first.size) < 0.2 * size
    return level and -0.3 * size < first.left - last.right < _APART * size


def usual_size(glyphs: Sequence[Glyph]) -> float:
    """The height of most characters."""
    return median(glyph.size for glyph in glyphs) if glyphs else 1.0
