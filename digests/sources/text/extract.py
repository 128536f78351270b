"""HTML -> plain text and what the page says of itself: one article a page, its furniture left out.

Serves dropped pages and full-text fetching alike. Nothing here touches the network or the disk, and no markup is kept.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura
from lxml import html as lxml_html
from lxml.etree import ParserError, iterwalk
from trafilatura.settings import Document

from digests.language.whole import whole
from digests.sources.text.breaks import flowed, flowed_pieces
from digests.sources.text.edges import trimmed
from digests.sources.text.heading import Heading, find_date, is_text, read_heading, undated

_GONE = (
    "script", "style", "noscript", "template", "iframe", "figure", "figcaption", "nav", "footer", "aside", "form",
    "button", "rt", "rp", "rtc", "svg", "video", "audio", "dialog", "select", "object", "map", "del",
)  # fmt: skip
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "div", "section", "tr", "dd", "dt", "pre", "br")
_INLINE = (
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
)  # fmt: skip
"""Elements that stand within a line; every other one ends it."""
_VERBATIM = ("pre", "script", "style", "textarea")
"""Elements whose line breaks are their own."""
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav|gnb|lnb|menu|breadcrumbs?|path|cookies?|banner|share|sharing|social|sns|related|rel|recommend\w*|"
    r"ranking|popular|subscribe|subscription|newsletter|comments?|reply|advert\w*|ads?|promo|sidebar|footer|copyright|"
    r"captions?|credits?|author-?(?:bio|box|info)|profile|reporter|tags?|pagination|pager|skip|hidden|sr-only|print|"
    r"toolbar|tools?|counter|views?|translate)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AROUND = 10
"""Lines from the title on in which a page shows who wrote it and when."""
_CELL = 60
"""Characters in one cell; a table with such a cell lays out a page, one without holds figures."""
_MAIN = 0.5
"""Share of a page's text; what holds more is the page itself, whatever it is named (a form around all, a view)."""
_SHORT = 200
"""Characters; where trafilatura finds less, the page's own blocks are compared."""
_UTC = re.compile(r"Z$|[+-]\d\d:?\d\d$")


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document's text (paragraphs separated by a newline) and what it says of itself; ``None`` = it does not."""

    title: str | None
    author: str | None
    published: int | None
    """Epoch seconds, UTC."""
    text: str
    language: str | None
    url: str | None
    published_raw: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What the head of a page and its structured data say."""

    title: str | None
    author: str | None
    date: str | None
    url: str | None


def article(html: bytes | str, url: str | None) -> Extracted:
    """The article of a page. ``text`` is ``""`` where there is none. Never raises for what the page holds."""
    tree = _tree(html)
    if tree is None:
        return Extracted(None, None, None, "", None, url)
    _settle(tree)
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip() or None
    said = _said(tree)
    title = _title(tree) or said.title
    _drop_readings(tree)
    visible = _visible(tree, title, language)
    _drop_furniture(tree)
    _unfold_layout(tree)
    text = undated(trimmed(_text(tree, title)), _usual(language))
    date = find_date(said.date, _calendar(said.date, language)) if said.date else None
    published, raw = date or (visible.published, visible.published_raw)
    return Extracted(
        title, said.author or visible.author, published, text, language, url or said.url, said.date if date else raw
    )


def blocks(html: str) -> str:
    """Every word that a page shows, a line each block: nothing is taken for furniture. ``""`` where there is none."""
    tree = _tree(html)
    if tree is None:
        return ""
    _settle(tree)
    _drop_readings(tree)
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and _is_hidden(element) and element.getparent() is not None:
            element.drop_tree()
    return _plain(tree)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", "")


def _tree(html: bytes | str) -> Any:
    if isinstance(html, str):  # lxml refuses a str that declares an encoding
        html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
    try:
        return lxml_html.document_fromstring(html)
    except (ParserError, ValueError):
        return None


def _calendar(date: str, language: str | None) -> str:
    """A date of a page's data that names its zone needs no language's."""
    return "en" if _UTC.search(date) else _usual(language)


def _usual(language: str | None) -> str:
    tag = (language or "en").lower()
    if tag.startswith("zh"):
        return "zh-Hant" if re.search("hant|tw|hk|mo", tag) else "zh-Hans"
    return tag[:2]


# ---- its characters and line breaks


def _settle(tree: Any) -> None:
    """The characters of a page made whole, and the line breaks of its source undone, paragraph by paragraph."""
    paragraph: list[tuple[Any, str]] = []
    for event, element in iterwalk(tree, events=("start", "end")):
        if element.tag not in _INLINE and isinstance(element.tag, str):
            _flow(paragraph)
            paragraph = []
        slot = "text" if event == "start" else "tail"
        if getattr(element, slot) and (isinstance(element.tag, str) or slot == "tail"):
            paragraph.append((element, slot))
    _flow(paragraph)


def _flow(paragraph: list[tuple[Any, str]]) -> None:
    pieces = [getattr(element, slot) for element, slot in paragraph]
    own = any(slot == "text" and element.tag in _VERBATIM for element, slot in paragraph)
    for (element, slot), piece, before in zip(paragraph, pieces if own else flowed_pieces(pieces), pieces, strict=True):
        made = whole(piece)
        if made != before:
            setattr(element, slot, made)


# ---- what the page says of itself


def _said(tree: Any) -> _Said:
    data = list(_structured(tree))
    return _Said(
        _meta(tree, "og:title", "twitter:title") or _first(data, "headline"),
        _first(data, "author") or _meta(tree, "author", "article:author", "dc.creator", "byl"),
        _first(data, "datePublished")
        or _meta(tree, "article:published_time", "datepublished", "pubdate", "publishdate", "date", "dc.date")
        or next(iter(tree.xpath("//time/@datetime")), None),
        next(iter(tree.xpath("//link[@rel='canonical']/@href")), None) or _meta(tree, "og:url"),
    )


def _structured(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of a page's JSON-LD, those inside ``@graph`` too."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(str(script))
        except (ValueError, RecursionError):
            continue
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict):
                graph = one.get("@graph")
                yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else (one,)


def _first(data: list[dict[str, Any]], name: str) -> str | None:
    for one in data:
        value = one.get(name)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return whole(value.strip()[:300].encode("utf-8", "replace").decode())  # half an escaped emoji is no text
    return None


def _meta(tree: Any, *names: str) -> str | None:
    for name in names:
        for element in tree.xpath("//meta[@content]"):
            said = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            value = element.get("content").strip()
            if said == name and value and not (name.endswith("author") and value.startswith("http")):
                return whole(str(value)[:300])
    return None


def _title(tree: Any) -> str | None:
    """The one ``h1``; else the ``title`` without the site's name behind a bar."""
    headings = [_squashed(one) for one in tree.xpath("//h1[not(ancestor::header[@role='banner'])]")]
    named = [heading for heading in headings if heading]
    if len(named) == 1:
        return named[0]
    whole = next((_squashed(one) for one in tree.xpath("//title")), "")
    match = next((heading for heading in named if heading in whole), None)
    return match or re.split(r"\s[|｜–—-]\s|[|｜]", whole)[0].strip() or (named[0] if named else None)


