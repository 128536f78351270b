"""Word documents (docx) -> text; the only home of python-docx."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from lxml import etree

from digests.errors import DropRejected
from digests.sources.text.extracted import Extracted
from digests.sources.text.plain_text import LONGEST, from_text, too_long
from digests.sources.text.properties import told
from digests.sources.word.body import notes_in, paragraphs_in

_LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all parts together."""
_MOST_PARTS = 5_000
_STEEPEST = 200
"""How many times its file's size a document may have when it is unpacked; plain XML stays far below."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEMPLATE = datetime(2013, 12, 23, 23, 15, tzinfo=UTC)
"""When python-docx's own template was made: documents that it writes carry this day."""
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_MAIN_PART = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?|"
    rb"openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)


def read_docx(name: str, data: bytes) -> Extracted:
    """The body of a Word document; title and author from its first lines, else from its properties.

    Raises:
        DropRejected: broken, protected by a password, an old ``.doc``, or one that unpacks to far too much.
    """
    _refuse_other_kinds(name, data)
    _refuse_bomb(name, data)
    try:
        document = docx.Document(io.BytesIO(_transitional(data)))
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
    if created is not None:
        created = created if created.tzinfo else created.replace(tzinfo=UTC)
    return Extracted(
        found.title or told(title),
        told(found.author) or told(author),
        found.published if found.published is not None else _day(created),
        found.text,
        None,
        found.url,
        found.published_raw,
    )


def _transitional(data: bytes) -> bytes:
    """The package in the form that Word writes by default: Strict Open XML names the same things by other addresses,
    and a file with macros, or a template, differs in what it calls its main part."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    kinds = archive.read("[Content_Types].xml")
    if not _MAIN_PART.search(kinds) and not _STRICT.search(archive.read("_rels/.rels")):
        return data
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as copy:
        for part in archive.namelist():
            content = archive.read(part)
            if part.endswith((".xml", ".rels")):
                content = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
            copy.writestr(part, _MAIN_PART.sub(_DOCUMENT, content) if part == "[Content_Types].xml" else content)
    return written.getvalue()


def _paragraphs(document: Document) -> Iterator[str]:
    """The body, then its footnotes and endnotes; headers and footers are no part of it."""
    styles = document.styles.element
    yield from paragraphs_in(document.element.body, styles)
    for relation in document.part.rels.values():
        if relation.reltype in _NOTES and not relation.is_external:
            notes = etree.fromstring(relation.target_part.blob, _PARSER)
            yield from notes_in(notes, styles)


def _day(created: datetime | None) -> int | None:
    return None if created in (None, _TEMPLATE) else int(created.timestamp())


def _refuse_other_kinds(name: str, data: bytes) -> None:
    if data.startswith(b"{\\rtf"):
        raise DropRejected(name, "is a rich text file (.rtf), not what its name says", "save it as .docx")
    if data.startswith(b"%PDF-"):
        raise DropRejected(name, "is a PDF, not what its name says", "name it .pdf")
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
