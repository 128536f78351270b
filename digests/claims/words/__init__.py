"""The words that the gate compares by: TOML tables, ``[kind] language = "word | word"``, and lists of plain words."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from digests.language.fold import fold


@cache
def table(name: str) -> Mapping[str, Mapping[str, Any]]:
    """A file of tables."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def words_of(name: str, kind: str, language: str) -> tuple[str, ...]:
    """The words, or regular expressions, of a table in one language."""
    cell = _as_folded(table(name)[kind].get(language, ""))
    return tuple(word.strip() for word in cell.split(" | ") if word.strip())


def _as_folded(cell: str) -> str:
    """Letters as folded text has them; what else stands in a regular expression stays."""
    return "".join(fold(each) if not each.isascii() and each.isalpha() else each for each in cell)


@cache
def plain_words(name: str) -> frozenset[str]:
    """A list, a word a line; lines with ``#`` say where it comes from."""
    lines = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def alternatives(words: Iterable[str]) -> str:
    """Words as a regular expression, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
