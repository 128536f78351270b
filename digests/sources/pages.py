"""PDF -> text, page by page; the only home of pypdfium2."""

from dataclasses import dataclass

import pypdfium2

from digests.errors import DropRejected
from digests.sources.heading import find_date

_MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Pages:
    """The text of a PDF, pages separated by a newline, and what its information dictionary says."""

    title: str | None
    author: str | None
    published: int | None
    text: str


def pdf_text(name: str, data: bytes) -> Pages:
    """The text of the PDF ``data``.

    Raises:
        DropRejected: broken, encrypted, or longer than 200 pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DropRejected(name, "is an encrypted PDF", "drop a copy without a password") from error
        raise DropRejected(name, "is a broken PDF", "open it, save it anew and drop it again") from error
    try:
        if len(document) > _MOST_PAGES:
            raise DropRejected(
                name, f"has {len(document)} pages, more than {_MOST_PAGES}", "drop the part that is the item"
            )
        text = "\n".join(_page_text(document, number) for number in range(len(document)))
        return Pages(document_field(document, "Title"), document_field(document, "Author"), _created(document), text)
    finally:
        document.close()


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        return str(page.get_textpage().get_text_bounded()).replace("\r\n", "\n").replace("\ufffe", "")
    finally:
        page.close()


def document_field(document: pypdfium2.PdfDocument, field: str) -> str | None:
    value = str(document.get_metadata_value(field)).strip()
    return value or None


def _created(document: pypdfium2.PdfDocument) -> int | None:
    raw = str(document.get_metadata_value("CreationDate")).removeprefix("D:")
    found = find_date(f"{raw[:4]}-{raw[4:6]}-{raw[6:8]}", "en") if raw[:8].isdigit() else None
    return found[0] if found else None
