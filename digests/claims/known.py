"""What a text names that we know: people, bodies, companies, places, treaties, and countries however short. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import regex

from digests.claims.words import table
from digests.gloss.short import abbreviated
from digests.language.fold import fold
from digests.language.names import Names, column
from digests.model import Name

_LANDS = ("country", "territory")
_HOME: Mapping[str, str] = MappingProxyType({"ko": "KR", "ja": "JP", "zh-Hans": "CN", "zh-Hant": "TW"})


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A name that a text mentions: which, in which words, and where."""

    name: Name
    said: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Known:
    """What a text names that we know."""

    mentioned: tuple[Mentioned, ...]

    @classmethod
    def of(cls, text: str, language: str, names: Names) -> "Known":
        found = [
            Mentioned(each.name, text[each.start : each.end], each.start, each.end)
            for each in names.found(text, language)
        ]
        for country, start, end in _lettered(text, language):
            name = names.get(country)
            if name and not any(each.start < end and start < each.end for each in found):
                found.append(Mentioned(name, text[start:end], start, end))
        return cls(tuple(sorted(found, key=lambda each: each.start)))

    @property
    def countries(self) -> frozenset[str]:
        """The codes of the countries that are named as such."""
        return frozenset(each.name.country for each in self.mentioned if is_land(each.name))

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(each.name.id for each in self.mentioned)


def is_land(name: Name) -> bool:
    """Whether it is a country, or counts as one."""
    return name.kind in _LANDS


def home_of(language: str) -> str:
    """The country whose own bodies a text in ``language`` names without saying whose they are."""
    return _HOME.get(language, "")


def _lettered(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    yield from abbreviated(text, language)
    tongue = column(language)
    if tongue == "en":
        return
    even = "".join(folded if len(folded := fold(each)) == 1 else each for each in text)
    letters = table("countries")[tongue]["letters"]
    for found in _pattern(tongue).finditer(even):
        for offset, letter in enumerate(found.group()):
            if letter in letters:
                yield letters[letter], found.start() + offset, found.start() + offset + 1


@cache
def _pattern(tongue: str) -> "regex.Pattern[str]":
    entry = table("countries")[tongue]
    known = "".join(entry["letters"])
    return regex.compile("|".join(each.strip().replace("{letters}", known) for each in entry["with"].split(" | ")))
