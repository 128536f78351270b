"""Word documents (docx) -> text; the only home of python-docx."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from digests.errors import DropRejected
from digests.sources.extract import Extracted
from digests.sources.written import LONGEST, from_text, too_long

_LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all parts together."""
_MOST_PARTS = 5_000
_STEEPEST = 200
"""How many times larger than its file a document may unpack; plain XML stays far below."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEMPLATE = datetime(2013, 12, 23, 23, 15, tzinfo=UTC)
"""When python-docx's own template was made: documents that it writes carry this day."""
_UNREAD = frozenset({f"{_W}rt", f"{_W}del", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr"})
"""Ruby readings, deleted text, field codes."""


def read_docx(name: str, data: bytes) -> Extracted:
    """The body of a Word document; title and author from its first lines, else from its properties.

    Raises:
        DropRejected: broken, protected by a password, an old ``.doc``, or one that unpacks to far too much.
    """
    _refuse_compound(name, data)
    _refuse_bomb(name, data)
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(_paragraphs(document))
        properties = document.core_properties
        title, author, created = properties.title, properties.author, properties.created
    except (
        KeyError,
        ValueError,
        OpcError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
    ) as error:
        raise DropRejected(name, "is a broken Word document", "open it, save it anew and drop it again") from error
    if len(text) > LONGEST:
        raise too_long(name, len(text))
    found = from_text(text)
    if author == "python-docx":  # what the library writes where nobody gave a name
        author = None
    if created is not None:
        created = created if created.tzinfo else created.replace(tzinfo=UTC)
    return Extracted(
        found.title or title or None,
        found.author or author or None,
        found.published if found.published is not None else _day(created),
        found.text,
        None,
        found.url,
        found.published_raw,
    )


def _day(created: datetime | None) -> int | None:
    return None if created in (None, _TEMPLATE) else int(created.timestamp())


def _refuse_compound(name: str, data: bytes) -> None:
    if not data.startswith(_COMPOUND):
        return
    if _ENCRYPTED in data:
        raise DropRejected(name, "is protected by a password", "drop a copy without a password")
    raise DropRejected(name, "is a Word document of the old kind (.doc)", "save it as .docx and drop it again")


def _refuse_bomb(name: str, data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise DropRejected(name, "is a broken Word document", "open it, save it anew and drop it again") from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _LARGEST_UNPACKED or len(parts) > _MOST_PARTS or unpacked > max(1, len(data)) * _STEEPEST:
        raise DropRejected(
            name,
            f"unpacks to {unpacked >> 20} MB, far more than a document holds",
            "save it anew without what swells it",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise DropRejected(name, "is protected by a password", "drop a copy without a password")


def _paragraphs(document: Document) -> Iterator[str]:
    """The text of every paragraph of the body, tables included, in order."""
    for paragraph in document.element.body.iter(f"{_W}p"):
        text = "".join(_runs(paragraph)).strip()
        if text:
            yield text


def _runs(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _UNREAD or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield "\t"
        else:
            yield from _runs(child)
