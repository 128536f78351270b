"""The text of a feed made fit for an XML parser: no DTD, no stray bytes before it, no needless breakage."""

import html
import re
from html.entities import html5

_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|$))", re.S)
_ROOT = re.compile(r"<\?xml[\s?]|<(?:\w+:)?(?:rss|feed|rdf|channel|opml|urlset|sitemapindex)[\s>]", re.I)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>", re.I)
_DOCTYPE = re.compile(
    r"<!DOCTYPE(?:(?!<!DOCTYPE)[^\[>])*+"
    r"(?:\[(?:(?!<!DOCTYPE)[^\]\"']|\"(?:(?!<!DOCTYPE)[^\"])*+\"|'(?:(?!<!DOCTYPE)[^'])*+')*+\]\s*)?>?",
    re.I,
)
"""One that is not closed ends where the next begins: a thousand of them are each read once."""
_KEPT_OF_HEAD = re.compile(r"<\?(?:(?!<\?).)*?\?>|<!--(?:(?!<!--).)*?-->", re.S)
_ENTITY = re.compile(r"<!ENTITY[^>]*>?", re.I)
_ILLEGAL = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,40})|([0-9]{1,40}));")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_NO_ELEMENT = re.compile(r"<(?!/?[A-Za-z_]|!--|!\[CDATA\[|\?)")
_KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ENTRY = re.compile(r"<(?:item|entry)(?=[\s>])")
_MOST = 5_000
"""Entries of one document; the largest honest ones have some 3,000."""
_HEAD = 100_000


def prepare(text: str) -> tuple[str, tuple[str, ...]]:
    """The document from its first element on, and what had to be refused.

    A document type is cut off unread, so no entity that it declares (billion laughs, external files) is ever expanded.
    HTML's named entities become their characters; a bare ``&`` and a ``<`` that opens no element are escaped, outside
    CDATA sections.
    """
    text = _ILLEGAL.sub("", text.lstrip())
    text, problems = _without_doctype(text)
    found = _ROOT.search(text, 0, _HEAD)
    text = text[found.start() :] if found else text
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    text, too_many = _first_entries(text)
    pieces = _CDATA.split(text)
    pieces[0::2] = [_repair(piece) for piece in pieces[0::2]]
    return "".join(pieces), problems + too_many


def _first_entries(text: str) -> tuple[str, tuple[str, ...]]:
    """The document with no more than the first ``_MOST`` entries: what cannot be read in time would lose them all."""
    if len(text) < _MOST * len("<item/>"):
        return text, ()
    starts = [match.start() for match in _ENTRY.finditer(text)]
    if len(starts) <= _MOST:
        return text, ()
    end = max(text.rfind("</item>") + len("</item>"), text.rfind("</entry>") + len("</entry>"), starts[-1])
    return text[: starts[_MOST]] + text[end:], (f"has {len(starts)} entries; the first {_MOST} are read",)


def _without_doctype(text: str) -> tuple[str, tuple[str, ...]]:
    element = re.search(r"<(?=[A-Za-z])", text)
    head, body = (text[: element.start()], text[element.start() :]) if element else (text, "")
    if "<!" not in head:
        return text, ()
    problems = ("declares entities, which are never read",) if _ENTITY.search(head) else ()
    head = _ENTITY.sub("", _DOCTYPE.sub("", head))
    return "".join(_KEPT_OF_HEAD.findall(head)) + body, problems


def _repair(piece: str) -> str:
    if "&" in piece:
        piece = _REFERENCE.sub(_referred, piece)
        piece = _NAMED.sub(_character, piece)
        piece = _BARE_AMPERSAND.sub("&amp;", piece)
    return _NO_ELEMENT.sub("&lt;", piece)


def _referred(match: re.Match[str]) -> str:
    """The reference itself where it names a character that XML allows (https://www.w3.org/TR/xml/#charsets)."""
    code = int(match[1], 16) if match[1] else int(match[2])
    legal = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return match[0] if legal else ""


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name in _KEPT:
        return match[0]
    known = html5.get(f"{name};")
    return html.escape(known) if known else f"&amp;{name};"
