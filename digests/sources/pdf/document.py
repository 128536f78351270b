"""PDF -> text, page by page; the only home of pypdfium2."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDFText_HasUnicodeMapError

from digests.errors import DropRejected
from digests.sources.pdf.columns import Page, paragraphs_of
from digests.sources.pdf.glyphs import Glyph, Line, row_of, without_readings
from digests.sources.pdf.gutters import in_order
from digests.sources.pdf.legible import is_legible
from digests.sources.pdf.margins import within_margins, without_contacts
from digests.sources.pdf.vertical import turned
from digests.sources.text.extracted import Extracted
from digests.sources.text.heading import find_date
from digests.sources.text.plain_text import LONGEST, from_text, too_long
from digests.sources.text.properties import told

_MOST_PAGES = 200
_BLEED = 20.0
"""Points outside the paper that are still read."""
_MOST_UNSAID, _FEWEST_UNSAID = 0.3, 8
"""From which share, and number, of characters that a document's fonts do not name its text cannot be relied on."""
_COVERED, _FEWEST_SAID = 0.6, 40
"""A document is a scan where pictures cover so much of its pages and these have fewer characters; scanners add a
line."""
_MOST_UNNAMED = 0.5
"""Share of such characters in a row; one with more is no text (a logo, an ornament)."""


def read_pdf(name: str, data: bytes) -> Extracted:
    """The text of a PDF; title, author and day from its first lines, else from its information dictionary.

    Raises:
        DropRejected: broken, encrypted, or longer than 200 pages.
    """
    document = _opened(name, data)
    try:
        if len(document) > _MOST_PAGES:
            raise DropRejected(
                name, f"has {len(document)} pages, more than {_MOST_PAGES}", "drop the part that is the item"
            )
        text = _text(name, document)
        title, author, created = (_field(document, field) for field in ("Title", "Author", "CreationDate"))
    except pypdfium2.PdfiumError as error:
        raise DropRejected(name, "is a broken PDF", "open it, save it anew and drop it again") from error
    finally:
        document.close()
    found = from_text(text)
    return Extracted(
        found.title or told(title),
        told(found.author) or told(author),
        found.published if found.published is not None else _day(created),
        found.text,
        None,
        found.url,
        found.published_raw or created,
    )


def _opened(name: str, data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DropRejected(name, "is an encrypted PDF", "drop a copy without a password") from error
        raise DropRejected(name, "is a broken PDF", "open it, save it anew and drop it again") from error


def _text(name: str, document: pypdfium2.PdfDocument) -> str:
    pages: list[Page] = []
    length = unsaid = pictured = 0
    for number in range(len(document)):
        page = document[number]
        try:
            drawn = _drawn(page)
        finally:
            page.close()
        length += sum(len(line) for line in drawn.lines)
        if length > LONGEST:
            raise too_long(name, length)
        unsaid += drawn.unsaid
        pictured += drawn.pictured
        pages.append(_page(drawn))
    if 2 * pictured > len(pages) and length < _FEWEST_SAID * len(pages):
        raise DropRejected(name, "is a scan: its pages are pictures", "recognise its text first, or drop it as .txt")
    text = without_contacts(paragraphs_of(within_margins(pages)))
    if unsaid > max(_FEWEST_UNSAID, _MOST_UNSAID * length) or not is_legible(text):
        problem = "has fonts that do not say which characters they show"
        raise DropRejected(name, problem, "recognise its text first, as with a scan, or drop the text as .txt")
    return text


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The paper of a page, the rows on it, and how many characters on it its fonts do not name."""

    left: float
    right: float
    lines: list[Line]
    unsaid: int
    pictured: bool
    """Whether a picture covers it."""


def _drawn(page: pypdfium2.PdfPage) -> _Drawn:
    """What stands on the paper; nobody sees what a program left outside it."""
    left, bottom, right, top = page.get_cropbox()
    text_page = page.get_textpage()
    lines, unsaid = [], 0
    for line, unnamed in _lines(text_page):
        row = row_of(line)
        if left - _BLEED < row.left < right + _BLEED and bottom - _BLEED < row.bottom < top + _BLEED:
            unsaid += unnamed
            if unnamed <= _MOST_UNNAMED * len(line):
                lines.append(line)
    return _Drawn(left, right, lines, unsaid, _is_covered(page))


def _is_covered(page: pypdfium2.PdfPage) -> bool:
    whole = page.get_width() * page.get_height()
    boxes = (picture.get_bounds() for picture in page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,), max_depth=2))
    return any((right - left) * (top - bottom) > _COVERED * whole for left, bottom, right, top in boxes)


def _page(drawn: _Drawn) -> Page:
    paper = Page(drawn.left, drawn.right, ())
    columns = turned(drawn.lines, paper)
    return columns or replace(paper, rows=in_order(without_readings(drawn.lines)))


def _lines(text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[Line, int]]:
    """The rows as pdfium finds them, and how many characters of each have no name."""
    at = 0
    for line in str(text_page.get_text_range()).split("\n"):
        said = line.rstrip("\r")
        glyphs = tuple(_glyphs(text_page, said, at)) if said.strip() else ()
        if any(glyph.text.strip() for glyph in glyphs):
            yield glyphs, sum(bool(FPDFText_HasUnicodeMapError(text_page, at + place)) for place in range(_units(said)))
        at += _units(line) + 1


def _glyphs(text_page: pypdfium2.PdfTextPage, said: str, at: int) -> Iterator[Glyph]:
    for character in said:
        left, bottom, right, top = text_page.get_charbox(at, loose=True)
        yield Glyph(character, left, bottom, right, top)
        at += _units(character)


def _units(text: str) -> int:
    """How many characters pdfium counts: those outside Unicode's first plane count twice."""
    return len(text) + sum(character > "\uffff" for character in text)


def _field(document: pypdfium2.PdfDocument, field: str) -> str | None:
    return str(document.get_metadata_value(field)).strip() or None


def _day(created: str | None) -> int | None:
    """``D:20240527...`` -> that day."""
    digits = (created or "").removeprefix("D:")[:8]
    found = find_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}", "en") if len(digits) == 8 else None
    return found[0] if found else None
