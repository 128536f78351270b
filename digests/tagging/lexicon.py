"""Word lists against one text, all at once: folded matching, whole words, exclusions, the longest match wins.

    Entry -> Passages (title, lead, text; folded, with the way back) -> Lexicon.find -> Match -> Evidence

How a word of a list is written:

- Latin words stand alone and may carry a plural ``s``: ``tariff`` finds tariffs, not tariffed. ``tariff*`` goes on at
  will. An acronym in capitals (``AI``, ``WHO``) finds the same letters in capitals alone.
- Words in other scripts are found anywhere, as their languages set no spaces; ``_`` at an end asks for a word's edge
  there. A space in a CJK word is optional.
- ``unless``: what takes the word back. An exclusion that holds the word takes back just that occurrence (``chip``
  unless ``potato chip``); another one takes it back where it stands within ``NEAR`` characters.
- Hyphens, dashes and apostrophes of all kinds, middle dots of all scripts, width, case and simplified or traditional
  form make no difference.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import ahocorasick
import regex

from digests.language.fold import fold, folded_with_offsets
from digests.model import Entry, Evidence, Place, Word

NEAR = 30
"""Characters between a word and an exclusion that does not hold it: about one clause."""
READ = 20_000
"""Characters of a text that are matched: longer than any interview we have seen, short enough for a bad input."""
_ALIKE = str.maketrans(
    {**dict.fromkeys("-‐‑‒–—―−~", " "), **dict.fromkeys("’‘`´", "'"), **dict.fromkeys("·ᆞ・‧•⋅･", "·"), "\n": " "}
)
_END = regex.compile(r"[。！？!?]+[」』”’\"')）]*|\.[”’\"')]*(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One place of an entry, folded; ``span`` leads back to the original."""

    place: Place
    original: str
    folded: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range
    breaks: tuple[int, ...]
    """Where sentences end, as offsets in ``folded``."""

    @classmethod
    def of(cls, place: Place, text: str) -> "Passage":
        text = text[:READ]
        folded = fold(text)
        starts: tuple[int, ...] | range = range(len(text))
        ends: tuple[int, ...] | range = range(1, len(text) + 1)
        if len(folded) != len(text) or not unicodedata.is_normalized("NFC", text):
            kept = folded_with_offsets(text)
            folded, starts, ends = kept.text, tuple(kept.starts), tuple(kept.ends)
        breaks = tuple(found.end() for found in _END.finditer(folded))
        return cls(place, text, folded.translate(_ALIKE), starts, ends, breaks)

    def evidence(self, start: int, end: int) -> Evidence:
        """The words at ``folded[start:end]`` as they stand in the original."""
        first, last = self.starts[start], self.ends[end - 1]
        return Evidence(self.original[first:last], self.place, first, last)

    def sentence(self, offset: int) -> int:
        """The number of the sentence, from 0, that ``offset`` (in ``folded``) lies in."""
        return sum(1 for end in self.breaks if end <= offset)


@dataclass(frozen=True)
class Passages:
    """What the taggers read of an entry."""

    title: str
    lead: str
    text: str
    language: str
    country: str = "XX"
    """The publisher's own country: what a text leaves unsaid is said of it."""

    @classmethod
    def of(cls, entry: Entry, language: str) -> "Passages":
        return cls(entry.title, entry.lead, entry.text, language, entry.country)

    @cached_property
    def folded(self) -> tuple[Passage, ...]:
        """Title, lead and text, those that are not blank."""
        places: tuple[tuple[Place, str], ...] = (("title", self.title), ("lead", self.lead), ("text", self.text))
        return tuple(Passage.of(place, text) for place, text in places if text.strip())


@dataclass(frozen=True, slots=True)
class Match:
    """A word of a list, found: for each key that lists it, its weight. Offsets in the folded passage."""

    start: int
    end: int
    keys: Mapping[str, float]


