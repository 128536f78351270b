"""All names of the news: what a word names, what else that is called, and which names stand in a text.

A text is gone through once (Aho-Corasick over the folded text), however many names there are. A spelling stands where

- a Latin one is a word of its own, with a plural's ``s`` or without; one in up to three capitals in capitals only;
- a Korean one begins a word: 창사 is not in 주창사, while particles may follow;
- one in katakana is a word of its own, or a group's: ペルー is not in ペルージャ, トヨタグループ is Toyota's;
- one in Han characters may stand anywhere, since nothing parts words there;

and where none of the name's ``unless`` covers it, nor a longer name, or one that began before. A spelling that is an
ordinary word, too (written with ``_``), stands alone among characters of its own script, but for a Korean particle.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import ahocorasick
import regex

from digests.language.fold import Folded, fold, folded_with_offsets
from digests.model import Name

_BETWEEN = "\n\u241e\n"
_UNLESS = "unless"
_COLUMNS = {"zh": ("zh-Hans", "zh-Hant"), "ja": ("ja",), "ko": ("ko",)}
_SHORT_ACRONYM = regex.compile(r"[A-Z][A-Z&]{0,2}")
_PARTICLE = regex.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에게|와|과|도|로|으로|만|까지|부터|측|산|발|인|군|행|식|계|서|선|전|내|보다|처럼|에는|에도)?(?![가-힣])"
)
_GROUPED = regex.compile(r"(?:グループ|ホールディングス|サイド|ブランド|ショック)")
_Script = Literal["latin", "hangul", "kana", "han", "other"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, and where: offsets into the text as it was given."""

    name: Name
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A folded spelling of a name, or one of the longer words that hide it (``hides``)."""

    name: Name
    text: str
    first: _Script
    last: _Script
    katakana: bool
    exact: str = ""
    """As it must be written, where capitals matter."""
    alone: bool = False
    hides: bool = False


def column(language: str) -> str:
    """The language whose words are looked for: English for any other than Chinese, Japanese and Korean."""
    return language[:2] if language[:2] in _COLUMNS else "en"


class Names:
    """Every name that we know. Making it is cheap: names are loaded when first asked for, and made fit for reading a
    language when a text of it is first read."""

    def __init__(self, load: Callable[[], Iterable[Name]] = tuple) -> None:
        self._load = load
        self._readers: dict[str, Any] = {}

    @cached_property
    def all(self) -> tuple[Name, ...]:
        """In the order of their files."""
        return tuple(self._load())

    def get(self, name: str) -> Name | None:
        """The name with this id."""
        return self._by_id.get(name)

    def named(self, text: str) -> tuple[Name, ...]:
        """What ``text`` names, whatever its language, width or case; more than one where languages differ."""
        return self._named.get(fold(text), ())

    def ids(self, text: str, language: str) -> frozenset[str]:
        """The ids of the names in a text: for those who compare texts."""
        original = _Original(text, fold(text))
        return frozenset(match.spelling.name.id for match in self._read(original, language))

    def found(self, text: str, language: str) -> list[Mention]:
        """The names in a text, in order."""
        original = _Original(text, fold(text))
        return [
            Mention(match.spelling.name, *original.span(match.start, match.end))
            for match in self._read(original, language)
        ]

    def _read(self, text: "_Original", language: str) -> "list[_Match]":
        if not self.all:  # an automaton of no words refuses to search
            return []
        tongue = column(language)
        if tongue not in self._readers:
            self._readers[tongue] = _automaton(self._spelt, tongue)
        standing: list[_Match] = []
        hidden: list[_Match] = []
        for last, spellings in self._readers[tongue].iter(text.folded):
            for spelling in spellings:
                match = _Match(spelling, last + 1 - len(spelling.text), last + 1)
                if spelling.hides:
                    hidden.append(match)
                elif _stands(match, text):
                    standing.append(match)
        return _longest([match for match in standing if not any(match.is_hidden_by(hiding) for hiding in hidden)])

    @cached_property
    def _by_id(self) -> dict[str, Name]:
        return {name.id: name for name in self.all}

    @cached_property
    def _named(self) -> dict[str, tuple[Name, ...]]:
        named: dict[str, tuple[Name, ...]] = {}
        for name, language, _, folded in self._spelt:
            if language != _UNLESS and name not in (already := named.get(folded, ())):
                named[folded] = (*already, name)
        return named

    @cached_property
    def _spelt(self) -> "tuple[_Spelt, ...]":
        """Every spelling folded, all in one go: folding has its price for each call."""
        written = [
            (name, language, each)
            for name in self.all
            for language, several in (*name.spellings.items(), (_UNLESS, name.unless))
            for each in several
        ]
        folded = fold(_BETWEEN.join(each for _, _, each in written)).split(fold(_BETWEEN)) if written else []
        return tuple((*each, text.strip()) for each, text in zip(written, folded, strict=True))


_Spelt = tuple[Name, str, str, str]
"""A name, the language of a spelling (or that it hides one), the spelling as written, and folded."""


class _Original:
    """A text folded, with the way back to what was written where that is asked for."""

    def __init__(self, text: str, folded: str) -> None:
        self.text, self.folded = text, folded

    @cached_property
    def _offsets(self) -> Folded:
        return folded_with_offsets(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self._offsets.span(start, end)

    def written(self, start: int, end: int) -> str:
        """What stands in the original for ``folded[start:end]``: in the same place, mostly, which is quick to try."""
        if (same := self.text[start:end]).casefold() == self.folded[start:end]:
            return same
        first, last = self.span(start, end)
        return self.text[first:last]


@dataclass(frozen=True, slots=True)
class _Match:
    """A spelling in a folded text."""

    spelling: _Spelling
    start: int
    end: int

    def is_hidden_by(self, hiding: "_Match") -> bool:
        covers = hiding.start <= self.start and self.end <= hiding.end
        longer = hiding.end - hiding.start > self.end - self.start
        return hiding.spelling.name is self.spelling.name and covers and longer


def _automaton(spelt: Sequence[_Spelt], tongue: str) -> Any:  # pyahocorasick has no types
    languages = ("en", *_COLUMNS.get(tongue, ()))
    spellings: dict[str, dict[str, _Spelling]] = {}
    for name, language, written, text in spelt:
        if language in languages or language == _UNLESS:
            key = f"{name.id} {language == _UNLESS}"
            spellings.setdefault(text, {}).setdefault(key, _spelling(name, written, text, language == _UNLESS))
    automaton = ahocorasick.Automaton()
    for text, several in spellings.items():
        automaton.add_word(text, tuple(several.values()))
    automaton.make_automaton()
    return automaton


def _spelling(name: Name, written: str, text: str, hides: bool) -> _Spelling:
    alone = written in name.alone
    exact = written if _SHORT_ACRONYM.fullmatch(written) or (alone and written.isascii()) else ""
    katakana = all(_is_katakana(character) for character in text)
    return _Spelling(name, text, _script(text[0]), _script(text[-1]), katakana, exact, alone, hides)


def _stands(match: _Match, text: _Original) -> bool:
    spelling, start, end, folded = match.spelling, match.start, match.end, text.folded
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if before and _script(before) == spelling.first and (spelling.first in ("latin", "hangul") or spelling.alone):
        return False
    if spelling.last == "latin" and not _ends_word(folded, end, "" if spelling.exact else "s"):
        return False
    if spelling.katakana and (_is_katakana(before) or (_is_katakana(after) and not _GROUPED.match(folded, end))):
        return False
    if spelling.alone and spelling.last == "hangul" and not _PARTICLE.match(folded, end):
        return False
    if spelling.alone and spelling.last == "han" and after and _script(after) == "han":
        return False
    return not spelling.exact or text.written(start, end) == spelling.exact


def _ends_word(folded: str, end: int, ending: str) -> bool:
    """Whether a Latin word ends at ``end``, or with ``ending`` there."""
    if ending and folded.startswith(ending, end):
        end += len(ending)
    after = folded[end : end + 1]
    return not after or _script(after) != "latin"


def _longest(found: list[_Match]) -> list[_Match]:
    """In order of place, without those that lie within a longer one or begin in one that began before."""
    found.sort(key=lambda match: (match.start, -match.end))
    kept: list[_Match] = []
    reach, span = 0, (-1, -1)
    for match in found:
        if match.start < reach and (match.start, match.end) != span:
            continue
        kept.append(match)
        reach, span = match.end, (match.start, match.end)
    return kept


def _is_katakana(character: str) -> bool:
    return "ァ" <= character <= "ヺ" or character in ("ー", "・") if character else False


def _script(character: str) -> _Script:
    if character.isascii():
        return "latin" if character.isalnum() else "other"
    if "가" <= character <= "힣":
        return "hangul"
    if "ぁ" <= character <= "ヿ":
        return "kana"
    if "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U000323af":
        return "han"
    return "latin" if character.isalpha() and character < "\u0530" else "other"
