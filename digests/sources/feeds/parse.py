"""Bytes -> entries; the only home of feedparser.

feedparser reads the structure alone, with its own sanitising and link resolving switched off (its sanitiser takes 15 s
for 240 KB of ``<!--``); dates, links and markup are read by their own rooms. ``bozo`` is a remark, never a verdict.
"""

import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any
from xml.sax import SAXParseException

import feedparser

from digests.errors import ParseError
from digests.model import Entry, Feed
from digests.sources.dates.calendar import Calendar
from digests.sources.feeds import jsonfeed, plain_rss, sitemap
from digests.sources.feeds.making import make_entry
from digests.sources.feeds.prolog import prepare
from digests.sources.text.charset import Decoded, decode
from digests.sources.text.links import clean
from digests.sources.text.markup import line, paragraphs, plain, untagged

_log = logging.getLogger(__name__)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATED = (
    "published", "created", "updated", "dc_date", "date", "pubdate", "pubtime", "pub_time", "publishtime",
    "publish_time", "publishdate", "publish_date", "docpubtime", "releasetime", "releasedate", "createtime",
    "createdate", "ctime", "time",
)  # fmt: skip
"""Under which names an item says when it was published; the later ones are those of Chinese sites."""
_PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000, "yearly": 31536000}
_EXTENSION = re.compile(
    r"</?(?!(?:rdf|content|dc|atom|atom10|a10|media|feedburner|sy|rss|xhtml):)[A-Za-z]\w*:[^<>]*>|&#\w{6,};"
)
_STUMBLES = (TypeError, KeyError, ValueError, AttributeError, IndexError, OverflowError)
"""What feedparser's readers of extensions (georss, gml …) raise on markup that is cut short, and its lenient parser on
references to no character."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What one document says."""

    title: str
    language: str | None
    encoding: str
    """Python's name of the encoding that gave the text."""
    ttl: int | None
    """Seconds between polls that the feed asks for (``<ttl>``, ``sy:updatePeriod``)."""
    skip_hours: frozenset[int]
    """Hours of the day, UTC, 0-23."""
    skip_days: frozenset[int]
    """ISO weekdays, 1 = Monday … 7 = Sunday."""
    link: str | None
    """The site's address."""
    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()
    """What was wrong and read all the same, for the operator."""


def parse_feed(body: bytes, *, content_type: str | None, feed: Feed, now: int) -> ParsedFeed:
    """Read RSS, RDF, Atom, JSON Feed or a news sitemap.

    Raises:
        ParseError: the bytes hold no feed (an HTML page, nothing, another format).
    """
    if not body.strip():
        raise ParseError(feed.url, "is empty")
    decoded = decode(body, content_type=content_type, language=feed.language, country=feed.country)
    if decoded.text.lstrip().startswith("{"):
        return _from_json(decoded, feed, now)
    text, refused = prepare(decoded.text)
    if sitemap.kind_of(text):
        return _from_sitemap(text, decoded, refused, feed, now)
    result = _structure(text, feed.url)
    if not result.entries and not result.get("version"):
        raise ParseError(feed.url, *_no_feed(decoded.text, result))
    if not result.entries and isinstance(result.get("bozo_exception"), SAXParseException):
        raise ParseError(feed.url, f"holds no item before it breaks off: {result.bozo_exception}", "try again later")
    head = result.feed
    raws = [_raw_date(entry) for entry in result.entries]
    calendar = Calendar.of(feed.country, now, raws)
    entries = tuple(
        _entry(entry, raw, feed, calendar, _language(head)) for entry, raw in zip(result.entries, raws, strict=True)
    )
    return ParsedFeed(
        title=line(_text(head, "title")),
        language=_language(head),
        encoding=decoded.encoding,
        ttl=_ttl(head),
        skip_hours=frozenset(_skipped_hours(text)),
        skip_days=frozenset(_skipped_days(text)),
        link=clean(_text(head, "link"), feed.url),
        entries=entries,
        problems=(*decoded.problems, *refused, *_problems(result, calendar), *_passed_over(entries)),
    )


def parse_job(body: bytes, content_type: str | None, feed: Feed, now: int) -> ParsedFeed:
    """``parse_feed`` as it is called in a worker."""
    return parse_feed(body, content_type=content_type, feed=feed, now=now)


def ready(module: str) -> None:
    """Import in a worker what its next job needs, the parser for one, before a document's time begins."""
    import_module(module)


def _structure(text: str, url: str) -> Any:
    """The document under feedparser's names; read by lxml where that gives the same for a twentieth of the time."""
    quick = plain_rss.read(text)
    if quick is not None:
        return feedparser.FeedParserDict(version="rss20", feed=quick.feed, entries=quick.entries)
    try:
        return _by_feedparser(text)
    except _STUMBLES as error:
        _log.info("%s: feedparser stumbled over an extension: %r", url, error)
    try:
        return _by_feedparser(_EXTENSION.sub("", text))
    except _STUMBLES as error:
        raise ParseError(url, f"cannot be read: {error!r}") from error


