"""Every name under which a subject is known -> that subject: its id, its command, its names in all languages, what else
the catalogue says that it is called, and the words by which a sector is recognised.

Gathered once for a catalogue and its texts: a few thousand names, of which every message may be one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import regex

from bot.desk.context import Desk
from bot.render.texts import Texts
from bot.render.words import flag, name_in, ways
from config.catalogue import Catalogue
from digests.language.fold import fold
from digests.model import COUNTRIES, Mechanism, Sector
from digests.stories.sounds import plain_han

Kind = Literal["sector", "mechanism", "country", "keyword", "publisher", "story"]
Named = tuple[Kind, str]

_EAST = r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Hangul}]"
_GAP = regex.compile(rf"(?<={_EAST})[\s・·,、/]{{1,40}}(?=\S)|(?<=\S)[\s・·,、/]{{1,40}}(?={_EAST})")
"""한 중 일, 標準・認証 and デジタル 化 are one word each, and 3국 협력사무국 is 3국협력사무국."""
_MARKS = regex.compile(r"['’.]")
_THREE = regex.compile(r"[3三][かカヵヶケ个]?[国国]")
_PLURAL = regex.compile(
    r"(?<=[a-z]{3})(?:(?<=[^aeiou]i)es|(?<=(?:ss|sh|ch|x))es|(?<![sui])s)\b|(?<=[a-z]{2}[^aeiou])y\b"
)
_REMEMBERED = 4


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """What the names come from, told apart by identity: they are as long-lived as the desk."""

    catalogue: Catalogue
    texts: Mapping[str, Texts]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and other.catalogue is self.catalogue and other.texts is self.texts

    def __hash__(self) -> int:
        return hash((id(self.catalogue), id(self.texts)))


def source(desk: Desk) -> Source:
    """What a desk's names come from: what is gathered from it can be remembered by it."""
    return Source(desk.catalogue, desk.texts)


def names(desk: Desk) -> Mapping[str, tuple[Named, ...]]:
    """Plain name -> what bears it: sectors before mechanisms, publishers and countries."""
    return by_name(source(desk))


def sectors_by_word(desk: Desk) -> Mapping[str, str]:
    """Plain word -> the sector that it speaks for most: ``visa`` for people, ``EV`` for energy."""
    return by_word(source(desk))


def sectors_of_narrower(desk: Desk) -> Mapping[str, str]:
    """Plain word -> the sector that ``synonyms.toml`` names for it."""
    return _narrower(source(desk))


def known_words(desk: Desk) -> frozenset[str]:
    """Plain words that are names or terms of our field: those of sectors, and firms, places and bodies."""
    return _known_words(source(desk))


def topic_command(name: str) -> str:
    """A sector's or mechanism's own command: ``supply-chain`` -> ``supply_chain``, ``asean+3`` -> ``asean3``."""
    return name.replace("-", "_").replace("+", "")


@lru_cache(4096)
def plain_name(text: str) -> str:
    """The form in which names are compared: case, width, signs, spaces in East Asian names, plurals and the forms of
    Han characters make no difference."""
    words = " ".join(fold(text).strip("/#@ ").replace("-", " ").replace("_", " ").split())
    plain = _THREE.sub("三国", plain_han(_MARKS.sub("", words)))
    return _singular(_GAP.sub("", plain))


def _singular(text: str) -> str:
    """``policies`` and ``policy`` as one, ``visas`` and ``visa``."""
    return _PLURAL.sub("", text)


@lru_cache(_REMEMBERED)
def by_name(source: Source) -> Mapping[str, tuple[Named, ...]]:
    """:func:`names`, by what they come from."""
    gathered: dict[str, dict[Named, None]] = {}
    for name, named in _gathered(source.catalogue, source.texts):
        gathered.setdefault(plain_name(name), {})[named] = None
    return {name: tuple(several) for name, several in gathered.items() if name}


def _gathered(catalogue: Catalogue, texts: Mapping[str, Texts]) -> Iterator[tuple[str, Named]]:
    kinds: tuple[tuple[Kind, Sequence[Sector | Mechanism]], ...] = (
        ("sector", catalogue.sectors),
        ("mechanism", catalogue.mechanisms),
    )
    for kind, entries in kinds:
        for entry in entries:
            called = [name for each in texts.values() if (name := name_in(each, entry))]
            synonyms = catalogue.synonyms.get(kind, {}).get(entry.id, ())
            for name in (entry.id, topic_command(entry.id), *called, *entry.aliases, *synonyms):
                yield from ((each, (kind, entry.id)) for each in ways(name))
    yield from ((feed.name, ("publisher", feed.name)) for feed in catalogue.feeds)
    for code in COUNTRIES:
        called = [each(f"country.{code}") for each in texts.values()]
        synonyms = catalogue.synonyms.get("country", {}).get(code, ())
        yield from ((name, ("country", code)) for name in (code, flag(code), *called, *synonyms))


@lru_cache(_REMEMBERED)
def by_word(source: Source) -> Mapping[str, str]:
    """:func:`sectors_by_word`, by what they come from."""
    best: dict[str, tuple[float, str]] = {}
    for sector in source.catalogue.sectors:
        for words in sector.words.values():
            for word in words:
                name = plain_name(word.text.strip("_*"))
                if name and word.weight > best.get(name, (0.0, ""))[0]:
                    best[name] = (word.weight, sector.id)
    return {name: sector for name, (_, sector) in best.items()} | dict(_narrower(source))


@lru_cache(_REMEMBERED)
def _narrower(source: Source) -> Mapping[str, str]:
    narrower = source.catalogue.synonyms.get("narrower", {})
    return {plain_name(word): sector for sector, words in narrower.items() for word in words}


@lru_cache(_REMEMBERED)
def _known_words(source: Source) -> frozenset[str]:
    gathered = set(by_word(source))
    for table in ("firms", "places", "bodies", "capitals"):
        for languages in source.catalogue.glossary.get(table, {}).values():
            words = (word for listed in languages.values() for word in listed)
            gathered |= {plain_name(word if isinstance(word, str) else word["text"]) for word in words}
    return frozenset(gathered)
