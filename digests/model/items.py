"""An item: an entry that we have read, with what we understood of it and the words that speak for that."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from digests.model.codes import Grade
from digests.model.sources import Entry, SourceLink

Place: TypeAlias = Literal["title", "lead", "text"]


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
    meaning: float = 0.0
    """How much the meaning of the whole said beside the words: log-odds, below 0 where it spoke against."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that a trained model saw in an entry, and what it added to the balance (natural logarithm of odds)."""

    name: str
    weight: float


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
    grade_signs: tuple[Sign, ...] = ()
    """What the model of grades weighed, the heaviest first."""


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
    """When a number or a name in it, as we had told it, was last found changed."""

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
