"""``make screens``: the pictures of the documents, made from the demo: the chat in a terminal, the digest in each
length and language, and the charts.

The same day is shown each time, so that a picture changes only when what it shows has changed.
"""

import asyncio
import html
import io
import re
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console

from bot.phrases.timezones import home
from bot.render.chart_panels import PALETTES
from bot.render.charts import chart
from bot.render.words import Words
from bot.service.assembly import Assembly
from bot.terminal.chat import Chat
from bot.terminal.demo import refresh_demo
from bot.terminal.screen import Screen
from config.languages import LANGUAGES
from config.samples import demo_feeds
from config.settings import load_settings
from digests.editions.trends import WEEK, WEEKS, trends
from digests.model import LENGTHS, Length, Preferences
from digests.sources.feeds.parse import parse_feed

HERE = Path(__file__).parent / "pictures"
NOON = 1_795_521_600
"""Tuesday 24 November 2026, 12:00 UTC."""
_PIECE = re.compile(r'(?P<before><text[^>]*)textLength="[^"]*"(?P<after>[^>]*)>(?P<text>[^<]*)</text>')
_COLUMN = 12.2
"""Width of a column of the library's pictures."""
_WIDTH = 116
_DIGEST_WIDTH, _DIGEST_ROWS = 88, 90
_TALKS = {
    "chat-en": ("en", ("/today",), 40),
    "chat-ko": ("ko", ("/topic 수소", "#1"), 44),
    "chat-ja": ("ja", ("/start", "/search 特許"), 36),
    "chat-settings": ("zh-Hans", ("/settings",), 40),
}
_SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: "Noto Sans Mono CJK JP", "Noto Sans CJK JP", monospace; font-size: {char_height}px;
line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>{lines}</defs>
<rect fill="#17212b" x="0" y="0" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g></svg>
"""


def main() -> None:
    """Write every picture to docs/pictures."""
    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        assembly = _archive(Path(folder))
        for name, (language, lines, rows) in _TALKS.items():
            (HERE / f"{name}.svg").write_text(_talk(assembly, language, lines, rows), encoding="utf-8")
        for language, length in product(LANGUAGES, LENGTHS):
            name = f"digest-{language}-{length}.svg"
            (HERE / name).write_text(_digest(assembly, language, length), encoding="utf-8")
        shown = trends(assembly.store.stories.heads(NOON - WEEKS * WEEK, NOON + 1), NOON)
        for language in LANGUAGES:
            words = Words(assembly.desk().text(language), assembly.catalogue)
            for theme in PALETTES:
                (HERE / f"trends-{language}-{theme}.png").write_bytes(chart(shown, words, theme))
        assembly.close()


def _archive(folder: Path) -> Assembly:
    """The demo as of noon, and parts of it as of the weeks before, so that there is a trend to see."""
    settings = load_settings(TRILATERAL_DATA_DIR=str(folder), TELEGRAM_BOT_TOKEN=None)
    assembly = Assembly(settings, clock=lambda: NOON)
    for back in range(WEEKS - 1, 0, -1):
        now = NOON - back * WEEK
        for place, (feed, document) in enumerate(demo_feeds(now)):
            entries = parse_feed(document, content_type="application/xml", feed=feed, now=now).entries
            some = [entry for number, entry in enumerate(entries) if (number + place + back) % 5 < 2]
            assembly.intake.take([replace(entry, feed=f"week:{feed.url}") for entry in some], now=now, pushable=True)
    refresh_demo(assembly, NOON)
    return assembly


def _digest(assembly: Assembly, language: str, length: Length) -> str:
    """What a reader of this language and length gets today."""
    user_id = 100 + 10 * LANGUAGES.index(language) + LENGTHS.index(length)
    subscribers = assembly.store.subscribers
    reader = subscribers.ensure(user_id, 0, "private", language, NOON, zone=home(language))
    subscribers.save_preferences(reader.id, Preferences(language=language, length=length, format="classic"))
    return _talk(assembly, language, ("/today",), _DIGEST_ROWS, user_id=user_id, width=_DIGEST_WIDTH)


def _talk(
    assembly: Assembly, language: str, lines: Sequence[str], rows: int, *, user_id: int = 0, width: int = _WIDTH
) -> str:
    """What the terminal shows when ``lines`` are typed, at most ``rows`` rows of it."""
    console = Console(record=True, width=width, force_terminal=True, highlight=False, file=io.StringIO())
    reader = user_id or 1 + LANGUAGES.index(language)
    talk = Chat(assembly.desk(), Screen(console), user_id=reader, language=language)

    async def typed() -> AsyncIterator[str]:
        for line in lines:
            console.print(f"> {line}", style="bold green")
            yield line

    asyncio.run(talk.run(typed()))
    text = console.export_svg(title="", code_format=_SVG, unique_id="t")
    return _cut(_wide(text), rows)


def _wide(svg: str) -> str:
    """Each piece of text as long as its columns: the library counts its characters, and squeezes wide ones to half."""

    def measured(found: re.Match[str]) -> str:
        length = _COLUMN * cell_len(html.unescape(found["text"]))
        return f'{found["before"]}textLength="{length:g}"{found["after"]}>{found["text"]}</text>'

    return _PIECE.sub(measured, svg)


def _cut(svg: str, rows: int) -> str:
    """The first rows of a terminal picture; the rest would be too small to read."""
    shown = [(re.search(r"t-line-(\d+)\)", line), line) for line in svg.splitlines()]
    kept = [line for found, line in shown if found is None or int(found[1]) < rows]
    height = 24.4 * min(rows, svg.count('id="t-line-')) + 50
    return re.sub(r'viewBox="0 0 ([\d.]+) [\d.]+"', rf'viewBox="0 0 \1 {height:.0f}"', "\n".join(kept))


if __name__ == "__main__":
    main()
