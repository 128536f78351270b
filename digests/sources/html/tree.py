"""A page as a tree of elements: its characters and line breaks put right, and the words that it shows."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html
from lxml.etree import ParserError, iterwalk

from digests.language.whole import whole
from digests.sources.text.breaks import flowed, flowed_pieces

_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "div", "section", "tr", "dd", "dt", "pre", "br")
_INLINE = (
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
)  # fmt: skip
"""Elements that stand within a line; every other one ends it."""
_VERBATIM = ("pre", "script", "style", "textarea")
"""Elements whose line breaks are their own."""


def tree_of(html: bytes | str) -> Any:
    if isinstance(html, str):  # lxml refuses a str that declares an encoding
        html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
    try:
        return lxml_html.document_fromstring(html)
    except (ParserError, ValueError):
        return None


def settle(tree: Any) -> None:
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


def is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", "")


def drop_readings(tree: Any) -> None:
    for element in list(tree.iter("rt", "rp", "rtc", "script", "style", "noscript", "template")):
        if element.getparent() is not None:
            element.drop_tree()


def one_line(element: Any) -> str:
    kept = element.xpath(".//text()[not(ancestor::rt or ancestor::rp or ancestor::script)] | .//br")
    said = flowed("".join(one if isinstance(one, str) else "\n" for one in kept))
    return whole(re.sub(r"\s+", " ", said).strip())


def shown_text(tree: Any) -> str:
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
    return whole(paragraphs("".join(pieces)))


def paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    body = tree.find("body")
    yield from iterwalk(tree if body is None else body, events=("start", "end"))
