"""Things that news of any day speaks of, told in four languages' words: what two reports in two languages share. Pure.

``vocabulary/*.toml``, one line a thing: ``name = { language = "words" }``, words as in ``config/sectors.toml`` (``_``
before one: it begins a word; ``*`` after it: it may go on), Chinese ones in simplified form, to which traditional ones
are folded. Only what stays in the news for years is there: places, offices and who has held them, bodies, large firms,
kinds of events, goods and measures. A word may stand for several things.

Sentence vectors of two languages are alike where their subjects are, and half the news of a week may have one
subject; that both speak of a tanker, a seizure and Venezuela is what tells one event from the next (docs/quality.md).
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick

from digests.language.fold import fold
from digests.language.names import column

_SOURCE = "vocabulary"


def concepts(folded: str, language: str) -> frozenset[int]:
    """The numbers of the concepts that a text, folded, names, each below ``len(names())``."""
    return frozenset().union(*(numbers for _, _, numbers in named(folded, language)))


def named(folded: str, language: str) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Where a text, folded, names concepts: start, end, their numbers."""
    return _vocabulary().named(folded, language)


@cache
def names() -> tuple[str, ...]:
    """The concepts' English names, by number."""
    return tuple(_vocabulary().table)


class Vocabulary:
    """Things by number, each with its words in four languages, and where a text names them."""

    def __init__(self, table: Mapping[str, Mapping[str, str]]) -> None:
        """``table``: thing -> language (en, zh, ja, ko) -> words, as in ``vocabulary/*.toml``."""
        self.table = table
        self._automata: dict[str, Any] = {}

    def named(self, folded: str, language: str) -> Iterator[tuple[int, int, frozenset[int]]]:
        """Where a text, folded, names things: start, end, their numbers."""
        spoken = column(language)
        if spoken not in self._automata:
            self._automata[spoken] = self._automaton(spoken)
        for last, (length, starts, ends, numbers) in self._automata[spoken].iter(folded):
            first = last + 1 - length
            if starts and first and _goes_on(folded[first - 1], folded[first]):
                continue
            if ends and not _ended(folded, last + 1):
                continue
            yield first, last + 1, numbers

    def _automaton(self, spoken: str) -> Any:  # pyahocorasick has no types
        """Word -> (length, whether it begins a word, whether it ends one, the things it names)."""
        numbers: dict[tuple[str, bool, bool], set[int]] = {}
        for number, words in enumerate(self.table.values()):
            for word, starts, ends in _words(words[spoken]):
                numbers.setdefault((word, starts, ends), set()).add(number)
        automaton = ahocorasick.Automaton()
        for (word, starts, ends), named in numbers.items():
            automaton.add_word(word, (len(word), starts, ends, frozenset(named)))
        automaton.make_automaton()
        return automaton


@cache
def _vocabulary() -> Vocabulary:
    table: dict[str, dict[str, str]] = {}
    for file in sorted(files("digests.stories").joinpath(_SOURCE).iterdir(), key=lambda file: file.name):
        table |= tomllib.loads(file.read_text(encoding="utf-8"))["concepts"]
    return Vocabulary(table)


def _words(cell: str) -> Iterator[tuple[str, bool, bool]]:
    """``_`` before a word: it begins one; ``*`` after it: it may go on. Latin words stand alone."""
    for written in cell.split(","):
        word = fold(written.strip(" *_"))
        latin = word[0].isascii()
        yield word, latin or written.strip().startswith("_"), latin and not written.endswith("*")


def _goes_on(before: str, first: str) -> bool:
    """Whether a letter stands before a word that goes with its first one: kana or Han before hangul does not."""
    return before.isalnum() and before.isascii() == first.isascii() and (before >= "가") == (first >= "가")


def _ended(text: str, at: int) -> bool:
    """Whether a Latin word ends at ``at``, or with the plural's ``s`` there."""
    plural = text[at : at + 1] == "s"
    after = text[at + plural : at + plural + 1]
    return not (after.isascii() and after.isalnum())
