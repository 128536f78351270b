"""The words a part is sent in: as it was made, then in its classic form, then as plain text."""

import html
import re

from bot.render.escape import Html, escape
from bot.render.split import cut
from digests.model import Part

_TAG = re.compile(r"<[^<>]*>")


def pieces(part: Part, form: int) -> tuple[Part, ...]:
    """The messages that carry ``part``: itself (form 0), or what stands in for it (form 1)."""
    if form == 0:
        return (part,)
    return part.fallback or plain(part)


def plain(part: Part) -> tuple[Part, ...]:
    """The visible text alone, within Telegram's limit, the buttons under the last: nothing is left to refuse."""
    text = part.text if part.mode == "plain" else html.unescape(_TAG.sub("", part.text))
    cuts = [html.unescape(piece) for piece in cut(Html(escape(text)))] or ["…"]
    bare = [Part(text=each, mode="plain") for each in cuts[:-1]]
    return (*bare, Part(text=cuts[-1], mode="plain", buttons=part.buttons))
