"""What flows through the house: frozen values, one noun each.

Times are whole seconds since the epoch, UTC. Languages are BCP-47 codes (``en``, ``zh-Hans``, ``zh-Hant``, ``ja``,
``ko``, or another). Countries are ISO 3166 codes; the three we follow are ``COUNTRIES``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal, TypeAlias

Grade: TypeAlias = Literal["trilateral", "bilateral", "national", "none"]
Source: TypeAlias = Literal["feed", "drop"]
Place: TypeAlias = Literal["title", "lead", "text"]

COUNTRIES: tuple[str, ...] = ("CN", "JP", "KR")
LANGUAGES: tuple[str, ...] = ("en", "zh-Hans", "zh-Hant", "ja", "ko")
GRADES: tuple[Grade, ...] = ("trilateral", "bilateral", "national", "none")
"""From the widest to none; ``GRADES.index`` orders them."""
_RECORDS = (".json", ".jsonl", ".ndjson")
"""How the names of files end that hold records: an export read back, an archive."""
_DROP = "drop:"
"""What stands before the file's name where an entry came as a file."""


# ------------------------------------------------------------------ sources


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


# ------------------------------------------------------------------ what we read in it


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that speak for a tag, and where they stand: offsets into the title, lead or text (as stored)."""

    words: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A sector or a mechanism, how strongly (0-1) and why."""

    name: str
    weight: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence quoted verbatim: ``getattr(entry, place)[start:end] == text``."""

    text: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What we understood of one entry."""

    language: str
    grade: Grade
    countries: tuple[str, ...]
    sectors: tuple[Tag, ...]
    mechanisms: tuple[Tag, ...]
    summary: tuple[Sentence, ...]
    """Up to three sentences in the order of the source; the first alone serves a headline list."""
    vector: bytes = b""
    """float32 little-endian, unit length; ``b""`` where there was nothing to embed."""
    why_grade: tuple[Evidence, ...] = ()


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
    """Where a file is all that is known of a document, its publisher is the file's name: no reader's business."""
    file = PurePath(feed.removeprefix(_DROP))
    return "" if feed.startswith(_DROP) and publisher in (file.name, file.stem) else publisher


@dataclass(frozen=True, slots=True)
class Item:
    """An entry that we have read and stored."""

    id: int
    entry: Entry
    reading: Reading
    published: int
    """The entry's date, or when we first saw it."""
    first_seen: int
    story_id: int | None = None
    sources: tuple[SourceLink, ...] = ()
    """Every place it was seen at, the first first; reprints and rewrites included."""
    pushable: bool = True
    """False for what a feed already held when we first met it: stored and found, never pushed."""
    corrected: int | None = None
    """When a number or a name of what we had told of it was last found changed."""

    @property
    def title(self) -> str:
        return self.entry.title

    @property
    def language(self) -> str:
        return self.reading.language

    @property
    def summary(self) -> str:
        """The quoted sentences as one plain text, joined the way its script joins them."""
        joint = "" if self.language.startswith(("zh", "ja")) else " "
        return joint.join(sentence.text for sentence in self.reading.summary)

    @property
    def sectors(self) -> tuple[str, ...]:
        return tuple(tag.name for tag in self.reading.sectors)

    @property
    def mechanisms(self) -> tuple[str, ...]:
        return tuple(tag.name for tag in self.reading.mechanisms)


@dataclass(frozen=True, slots=True)
class Story:
    """Items about one event, whatever their language; never empty, items in order of publication."""

    id: int
    items: tuple[Item, ...]
    lead_id: int
    """The item that speaks for the story where the reader's language does not decide."""
    grade: Grade
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    """Strongest first."""
    mechanisms: tuple[str, ...]
    follows: int | None = None
    """The earlier story that this one continues."""
    heard: tuple[str, ...] = ()
    """Of the three countries, those of whose media we read anything around that time: of the others nobody can say
    that they are silent."""

    @property
    def first_seen(self) -> int:
        return self.items[0].published

    @property
    def last_seen(self) -> int:
        return max(item.published for item in self.items)

    @property
    def corrected(self) -> int | None:
        """When what its reports had said was last found corrected."""
        return max((item.corrected for item in self.items if item.corrected is not None), default=None)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.language for item in self.items))

    @property
    def lead(self) -> Item:
        return next(item for item in self.items if item.id == self.lead_id)


# ------------------------------------------------------------------ readers and what they get


