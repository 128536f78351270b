"""Whatever stands on a page, however it lies: nothing of it is lost or breaks the reading."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from digests.sources.pdf.columns import Page, paragraphs_of
from digests.sources.pdf.glyphs import Glyph, Line, row_of, without_readings
from digests.sources.pdf.gutters import in_order
from digests.sources.pdf.margins import within_margins, without_contacts
from digests.sources.pdf.vertical import turned

_PLACE = st.floats(-50, 900, allow_nan=False)


@st.composite
def _lines(draw: st.DrawFn) -> list[Line]:
    lines = []
    for _ in range(draw(st.integers(1, 12))):
        x, y, size = draw(_PLACE), draw(_PLACE), draw(st.sampled_from([0.5, 5.0, 6.0, 10.5, 12.0, 24.0]))
        across = draw(st.booleans())
        words = draw(st.text(alphabet="港海図かなab12 　、。\t", min_size=1, max_size=25).filter(str.strip))
        steps = ((place * size, 0.0) if across else (0.0, -place * size) for place in range(len(words)))
        lines.append(tuple(Glyph(one, x + right, y + up, x + right + size, y + up + size)
                           for one, (right, up) in zip(words, steps, strict=True)))  # fmt: skip
    return lines


def _letters(*texts: str) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


@given(_lines())
def test_the_order_of_columns_loses_no_letter(lines: list[Line]) -> None:
    rows = in_order(lines)
    assert _letters(*(row.text for row in rows)) == _letters(*(glyph.text for line in lines for glyph in line))


@given(_lines())
def test_a_turned_page_holds_no_letter_that_was_not_there(lines: list[Line]) -> None:
    page = turned(lines, Page(0, 600, ()))
    if page is not None:
        written = _letters(*(row.text for row in page.rows))
        assert written <= _letters(*(glyph.text for line in lines for glyph in line))


@given(_lines())
def test_without_readings_the_rest_is_as_it_was(lines: list[Line]) -> None:
    left = without_readings(lines)
    gone = _letters(*(glyph.text for line in lines for glyph in line)) - _letters(
        *(glyph.text for line in left for glyph in line)
    )
    assert set(gone) <= set("かなab")


@given(st.lists(_lines(), min_size=1, max_size=3))
def test_any_pages_become_paragraphs(pages: list[list[Line]]) -> None:
    whole = [Page(0, 600, tuple(map(row_of, lines))) for lines in pages]
    assert isinstance(without_contacts(paragraphs_of(within_margins(whole))), str)
