"""HTML -> plain text and what the page says of itself: one article a page, its furniture left out.

Serves dropped pages and full-text fetching alike. Nothing here touches the network or the disk.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import trafilatura
from lxml import html as lxml_html
from lxml.etree import ParserError
from trafilatura.settings import Document

from digests.sources.heading import find_date

_GONE = (
    "script", "style", "noscript", "template", "iframe", "figure", "figcaption", "nav", "header", "footer", "aside",
    "form", "button", "rt", "rp", "rtc", "svg", "video", "audio", "dialog", "select", "table",
)  # fmt: skip
_BLOCKS = "p|h1|h2|h3|h4|h5|h6|li|blockquote|div|section|article|td|dd|dt|pre|br"
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|breadcrumbs?|path|cookie|banner|share|social|sns|related|recommend\w*|ranking|"
    r"subscribe|newsletter|comments?|advert\w*|ads?|promo|sidebar|footer|copyright|caption|credit|byline|"
    r"author-?(?:bio|box|info)|profile|tags?|pagination|pager|skip|hidden|print|tool(?:bar|s)?)(?:$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document's text (paragraphs separated by a newline) and what it says of itself; ``None`` = it does not."""

    title: str | None
    author: str | None
    published: int | None
    text: str
    language: str | None
    url: str | None
    published_raw: str | None = None


def article(html: bytes | str, url: str | None) -> Extracted:
    """The article of a page. ``text`` is ``""`` where there is none. Never raises for what the page holds."""
    tree = _tree(html)
    if tree is None:
        return Extracted(None, None, None, "", None, url)
    language = tree.get("lang")
    title = _title(tree)
    _drop_furniture(tree)
    found = trafilatura.bare_extraction(
        tree, url=url, favor_precision=True, include_comments=False, include_tables=False, with_metadata=True
    )
    fields = found.as_dict() if isinstance(found, Document) else {}
    text = _paragraphs(fields.get("text") or "") or _plain(tree)
    raw = fields.get("date")
    return Extracted(
        title or fields.get("title"), fields.get("author"), _epoch(raw), text, language, fields.get("url") or url, raw
    )


def _tree(html: bytes | str) -> lxml_html.HtmlElement | None:
    if isinstance(html, str):  # lxml refuses a str that declares an encoding
        html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
    try:
        return lxml_html.document_fromstring(html)
    except (ParserError, ValueError):
        return None


def _title(tree: lxml_html.HtmlElement) -> str | None:
    for path in ("//h1", "//meta[@property='og:title']/@content", "//title"):
        found = tree.xpath(path)
        if len(found) == 1 or (found and path != "//h1"):
            text = found[0] if isinstance(found[0], str) else found[0].text_content()
            text = re.sub(r"\s+", " ", text).strip()
            if text:
                return str(text)
    return None


def _drop_furniture(tree: lxml_html.HtmlElement) -> None:
    """Take out what is never the article's text: ruby readings, captions, menus, forms, boxes named for sharing."""
    for element in list(tree.iter()):
        if (
            not isinstance(element.tag, str)
            or element.getparent() is None
            or element.tag in ("body", "main", "article")
        ):
            continue
        named = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
        if element.tag in _GONE or _FURNITURE.search(named):
            element.drop_tree()


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _plain(tree: lxml_html.HtmlElement) -> str:
    """Every block's text, where no article could be told from the rest."""
    for block in tree.iter(*_BLOCKS.split("|")):
        block.tail = "\n" + (block.tail or "")
    return _paragraphs(str(tree.text_content()))


def _epoch(date: str | None) -> int | None:
    if not date:
        return None
    try:
        return int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())
    except ValueError:
        found = find_date(date, "en")
        return found[0] if found else None
