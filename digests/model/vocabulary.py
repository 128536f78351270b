"""Sectors and mechanisms, as an operator describes them in the catalogues, and the words that speak for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from digests.model.codes import Grade


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
    """By language: English at least; others may stand here, or in their files in ``config/locales``."""
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
