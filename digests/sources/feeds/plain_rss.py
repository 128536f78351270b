"""The quick way through the commonest document: a well-formed, unadorned RSS 2.0 feed, read by lxml.

feedparser spends a millisecond and a half of pure Python on ten items, lxml a twentieth. What is read here must come
out as feedparser would give it; so anything out of the ordinary (another format, an element that feedparser maps
somewhere of its own, a repeated or nested one, an ``xml:`` attribute, the least malformation) is declined and left
to it. The outside suites are read both ways in a test, and must not differ.
"""

import contextlib
import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

Fields: TypeAlias = dict[str, Any]
"""Strings; ``content`` a list of one ``{"value": …}``."""

_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SY = "{http://purl.org/rss/1.0/modules/syndication/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_ITEM = {
    "title": "title",
    "link": "link",
    "guid": "id",
    "pubDate": "published",
    "pubTime": "pubtime",
    "description": "summary",
    "author": "author",
    f"{_DC}creator": "author",
    f"{_DC}date": "updated",
    "{http://purl.org/rss/1.0/modules/content/}encoded": "content",
}
_ITEM_IGNORED = frozenset(
    {
        "category",
        "comments",
        "enclosure",
        f"{_DC}subject",
        "{http://purl.org/rss/1.0/modules/slash/}comments",
        "{http://wellformedweb.org/CommentAPI/}commentRss",
        "{http://wellformedweb.org/CommentAPI/}comment",
        f"{_MEDIA}thumbnail",
        f"{_MEDIA}content",
    }
)
_CHANNEL = {
    "title": "title",
    "link": "link",
    "language": "language",
    "ttl": "ttl",
    f"{_DC}language": "language",
    f"{_SY}updatePeriod": "sy_updateperiod",
    f"{_SY}updateFrequency": "sy_updatefrequency",
}
_CHANNEL_IGNORED = frozenset(
    {"description", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate", "category", "generator"}
    | {"docs", "cloud", "rating", f"{_DC}creator", f"{_DC}date", f"{_DC}rights"}
)
_CHANNEL_NESTED = frozenset({"image", "textInput", "skipHours", "skipDays"})
_SELF = frozenset({"self", "hub", "next", "first", "last"})
_ABSOLUTE = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.:-]*/[!-~]*\Z")
_ODD_IN_ADDRESS = re.compile(r"&\w+;|[\\\x7f]")
_CONTROLS = re.compile("[\x80-\x9f]")
_UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_CP1252 = {number: bytes([number]).decode("cp1252") for number in range(0x80, 0xA0) if number not in _UNDEFINED}
_PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


@dataclass(frozen=True, slots=True)
class PlainRss:
    """A document's own words under feedparser's names."""

    feed: Fields
    entries: list[Fields] = field(default_factory=list)


class _OutOfTheOrdinaryError(Exception):
    """This document is not read here, but by feedparser."""


def read(text: str) -> PlainRss | None:
    """The document (without its XML declaration); ``None`` where feedparser should read it."""
    if "<rss" not in text[:1000] or "xml:" in text:
        return None
    try:
        root = etree.fromstring(text.lstrip().encode("utf-8", "replace"), etree.XMLParser(**_PARSER))
        return _document(root)
    except (etree.XMLSyntaxError, _OutOfTheOrdinaryError):
        return None


def _document(root: etree._Element) -> PlainRss:
    if root.tag != "rss" or len(root) != 1 or root[0].tag != "channel":
        raise _OutOfTheOrdinaryError
    found = PlainRss({})
    for element in root[0]:
        if element.tag == "item":
            found.entries.append(_item(element))
        elif element.tag in _CHANNEL:
            _keep(found.feed, _CHANNEL[element.tag], _leaf(element))
        elif element.tag == _ATOM_LINK:
            if element.get("rel") not in _SELF:
                raise _OutOfTheOrdinaryError
        elif element.tag in _CHANNEL_IGNORED:
            _leaf(element)
        elif element.tag not in _CHANNEL_NESTED:
            raise _OutOfTheOrdinaryError
    if "link" in found.feed and not _plain_address(found.feed["link"]):
        raise _OutOfTheOrdinaryError
    return found


def _item(item: etree._Element) -> Fields:
    fields: Fields = {}
    permalink = False
    for element in item:
        name = _ITEM.get(element.tag)
        if name is None:
            if element.tag not in _ITEM_IGNORED:
                raise _OutOfTheOrdinaryError
            _leaf(element)
        elif name == "author":
            fields[name] = _leaf(element)
        else:
            if name == "id":
                permalink = element.get("isPermaLink", "true") == "true"
            _keep(fields, name, _leaf(element))
    return _addressed(fields, permalink)


def _addressed(fields: Fields, permalink: bool) -> Fields:
    """As feedparser does: a guid that is a permalink stands in for a missing link. Only plain absolute addresses."""
    if permalink and "id" in fields:
        if fields["id"] and not _plain_address(fields["id"]):
            raise _OutOfTheOrdinaryError
        fields.setdefault("link", fields["id"])
    if not _plain_address(fields.get("link", "")):
        raise _OutOfTheOrdinaryError
    if "content" in fields:
        fields.setdefault("summary", fields["content"])
        fields["content"] = [{"value": fields["content"]}]
    return fields


def _plain_address(text: str) -> bool:
    return _ABSOLUTE.match(text) is not None and _ODD_IN_ADDRESS.search(text) is None


def _keep(fields: Fields, name: str, text: str) -> None:
    """Each field once; content only after the summary, or feedparser would make the one the other."""
    if name in fields or (name == "summary" and "content" in fields):
        raise _OutOfTheOrdinaryError
    fields[name] = text


def _leaf(element: etree._Element) -> str:
    """An element's text, mended as feedparser mends it: UTF-8 read as Latin-1 undone, Windows' controls replaced."""
    if len(element):
        raise _OutOfTheOrdinaryError
    text = (element.text or "").strip()
    if text.isascii():
        return text
    with contextlib.suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_CP1252) if _CONTROLS.search(text) else text