def _visible(tree: Any, title: str | None, language: str | None) -> Heading:
    """Byline and day as they stand in the lines around the title."""
    lines = _plain(tree).split("\n")
    start = next((number for number, line in enumerate(lines) if title and title in " ".join(line.split())), 0)
    around = [line[:300] for line in lines[start : start + _AROUND] if not is_text(line)]
    return read_heading("\n".join(around), _usual(language))


def _squashed(element: Any) -> str:
    kept = element.xpath(".//text()[not(ancestor::rt or ancestor::rp or ancestor::script)] | .//br")
    said = flowed("".join(one if isinstance(one, str) else "\n" for one in kept))
    return whole(re.sub(r"\s+", " ", said).strip())


# ---- its text


def _drop_readings(tree: Any) -> None:
    for element in list(tree.iter("rt", "rp", "rtc", "script", "style", "noscript", "template")):
        if element.getparent() is not None:
            element.drop_tree()


def _drop_furniture(tree: Any) -> None:
    """Take out what is never the article's text: captions, menus, forms, boxes that are named for sharing."""
    most = _MAIN * len(tree.text_content())
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "head", "body", "main", "article"):
            continue
        named = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
        hidden = _is_hidden(element)
        holds_title = next(element.iter("h1"), None) is not None
        gone = element.tag in _GONE or hidden or (bool(_NAMED.search(named)) and not holds_title)
        if gone and element.getparent() is not None and len(element.text_content()) <= most:
            element.drop_tree()


def _unfold_layout(tree: Any) -> None:
    """Tables that lay out a page become plain blocks; those that hold figures are taken out."""
    for table in list(tree.iter("table")):
        cells = [len("".join(cell.itertext()).strip()) for cell in table.iter("td", "th")]
        if max(cells, default=0) < _CELL:
            if table.getparent() is not None:
                table.drop_tree()
            continue
        for element in table.iter("table", "tbody", "thead", "tr", "td", "th"):
            element.tag = "div"


def _text(tree: Any, title: str | None) -> str:
    blocks = _plain(tree)
    found = trafilatura.bare_extraction(
        tree, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
    )
    text = _paragraphs(found.text or "") if isinstance(found, Document) else ""
    if len(text) < _SHORT and len(text) * 2 < len(blocks):
        text = blocks
    first, _, rest = text.partition("\n")
    return rest if title and " ".join(first.split()) == title else text


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _plain(tree: Any) -> str:
    """Every block's text, a line each."""
    pieces: list[str] = []
    for event, element in _walk(tree):
        if event == "start":
            if element.tag in _BLOCKS:
                pieces.append("\n")
            pieces.append(re.sub(r"\s+", " ", element.text or "") if isinstance(element.tag, str) else "")
        else:
            if element.tag in _BLOCKS:
                pieces.append("\n")
            pieces.append(re.sub(r"\s+", " ", element.tail or ""))
    return whole(_paragraphs("".join(pieces)))


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    body = tree.find("body")
    yield from iterwalk(tree if body is None else body, events=("start", "end"))
