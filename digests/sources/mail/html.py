"""The page that a message carries -> its words, without what it quotes."""

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from digests.sources.html.article import article, blocks
from digests.sources.mail.forwarded import find_forwarded, is_label

_QUOTED = (
    "//blockquote[@type='cite'] | //div[contains(concat(' ', @class, ' '), ' gmail_quote ')] | "
    "//div[@id='appendonsend']/following-sibling::* | //div[contains(@class, 'moz-cite-prefix')] | "
    "//div[contains(@class, 'yahoo_quoted')] | //div[contains(@class, 'gmail_quote_container')]"
)
"""How mail programs mark what they quote."""
_NEARLY_ALL = 0.2
"""The least share of a page that its own words make; below it, what is quoted is the text."""
_ENOUGH = 0.3
"""Share of a letter that is found when it is read as an article's page; a short one is laid out in a table."""


def words_of_page(page: str, *, reply: bool) -> str:
    """The words of a letter in HTML, a blank line between paragraphs. A forwarded message keeps its header lines, one
    below the other: who takes it apart needs them."""
    shown = blocks(page)
    if find_forwarded(shown) is not None:
        lines = shown.split("\n")
        return "".join(
            line + ("\n" if is_label(line) and is_label(following) else "\n\n")
            for line, following in zip(lines, [*lines[1:], ""], strict=True)
        )
    kept = _unquoted(page) if reply else page
    text, whole = article(kept, None).text, blocks(kept)
    return (text if len(text) >= _ENOUGH * len(whole) else whole).replace("\n", "\n\n")


def _unquoted(page: str) -> str:
    try:
        tree: Any = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except (etree.ParserError, ValueError):
        return page
    before = len("".join(tree.itertext()).strip())
    for element in tree.xpath(_QUOTED):
        if element.getparent() is not None:
            element.drop_tree()
    own = len("".join(tree.itertext()).strip())
    return lxml_html.tostring(tree, encoding="unicode") if own >= _NEARLY_ALL * before else page