@dataclass(slots=True)
class _Pattern:
    length: int
    left: bool
    right: bool
    plural: bool
    acronym: str = ""
    keys: dict[str, float] = field(default_factory=dict)
    away: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By key: exclusions that do not hold the word."""


class Lexicon:
    """Many word lists, matched in one pass. Build once, use for every text of a language.

    Args:
        lists: pairs of a key (a sector, a country …) and its words; a word may stand in several lists.
    """

    def __init__(self, lists: Iterable[tuple[str, Iterable[Word]]]) -> None:
        self._patterns: dict[str, list[_Pattern]] = {}
        for key, words in lists:
            for word in words:
                self._add(key, word)
        self._automaton = ahocorasick.Automaton()
        for text, patterns in self._patterns.items():
            self._automaton.add_word(text, patterns)
        self._automaton.make_automaton()

    def find(self, passage: Passage) -> list[Match]:
        """Matches in order of place; one that lies within a longer one is left out."""
        if not self._patterns:
            return []
        text = passage.folded
        found: list[tuple[int, int, _Pattern]] = []
        for last, patterns in self._automaton.iter(text):
            for pattern in patterns:
                start = last + 1 - pattern.length
                end = _whole(passage, start, last + 1, pattern)
                if end:
                    found.append((start, end, pattern))
        found.sort(key=lambda match: (match[0], -match[1]))
        matches: list[Match] = []
        reach = 0
        span = (-1, -1)
        for start, end, pattern in found:
            if end <= reach and (start, end) != span:
                continue
            reach, span = max(reach, end), (start, end)
            keys = {
                key: weight for key, weight in pattern.keys.items() if not _taken_back(text, start, end, pattern, key)
            }
            if keys:
                matches.append(Match(start, end, keys))
        return matches

    def _add(self, key: str, word: Word) -> None:
        text = word.text
        holding = tuple(other for other in word.unless if _fold(_bare(text)) in _fold(_bare(other)))
        away = tuple(_fold(other) for other in word.unless if other not in holding)
        for form in _forms(text):
            pattern = self._pattern(form, text)
            pattern.keys[key] = max(word.weight, pattern.keys.get(key, 0.0))
            if away:
                pattern.away[key] = away
        for other in holding:
            for form in _forms(other):
                self._pattern(form, other)

    def _pattern(self, form: str, text: str) -> _Pattern:
        latin_left, latin_right = _latin(form[0]), _latin(form[-1])
        bare = _bare(text)
        pattern = _Pattern(
            length=len(form),
            left=text.startswith("_") or (latin_left and not text.startswith("*")),
            right=text.endswith("_") or (latin_right and not text.endswith("*")),
            plural=latin_right and not text.endswith("_"),
            acronym=bare if bare.isascii() and bare.isupper() and bare.isalpha() and len(bare) <= 5 else "",
        )
        same = self._patterns.setdefault(form, [])
        for known in same:
            if (known.left, known.right, known.acronym) == (pattern.left, pattern.right, pattern.acronym):
                return known
        same.append(pattern)
        return pattern


def words(texts: Iterable[Any]) -> list[Word]:
    """Words as our files write them: bare, or a table with what takes them back."""
    return [
        Word(text) if isinstance(text, str) else Word(text["text"], 1.0, tuple(text.get("unless", ())))
        for text in texts
    ]


def _bare(text: str) -> str:
    return text.strip("*_")


def _fold(text: str) -> str:
    return fold(text).translate(_ALIKE)


def _forms(text: str) -> tuple[str, ...]:
    """The folded word; a CJK word with a space also without it."""
    form = _fold(_bare(text)).strip()
    if not form:
        return ()
    tight = form.replace(" ", "")
    return (form, tight) if tight != form and not form.isascii() else (form,)


def _latin(character: str) -> bool:
    return character < "\u0250" and character.isalnum()


def _edge(text: str, index: int, beside: str) -> bool:
    """Whether a word whose outermost character is ``beside`` has its edge against ``text[index]``."""
    if not 0 <= index < len(text):
        return True
    return not _latin(text[index]) if _latin(beside) else not text[index].isalnum()


def _whole(passage: Passage, start: int, end: int, pattern: _Pattern) -> int:
    """Where the match ends when it is a whole word as ``pattern`` asks, else 0."""
    text = passage.folded
    if pattern.left and not _edge(text, start - 1, text[start]):
        return 0
    if pattern.right and not _edge(text, end, text[end - 1]):
        if not (pattern.plural and text[end] == "s" and _edge(text, end + 1, "s")):
            return 0
        end += 1
    written = passage.original[passage.starts[start] : passage.ends[start + pattern.length - 1]]
    return 0 if pattern.acronym and not written.isupper() else end


def _taken_back(text: str, start: int, end: int, pattern: _Pattern, key: str) -> bool:
    away = pattern.away.get(key)
    if not away:
        return False
    around = text[max(0, start - NEAR) : end + NEAR]
    return any(other in around for other in away)
