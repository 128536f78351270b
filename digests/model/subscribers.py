"""A subscriber: a chat that reads us, with what it wants to read, and when."""

from dataclasses import dataclass
from typing import Literal

from digests.model.codes import COUNTRIES, Grade, Length


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
    length: Length = "normal"
    format: Literal["rich", "classic"] = "rich"
    pictures: Literal["light", "dark", "off"] = "light"
    """The theme of charts."""
    gloss: bool = True
    """Tell under a headline that the reader cannot read what it mentions."""
    empty: Literal["line", "silence"] = "line"
    """What to send when there is nothing to say."""
    alerts: bool = False
    """Push a new trilateral story about what is followed at once, outside the quiet hours."""
    machine: bool = True
    """Show what a language model wrote, marked as such, where the service has one."""


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
