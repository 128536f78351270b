"""What the words of a report show of what it is worth: who acts, what is done, what kind of piece it is. Pure.

The signs with their words are data (``signs.toml``); how much each counts is learnt (:mod:`.worth`).
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from digests.model import Word
from digests.tagging.lexicon import Lexicon, Passage

_READ = 200
"""Characters of a lead that are looked at: what follows tells of details."""
_REMEMBERED = 4_000
"""Reports whose signs are kept: those of a day."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that words show, with a headline that has it and one that has not."""

    name: str
    within: Literal["title", "both"]
    words: tuple[str, ...]
    finds: str
    spares: str


@cache
def signs() -> tuple[Sign, ...]:
    """All signs, as ``signs.toml`` has them."""
    rows = tomllib.loads(files(__package__).joinpath("signs.toml").read_text(encoding="utf-8"))["sign"]
    return tuple(Sign(row["name"], row["in"], tuple(row["words"]), row["finds"], row["spares"]) for row in rows)


def signs_in(title: str, lead: str = "") -> dict[str, str]:
    """The signs that a report with this headline and lead shows: name -> the words that show it."""
    return dict(_shown(title, lead[:_READ]))


@lru_cache(maxsize=_REMEMBERED)
def _shown(title: str, lead: str) -> tuple[tuple[str, str], ...]:
    """Asked for again with each digest that is made within a day."""
    found = _found(lead, _leads()) if lead else {}
    return tuple((found | _found(title, _titles())).items())


def _found(text: str, lexicon: Lexicon) -> dict[str, str]:
    if not text.strip():
        return {}
    passage = Passage.of("title", text)
    matches = reversed(lexicon.find(passage))
    return {name: passage.evidence(match.start, match.end).words for match in matches for name in match.keys}


@cache
def _titles() -> Lexicon:
    return _lexicon(signs())


@cache
def _leads() -> Lexicon:
    return _lexicon(sign for sign in signs() if sign.within == "both")


def _lexicon(chosen: Iterable[Sign]) -> Lexicon:
    return Lexicon((sign.name, tuple(Word(word) for word in sign.words)) for sign in chosen)
