"""The formats of documents that are read, one line each: dropped into the folder, attached to a letter, sent as a link.

A reader takes a name and bytes and touches neither disk nor network; it raises ``DropRejected`` with what is wrong and
what to do.
"""

from collections.abc import Callable
from dataclasses import dataclass

from digests.sources.html.article import article
from digests.sources.pdf.document import read_pdf
from digests.sources.text.extracted import Extracted
from digests.sources.text.plain_text import decoded, read_markdown, read_text
from digests.sources.word.document import read_docx

PAGE = "text/html"


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what reads it, and how it is known."""

    read: Callable[[str, bytes], Extracted]
    endings: tuple[str, ...]
    """Of file names; the first is the ending of what has a media type and no name."""
    media: str
    """What letters and servers call it."""
    begins: bytes = b""
    """How every file of it begins; empty for text, which has no such mark."""
    kind: str = ""
    """What a file with that beginning is, where its name says something else."""


def _read_page(name: str, data: bytes) -> Extracted:
    return article(decoded(name, data), None)


FORMATS: tuple[Format, ...] = (
    Format(read_text, (".txt", ".text"), "text/plain"),
    Format(read_markdown, (".md", ".markdown"), "text/markdown"),
    Format(_read_page, (".html", ".htm", ".xhtml"), PAGE),
    Format(read_pdf, (".pdf",), "application/pdf", b"%PDF-", "a PDF"),
    Format(
        read_docx,
        (".docx", ".docm", ".dotx", ".dotm"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        b"PK\x03\x04",
        "a zip archive or Word document",
    ),
)
ENDINGS = frozenset(ending for each in FORMATS for ending in each.endings)
BY_MEDIA = {each.media: each.endings[0] for each in FORMATS}
"""Media type -> the ending of its files."""
