"""HTML -> plain text and what the page says of itself: one article a page, its furniture left out.

Serves dropped pages and full-text fetching alike. Nothing here touches the network or the disk, and no markup is kept.
"""

import re
from typing import Any

import trafilatura
from trafilatura.settings import Document

from digests.sources.html.furniture import drop_furniture, unfold_layout
from digests.sources.html.metadata import metadata_of, title_of
from digests.sources.html.tree import drop_readings, is_hidden, paragraphs, settle, shown_text, tree_of
from digests.sources.text.edges import trimmed
from digests.sources.text.extracted import Extracted
from digests.sources.text.heading import Heading, find_date, is_text, read_heading, undated

_AROUND = 10
"""Lines from the title on in which a page shows who wrote it and when."""
_SHORT = 200
"""Characters; where trafilatura finds less, the page's own blocks are compared."""
_UTC = re.compile(r"Z$|[+-]\d\d:?\d\d$")


def article(html: bytes | str, url: str | None) -> Extracted:
    """The article of a page. ``text`` is ``""`` where there is none. Never raises for what the page holds."""
    tree = tree_of(html)
    if tree is None:
        return Extracted(None, None, None, "", None, url)
    settle(tree)
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip() or None
    said = metadata_of(tree)
    title = title_of(tree) or said.title
    drop_readings(tree)
    visible = _visible(tree, title, language)
    drop_furniture(tree)
    unfold_layout(tree)
    text = undated(trimmed(_text(tree, title)), _usual(language))
    date = find_date(said.date, _calendar(said.date, language)) if said.date else None
    published, raw = date or (visible.published, visible.published_raw)
    return Extracted(
        title, said.author or visible.author, published, text, language, url or said.url, said.date if date else raw
    )


def blocks(html: str) -> str:
    """Every word that a page shows, a line each block: nothing is taken for furniture. ``""`` where there is none."""
    tree = tree_of(html)
    if tree is None:
        return ""
    settle(tree)
    drop_readings(tree)
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and is_hidden(element) and element.getparent() is not None:
            element.drop_tree()
    return shown_text(tree)


def _text(tree: Any, title: str | None) -> str:
    blocks = shown_text(tree)
    found = trafilatura.bare_extraction(
        tree, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
    )
    text = paragraphs(found.text or "") if isinstance(found, Document) else ""
    if len(text) < _SHORT and len(text) * 2 < len(blocks):
        text = blocks
    first, _, rest = text.partition("\n")
    return rest if title and " ".join(first.split()) == title else text


def _visible(tree: Any, title: str | None, language: str | None) -> Heading:
    """Byline and day as they stand in the lines around the title."""
    lines = shown_text(tree).split("\n")
    start = next((number for number, line in enumerate(lines) if title and title in " ".join(line.split())), 0)
    around = [line[:300] for line in lines[start : start + _AROUND] if not is_text(line)]
    return read_heading("\n".join(around), _usual(language))


def _calendar(date: str, language: str | None) -> str:
    """A date of a page's data that names its zone needs no language's."""
    return "en" if _UTC.search(date) else _usual(language)


def _usual(language: str | None) -> str:
    tag = (language or "en").lower()
    if tag.startswith("zh"):
        return "zh-Hant" if re.search("hant|tw|hk|mo", tag) else "zh-Hans"
    return tag[:2]
