"""The catalogues: feeds, sectors, mechanisms and the glossary, from TOML to the model; errors name the place."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from config.settings import PACKAGED
from config.tables import RIGHT, FeedTable, InstitutionTable, MechanismTable, SectorTable, Strict, Words, WordTable
from config.word_lists import check_dealings, check_glossary, check_synonyms
from digests.errors import ConfigurationError
from digests.model import Feed, Institution, Mechanism, Sector, Word
from digests.validation import faults, meant

FILES = (
    "feeds.toml", "institutions.toml", "sectors.toml", "mechanisms.toml", "synonyms.toml", "glossary.toml",
    "dealings.toml",
)  # fmt: skip
"""What is read from a directory; those of ``names`` are read by ``config.names``."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the operator's TOML files say."""

    feeds: tuple[Feed, ...]
    sectors: tuple[Sector, ...]
    mechanisms: tuple[Mechanism, ...]
    glossary: Mapping[str, Any]
    """``glossary.toml`` as it stands: names and abbreviations of countries, leaders, bodies and places."""
    dealings: Mapping[str, Any]
    """``dealings.toml`` as it stands: words of what countries do with each other."""
    institutions: tuple[Institution, ...] = ()
    synonyms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Kind (sector, mechanism, country) -> id -> what else people call it, in any language (``synonyms.toml``); under
    ``narrower`` words for a part of a sector."""
    apart: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)
    """By language, words of ``sectors.toml`` that speak for no sector and hide the words within them."""
    directory: Path = PACKAGED
    """Where it was read from; names are read from there by whoever wants them (:func:`config.names.load_names`)."""

    def sector(self, name: str) -> Sector | None:
        return next((sector for sector in self.sectors if sector.id == name), None)

    def mechanism(self, name: str) -> Mechanism | None:
        return next((mechanism for mechanism in self.mechanisms if mechanism.id == name), None)


_Synonyms = TypeAdapter(dict[str, dict[str, dict[str, tuple[str, ...]]]])


class _Apart(BaseModel):
    apart: Words = {}


_Table = TypeVar("_Table", bound=Strict)


def load_catalogue(directory: Path = PACKAGED) -> Catalogue:
    """Read ``feeds.toml``, ``institutions.toml``, ``sectors.toml``, ``mechanisms.toml``, ``synonyms.toml``,
    ``glossary.toml`` and ``dealings.toml``; a file that is not in ``directory`` is taken from the packaged ones.

    Raises:
        ConfigurationError: there is no such directory; or names the file, the entry and the field, and what is wrong
            with it.
    """
    if not directory.is_dir():
        raise ConfigurationError("TRILATERAL_CONFIG_DIR", f"{directory} is no directory", "right: where feeds.toml is")
    lists = _read(directory, "sectors.toml")  # by far the longest, for two kinds of tables
    feeds = _entries(_read(directory, "feeds.toml"), "feeds.toml", "feed", FeedTable)
    sectors = _entries(lists, "sectors.toml", "sector", SectorTable, ("apart",))
    mechanisms = _entries(_read(directory, "mechanisms.toml"), "mechanisms.toml", "mechanism", MechanismTable)
    institutions = _entries(_read(directory, "institutions.toml"), "institutions.toml", "institution", InstitutionTable)
    _refuse_repeats("feeds.toml", (feed.url for feed in feeds))
    _refuse_repeats("sectors.toml", (sector.id for sector in sectors))
    _refuse_repeats("mechanisms.toml", (mechanism.id for mechanism in mechanisms))
    named = [*(sector.id for sector in sectors), *(institution.id for institution in institutions)]
    _refuse_repeats("institutions.toml", named)
    if directory == PACKAGED or (directory / "feeds.toml").exists():  # whoever writes own sectors keeps our feeds
        _require_known(feeds, frozenset(named))
    for sector in sectors:
        _require_name("sectors.toml", sector.id, sector.names)
    for mechanism in mechanisms:
        _require_name("mechanisms.toml", mechanism.id, mechanism.names)
    return Catalogue(
        feeds=tuple(_feed(feed) for feed in feeds),
        sectors=tuple(Sector(s.id, s.emoji, s.names, s.aliases, _words(s.words), s.prototypes) for s in sectors),
        mechanisms=tuple(
            Mechanism(m.id, m.emoji, m.names, m.aliases, _words(m.words), m.sectors, m.url, m.grade) for m in mechanisms
        ),
        glossary=check_glossary(_read(directory, "glossary.toml")),
        institutions=tuple(Institution(**dict(institution)) for institution in institutions),
        dealings=check_dealings(_read(directory, "dealings.toml")),
        synonyms=_synonyms(_read(directory, "synonyms.toml")),
        apart=_apart(lists),
        directory=directory,
    )


def _feed(table: FeedTable) -> Feed:
    """What is off for a reason is switched off."""
    return Feed(**{**dict(table), "enabled": table.enabled and not table.off})


def _words(tables: Mapping[str, tuple[WordTable, ...]]) -> dict[str, tuple[Word, ...]]:
    return {
        language: tuple(Word(word.text, word.weight, word.unless) for word in words)
        for language, words in tables.items()
    }


def _apart(lists: Mapping[str, Any]) -> dict[str, tuple[Word, ...]]:
    try:
        return _words(_Apart.model_validate(lists).apart)
    except ValidationError as error:
        place, said = faults(error)[0]
        raise ConfigurationError("sectors.toml", f"{place} {said}", RIGHT["words"]) from None


def _synonyms(content: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    try:
        kinds = _Synonyms.validate_python(content)
    except ValidationError as error:
        place, said = faults(error)[0]
        raise ConfigurationError("synonyms.toml", f"{place} {said}", 'right: en = ["chips"]') from None
    check_synonyms(content)
    return {
        kind: {name: tuple(word for words in languages.values() for word in words) for name, languages in names.items()}
        for kind, names in kinds.items()
    }


def _read(directory: Path, name: str) -> dict[str, Any]:
    path = directory / name
    path = path if path.exists() else PACKAGED / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(str(path), f"cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(str(path), f"is not valid TOML: {error}") from error


def _entries(
    content: Mapping[str, Any], file: str, table: str, model: type[_Table], beside: tuple[str, ...] = ()
) -> tuple[_Table, ...]:
    for key in content:
        if key not in (table, *beside):
            right = meant(key, (table, *beside)) or f"right: [[{table}]]"
            raise ConfigurationError(file, f"[{key}] is not understood", right)
    rows = content.get(table, [])
    if not isinstance(rows, list):
        raise ConfigurationError(file, f"[{table}] must be a list of tables", f"write [[{table}]]")
    return tuple(_entry(file, table, index, row, model) for index, row in enumerate(rows, start=1))


def _entry(file: str, table: str, index: int, row: Any, model: type[_Table]) -> _Table:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        place, said = faults(error, (*model.model_fields, *WordTable.model_fields))[0]
        name = row.get("id") or row.get("url") or row.get("name") if isinstance(row, dict) else None
        where = f"{file}, [[{table}]] {index}" + (f" ({name})" if name else "")
        problem, _, hint = said.partition(": ")
        advice = hint or RIGHT.get(place.partition(".")[0], "")
        raise ConfigurationError(where, f"{place} {problem}".strip(), advice) from None


def _refuse_repeats(file: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ConfigurationError(file, f"{name} stands there twice", "remove one")
        seen.add(name)


def _require_known(feeds: Iterable[FeedTable], known: frozenset[str]) -> None:
    for feed in feeds:
        if unknown := [name for name in feed.covers if name not in known]:
            problem = f"covers: {', '.join(unknown)} is no sector and no institution"
            raise ConfigurationError(f"feeds.toml ({feed.url})", problem)


def _require_name(file: str, identifier: str, names: Mapping[str, str]) -> None:
    if not names.get("en"):
        raise ConfigurationError(f"{file}, {identifier}", "names: there is none in English", 'write names.en = "…"')
