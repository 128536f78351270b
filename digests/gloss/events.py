"""Kinds of event that a headline names, by the words of ``events.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from digests.language.names import Mention, Names
from digests.model import NAMED_IN, Name


def events(text: str, language: str) -> list[Mention]:
    """The kinds of event that ``text`` names, in order, each once."""
    seen: dict[str, Mention] = {}
    for mention in _names().found(text, language):
        seen.setdefault(mention.name.id, mention)
    return list(seen.values())


def called(kind: str, language: str) -> str:
    """What ``language`` calls a kind of event."""
    entry = _table()[kind]
    said: str = entry.get(language, entry["en"])
    return said


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    table: Mapping[str, Mapping[str, Any]] = tomllib.loads(
        files("digests.gloss").joinpath("events.toml").read_text(encoding="utf-8")
    )["events"]
    return table


@cache
def _names() -> Names:
    """The words of events, found as names are."""
    return Names(lambda: [Name(kind, "event", _words(entry["words"])) for kind, entry in _table().items()])


def _words(words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(map(str.strip, words[language[:2]].split("|"))) for language in NAMED_IN}
