"""A digest: the stories chosen for one reader and one edition, and the messages that carry it."""

from dataclasses import dataclass
from typing import Literal

from digests.model.codes import Grade, Length
from digests.model.sources import SourceLink
from digests.model.writings import Ground, Statement


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
    readable: bool = True
    """The reader said that they read its language."""
    translation: str = ""
    """The same in the reader's language, by a language model; ``""`` where there is none."""

    @property
    def ground(self) -> Ground:
        """For whatever is written from it."""
        return Ground(self.text, self.language, self.publisher, self.country, self.url)


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
    countries: tuple[str, ...]
    """Of the three, those that it is about."""
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
    """A number or a name in what this reader was told of it has changed since."""
    abroad: bool = False
    """We read the media of all three countries, and only those of other countries report it."""
    dated: int | None = None
    """Its publication, where that lies so far back that the reader must be told."""
    readable: bool = True
    """Its headline stands in a language that the reader said they read."""
    gloss: str = ""
    """Where it does not: what it mentions, in the reader's language, and says so itself; or nothing."""
    readable_at: str = ""
    """Where it does not: an address that shows its page in the reader's language, where the operator named one."""
    sides: tuple[Quote, ...] = ()
    """Headlines and sentences of every side, whoever reads: what a brief is written from."""
    translation: str = ""
    """The headline in the reader's language, by a language model; ``""`` where there is none."""
    brief: tuple[Statement, ...] = ()
    """What a language model wrote of it from all its sides; () where there is none."""

    @property
    def ground(self) -> Ground:
        """Its headline, for whatever is written from it."""
        publisher, country = (self.sources[0].outlet, self.sources[0].country) if self.sources else ("", "")
        return Ground(self.headline, self.headline_language, publisher, country, self.url)


HEADED = 3
"""Stories from which a section's heading is worth its line: fewer are read as quickly as it is."""


@dataclass(frozen=True, slots=True)
class Section:
    """Stories under one sector; ``sector`` = ``top`` for what opens the digest, ``other`` where none fits, ``shared``
    for news of one country alone that others tell, too."""

    sector: str
    stories: tuple[DigestStory, ...]

    @property
    def headed(self) -> bool:
        """News of one country is never told as if it were between them, be it one story."""
        return self.sector == "shared" or len(self.stories) >= HEADED


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
    """Where certain days were asked for: the end, not included."""

    length: Length = "normal"
    looked_back: bool = False
    """There was nothing new: these are the newest of the week before, told because the choice is a narrow one."""
    skipped: int = 0
    """How many stories came before these, in the digest that they go on from."""

    @property
    def more(self) -> int:
        """How many stories there are beside those that were told."""
        return max(0, self.considered - self.skipped - len(self.stories))

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
