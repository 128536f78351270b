"""The names of the news, from ``names/*.toml`` to the model: read when first asked for, errors name file and entry."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from config.settings import PACKAGED
from digests.errors import ConfigurationError
from digests.model import KINDS, NAMED_IN, Name

FILES = ("people", "bodies", "companies", "places", "treaties", "terms")
_REQUIRED = (*NAMED_IN, "source")
_ALLOWED = frozenset({*_REQUIRED, "country", "office", "unless"})
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_HEADER = re.compile(r"\[([a-z-]+)\]")
_ENTRY = re.compile(r"([a-z0-9-]+) = \{ (.+) \}")
_CELL = re.compile(r'(?<![A-Za-z-])([A-Za-z-]++) = "([^"\\]*)"(?:, |$)')

_Cells = Mapping[str, Any]
_Tables = dict[str, dict[str, _Cells]]


def load_names(directory: Path = PACKAGED) -> tuple[Name, ...]:
    """Read every file of ``names/``; one that is not in ``directory`` is taken from the packaged ones.

    Raises:
        ConfigurationError: names the file and the entry, and what is wrong with it: an unknown kind, a language that
            is missing, an id or a spelling that stands there twice.
    """
    names: list[Name] = []
    places: dict[str, str] = {}
    for file in FILES:
        path = directory / "names" / f"{file}.toml"
        read = _read(path if path.exists() else PACKAGED / "names" / f"{file}.toml")
        for name in _names(f"names/{file}.toml", read):
            _require_new(places, name.id, f"names/{file}.toml, {name.id}")
            names.append(name)
    _refuse_homographs(names, places)
    return tuple(names)


def _names(file: str, tables: _Tables) -> Iterator[Name]:
    for kind, entries in tables.items():
        if kind not in KINDS:
            raise ConfigurationError(file, f"[{kind}] is no kind", f"write one of {', '.join(KINDS)}")
        for name, cells in entries.items():
            yield _name(f"{file}, {name}", name, kind, cells)


def _name(place: str, name: str, kind: str, cells: _Cells) -> Name:
    _require_understood(place, name, cells)
    spellings: dict[str, tuple[str, ...]] = {}
    alone: frozenset[str] = frozenset()
    for language in NAMED_IN:
        several = _spellings(cells[language])
        if "_" in cells[language]:
            alone |= frozenset(each[1:] for each in several if each.startswith("_"))
            several = tuple(each.removeprefix("_") for each in several)
        if "" in several:
            raise ConfigurationError(place, f"{language} has an empty spelling", "spellings stand between single |")
        spellings[language] = several
    country = cells.get("country", "")
    unless = _spellings(cells["unless"]) if "unless" in cells else ()
    return Name(name, kind, spellings, country, cells.get("office", ""), unless, alone, cells["source"])


def _require_understood(place: str, name: str, cells: _Cells) -> None:
    if not _ID.fullmatch(name):
        raise ConfigurationError(place, "is no id", "write small letters, digits and hyphens")
    for key in _REQUIRED:
        if not cells.get(key):
            raise ConfigurationError(place, f"has no {key}", f'write {key} = "…"')
    for key, value in cells.items():
        if key not in _ALLOWED or not isinstance(value, str):
            raise ConfigurationError(place, f"{key} is not understood", f"known are {', '.join(sorted(_ALLOWED))}")
    if "country" in cells and not _COUNTRY.fullmatch(cells["country"]):
        raise ConfigurationError(
            place, f"{cells['country']} is no country", 'write two capitals (ISO 3166): country = "KR"'
        )


def _spellings(cell: str) -> tuple[str, ...]:
    return tuple(map(str.strip, cell.split("|"))) if "|" in cell else (cell.strip(),)


def _refuse_homographs(names: Sequence[Name], places: Mapping[str, str]) -> None:
    """One spelling means one thing in a language: which of two was meant, nobody could tell."""
    for language in NAMED_IN:
        spelt = [spelling.casefold() for name in names for spelling in name.spellings[language]]
        if len(set(spelt)) == len(spelt):
            continue
        seen: dict[str, str] = {}
        for name in names:
            for spelling in name.spellings[language]:
                if (key := spelling.casefold()) in seen:
                    problem = f"{spelling} ({language}) is also a spelling of {seen[key]}"
                    raise ConfigurationError(places[name.id], problem, "remove it from one, or write it in full there")
                seen[key] = name.id


def _require_new(places: dict[str, str], name: str, place: str) -> None:
    if name in places:
        raise ConfigurationError(place, f"stands there twice, also in {places[name]}", "give one another id")
    places[name] = place


def _read(path: Path) -> _Tables:
    try:
        content = path.read_text(encoding="utf-8")
        return _plain(content) or _tables(path, tomllib.loads(content))
    except OSError as error:
        raise ConfigurationError(str(path), f"cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(str(path), f"is not valid TOML: {error}") from error


def _tables(path: Path, read: Mapping[str, Any]) -> _Tables:
    for kind, entries in read.items():
        if not isinstance(entries, dict) or not all(isinstance(cells, dict) for cells in entries.values()):
            raise ConfigurationError(f"names/{path.name}", f"{kind} is no table of names", 'write id = { en = "…", … }')
    return dict(read)


def _plain(content: str) -> _Tables | None:
    """The commonest form, an entry a line, read three times as fast as any TOML; ``None`` for all else, which a parser
    of TOML then reads, and tells where it is wrong."""
    tables: _Tables = {}
    entries: dict[str, _Cells] | None = None
    for line in content.splitlines():
        if not line or line.startswith("#"):
            continue
        if header := _HEADER.fullmatch(line):
            if header[1] in tables:
                return None
            entries = tables[header[1]] = {}
            continue
        entry = _ENTRY.fullmatch(line)
        if entry is None or entries is None or entry[1] in entries:
            return None
        cells = dict(_CELL.findall(entry[2]))
        if sum(len(key) + len(value) + 7 for key, value in cells.items()) - 2 != len(entry[2]):
            return None
        entries[entry[1]] = cells
    return tables
