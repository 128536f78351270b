"""Who does what to whom: a generated text must not turn it round. Pure.

    China protested to Japan · 中国向日本抗议 · 中国は日本に抗議した · 중국은 일본에 항의했다

Told only where two names that we know are certain in their roles: who comes first in English and Chinese, before a word
that one does to another (``words/directed.toml``); whom a particle marks in Japanese and Korean. A passive tells
nothing.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest

import regex

from digests.claims.faults import Fault, SourceSentence
from digests.claims.known import Known, Mentioned
from digests.claims.spelt import where
from digests.claims.unknown import spotted_in
from digests.claims.words import words_of
from digests.language.fold import fold
from digests.language.names import Names, column
from digests.model import Name
from digests.stories.sounds import plain_han

_DOERS = ("people", "bodies", "companies")
_LANDS = ("country", "territory", "capital", "municipality", "prefecture")
_FORMERLY = {"beijing": "CN", "tokyo": "JP", "seoul": "KR", "washington": "US", "pyongyang": "KP", "taipei": "TW"}
_SENTENCE = regex.compile(r"(?<=[。！？])|(?<=[.!?])\s")
_WHOSE = regex.compile(
    r"(?:['’]s|의|の|的)?\s?(?:[a-zA-Z]{2,12}\s){0,3}[가-힣\sァ-ヺー\p{Han}]{0,8}(?<![はがにを向对])"
)
Pair = tuple[str, str]
"""Who does, and to whom."""


def role_faults(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> Iterator[Fault]:
    """Pairs of ``text`` that do to each other what the sources tell the other way round."""
    spotted = tuple(spotted_in(text, language, names))
    told = {pair for source in sources for pair, _ in pairs(source.text, source.language, names, spotted)}
    for (doer, other), said in pairs(text, language, names, spotted):
        if (other, doer) in told and (doer, other) not in told:
            yield Fault("roles", said)


def pairs(text: str, language: str, names: Names, spotted: Sequence[str] = ()) -> Iterator[tuple[Pair, str]]:
    """Of each sentence at most one pair, and its words; ``spotted`` are names of which we know nothing."""
    for sentence in _SENTENCE.split(text):
        yield from _pair(sentence, language, names, spotted)


def _pair(sentence: str, language: str, names: Names, spotted: Sequence[str]) -> Iterator[tuple[Pair, str]]:
    named = [each for each in Known.of(sentence, language, names).mentioned if _may_do(each)]
    as_long = len(plain_han(fold(sentence))) == len(sentence)  # then a place in one is a place in the other
    for name in spotted if as_long else ():
        span = where(name, sentence)
        if span and not any(each.start < span[1] and span[0] < each.end for each in named):
            named.append(Mentioned(Name(name, "person", {"en": (name,)}), name, *span))
    named.sort(key=lambda each: each.start)
    doers = [each for each, following in zip_longest(named, named[1:]) if not _belongs(each, following, sentence)]
    tongue = column(language)
    if tongue in ("en", "zh"):
        whom = next((each for each in doers[1:] if _follows_deed(sentence, each, tongue)), None)
        who = doers[0] if doers else None
    else:
        who = next((each for each in doers if _marked(sentence, each, "subject", tongue)), None)
        whom = next((each for each in doers if each != who and _marked(sentence, each, "particle", tongue)), None)
    if who and whom and _party(who) != _party(whom):
        first, last = sorted((who, whom), key=lambda each: each.start)
        told = sentence[: last.end] if tongue in ("en", "zh") else sentence[last.end :]
        if _pattern("passive", tongue).search(fold(told)):
            return
        yield (_party(who), _party(whom)), sentence[first.start : last.end]


def _may_do(each: Mentioned) -> bool:
    return each.name.group in _DOERS or each.name.kind in _LANDS


def _belongs(each: Mentioned, following: Mentioned | None, sentence: str) -> bool:
    """Whether a country only says whose the next one is: 韓国のゲーム会社クラフトン."""
    if following is None or each.name.group != "places" or following.name.group == "places":
        return False
    return _WHOSE.fullmatch(sentence[each.end : following.start]) is not None


def _party(each: Mentioned) -> str:
    """A country stands for itself, and so does its capital."""
    if each.name.kind in ("country", "territory"):
        return each.name.country
    return _FORMERLY.get(each.name.id, each.name.id)


def _follows_deed(sentence: str, each: Mentioned, tongue: str) -> bool:
    before = fold(sentence[: each.start])
    if tongue == "en":
        return bool(regex.search(rf"\b(?:{_source('to', tongue)})\s(?:the )?$", before + " "))
    return bool(regex.search(rf"(?:{_source('to', tongue)})$", before))


def _marked(sentence: str, each: Mentioned, kind: str, tongue: str) -> bool:
    """Whether a particle stands behind a name, or behind what it belongs to: 中国の王毅外相は, 중국 상무부는."""
    return _marking(kind, tongue).match(sentence, each.end) is not None


@cache
def _marking(kind: str, tongue: str) -> "regex.Pattern[str]":
    if tongue == "ja":
        return regex.compile(rf"(?:の?[\p{{Han}}々ァ-ヺーA-Za-z]{{1,14}}){{0,3}}+{_source(kind, tongue)}")
    return regex.compile(rf"[가-힣]{{0,3}}?(?:\s[가-힣A-Za-z]{{1,8}}){{0,2}}?{_source(kind, tongue)}(?![가-힣])")


@cache
def _source(kind: str, tongue: str) -> str:
    return f"(?:{'|'.join(words_of('directed', kind, tongue))})"


@cache
def _pattern(kind: str, tongue: str) -> "regex.Pattern[str]":
    return regex.compile(_source(kind, tongue))
