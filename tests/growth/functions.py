"""Every parser and every function over text, under one name each: what the growth tests time and the fuzz run feeds."""

import io
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from rich.console import Console

from bot.desk.keyboards import Forged, Keyboards
from bot.phrases import languages, pausing, timetable, timezones
from bot.render import escape, split
from bot.terminal import screen
from digests.errors import TrilateralError
from digests.language import detect, fold, query, segment, snippets, tokens
from digests.model import Entry, Feed, Schedule
from digests.sources.dates import forms
from digests.sources.drops import documents
from digests.sources.drops.names import file_name, shown_name
from digests.sources.feeds import opml, parse, prolog
from digests.sources.text import charset, edges, heading, links, markup, plain_text, unwrap
from digests.stories import corrections, duplicates, identity, numbers, sounds
from digests.stories import places as names_of_places
from digests.summaries import cut, furniture, summary
from digests.tagging import lexicon
from digests.versions import echoes, revisions, shared_lines, wrappings

NOW = 1_795_521_600
_FEED = Feed("https://news.example/rss", "News", "JP")


def entry(text: str) -> Entry:
    return Entry("feed", _FEED.url, "News", "JP", text[:500] or "-", text, text, url="https://news.example/1")


def as_rss(text: str) -> bytes:
    """A feed of one item that says it everywhere, markup and all."""
    head = "".join(f"<{name}>{text[:300]}</{name}>" for name in ("title", "link", "guid", "pubDate", "author"))
    item = f"<item>{head}<description>{text}</description></item>"
    return f"<rss version='2.0'><channel><title>t</title>{item}</channel></rss>".encode("utf-8", "replace")


def _parse(body: bytes) -> object:
    return parse.parse_feed(body, content_type=None, feed=_FEED, now=NOW)


def _dropped(name: str) -> Callable[[bytes], object]:
    return lambda data: documents.read_document(name, data)


PARSERS: Mapping[str, Callable[[bytes], object]] = {
    "feed": _parse,
    "opml": opml.read,
    "charset": charset.decode,
    **{f"drop {name}": _dropped(f"a.{name}") for name in ("txt", "md", "html", "eml", "json", "jsonl", "docx", "pdf")},
}
"""Bytes in; what they refuse, they refuse with an error of ours."""

LINEAR: Mapping[str, Callable[[str], object]] = {
    "markup": markup.plain,
    "links": lambda text: links.clean("https://a.example/" + text),
    "prolog": prolog.prepare,
    "edges": edges.trimmed,
    "unwrap": unwrap.unwrap,
    "heading": lambda text: heading.read_heading(text, "en"),
    "markdown": plain_text.unmarked,
    "date": lambda text: forms.read(text, "JP", date(2026, 11, 28)),
    "title": lambda text: (identity.core_title(text), identity.is_marked(text)),
    "keys": lambda text: identity.keys(entry(text)),
    "names": lambda text: (file_name(text), shown_name(text)),
    "detect": detect.detect,
    "fold": fold.fold,
    "fold with offsets": fold.folded_with_offsets,
    "sentences en": lambda text: segment.sentences(text, "en"),
    "sentences ja": lambda text: segment.sentences(text, "ja"),
    "sentences ko": lambda text: segment.sentences(text, "ko"),
    "tokens": lambda text: (list(tokens.index_tokens(text)), list(tokens.part_tokens(text))),
    "snippet": lambda text: snippets.snippet([text], [snippets.Wanted("china"), snippets.Wanted("中")]),
    "numbers": numbers.numbers_in,
    "prose": lambda text: (furniture.prose(text, "en"), furniture.prose(text, "ja")),
    "fragments": lambda text: furniture.fragments(text, "en"),
    "summary": lambda text: summary.summarise(entry(text), "en"),
    "imprint": lambda text: (duplicates.imprint(entry(text), "en"), duplicates.imprint(entry(text), "ja")),
    "passage": lambda text: lexicon.Passage.of("text", text),
    "places": names_of_places.places,
    "sounds": lambda text: (sounds.plain_han(text), sounds.sound_of_hangul(text), sounds.sound_of_latin(text)),
    "corrections": lambda text: corrections.changes([text], [text[1:]]),
    "lines of a feed": lambda text: shared_lines.Habits().learnt([entry(text)] * 3).without(entry(text)),
    "wrappings": lambda text: wrappings.beheaded(text, lambda mark: True),
    "echoes": lambda text: echoes.without_echoes(replace(entry(text), lead=text)),
    "cut": cut.cut_of,
    "essence": lambda text: revisions.essence(entry(text), "en"),
    "escape": lambda text: (escape.escape(text), escape.shortened(text, 300), escape.length(escape.escape(text))),
    "split": lambda text: list(split.cut(escape.escape(text), max_units=500)),
}
"""Text in, of any length; their work grows like it."""

PHRASES: Mapping[str, Callable[[str], object]] = {
    "query": lambda text: query.parse_query(text, NOW),
    "timetable": lambda text: timetable.read_schedule(text, Schedule()),
    "pause": lambda text: pausing.read_pause(text, NOW, "Asia/Tokyo", "en"),
    "timezone": lambda text: timezones.search(text, now=NOW),
    "callback": lambda text: _pressed(text),
    "terminal": lambda text: _drawn(text),
    "languages": lambda text: languages.meant(text, {}),
}
"""What a reader types: never longer than a message."""


def _drawn(text: str) -> None:
    message = {"text": escape.escape(text[:4000]), "parse_mode": "HTML"}
    screen.Screen(Console(file=io.StringIO())).message(1, message, edited=False)


def _pressed(data: str) -> object:
    with suppress(Forged):
        return Keyboards(b"secret").read(data)
    return None


def refused(act: Callable[[], object]) -> None:
    """Runs it; an error of ours is an answer."""
    with suppress(TrilateralError):
        act()


def as_records(text: str) -> bytes:
    return json.dumps([{"title": text, "text": text, "published": text[:40], "url": text[:200]}]).encode()


def as_json_feed(text: str) -> bytes:
    item = {"id": text, "title": text, "content_html": text, "date_published": text[:60], "url": text[:300]}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": text, "items": [item]}).encode()