@dataclass(frozen=True, slots=True)
class Head:
    """What of a story counts: no words, no items."""

    id: int
    first_seen: int
    grade: Grade
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a subscriber is sent a digest: minutes after local midnight, weekdays a mask (1 = Monday … 64 = Sunday)."""

    zone: str = "UTC"
    minutes: tuple[int, ...] = (450,)
    weekdays: int = 127
    quiet: tuple[int, int] | None = None
    """Minutes after midnight, from and to; may cross midnight. No alert is sent between them."""
    weekly: tuple[int, int] | None = None
    """(ISO weekday 1-7, minute) of the weekly review."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a subscriber wants to read; two subscribers with equal preferences and history get the same digest."""

    language: str = "en"
    """Of the interface, and the first choice for headlines and sentences."""
    reads: tuple[str, ...] = ()
    """Further languages the reader can read; headlines in others are marked with their language."""
    sectors: tuple[str, ...] = ()
    """() = all."""
    countries: tuple[str, ...] = COUNTRIES
    grade: Grade = "bilateral"
    """The narrowest grade still wanted: trilateral = only trilateral, national = nearly all."""
    length: Literal["short", "normal", "long"] = "normal"
    format: Literal["rich", "classic"] = "rich"
    pictures: Literal["light", "dark", "off"] = "light"
    """The theme of charts."""
    empty: Literal["line", "silence"] = "line"
    """What to send when there is nothing to say."""
    alerts: bool = False
    """Push a new trilateral story about what is followed at once, outside the quiet hours."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A chat that reads us: private, group, forum topic or channel."""

    id: int
    chat_id: int
    thread_id: int
    """A forum topic's message_thread_id; 0 = none."""
    kind: Literal["private", "group", "topic", "channel"]
    preferences: Preferences
    schedule: Schedule
    state: Literal["active", "paused", "blocked", "gone", "stopped"] = "active"
    paused_until: int | None = None
    next_due: int | None = None
    created: int = 0
    title: str = ""
    settings_version: int = 0
    """Grows with every change of preferences or schedule; buttons carry it, so that old ones are known as old."""

    @property
    def subscribed(self) -> bool:
        """Digests were set up and not stopped; a pause or a block is no end."""
        return self.next_due is not None

    @property
    def known(self) -> bool:
        """Digests were set up at some time."""
        return self.subscribed or self.state == "stopped"


@dataclass(frozen=True, slots=True)
class Follow:
    """Something a subscriber wants more of, or nothing of."""

    kind: Literal["sector", "mechanism", "country", "keyword", "publisher", "story"]
    value: str
    """A sector's or mechanism's id, a country code, a keyword as written, a publisher's name, a story's id."""
    mode: Literal["follow", "mute"] = "follow"


@dataclass(frozen=True, slots=True)
class Edition:
    """One subscriber, one local date, one slot: what makes sending twice impossible."""

    subscriber_id: int
    date: str
    """The local date, ISO."""
    slot: str
    """``d0450`` = the daily slot of minute 450; ``w…`` weekly, ``a…`` alert, ``n…`` asked for now."""

    @property
    def key(self) -> str:
        return f"{self.subscriber_id}/{self.date}/{self.slot}"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a story, with the item it stands in."""

    item_id: int
    text: str
    language: str
    publisher: str
    country: str
    url: str | None


@dataclass(frozen=True, slots=True)
class DigestStory:
    """One story as this reader gets it."""

    story_id: int
    headline: str
    headline_language: str
    url: str | None
    """The lead source's link."""
    published: int
    grade: Grade
    sectors: tuple[str, ...]
    mechanisms: tuple[str, ...]
    quotes: tuple[Quote, ...]
    """In the reader's language where any source has it, else the original."""
    others: tuple[Quote, ...]
    """One sentence of each other side."""
    sources: tuple[SourceLink, ...]
    reporting: tuple[str, ...]
    """Of the three countries, those whose media report it."""
    silent: tuple[str, ...]
    """Of the countries that it is about, those whose media we read and that do not."""
    reasons: tuple[str, ...]
    """Why it is here, as keys for the texts: ``sector:ai``, ``grade:trilateral``, ``follow:tripo`` …"""
    grown_by: int = 0
    """How many reports are new since this reader last had the story; 0 = the story itself is new to them."""
    follows: int | None = None
    corrected: bool = False
    """A number or a name of what this reader was told of it is another now."""
    abroad: bool = False
    """We read the media of all three countries, and only those of other countries report it."""
    dated: int | None = None
    """Its publication, where that lies so far back that the reader must be told."""


@dataclass(frozen=True, slots=True)
class Section:
    """Stories under one sector; ``sector`` = ``top`` for what opens the digest, ``other`` where none fits."""

    sector: str
    stories: tuple[DigestStory, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """Stories chosen for one reader and one edition, in the order of reading."""

    language: str
    zone: str
    made: int
    since: int
    """Stories first seen after this."""
    sections: tuple[Section, ...]
    considered: int = 0
    """How many stories there were to choose from."""
    late: bool = False
    """True where the slot was missed and this digest makes up for it."""
    weekly: bool = False
    until: int | None = None
    """Where certain days were asked for: up to, not including."""

    @property
    def stories(self) -> tuple[DigestStory, ...]:
        return tuple(story for section in self.sections for story in section.stories)


@dataclass(frozen=True, slots=True)
class Part:
    """One Telegram message: what is sent, and what is sent instead where the server or its parser refuses it."""

    text: str
    mode: Literal["rich", "html", "plain"] = "html"
    fallback: tuple["Part", ...] = ()
    """Classic parts in place of a rich one; plain in place of html."""
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Rows of (label, callback data or URL)."""
    preview: str | None = None
    """The one link that may be previewed."""
    photo: str | None = None
    """A file to send as a picture, the text its caption."""


# ------------------------------------------------------------------ what an operator configures


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sector or mechanism, as written; its weight; what around it takes it back."""

    text: str
    weight: float = 1.0
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of cooperation, as ``sectors.toml`` describes it."""

    id: str
    emoji: str
    names: Mapping[str, str]
    """By language; all five."""
    aliases: tuple[str, ...] = ()
    """What else readers call it, in any language."""
    words: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)
    prototypes: tuple[str, ...] = ()
    """Sentences whose meaning ranks and breaks ties."""


@dataclass(frozen=True, slots=True)
class Mechanism:
    """An institution or forum, as ``mechanisms.toml`` describes it."""

    id: str
    emoji: str
    names: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    words: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)
    sectors: tuple[str, ...] = ()
    url: str | None = None
    grade: Grade | None = None
    """Counts only in items of this grade; None = in any."""
