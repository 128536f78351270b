"""The catalogue as OPML 2.0, in and out (http://opml.org/spec2.opml): the form in which readers exchange feeds."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from digests.errors import ParseError
from digests.model import Feed
from digests.model.sources import without_login
from digests.sources.feeds.countries import guess, is_country
from digests.sources.feeds.prolog import prepare
from digests.sources.text.charset import decode
from digests.sources.text.links import absolute


def read(body: bytes, subject: str = "OPML") -> tuple[Feed, ...]:
    """The feeds of every ``<outline xmlUrl>``, however deeply nested, each address once, in their order.

    A country or language stands at the outline or at one around it (attributes ``country`` and ``language``); a country
    that is nowhere named is guessed.

    Raises:
        ParseError: no OPML; ``subject`` names the file.
    """
    text, _ = prepare(decode(body).text)
    try:
        root = ET.fromstring(text)  # noqa: S314 - prepare() has cut off any document type
    except (ET.ParseError, RecursionError) as error:
        raise ParseError(subject, f"is no OPML: {error}") from error
    found: dict[str, Feed] = {}
    for attributes in _outlines(root):
        url = absolute(attributes.get("xmlurl"))
        if url and url not in found:
            found[url] = _feed(url, attributes)
    if not found and root.tag.lower() != "opml":
        raise ParseError(subject, "is XML but no OPML", "export your subscriptions as OPML")
    return tuple(found.values())


def _outlines(root: ET.Element) -> Iterator[dict[str, str]]:
    """Attributes of every outline, names in lower case, with country and language inherited; without recursion."""
    stack: list[tuple[ET.Element, dict[str, str]]] = [(root, {})]
    while stack:
        element, inherited = stack.pop()
        own = {re.sub(r"\{[^{}]*\}", "", name).lower(): value.strip() for name, value in element.attrib.items()}
        passed = inherited | {name: own[name] for name in ("country", "language") if own.get(name)}
        if element.tag.lower() == "outline" and own.get("xmlurl"):
            yield passed | own
        stack.extend((child, passed) for child in reversed(element))


def _feed(url: str, attributes: dict[str, str]) -> Feed:
    country = attributes.get("country", "").upper()
    host = urlsplit(url).hostname or url
    language = attributes.get("language") or None
    interval = attributes.get("interval", "")
    return Feed(
        url=url,
        name=attributes.get("title") or attributes.get("text") or host,
        country=country if is_country(country) else guess(url, language)[0],
        language=language,
        interval=int(interval) if interval.isdecimal() and 60 <= int(interval) <= 86400 else None,
        full_text=attributes.get("fulltext", "").lower() == "true",
        enabled=attributes.get("enabled", "").lower() != "false",
        alternates=tuple(filter(None, (absolute(each) for each in attributes.get("alternates", "").split()))),
        covers=tuple(attributes.get("covers", "").split()),
        terms=attributes.get("terms", ""),
        checked=attributes.get("checked", ""),
        off=attributes.get("off", ""),
    )


def write(feeds: Iterable[Feed], title: str = "trilateral") -> str:
    """OPML text, the feeds grouped by country; ``read`` gives the same feeds back."""
    root = ET.Element("opml", {"version": "2.0"})
    ET.SubElement(ET.SubElement(root, "head"), "title").text = title
    body = ET.SubElement(root, "body")
    groups: dict[str, ET.Element] = {}
    for feed in feeds:
        if feed.country not in groups:
            groups[feed.country] = ET.SubElement(body, "outline", {"text": feed.country, "country": feed.country})
        ET.SubElement(groups[feed.country], "outline", _attributes(feed))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _attributes(feed: Feed) -> dict[str, str]:
    attributes = {"type": "rss", "text": feed.name, "title": feed.name, "xmlUrl": feed.shown, "country": feed.country}
    if feed.language:
        attributes["language"] = feed.language
    if feed.interval:
        attributes["interval"] = str(feed.interval)
    if feed.full_text:
        attributes["fullText"] = "true"
    if not feed.enabled:
        attributes["enabled"] = "false"
    for name in ("alternates", "covers"):
        if listed := getattr(feed, name):
            attributes[name] = " ".join(map(without_login, listed))
    return attributes | {name: said for name in ("terms", "checked", "off") if (said := getattr(feed, name))}
