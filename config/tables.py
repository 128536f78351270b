"""What an entry of each catalogue file holds: its fields, their form, and what a right one looks like."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from config.word_lists import as_table, require_language, require_read
from digests.model import Grade

RIGHT = {
    "url": 'write url = "https://…"',
    "alternates": 'write alternates = ["https://…"]',
    "country": 'write two capitals (ISO 3166), XX = international: country = "KR"',
    "language": 'write en, zh-Hans, zh-Hant, ja or ko: language = "ja"',
    "interval": "write whole seconds from 60 to 86400: interval = 1800",
    "full_text": "write full_text = true",
    "enabled": "write enabled = false",
    "id": 'write small letters, digits and hyphens: id = "clean-energy"',
    "emoji": 'write emoji = "⚡"',
    "name": 'write name = "…"',
    "names": 'write names.en = "…"',
    "words": 'write words.ja = ["…", { text = "…", weight = 0.5, unless = ["…"] }]',
    "grade": 'write grade = "trilateral"',
}
"""By field, what to do where one is wrong."""


class Strict(BaseModel):
    """A table that holds what is known and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WordTable(Strict):
    """A word with its weight, and what around it takes it back."""

    text: str = Field(min_length=1)
    weight: float = 1.0
    unless: tuple[str, ...] = ()


Words = Annotated[dict[str, tuple[Annotated[WordTable, BeforeValidator(as_table)], ...]], BeforeValidator(require_read)]
"""By language, a list of words."""


Address = Annotated[str, Field(pattern=r"^https?://[^\s]+$")]


class FeedTable(Strict):
    """An entry of ``feeds.toml``."""

    url: Address
    name: str = Field(min_length=1)
    country: str = Field(pattern=r"^[A-Z]{2}$")
    language: Annotated[str | None, BeforeValidator(require_language)] = None
    interval: int | None = Field(None, ge=60, le=86400)
    full_text: bool = False
    enabled: bool = True
    alternates: tuple[Address, ...] = ()
    covers: tuple[str, ...] = ()
    terms: str = ""
    checked: str = ""
    off: str = ""


class InstitutionTable(Strict):
    """An entry of ``institutions.toml``."""

    id: str = Field(pattern=r"^[a-z0-9+-]{1,31}$")
    name: str = Field(min_length=1)
    country: str = Field(pattern=r"^[A-Z]{2}$")
    without: str = ""


class SectorTable(Strict):
    """An entry of ``sectors.toml``."""

    id: str = Field(pattern=r"^[a-z0-9-]{1,31}$")
    emoji: str = Field(min_length=1)
    names: dict[str, str]
    aliases: tuple[str, ...] = ()
    words: Words = {}
    prototypes: tuple[str, ...] = ()


class MechanismTable(Strict):
    """An entry of ``mechanisms.toml``."""

    id: str = Field(pattern=r"^[a-z0-9+-]{1,31}$")
    emoji: str = Field(min_length=1)
    names: dict[str, str]
    aliases: tuple[str, ...] = ()
    words: Words = {}
    sectors: tuple[str, ...] = ()
    url: str | None = None
    grade: Grade | None = None
