"""The bytes of one dropped file -> entries. Nothing here touches the disk or the network; a file that cannot be read
raises :class:`DropRejected` with what is wrong and what to do."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from urllib.parse import urlsplit

import charset_normalizer
import frontmatter
import yaml

from digests.errors import DropRejected
from digests.language.detect import detect
from digests.model import Entry
from digests.sources.extract import Extracted, article
from digests.sources.heading import find_date, read_heading
from digests.sources.pages import pdf_text
from digests.sources.unwrap import unwrap

_LONGEST_TEXT = 2_000_000
"""Characters kept of one document; a book is no item."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")

Reader = Callable[[str, bytes], tuple[Entry, ...]]


def read_document(name: str, data: bytes) -> tuple[Entry, ...]:
    """The entries of the file called ``name`` that holds ``data``; at least one.

    Raises:
        DropRejected: the kind is unknown, or nothing readable is in it.
    """
    suffix = PurePath(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        raise DropRejected(
            name, f"files of the kind {suffix or '(none)'} are not read", f"drop one of: {' '.join(sorted(READERS))}"
        )
    if not data.strip():
        raise DropRejected(name, "is empty", "drop the file again once it holds text")
    return reader(name, data)


def _plain(name: str, data: bytes) -> tuple[Entry, ...]:
    text = unwrap(decode(name, data))
    heading = read_heading(text, detect(text[:2000]))
    return (
        entry_of(
            name,
            Extracted(
                heading.title,
                heading.author,
                heading.published,
                _paragraphs(heading.body),
                None,
                heading.url,
                heading.published_raw,
            ),
        ),
    )


def _markdown(name: str, data: bytes) -> tuple[Entry, ...]:
    try:
        fields, text = frontmatter.parse(decode(name, data))
    except yaml.YAMLError as error:
        raise DropRejected(name, f"its front matter is not YAML: {error}", "mend or remove it") from error
    language = str(fields.get("language") or fields.get("lang") or "") or None
    heading = read_heading(_unmarked(text), language or detect(text[:2000]))
    given = str(fields.get("date") or fields.get("published") or "") or None
    date = find_date(given, language or "en") if given else None
    return (
        entry_of(
            name,
            Extracted(
                str(fields.get("title") or "") or heading.title,
                str(fields.get("author") or "") or heading.author,
                date[0] if date else heading.published,
                _paragraphs(heading.body),
                language,
                str(fields.get("url") or fields.get("source") or "") or heading.url,
                given or heading.published_raw,
            ),
        ),
    )


def _page(name: str, data: bytes) -> tuple[Entry, ...]:
    return (entry_of(name, article(decode(name, data), None)),)


def _pdf(name: str, data: bytes) -> tuple[Entry, ...]:
    document = pdf_text(name, data)
    text = unwrap(document.text)
    heading = read_heading(text, detect(text[:2000]))
    return (
        entry_of(
            name,
            Extracted(
                document.title or heading.title,
                document.author or heading.author,
                heading.published or document.published,
                _paragraphs(heading.body),
                None,
                heading.url,
                heading.published_raw,
            ),
        ),
    )


READERS: Mapping[str, Reader] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
    ".pdf": _pdf,
}


def entry_of(name: str, document: Extracted) -> Entry:
    """An entry made of what a document says of itself; its file's name stands in for a missing title.

    Raises:
        DropRejected: the document has no text.
    """
    text = document.text[:_LONGEST_TEXT].strip()
    if not re.search(r"\w\w", text):
        raise DropRejected(name, "holds no text", "a scan needs text recognition first")
    host = urlsplit(document.url or "").hostname
    return Entry(
        source="drop",
        feed=f"drop:{name}",
        publisher=host or document.author or PurePath(name).stem,
        country="XX",
        title=re.sub(r"\s+", " ", document.title or PurePath(name).stem).strip(),
        text=text,
        url=document.url,
        author=document.author,
        published=document.published,
        published_raw=document.published_raw,
        language=document.language,
    )


def decode(name: str, data: bytes) -> str:
    """The text of ``data``, its encoding found; control characters left out.

    Raises:
        DropRejected: the bytes are no text.
    """
    if b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise DropRejected(name, "is binary, not text", "drop the document itself, not a picture or an archive")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data).best()
        if best is None:
            raise DropRejected(name, "its encoding cannot be told", "save it as UTF-8") from None
        text = str(best)
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _unmarked(text: str) -> str:
    """Markdown without its marks: headings, quotes, rules, emphasis, images; of a link its words."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"^\s*(?:#{1,6}\s+|>\s?)+", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\s*(?:[-*_]\s*){3,}$", "", text, flags=re.MULTILINE)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))", "", text)
