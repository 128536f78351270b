"""The one place where text from outside becomes HTML that Telegram accepts, and where its length is measured.

A plain ``str`` is text and is escaped; :class:`Html` is markup that was made here and is kept. Everything that is
sent is built with these functions, so no title can open a tag and no sentence of ours can break one.
"""

import html
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import regex


class Html(str):
    """Markup made by this module: never escaped a second time."""

    __slots__ = ()


_DROPPED = re.compile("[\r\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
"""Left out: line separators and bidirectional controls, which Telegram's servers strip themselves (an unclosed one
would turn the rest of the message round), and what is no character at all."""
_SPACED = re.compile("[\x00-\x08\x0b-\x1f\x7f\t]")
"""Control characters: Telegram's servers send a space for each."""

_TAG = re.compile(r"<(/?)([a-z]++)[^<>]*>")
_FOUND_BY_TELEGRAM = re.compile(
    r"(?<![\w/])/[a-zA-Z0-9_]{1,64}|(?<!\w)[@#$]\w+|(?<![a-zA-Z])[a-zA-Z]{2,10}://\S+"
    r"|(?<![\w@.-])[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}|(?<!\S)[^\s@]+@\S"
)
"""What Telegram makes entities of by itself: commands, mentions, tags, addresses. A generous guess: too many counted
means a part that could have held one story more. Each begins only where a word does, so that the search is linear."""


def clean(text: str) -> str:
    """``text`` as a reader will see it: the same, without what Telegram takes out or turns to spaces."""
    return _SPACED.sub(" ", _DROPPED.sub("", text))


def escape(text: str) -> Html:
    """Text -> markup; what is markup already stays as it is."""
    if isinstance(text, Html):
        return text
    return Html(clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def joined(separator: str, parts: "list[Html] | tuple[Html, ...] | list[str]") -> Html:
    """The parts that are not empty, each escaped where it is text."""
    return Html(escape(separator).join(escape(part) for part in parts if part))


def lines(*parts: str) -> Html:
    """The parts that are not empty, each on its own line."""
    return joined("\n", list(parts))


def paragraphs(*parts: str) -> Html:
    """The parts that are not empty, a blank line between them."""
    return joined("\n\n", list(parts))


def bold(text: str) -> Html:
    return _in("b", text)


def italic(text: str) -> Html:
    return _in("i", text)


def code(text: str) -> Html:
    return _in("code", text)


def quote(text: str) -> Html:
    return _in("blockquote", text)


def block(tag: str, text: str) -> Html:
    """A block of a rich message (``h2``, ``p``, ``td`` …); nothing where there is no text."""
    return _in(tag, text)


def details(summary: str, content: str) -> Html:
    """A rich message's block that shows ``summary`` and unfolds ``content`` at a tap."""
    inner = escape(content)
    return Html(f"<details>{_in('summary', summary)}{inner}</details>") if inner.strip() else Html("")


def cited(text: str, source: str) -> Html:
    """A quote of a rich message with whom it is from under it."""
    return Html(f"<blockquote>{escape(text)}{_in('cite', source)}</blockquote>")


def moment(epoch: int, text: str) -> Html:
    """A date and time that Telegram shows in the reader's own zone; ``text`` where it cannot."""
    return Html(f'<tg-time unix="{epoch}" format="dt">{escape(text)}</tg-time>')


def table(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Html:
    """A rich message's table; the first column names, the others count."""
    head = "".join(_in("th", cell) for cell in header)
    body = "".join(f"<tr>{''.join(_cell(place, cell) for place, cell in enumerate(row))}</tr>" for row in rows)
    return Html(f"<table bordered striped>{_in('caption', caption)}<tr>{head}</tr>{body}</table>")


def _cell(place: int, text: str) -> str:
    return f'<td align="{"right" if place else "left"}">{escape(text) or "&nbsp;"}</td>'


def folded(text: str) -> Html:
    """A quote that shows three lines and unfolds at a tap."""
    inner = escape(text)
    return Html(f"<blockquote expandable>{inner}</blockquote>") if inner.strip() else Html("")


def link(url: str | None, label: str) -> Html:
    """A link where ``url`` is one that Telegram would open, else the label alone."""
    label = escape(label)
    if url is None or not label.strip() or not is_web(url):
        return label
    return Html(f'<a href="{html.escape(clean(url), quote=True)}">{label}</a>')


def is_web(url: str) -> bool:
    """True for an http(s) address with a host and no blank in it: others Telegram drops without a word."""
    if not url.lower().startswith(("http://", "https://")) or re.search(r"\s", url):
        return False
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _in(tag: str, text: str) -> Html:
    inner = escape(text)
    return Html(f"<{tag}>{inner}</{tag}>") if inner.strip() else inner


# ------------------------------------------------------------------ measures


def visible(markup: str) -> str:
    """Markup -> the text that remains when Telegram has parsed it."""
    return html.unescape(_TAG.sub("", markup))


def units(text: str) -> int:
    """The length of plain text as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def length(markup: str) -> int:
    """The length of markup as Telegram counts it: UTF-16 code units of the visible text."""
    return units(visible(markup))


def entities(markup: str) -> int:
    """How many entities a message has at most: our tags, and what Telegram finds by itself in the text."""
    ours = sum(1 for match in _TAG.finditer(markup) if not match.group(1))
    return ours + len(_FOUND_BY_TELEGRAM.findall(visible(markup)))


def graphemes(text: str) -> list[str]:
    """What a reader takes for one character each: an emoji with its modifiers, a letter with its marks."""
    return regex.findall(r"\X", text)


def shortened(text: str, limit: int) -> str:
    """Plain text of at most ``limit`` UTF-16 units, cut between graphemes, with an ellipsis where it was cut."""
    text = clean(text)
    if units(text) <= limit:
        return text
    kept: list[str] = []
    room = limit - 1
    for grapheme in graphemes(text):
        room -= units(grapheme)
        if room < 0:
            break
        kept.append(grapheme)
    return "".join(kept).rstrip() + "…"