def _by_feedparser(text: str) -> Any:
    return feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},  # no base: ``links`` resolves, and mends
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _from_json(decoded: Decoded, feed: Feed, now: int) -> ParsedFeed:
    document = jsonfeed.read(decoded.text, feed.url)
    calendar = Calendar.of(feed.country, now, (item.date for item in document.items))
    entries = tuple(
        make_entry(
            feed, calendar, title=untagged(item.title), summary=plain(item.summary),
            content=plain(item.html) or paragraphs(item.text), link=item.url, guid=item.id,
            author=item.author, raw=item.date, language=item.language or document.language, base=feed.url,
        )
        for item in document.items
    )  # fmt: skip
    return ParsedFeed(
        title=untagged(document.title), language=document.language, encoding=decoded.encoding, ttl=None,
        skip_hours=frozenset(), skip_days=frozenset(), link=clean(document.link, feed.url), entries=entries,
        problems=(*decoded.problems, *_passed_over(entries)),
    )  # fmt: skip


def _from_sitemap(text: str, decoded: Decoded, refused: Sequence[str], feed: Feed, now: int) -> ParsedFeed:
    """Where a sitemap serves several papers, each article is its own paper's."""
    document = sitemap.read(text, feed.url)
    calendar = Calendar.of(feed.country, now, (item.date for item in document.items))
    entries = tuple(
        make_entry(
            feed if item.publication in ("", document.title) else replace(feed, name=untagged(item.publication)),
            calendar, title=line(item.title), summary="", content="", link=item.url, guid=None, author=None,
            raw=item.date, language=item.language or document.language, base=feed.url,
        )
        for item in document.items
    )  # fmt: skip
    return ParsedFeed(
        title=line(document.title), language=document.language, encoding=decoded.encoding, ttl=None,
        skip_hours=frozenset(), skip_days=frozenset(), link=None, entries=entries,
        problems=(*decoded.problems, *refused, *document.problems, *_passed_over(entries)),
    )  # fmt: skip


def _entry(source: Mapping[str, Any], raw: str | None, feed: Feed, calendar: Calendar, language: str | None) -> Entry:
    return make_entry(
        feed,
        calendar,
        title=line(_text(source, "title")),
        summary=plain(_text(source, "summary")),
        content=plain(max((_text(part, "value") for part in _parts(source, "content")), key=len, default="")),
        link=_link(source),
        guid=_text(source, "id") or None,
        author=_text(source, "author") or None,
        raw=raw,
        language=_text(source, "dc_language") or language,
        base=feed.url,
    )


def _text(source: Mapping[str, Any], name: str) -> str:
    """``dict.get``: feedparser's own mapping answers for other names too."""
    value = dict.get(source, name) if isinstance(source, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _parts(source: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    value = dict.get(source, name) if isinstance(source, dict) else None
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _raw_date(source: Mapping[str, Any]) -> str | None:
    """The first that says when; a field that holds ``null`` or a row of noughts is passed over for the next."""
    said = [text for name in _DATED if (text := _text(source, name))]
    return next((text for text in said if re.search("[1-9一二三四五六七八九１-９]", text)), said[0] if said else None)


def _link(source: Mapping[str, Any]) -> str | None:
    """The article's own address before a redirector's, an alternate before any other, a permalink guid at last."""
    if original := _text(source, "feedburner_origlink"):
        return original
    if link := _text(source, "link"):
        return link
    links = sorted(_parts(source, "links"), key=lambda part: _text(part, "rel") not in ("", "alternate"))
    chosen = next((href for part in links if (href := _text(part, "href"))), "")
    guid = _text(source, "id")
    return chosen or (guid if re.match(r"(?:https?:)?//|www\d?\.", guid) else None)


def _language(head: Mapping[str, Any]) -> str | None:
    code = _text(head, "language") or _text(head, "dc_language")
    return code if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", code) else None


def _ttl(head: Mapping[str, Any]) -> int | None:
    minutes = _text(head, "ttl")
    if minutes.isdecimal() and 0 < int(minutes) <= 525600:
        return int(minutes) * 60
    period = _PERIODS.get(_text(head, "sy_updateperiod").lower())
    times = _text(head, "sy_updatefrequency")
    return period // max(int(times) if times.isdecimal() and len(times) < 5 else 1, 1) if period else None


def _skipped_hours(text: str) -> Iterator[int]:
    block = re.search(r"<skipHours>(.{0,1500}?)</skipHours>", text, re.S | re.I)
    for hour in re.findall(r"<hour>\s*(\d{1,2})\s*</hour>", block[1] if block else "", re.I):
        if int(hour) <= 24:
            yield int(hour) % 24


def _skipped_days(text: str) -> Iterator[int]:
    block = re.search(r"<skipDays>(.{0,2000}?)</skipDays>", text, re.S | re.I)
    for day in re.findall(r"<day>\s*(\w+)\s*</day>", block[1] if block else "", re.I):
        if day.lower() in _DAYS:
            yield _DAYS.index(day.lower()) + 1


def _no_feed(text: str, result: Mapping[str, Any]) -> tuple[str, str]:
    if re.search(r"<html[\s>]|<!doctype html", text[:5000], re.I):
        return "is an HTML page, not a feed", "look for the site's feed address"
    return f"holds no feed: {result.get('bozo_exception') or 'no known format'}", ""


def _passed_over(entries: Sequence[Entry]) -> Iterator[str]:
    """What the intake will not take (``Entry.title`` is empty)."""
    if count := sum(not entry.title for entry in entries):
        yield f"{count} items hold nothing to read and are passed over"


def _problems(result: Mapping[str, Any], calendar: Calendar) -> Iterator[str]:
    if result.get("bozo"):
        yield f"not well-formed: {result.get('bozo_exception')}"
    if calendar.gmt_is_local:
        yield "labels local time as GMT"
