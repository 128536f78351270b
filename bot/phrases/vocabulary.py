"""Which words of a text ask a bot for something: the text -> how much of it is covered by words that we know. Pure.

A word belongs to a class (``stop``, ``news``, ``today``): ``intents.toml`` lists them. Whatever is said, a search must
stay a search; so all that counts is whether words of classes cover the *whole* text, but for one stretch in it.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

from digests.language.fold import Folded, folded_with_offsets
from digests.stories.sounds import plain_han

_SIGN = re.compile(r"[^\w]|[_ー〜]")
_LATIN = re.compile(r"[a-z0-9]")
_WORD = re.compile(r"[a-z]{5,}")
_SLIP = 0.86
"""Of difflib's ratio: ``prefrences`` to ``preferences`` is .95, ``latent`` to ``latest`` .83."""
SILENT = frozenset({"small", "particle"})
"""Classes that tell nothing."""
Classes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Covering:
    """A text of which all is words of ``classes`` but ``rest``, which may be empty."""

    classes: Classes
    rest: str
    """As it was written."""
    text: str
    """All of it."""
    last: bool
    """The rest stands at the end."""
    cut: bool
    """A single character stands beside the rest, and may belong to it: 关注氢|能."""


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A folded text without signs, and with spaces only between Latin words."""

    text: str
    offsets: tuple[int, ...]
    """Of each of its characters in the folded text."""
    folded: Folded


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    classes: tuple[str, ...]
    short: bool = False
    """One East Asian character."""


@dataclass(frozen=True, slots=True)
class _Covered:
    """What covers a text up to some offset."""

    classes: Classes
    particle: bool
    """The last of the words is one East Asian character, and as likely a part of what stands beside it."""


def coverings(text: str, possible: Callable[[Classes], bool]) -> Iterator[Covering]:
    """Every way in which the words that we know cover ``text``, but for at most one stretch; classes that are not
    ``possible`` together are not followed, so that nobody can write a text that takes long."""
    squeezed = _squeezed(text)
    length, found = len(squeezed.text), _words(squeezed.text)
    ahead = _reached(found, squeezed.text, possible)
    behind = _reached((_mirrored(word, length) for word in found), squeezed.text[::-1], possible)
    stretches = {
        (one.classes | other.classes, start, length - left, one.particle or other.particle)
        for (start, before), (left, after) in product(ahead.items(), behind.items())
        if start <= length - left
        for one, other in product(before, after)
        if possible(one.classes | other.classes)
    }
    for classes, start, end, cut in stretches:
        yield Covering(classes, _written(squeezed, text, start, end), text, end == length, cut)


def is_silent(text: str) -> bool:
    """Whether ``text`` holds no letter and no digit: signs and emoji alone."""
    return not _squeezed(text).text.strip()


@lru_cache(1024)
def plain(text: str) -> str:
    """The form in which requests are compared: folded, without signs."""
    return _squeezed(text).text


def known(word: str) -> tuple[str, ...]:
    """The classes of one word."""
    return _vocabulary().get(plain(word), ())


@cache
def data() -> Mapping[str, Any]:
    """``intents.toml`` as it stands."""
    return tomllib.loads(files("bot").joinpath("phrases/intents.toml").read_text(encoding="utf-8"))


def _squeezed(text: str) -> _Squeezed:
    folded = folded_with_offsets(text)
    plain = plain_han(folded.text)
    kept: list[str] = []
    offsets: list[int] = []
    gap = False
    for offset, character in enumerate(plain):
        if character in "'’":
            continue
        if _SIGN.match(character) and character != "ー":
            gap = True
            continue
        if gap and kept and _LATIN.match(kept[-1]) and _LATIN.match(character):
            kept.append(" ")
            offsets.append(offset)
        gap = False
        kept.append(character)
        offsets.append(offset)
    return _Squeezed("".join(kept), tuple(offsets), folded)


def _written(squeezed: _Squeezed, text: str, start: int, end: int) -> str:
    """What stands between two offsets, without signs around it."""
    if start == end:
        return ""
    first, last = squeezed.folded.span(squeezed.offsets[start], squeezed.offsets[end - 1] + 1)
    return text[first:last].strip()


@cache
def _vocabulary() -> Mapping[str, tuple[str, ...]]:
    """Squeezed word -> its classes."""
    words: dict[str, dict[str, None]] = {}
    for name, languages in data()["words"].items():
        for listed in languages.values():
            for word in listed.split():
                words.setdefault(_squeezed(word.replace("_", " ")).text, {})[name] = None
    return {word: tuple(classes) for word, classes in words.items() if word}


@cache
def _longest() -> int:
    return max(map(len, _vocabulary()))


def _words(text: str) -> list[_Found]:
    """Every word of the vocabulary in ``text``, and Latin ones that are misspelt."""
    found = []
    for start in range(len(text)):
        if start and _inside(text, start):
            continue
        for end in range(start + 1, min(len(text), start + _longest()) + 1):
            classes = _vocabulary().get(text[start:end])
            if classes and (end == len(text) or not _inside(text, end)):
                found.append(_Found(start, end, classes, end == start + 1 and not _LATIN.match(text[start])))
    return found + [
        _Found(match.start(), match.end(), classes)
        for match in _WORD.finditer(text)
        if match[0] not in _vocabulary() and (classes := _misspelt(match[0]))
    ]


def _inside(text: str, at: int) -> bool:
    """Whether ``at`` lies within a Latin word."""
    return bool(_LATIN.match(text[at]) and _LATIN.match(text[at - 1]))


def _misspelt(word: str) -> tuple[str, ...]:
    near = get_close_matches(word, _spelt().get(word[0], ()), n=1, cutoff=_SLIP)
    return _vocabulary()[near[0]] if near else ()


@cache
def _spelt() -> Mapping[str, tuple[str, ...]]:
    """First letter -> the Latin words that begin with it and are long enough to be misspelt."""
    by_letter: dict[str, list[str]] = {}
    for word in filter(_WORD.fullmatch, _vocabulary()):
        by_letter.setdefault(word[0], []).append(word)
    return {letter: tuple(words) for letter, words in by_letter.items()}


def _reached(found: Iterable[_Found], text: str, possible: Callable[[Classes], bool]) -> dict[int, set[_Covered]]:
    """Offset -> what covers everything up to there."""
    reached: dict[int, set[_Covered]] = {0: {_Covered(frozenset(), particle=False)}}
    for word in sorted(found, key=lambda each: each.start):
        for covered in reached.get(word.start, set()).copy():
            after = {_with(covered.classes, name, word.short) for name in word.classes}
            after = {each for each in after if possible(each.classes)}
            reached.setdefault(word.end, set()).update(after)
            if text[word.end : word.end + 1] == " ":
                reached.setdefault(word.end + 1, set()).update(after)
    return reached


def _with(classes: Classes, name: str, particle: bool) -> _Covered:
    return _Covered(classes if name in SILENT else classes | {name}, particle)


def _mirrored(word: _Found, length: int) -> _Found:
    return _Found(length - word.end, length - word.start, word.classes, word.short)
