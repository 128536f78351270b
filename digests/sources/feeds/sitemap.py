"""News sitemaps, read as feeds: what a site tells of its articles of the last two days, for search engines.

    <urlset><url><loc>…</loc><news:news><news:publication>…</news:publication>
      <news:publication_date>…</news:publication_date><news:title>…</news:title></news:news></url></urlset>

https://www.sitemaps.org/protocol.html and Google's extension of it. An ordinary sitemap names addresses alone, without
titles, and is no feed; an index of sitemaps names others, and is refused with those that it names.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from digests.errors import ParseError

_ROOT = re.compile(r"<(?:\w{1,20}:)?(urlset|sitemapindex|rss|feed|rdf|html)\b", re.I)
_HEAD = 4_096
_NEWS = "sitemap-news/0.9"
"""The end of the extension's namespace; beginnings differ (http, https)."""
_MOST = 5_000
"""Articles of one document, as of any feed; a news sitemap may hold 1,000."""
_NAMED = 3
_INDEXED = 50_000
"""Sitemaps that an index may name, by the protocol."""
_PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "recover": True,
}
_OF_THREE_LETTERS = {"eng": "en", "jpn": "ja", "kor": "ko", "zho": "zh", "chi": "zh"}
"""ISO 639-2, which the extension allows beside ISO 639-1."""


@dataclass(frozen=True, slots=True)
class SitemapItem:
    """One article; ``""`` or ``None`` where the sitemap does not say."""

    url: str
    title: str
    date: str | None
    publication: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A news sitemap."""

    title: str
    """What most of its articles name as their publication."""
    language: str | None
    """What most are written in, as declared."""
    items: tuple[SitemapItem, ...]
    problems: tuple[str, ...] = ()


def kind_of(text: str) -> str | None:
    """``urlset``, ``sitemapindex``, or ``None`` for what is no sitemap."""
    found = _ROOT.search(text, 0, _HEAD)
    kind = found[1].lower() if found else ""
    return kind if kind in ("urlset", "sitemapindex") else None


def read(text: str, subject: str) -> Sitemap:
    """Read a sitemap whose document type was cut off (``prolog.prepare``).

    Raises:
        ParseError: an index, a sitemap without news, or what is no XML at all; ``subject`` is the feed's URL.
    """
    root = _root(text, subject)
    if kind_of(text) == "sitemapindex":
        raise ParseError(subject, "is an index of sitemaps, not one of news", _named(_indexed(root)))
    urls = [element for element in root if _name(element) == "url"]
    items = [item for item in map(_item, urls) if item]
    if not items and (urls or _NEWS not in text[:_HEAD]):
        raise ParseError(subject, "is a sitemap without news", "look for the site's news sitemap, or for its feed")
    kept = tuple(items[:_MOST])
    return Sitemap(
        _commonest(item.publication for item in kept) or "",
        _commonest(item.language for item in kept),
        kept,
        tuple(_problems(len(urls), len(items))),
    )


def indexed(text: str, subject: str) -> tuple[str, ...]:
    """The sitemaps that an index names, those that speak of news first, then the latest. Raises ParseError."""
    return _indexed(_root(text, subject))


def _root(text: str, subject: str) -> etree._Element:
    try:
        root = etree.fromstring(text.lstrip().encode("utf-8", "replace"), etree.XMLParser(**_PARSER))
    except etree.XMLSyntaxError as error:
        raise ParseError(subject, f"is no XML: {error}") from error
    if root is None:
        raise ParseError(subject, "is no XML")
    return root


def _indexed(root: etree._Element) -> tuple[str, ...]:
    found = []
    for element in root[:_INDEXED]:
        if _name(element) == "sitemap" and (place := _text(element, "loc")):
            found.append(("news" not in place.lower(), _text(element, "lastmod"), place))
    latest = sorted(found, key=lambda each: each[1], reverse=True)
    return tuple(place for _, _, place in sorted(latest, key=lambda each: each[0]))


def _named(places: tuple[str, ...]) -> str:
    return f"add one of those that it names: {', '.join(places[:_NAMED])}" if places else "it names none"


def _item(url: etree._Element) -> SitemapItem | None:
    """``None`` for an address that is no news."""
    news = next((element for element in url if _name(element) == "news"), None)
    if news is None:
        return None
    publication = next((element for element in news if _name(element) == "publication"), None)
    language = _text(publication, "language") if publication is not None else ""
    return SitemapItem(
        url=_text(url, "loc"),
        title=_text(news, "title"),
        date=_text(news, "publication_date") or _text(url, "lastmod") or None,
        publication=_text(publication, "name") if publication is not None else "",
        language=_OF_THREE_LETTERS.get(language.lower(), language) or None,
    )


def _name(element: etree._Element) -> str:
    """An element's name without its namespace; a prefix that nobody declared stays in a name."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _text(parent: etree._Element, name: str) -> str:
    found = next((element for element in parent if _name(element) == name), None)
    return "".join(found.itertext()).strip() if found is not None else ""


def _commonest(values: Iterator[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None


def _problems(urls: int, items: int) -> Iterator[str]:
    if items > _MOST:
        yield f"has {items} articles; the first {_MOST} are read"
    if urls > items:
        yield f"{urls - items} addresses without news are passed over"
