"""Messages drawn in a terminal: bold, links, quotes, and buttons as ``[1 …]``."""

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.render.legible import in_one_line, shown
from bot.render.wrap import NARROWEST, breaks, columns, indent_of

_STYLES = {
    "b": Style(bold=True),
    "strong": Style(bold=True),
    "i": Style(italic=True, dim=True),
    "em": Style(italic=True),
    "u": Style(underline=True),
    "s": Style(strike=True),
    "code": Style(color="cyan"),
    "pre": Style(color="cyan"),
    "h1": Style(bold=True),
    "h2": Style(bold=True),
    "h3": Style(bold=True),
    "summary": Style(bold=True),
    "th": Style(bold=True),
}
_BREAKS = ("p", "br", "h1", "h2", "h3", "h4", "li", "tr", "details", "summary", "hr", "footer", "table", "ul", "ol")


class Screen:
    """Draws, and remembers the buttons of the last message that has some."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._buttons: tuple[int, list[tuple[str | None, str]]] = (0, [])
        """The message, and (callback data, address) of each of its buttons."""

    def message(self, number: int, values: Mapping[str, Any], *, edited: bool) -> None:
        """A message that was sent or edited, from the call's own fields."""
        if edited:
            self._put(Text("✎", style="dim"))
        self._put(_Drawn.of(_markup(values), links=not self._console.is_terminal).text)
        rows = _rows(values.get("reply_markup"))
        if any("callback_data" in button or "url" in button for row in rows for button in row):
            self._buttons = (number, [])
            for row in rows:
                self._row([self._button(button) for button in row])
        elif rows:
            self._row([Text(f"({in_one_line(button['text'])})", style="dim") for button in rows[0]])
        self._console.print()

    def file(self, kind: str, name: str, size: int) -> None:
        """A file that was sent: ``[document my-data.json, 3 kB]``."""
        self._put(Text(f"[{kind} {in_one_line(name)}, {max(1, round(size / 1000))} kB]", style="dim"))

    def _button(self, button: Mapping[str, Any]) -> Text:
        self._buttons[1].append((button.get("callback_data"), str(button.get("url", ""))))
        address = f" {in_one_line(button['url'])}" if "url" in button else ""
        number = str(len(self._buttons[1]))
        label = f"{in_one_line(button['text'])}{address}"
        return Text(f"[{number}]" if label == number else f"[{number} {label}]", style="cyan")

    def toast(self, text: str) -> None:
        """The short notice over a chat."""
        self._put(Text(f"‹ {in_one_line(text)} ›", style="yellow"))

    @property
    def _width(self) -> int | None:
        """The columns in which lines are broken; a file or another program gets them whole."""
        width = self._console.width
        return width if self._console.is_terminal and width >= NARROWEST else None

    def _put(self, text: Text) -> None:
        """Print lines that are broken between words."""
        width = self._width
        for line in text.split("\n", allow_blank=True):
            lead = indent_of(line.plain)
            cuts = breaks(line.plain, width, width - columns(lead)) if width else []
            for number, part in enumerate(line.divide(cuts)):
                part.rstrip()
                self._console.print(Text.assemble((lead, "dim"), part) if number else part)

    def _row(self, buttons: list[Text]) -> None:
        """Print buttons beside each other, as many as there is room for."""
        line = Text()
        for button in buttons:
            if line.plain and self._width and columns(f"{line.plain}  {button.plain}") > self._width:
                self._put(line)
                line = Text()
            line = line + Text("  ") + button if line.plain else button
        self._put(line)

    @property
    def buttons(self) -> int:
        """How many there are to press."""
        return len(self._buttons[1])

    def button(self, number: int) -> tuple[int, str | None, str] | None:
        """(message, callback data, address) of button ``number``; ``None`` where there is none."""
        message, buttons = self._buttons
        return (message, *buttons[number - 1]) if 1 <= number <= len(buttons) else None


def _markup(values: Mapping[str, Any]) -> str:
    if "rich_message" in values:
        rich = values["rich_message"]
        return str((json.loads(rich) if isinstance(rich, str) else rich).get("html", ""))
    return str(values.get("text") or values.get("caption") or "")


def _rows(markup: Any) -> list[list[dict[str, Any]]]:
    if not markup:
        return []
    parsed = json.loads(markup) if isinstance(markup, str) else markup
    rows: list[list[dict[str, Any]]] = parsed.get("inline_keyboard") or parsed.get("keyboard") or []
    return rows


class _Drawn(HTMLParser):
    """Our own markup -> styled text; quotes are set off by a bar."""

    def __init__(self, *, links: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._links = links
        self._shown: set[str] = set()
        self._open: list[tuple[str, Style, str | None]] = []

    @classmethod
    def of(cls, markup: str, *, links: bool) -> "_Drawn":
        drawn = cls(links=links)
        drawn.feed(markup)
        drawn.close()
        return drawn

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _BREAKS and self.text.plain and not self.text.plain.endswith("\n"):
            self.text.append("\n")
        if tag in ("h2", "h3") and self.text.plain and not self.text.plain.endswith("\n\n"):
            self.text.append("\n")
        if tag == "cite":
            self.text.append(" — ")
        if tag in ("td", "th") and self.text.plain and not self.text.plain.endswith("\n"):
            self.text.append(" | ")
        if tag == "hr":
            self.text.append("────\n")
        if tag == "li":
            self.text.append("• ")
        if tag == "blockquote":
            self._bar()
        if tag in ("br", "hr", "img", "input"):
            return
        address = shown(values.get("href") or "") if tag == "a" else None
        style = Style(link=address, underline=True) if address else _STYLES.get(tag, Style())
        self._open.append((tag, style, address))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, _, address = self._open.pop()
            if address and self._links and address not in self._shown:
                self._shown.add(address)
                self.text.append(f" <{address}>", style="dim")
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        data = shown(data)
        style = Style.combine([Style(), *(style for _, style, _ in self._open)])
        quoted = any(name == "blockquote" for name, _, _ in self._open)
        self.text.append(data.replace("\n", "\n│ ") if quoted else data, style=style)

    def _bar(self) -> None:
        if self.text.plain and not self.text.plain.endswith("\n"):
            self.text.append("\n")
        self.text.append("│ ")
