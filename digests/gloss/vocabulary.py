"""Kinds of act, matters and offices that a headline names, by the words of ``acts.toml``, ``matters.toml`` and
``offices.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import regex

from digests.language.names import Mention, Names, column
from digests.model import NAMED_IN, Name

TABLES: Mapping[str, str] = MappingProxyType({"acts": "act", "matters": "matter", "offices": "office"})
"""Each file, and what kind of piece its entries make."""
_KOREAN_ENDING = regex.compile(
    r"(?![가-힣])|[은는이가을를의에와과도로으만까부들하해했한할함된되돼될됐시켜킨세률율중권후나라며서비액량금안·]"
)
"""What may follow a Korean word: nothing, a particle, a verb's ending, or what makes a noun of the same matter; 정지 is
not in the name 정지윤."""


def spoken(text: str, language: str) -> list[Mention]:
    """The acts, matters and offices that ``text`` names, in order."""
    found = _names(column(language)).found(text, language)
    return [mention for mention in found if column(language) != "ko" or _is_korean_word(text, mention)]


def _is_korean_word(text: str, mention: Mention) -> bool:
    """Whether it ends as a word does, and is none of a company's name: NH투자, GS건설."""
    before = text[max(0, mention.start - 1) : mention.start]
    return bool(_KOREAN_ENDING.match(text, mention.end)) and not (before.isascii() and before.isalpha())


def kind_of(entry: str) -> str:
    """``act``, ``matter`` or ``office``."""
    return _entries()[entry][0]


def said(entry: str, language: str) -> str:
    """What ``language`` calls an act, a matter or an office."""
    called: str = _entries()[entry][1][language]
    return called


def written_words(language: str) -> Mapping[str, tuple[str, ...]]:
    """Each entry's words of a language (``en``, ``zh``, ``ja``, ``ko``), as its file has them."""
    return {entry: _split(cells["words"][language]) for entry, (_, cells) in _entries().items()}


@cache
def _entries() -> Mapping[str, tuple[str, Mapping[str, Any]]]:
    """Id -> the kind of piece that it makes, and what its file says of it."""
    read = {name: files("digests.gloss").joinpath(f"{name}.toml").read_text(encoding="utf-8") for name in TABLES}
    return {
        entry: (TABLES[name], cells)
        for name, text in read.items()
        for entry, cells in tomllib.loads(text)[name].items()
    }


@cache
def _names(words_of: str) -> Names:
    """The words of one language, found as names are; an English one in a Korean headline is none."""
    return Names(lambda: [_name(entry, kind, cells, words_of) for entry, (kind, cells) in _entries().items()])


def _name(entry: str, kind: str, cells: Mapping[str, Any], words_of: str) -> Name:
    words = _split(cells["words"][words_of])
    alone = frozenset(word[1:] for word in words if word.startswith("_"))
    spelt = tuple(word.removeprefix("_") for word in words)
    return Name(entry, kind, dict.fromkeys(NAMED_IN, spelt), unless=_split(cells.get("unless", "")), alone=alone)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(word for each in cell.split("|") if (word := each.strip()))
