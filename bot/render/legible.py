"""Text from outside as a terminal or a log may show it: nothing in it moves the cursor, changes colours, opens a link
under other words, or turns the order of what stands beside it.

What is shown passes here whatever printed it: the console writes only text that is safe, and what rich itself makes of
styles. What is data for a machine keeps every character, in JSON as its escapes (``digests/editions/export.py``).
"""

import re
from collections.abc import Iterable
from typing import Any, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.style import Style

from digests.printable import UNSAFE

_SIGN = "\ufffd"
"""Stands for what is not shown: that something was there is seen."""
_BREAKS = re.compile(r"\r\n|[\r\n\t\x0b\x0c\x85\u2028\u2029]+")


def shown(text: str) -> str:
    """``text`` with every character that a terminal would act on replaced; lines stay lines."""
    return UNSAFE.sub(_SIGN, text.replace("\r\n", "\n"))


def in_one_line(text: str) -> str:
    """As :func:`shown`, in one line: what comes from outside cannot make up a line of its own."""
    return UNSAFE.sub(_SIGN, _BREAKS.sub(" ", text))


class Terminal(Console):
    """A console that takes no text for markup and lets nothing dangerous out, whoever made the text."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"markup": False, "emoji": False, "highlight": False, "soft_wrap": True} | values)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else _safe(segment)


def _safe(segment: Segment) -> Segment:
    text, style, control = segment
    if style is not None and style.link is not None and UNSAFE.search(style.link):
        style = style.update_link(shown(style.link)) + Style()
    return Segment(shown(text), style, control) if UNSAFE.search(text) or style is not segment.style else segment


class Shown:
    """A stream to a terminal through which no dangerous character passes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(shown(text))


def for_people(stream: TextIO) -> TextIO | Shown:
    """``stream``, made safe where it is a terminal; a file or another program gets every byte."""
    return Shown(stream) if stream.isatty() else stream
