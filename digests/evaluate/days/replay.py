"""Real days taken in as the service would have: each morning what the feeds held then, and a digest of the day before.

The clock is an argument, so that one process goes through all mornings. The digest is that of a new reader who wants
what is between the countries, twelve stories of it.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Protocol

from digests.editions.compose import compose
from digests.editions.export import item_record
from digests.evaluate.days.labels import DayItem, NewsDays, plain_url
from digests.evaluate.feeds import rss_date
from digests.intake.background import background
from digests.intake.entries import Intake
from digests.intake.joining import Joiner
from digests.intake.repeats import Repeats
from digests.model import Digest, DigestStory, Entry, Feed, Grade, Preferences, Reading, Story
from digests.sources.feeds.parse import parse_feed
from digests.sources.feeds.polling import PAUSE
from digests.store import Store, open_store
from digests.stories.clues import Clues

STORIES = 12
"""Of a digest, at most."""
_HELD = 60 * 3600
"""Seconds for which a feed holds an item."""
_DAY = 24 * 3600
_POLLED, _ASKED = 180, 300
"""Seconds after the hour of a morning at which the feeds are polled and the digest is made."""
_TOGETHER = 300
"""Items after which a pass joins what it has."""
_READER = Preferences(grade="bilateral", length="full")


class Analyser(Protocol):
    """What ``digests.intake.understanding.Reader`` does."""

    def read(self, entries: Sequence[Entry]) -> list[Reading]: ...


@dataclass(frozen=True, slots=True)
class Row:
    """What we say of one item in the end, as it is exported."""

    url: str
    title: str
    language: str
    grade: Grade
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    mechanisms: tuple[str, ...]
    story_id: int | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """Everything the parts may score."""

    rows: Mapping[str, Row]
    """Plain address -> what we say of the item; copies of another item have none."""
    digests: Mapping[int, Digest]
    """Morning -> the digest made then."""
    stories: Mapping[int, tuple[Story, ...]]
    """Morning -> the stories that it was made from."""


def replay(days: NewsDays, analyser: Analyser) -> Replayed:
    """Take in ``days`` morning by morning into a store that lives as long as this call."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "days.db")
        try:
            intake = Intake(store, analyser, Joiner(store, background=_background(analyser)), Repeats(store))
            mornings = sorted(days.mornings)
            stories = {
                morning: _morning(days, morning, store, intake, met=before is not None and morning - before < PAUSE)
                for before, morning in zip((None, *mornings), mornings, strict=False)
            }
            made = {morning: digest_of(stories[morning], morning) for morning in mornings}
            return Replayed(_rows(store, days.urls), made, stories)
        finally:
            store.close()


def digest_stories(digest: Digest) -> tuple[DigestStory, ...]:
    """The stories of all sections, in the order of reading."""
    return tuple(story for section in digest.sections for story in section.stories)


def _background(analyser: Analyser) -> Callable[[], Sequence[Clues]]:
    return cache(lambda: background(analyser))


def _morning(days: NewsDays, morning: int, store: Store, intake: Intake, *, met: bool) -> tuple[Story, ...]:
    """``met``: the feeds were read not long before; else what they hold is stored and not pushed."""
    unjoined = 0
    for entries in _documents(days.items, morning):
        unjoined += len(intake.add(entries, now=morning + _POLLED, pushable=met).added)
        if unjoined >= _TOGETHER:
            intake.join(morning + _POLLED)
            unjoined = 0
    intake.join(morning + _POLLED)
    now = morning + _ASKED
    return tuple(store.stories.published(now - _DAY, now + _DAY))


def digest_of(stories: Sequence[Story], morning: int) -> Digest:
    """What a new reader gets of ``stories`` on that morning."""
    now = morning + _ASKED
    return compose(stories, _READER, zone="UTC", now=now, since=now - _DAY, seen={}, follows=(), limit=STORIES)


def _documents(items: Sequence[DayItem], morning: int) -> Iterator[tuple[Entry, ...]]:
    """What each outlet's feed holds on that morning, read as feeds are read."""
    outlets = sorted({(item.outlet, item.country, item.language) for item in items})
    feeds = [Feed(f"https://feed.example/f{number}.xml", *outlet) for number, outlet in enumerate(outlets)]
    for feed in sorted(feeds, key=lambda feed: feed.url):
        held = [
            item
            for item in items
            if (item.outlet, item.country, item.language) == (feed.name, feed.country, feed.language)
            and morning - _HELD < item.published <= morning
        ]
        yield parse_feed(_rss(feed, held), content_type="application/xml", feed=feed, now=morning + _POLLED).entries


def _rss(feed: Feed, items: Iterable[DayItem]) -> bytes:
    latest = sorted(items, key=lambda item: item.published, reverse=True)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(feed.name)}</title><link>{feed.url}</link><description>{escape(feed.name)}</description>"
        f"{''.join(map(_rss_item, latest))}</channel></rss>"
    ).encode()


def _rss_item(item: DayItem) -> str:
    text = f"<content:encoded>{escape(item.text)}</content:encoded>" if item.text else ""
    return (
        f"<item><title>{escape(item.title)}</title><link>{escape(item.url)}</link>"
        f'<guid isPermaLink="false">{item.id}</guid><pubDate>{rss_date(item.published)}</pubDate>'
        f"<description>{escape(item.lead)}</description>{text}</item>"
    )


def _rows(store: Store, urls: frozenset[str]) -> dict[str, Row]:
    stories = {story.id: story for story in store.stories.every()}
    rows: dict[str, Row] = {}
    for item in store.items.every():
        record = item_record(item, stories.get(item.story_id or 0))
        url = plain_url(record["url"] or "")
        if url in urls:
            rows[url] = Row(
                url,
                item.title,
                item.language,
                record["grade"],
                tuple(record["countries"]),
                tuple(record["sectors"]),
                tuple(record["mechanisms"]),
                item.story_id,
            )
    return rows
