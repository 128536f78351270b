"""PDF -> text, page by page; the only home of pypdfium2."""

from collections.abc import Iterator

import pypdfium2

from digests.errors import DropRejected
from digests.sources.columns import Page, Row, paragraphs_of
from digests.sources.extract import Extracted
from digests.sources.heading import find_date
from digests.sources.written import LONGEST, from_text, too_long

_MOST_PAGES = 200
_BLEED = 20.0
"""Points outside the paper that are still read."""


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
        found.title or title,
        found.author or author,
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
    length = 0
    for number in range(len(document)):
        page = document[number]
        try:
            pages.append(_page(page))
        finally:
            page.close()
        length += sum(len(row.text) for row in pages[-1].rows)
        if length > LONGEST:
            raise too_long(name, length)
    return paragraphs_of(pages)


def _page(page: pypdfium2.PdfPage) -> Page:
    """What stands on the paper; nobody sees what a program left outside it."""
    left, bottom, right, top = page.get_cropbox()
    rows = (
        row
        for row in _rows(page.get_textpage())
        if left - _BLEED < row.left < right + _BLEED and bottom - _BLEED < row.bottom < top + _BLEED
    )
    return Page(left, right, tuple(rows))


def _rows(text_page: pypdfium2.PdfTextPage) -> Iterator[Row]:
    at = 0
    for line in str(text_page.get_text_range()).split("\n"):
        said = line.rstrip("\r")
        if said.strip():
            yield _row(text_page, said, at)
        at += _units(line) + 1


def _row(text_page: pypdfium2.PdfTextPage, said: str, at: int) -> Row:
    """The row whose text begins with character ``at``. Its height is that of most of it: bullets, code and names at
    either end may be of another size."""
    last = _units(said.rstrip()) - 1
    boxes = [text_page.get_charbox(at + last * place // 4, loose=True) for place in range(5)]
    bottom, top = (sorted(box[side] for box in boxes)[2] for side in (1, 3))
    return Row(said, boxes[0][0], boxes[-1][2], bottom, top)


def _units(text: str) -> int:
    """How many characters pdfium counts: those outside Unicode's first plane twice."""
    return len(text) + sum(character > "\uffff" for character in text)


def _field(document: pypdfium2.PdfDocument, field: str) -> str | None:
    return str(document.get_metadata_value(field)).strip() or None


def _day(created: str | None) -> int | None:
    """``D:20240527...`` -> that day."""
    digits = (created or "").removeprefix("D:")[:8]
    found = find_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}", "en") if len(digits) == 8 else None
    return found[0] if found else None
