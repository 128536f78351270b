"""What comes in: a feed that we poll, an entry as its source gave it, a link to where it can be read."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, TypeAlias

Source: TypeAlias = Literal["feed", "drop"]
_RECORDS = (".json", ".jsonl", ".ndjson")
"""How the names of files end that hold records: an export read back, an archive."""
_LOGIN = re.compile(r"(?<=://)[^/\s?#]*@")
_DROP = "drop:"
"""The prefix of a file's name where an entry came as a file."""


def without_login(url: str) -> str:
    """The address without the name and the password that somebody wrote into it."""
    return _LOGIN.sub("***@", url)


@dataclass(frozen=True, slots=True)
class Feed:
    """A source that we poll, as the operator describes it in ``feeds.toml`` or added it later."""

    url: str
    name: str
    country: str
    """The publisher's country, ISO 3166 (``CN JP KR HK TW US GB …``), or ``XX`` for an international body."""
    language: str | None = None
    """A hint; what an item is written in is detected."""
    interval: int | None = None
    """Seconds between polls; ``None`` = adaptive from the default."""
    full_text: bool = False
    enabled: bool = True
    alternates: tuple[str, ...] = ()
    """Other addresses of the same publisher's, read in its place while it fails or is silent; the best first."""
    covers: tuple[str, ...] = ()
    """What it is a source of its own for: ids of sectors, and of the institutions of ``institutions.toml``."""
    terms: str = ""
    """On which terms the publisher gives it, as far as they were seen."""
    checked: str = ""
    """When it was last seen to answer, and by what evidence."""
    off: str = ""
    """Why the catalogue has it switched off; ``""`` where it is on."""

    @property
    def shown(self) -> str:
        """Its address as it may be shown and exported."""
        return without_login(self.url)


@dataclass(frozen=True, slots=True)
class Institution:
    """A body whose own words we want to read, as ``institutions.toml`` names it; feeds say that they cover it."""

    id: str
    name: str
    """For operators, in English."""
    country: str
    """ISO 3166, or ``XX`` for an international body."""
    without: str = ""
    """Why no feed of the catalogue covers it; ``""`` where one does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as its source gave it: decoded, markup stripped, date and link put right, nothing understood yet."""

    source: Source
    feed: str
    """The feed's URL, or ``drop:<file name>``."""
    publisher: str
    """The name shown to readers: the feed's, or the site or author a drop names."""
    country: str
    """The publisher's country, or ``XX``."""
    title: str
    lead: str = ""
    """Plain text of the source's own description; ``""`` where it has none."""
    text: str = ""
    """Plain text of the whole, paragraphs separated by a newline; ``""`` where only the lead is known."""
    url: str | None = None
    guid: str | None = None
    author: str | None = None
    published: int | None = None
    """As given, put right for zone, clamped when in the future; ``None`` = the source names no date."""
    published_raw: str | None = None
    language: str | None = None
    """What the source declares; a hint."""

    @property
    def outlet(self) -> str:
        """The publisher's name for readers; ``""`` for a dropped document that names neither site nor author."""
        return outlet_of(self.publisher, self.feed)

    @property
    def is_document(self) -> bool:
        """Whether somebody dropped it as a document of its own, not as one of many records."""
        return self.source == "drop" and not self.feed.endswith(_RECORDS)


@dataclass(frozen=True, slots=True)
class SourceLink:
    """One place where an item can be read; a reprint adds one to the item it repeats."""

    publisher: str
    country: str
    url: str | None
    feed: str
    published: int
    title: str = ""

    @property
    def outlet(self) -> str:
        """The publisher's name for readers; ``""`` for a dropped document that names neither site nor author."""
        return outlet_of(self.publisher, self.feed)

    @property
    def dropped(self) -> bool:
        """Whether it came as a file, which says nothing of who else reports."""
        return self.feed.startswith(_DROP)


def outlet_of(publisher: str, feed: str) -> str:
    """The publisher's name for readers. Where only a file's name is known of a document, that is its publisher, and is
    not shown."""
    file = PurePath(feed.removeprefix(_DROP))
    return "" if feed.startswith(_DROP) and publisher in (file.name, file.stem) else publisher
