"""What is never an article's text, taken out of its page: captions, menus, forms, boxes for sharing, layout tables."""

import re
from typing import Any

from digests.sources.html.tree import is_hidden

_GONE = (
    "script", "style", "noscript", "template", "iframe", "figure", "figcaption", "nav", "footer", "aside", "form",
    "button", "rt", "rp", "rtc", "svg", "video", "audio", "dialog", "select", "object", "map", "del",
)  # fmt: skip
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav|gnb|lnb|menu|breadcrumbs?|path|cookies?|banner|share|sharing|social|sns|related|rel|recommend\w*|"
    r"ranking|popular|subscribe|subscription|newsletter|comments?|reply|advert\w*|ads?|promo|sidebar|footer|copyright|"
    r"captions?|credits?|author-?(?:bio|box|info)|profile|reporter|tags?|pagination|pager|skip|hidden|sr-only|print|"
    r"toolbar|tools?|counter|views?|translate)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CELL = 60
"""Characters in one cell; a table with such a cell lays out a page, one without holds figures."""
_MAIN = 0.5
"""Share of a page's text: an element that holds more is the page itself, whatever its name (a form around
everything)."""


def drop_furniture(tree: Any) -> None:
    """Take out what is never the article's text: captions, menus, forms, boxes that are named for sharing."""
    most = _MAIN * len(tree.text_content())
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "head", "body", "main", "article"):
            continue
        named = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
        hidden = is_hidden(element)
        holds_title = next(element.iter("h1"), None) is not None
        gone = element.tag in _GONE or hidden or (bool(_NAMED.search(named)) and not holds_title)
        if gone and element.getparent() is not None and len(element.text_content()) <= most:
            element.drop_tree()


def unfold_layout(tree: Any) -> None:
    """Tables that lay out a page become plain blocks; those that hold figures are taken out."""
    for table in list(tree.iter("table")):
        cells = [len("".join(cell.itertext()).strip()) for cell in table.iter("td", "th")]
        if max(cells, default=0) < _CELL:
            if table.getparent() is not None:
                table.drop_tree()
            continue
        for element in table.iter("table", "tbody", "thead", "tr", "td", "th"):
            element.tag = "div"
