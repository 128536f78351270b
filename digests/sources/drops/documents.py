"""The bytes of one dropped file -> entries. Nothing here touches the disk or the network; a file that cannot be read
raises :class:`DropRejected` with what is wrong and what to do.

    text, pages, PDF, Word -> formats    eml -> mail    json, jsonl -> records
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from urllib.parse import urlsplit

from digests.errors import DropRejected
from digests.language.whole import whole
from digests.model import Entry
from digests.sources.drops.records import Records, json_records, jsonl_records
from digests.sources.formats import FORMATS
from digests.sources.mail.enclosed import entries_of_message
from digests.sources.text.edges import trimmed
from digests.sources.text.extracted import Extracted
from digests.sources.text.heading import shortened
from digests.sources.text.links import clean

_LONGEST_TITLE = 300
_KINDS = (
    *((each.begins, each.kind, each.endings[0]) for each in FORMATS if each.begins),
    (b"\xd0\xcf\x11\xe0", "an old Office document", ""),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"\x1f\x8b", "a compressed file", ""),
    (b"\x7fELF", "a program", ""),
    (b"MZ", "a program", ""),
    (b"SQLite format 3\x00", "a database", ""),
)
"""What a file's first bytes give away, and the ending under which it is read."""
_UNREAD = (
    (".doc .dot", "is a Word document of the old kind", "save it as .docx and drop it again"),
    (".rtf .odt .wps .pages", "is of a word processor's kind", "save it as .docx and drop it again"),
    (".hwp .hwpx", "is a Hangul document", "save it as .pdf and drop it again"),
    (".ppt .pptx .odp .key", "is a presentation", "save it as .pdf and drop it again"),
    (".xls .xlsx .xlsm .ods .numbers .csv .tsv", "is a table", "drop what it says as .txt, or its rows as .jsonl"),
    (".zip .rar .7z .tar .gz .tgz .bz2 .xz", "is an archive", "unpack it and drop its documents one by one"),
    (
        ".png .jpg .jpeg .gif .webp .bmp .tif .tiff .heic .svg",
        "is a picture",
        "drop its text as .txt; a program for text recognition reads it",
    ),
    (".mp3 .m4a .wav .mp4 .mov .avi .mkv", "is a recording", "drop its words as .txt"),
    (".msg", "is a message of Outlook's own kind", "save it as .eml and drop it again"),
    (".mht .mhtml .webarchive", "is an archived page", "save the page as .html and drop it again"),
    (".epub .mobi", "is a book", "drop the part that counts as .txt or .pdf"),
)
"""Kinds that people drop all the same: what each is, and what to do with it."""


@dataclass(frozen=True, slots=True)
class Document:
    """What one file holds."""

    entries: tuple[Entry, ...]
    """At least one."""
    refused: tuple[str, ...] = ()
    """What in it could not be read beside them, each named with what is wrong: bad records, attachments."""


def read_document(name: str, data: bytes) -> tuple[Entry, ...]:
    """The entries of :func:`read_whole`."""
    return read_whole(name, data).entries


def read_whole(name: str, data: bytes) -> Document:
    """What the file called ``name`` that holds ``data`` says.

    Raises:
        DropRejected: the kind is unknown, or nothing readable is in it.
    """
    suffix = PurePath(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        raise _unread(name, suffix)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise DropRejected(name, "is empty", "drop the file again once it holds text")
    _refuse_other_kind(name, suffix, data)
    document = reader(name, data)
    return replace(document, entries=tuple(map(_made_whole, document.entries)))


def _made_whole(entry: Entry) -> Entry:
    """Every word of an entry in whole characters, whichever way it came in: an escape, a header, a property."""
    return replace(
        entry,
        title=whole(entry.title),
        lead=whole(entry.lead),
        text=whole(entry.text),
        publisher=whole(entry.publisher),
        author=whole(entry.author) if entry.author else entry.author,
    )


def _unread(name: str, suffix: str) -> DropRejected:
    for endings, kind, advice in _UNREAD:
        if suffix in endings.split():
            return DropRejected(name, f"{kind} ({suffix}), which is not read", advice)
    kind = f"is of a kind ({suffix}) that is not read" if suffix else "has no ending that tells its kind"
    return DropRejected(name, kind, f"drop one of: {' '.join(sorted(READERS))}")


def _refuse_other_kind(name: str, suffix: str, data: bytes) -> None:
    if any(suffix in each.endings and each.begins for each in FORMATS):
        return
    if found := given_away(data):
        kind, ending = found
        advice = f"name it {ending}" if ending else "drop the document itself, as text, HTML, PDF or docx"
        raise DropRejected(name, f"is binary: it holds {kind}, not what its name says", advice)


def given_away(data: bytes) -> tuple[str, str] | None:
    """The kind that the first bytes of a file that is no text give away, and its ending (``""`` = not read)."""
    for magic, kind, ending in _KINDS:
        if data.startswith(magic) and (magic != b"MZ" or b"\x00" in data[:512]):
            return kind, ending
    return None


def _single(read: Callable[[str, bytes], Extracted]) -> Callable[[str, bytes], Document]:
    return lambda name, data: Document((entry_of(name, read(name, data)),))


def _message(name: str, data: bytes) -> Document:
    return Document(*entries_of_message(name, data, _read_attached, entry_of))


def _read_attached(name: str, data: bytes) -> tuple[Entry, ...]:
    suffix = PurePath(name).suffix.lower()
    if not data:
        raise DropRejected(name, "is empty", "drop the file again once it holds text")
    _refuse_other_kind(name, suffix, data)
    return READERS[suffix](name, data).entries


def _records(read: Callable[[str, bytes], Records]) -> Callable[[str, bytes], Document]:
    def document(name: str, data: bytes) -> Document:
        records = read(name, data)
        return Document(records.entries, records.refused)

    return document


READERS: Mapping[str, Callable[[str, bytes], Document]] = {
    **{ending: _single(each.read) for each in FORMATS for ending in each.endings},
    ".eml": _message,
    ".json": _records(json_records),
    ".jsonl": _records(jsonl_records),
    ".ndjson": _records(jsonl_records),
}
KINDS = (*(each.endings[0] for each in FORMATS), ".eml", ".json", ".jsonl")
"""One ending of each kind that is read, to be named to people."""


def entry_of(name: str, document: Extracted) -> Entry:
    """An entry made of what a document says of itself; its file's name stands in for a missing title.

    Raises:
        DropRejected: the document has no text.
    """
    text = trimmed(document.text.strip())
    title = shortened(re.sub(r"\s+", " ", document.title or "").strip(), _LONGEST_TITLE)
    if not re.search(r"[^\W\d_]{2}", text):
        raise DropRejected(name, "holds no text", "a scan or a picture needs text recognition first")
    url = clean(document.url)
    return Entry(
        source="drop",
        feed=f"drop:{name}",
        publisher=urlsplit(url or "").hostname or document.author or PurePath(name).stem,
        country="XX",
        title=title or PurePath(name).stem,
        text=text,
        url=url,
        author=document.author,
        published=document.published,
        published_raw=document.published_raw,
        language=document.language,
    )
