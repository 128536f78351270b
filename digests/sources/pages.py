"""PDF -> text, page by page; the only home of pypdfium2."""

import pypdfium2

from digests.errors import DropRejected
from digests.sources.extract import Extracted
from digests.sources.heading import find_date
from digests.sources.written import from_text

_MOST_PAGES = 200
_LONGEST = 2_000_000
"""Characters kept; the pages after are not read."""


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
        text = _text(document)
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


def _text(document: pypdfium2.PdfDocument) -> str:
    pages: list[str] = []
    length = 0
    for number in range(len(document)):
        page = document[number]
        try:
            pages.append(str(page.get_textpage().get_text_bounded()).replace("\r\n", "\n").replace("\ufffe", ""))
        finally:
            page.close()
        length += len(pages[-1])
        if length > _LONGEST:
            break
    return "\n".join(pages)


def _field(document: pypdfium2.PdfDocument, field: str) -> str | None:
    return str(document.get_metadata_value(field)).strip() or None


def _day(created: str | None) -> int | None:
    """``D:20240527...`` -> that day."""
    digits = (created or "").removeprefix("D:")[:8]
    found = find_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}", "en") if len(digits) == 8 else None
    return found[0] if found else None
