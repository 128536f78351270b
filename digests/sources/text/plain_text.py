"""Plain text and Markdown -> what the document says of itself and its paragraphs."""

import re

import frontmatter
import yaml

from digests.errors import DropRejected
from digests.language.detect import detect
from digests.language.whole import whole
from digests.sources.text.charset import decode
from digests.sources.text.extracted import Extracted
from digests.sources.text.heading import find_date, read_heading
from digests.sources.text.unwrap import unwrap

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_MOST_UNREADABLE = 0.05
"""Share of characters that could not be decoded, or are control characters, in what is still a text."""
LONGEST = 2_000_000
"""Characters of one document; a book is no item."""
_DETECTED = 2_000
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE)
"""Taken off last: unwrapping knows by them where a line begins."""
_MARKUP = re.compile(r"<!--(?:(?!<!--).)*?-->|<r[tp]\b[^<>]*>[^<]*</r[tp]>|</?[a-zA-Z][^<>\n]{0,200}>", re.DOTALL)
"""Tags, comments, and the reading that stands above a word."""
_RULE = re.compile(r"^(?:[^\S\n]*+(?:[-*_=][^\S\n]*+){3,}+|(?=[^|\n]*\|)(?:[^\S\n]|[:|-])*+)$", re.MULTILINE)
"""A line across the page, or the one under a table's head."""
_INLINED = re.compile(r"data:[\w/+.-]+;base64,[\w+/=%\s]{200,}")
"""Pictures within a saved page."""


def decoded(name: str, data: bytes, *, longest: int = LONGEST) -> str:
    """The text of ``data``, its encoding found, lines ended by a newline, control characters left out.

    Raises:
        DropRejected: the bytes are no text, or more than ``longest`` characters.
    """
    text = _INLINED.sub("", decode(data).text)
    if len(text) > longest:
        raise too_long(name, len(text), longest)
    if not is_text(text):
        raise DropRejected(name, "is binary, not text", "drop the document itself; save it as UTF-8 if it is one")
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def too_long(name: str, length: int, longest: int = LONGEST) -> DropRejected:
    """The refusal of a text that is no single item: what is cut off would be lost without a word."""
    return DropRejected(name, f"holds {length:,} characters, more than {longest:,}", "drop the part that counts")


def is_text(decoded: str) -> bool:
    """False where too much of what was decoded is no character of any text."""
    head = decoded[:100_000]
    return len(CONTROL.findall(head)) + head.count("\ufffd") <= _MOST_UNREADABLE * len(head)


def paragraphs(text: str) -> str:
    """One paragraph a line, no blank lines, no space at either end."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def read_text(name: str, data: bytes) -> Extracted:
    """A plain text: title, byline, date and address from its first lines."""
    return from_text(unwrap(whole(decoded(name, data))))


def from_text(text: str) -> Extracted:
    """As ``read_text``, of decoded text whose lines are paragraphs."""
    lines = whole(text)
    head = read_heading(lines, detect(lines[:_DETECTED]))
    return Extracted(head.title, head.author, head.published, paragraphs(head.body), None, head.url, head.published_raw)


def read_markdown(name: str, data: bytes) -> Extracted:
    """A note: its front matter (title, author, date, url, language) before what its first lines say.

    Raises:
        DropRejected: no text, or front matter that is not YAML.
    """
    fields, text = _front_matter(name, decoded(name, data))
    language = _field(fields, "language", "lang")
    plain = whole(_BULLET.sub("", unwrap(whole(unmarked(text)))))
    head = read_heading(plain, language or detect(plain[:_DETECTED]))
    given = _field(fields, "date", "published", "created")
    date = find_date(given, language or detect(plain[:_DETECTED])) if given else None
    return Extracted(
        _field(fields, "title") or head.title,
        _field(fields, "author", "authors", "by") or head.author,
        date[0] if date else head.published,
        paragraphs(head.body),
        language,
        _field(fields, "url", "source", "link", "source_url") or head.url,
        given or head.published_raw,
    )


def _front_matter(name: str, text: str) -> tuple[dict[str, object], str]:
    if not text.startswith("---"):
        return {}, text
    if re.search(r"[:?\[,{-]\s*[&*]\w", text[:4000].split("\n---", 1)[0]):
        return {}, re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)  # aliases can grow without end
    try:
        return frontmatter.parse(text)
    except (yaml.YAMLError, ValueError) as error:
        problem = str(error).splitlines()[0]
        raise DropRejected(name, f"its front matter is not YAML: {problem}", "mend it or take it out") from error


def _field(fields: dict[str, object], *names: str) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, list):
            value = ", ".join(str(one) for one in value)
        if value is not None and str(value).strip():
            return str(value).strip()[:500]
    return None


def unmarked(text: str) -> str:
    """Markdown without its marks: headings, quotes, rules, emphasis, tables, images, ruby; of a link its words."""
    text = _MARKUP.sub("", text)
    text = re.sub(r"^[^\S\n]*+(?:#{1,6}[^\S\n]++|>[^\S\n]?)+", "", text, flags=re.MULTILINE)
    text = _RULE.sub("", text)
    text = re.sub(r"!\[[^\[\]]*\]\([^)\[]*\)", "", text)
    text = re.sub(r"\[([^\[\]\n]*)\](?:\([^)\[\n]*\)|\[[^\[\]\n]*\])", r"\1", text)
    return re.sub(r"\*\*|__|~~|`+|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])", "", text)
