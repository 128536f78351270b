"""How countries are named: words of the glossary as lists and patterns, and where a word stands whole."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import regex

from digests.language.fold import fold
from digests.model import Word
from digests.tagging.lexicon import Match, words

_HANGUL = regex.compile(r"[가-힣]")
_HANGUL_PREFIX = regex.compile(r"(?:^|[^가-힣])(?:주|재|대|반|친|탈|동|서|구|전|현|재미|국립|에어|뉴)$")
NAMING = frozenset(("names", "bodies", "capitals", "places", "firms"))
"""Kinds of words that name a country, or what is a country's wherever it is named."""


def begins_a_word(text: str, start: int) -> bool:
    """Whether no Korean word holds what starts at ``start`` further in; other scripts set no blanks or all of them."""
    return not (_HANGUL.match(text[start]) and _HANGUL.match(text[start - 1 : start]))


def whole_words(text: str, matches: Iterable[Match]) -> Iterator[Match]:
    """Without those of Korean script that begin within another word (한파주의보 holds no 파주): one begins where a word
    does, behind another name (서울경찰청), or behind a syllable that names take (주일, 반중, 동일본)."""
    ends = {0}
    for match in matches:
        if not begins_a_word(text, match.start) and match.start not in ends:
            prefix = _HANGUL_PREFIX.search(text, max(0, match.start - 3), match.start)
            if not prefix or not any(kind in NAMING for kind in (key.partition(":")[0] for key in match.keys)):
                continue
        ends.add(match.end)
        yield match


def listed(glossary: Mapping[str, Any], language: str) -> list[tuple[str, list[Word]]]:
    codes = tuple(dict.fromkeys((language, "en")))
    lists: list[tuple[str, list[Word]]] = []
    for kind in ("names", "bodies", "capitals", "places", "firms", "home", "nationals"):
        for country, table in glossary.get(kind, {}).items():
            lists.extend((f"{kind}:{country}", words(table.get(code, ()))) for code in codes)
    for kind in ("trio", "together"):
        lists.extend((f"{kind}:", words(glossary.get(kind, {}).get(code, ()))) for code in codes)
    for kind in ("inbound", "toward", "rival", "apart"):
        lists.append((f"{kind}:", words(glossary.get(kind, {}).get(language, ()))))
    return lists


def runs(short: Mapping[str, str], language: str, follow: Iterable[str]) -> tuple[regex.Pattern[str], ...]:
    """Patterns for several countries' characters in a row (Korean: also a single Chinese character)."""
    if not short:
        return ()
    if language != "ko":
        symbols = "".join(short)
        return (regex.compile(rf"[{symbols}](?:[·、/]?[{symbols}])+"),)
    hangul = "".join(symbol for symbol in short if _HANGUL.match(symbol))
    hanja = "".join(symbol for symbol in short if not _HANGUL.match(symbol))
    return (
        regex.compile(rf"(?<![가-힣])[{hangul}](?:·?[{hangul}])+(?=[^가-힣]|$|{'|'.join(follow)})"),
        regex.compile(rf"[{hanja}](?:·?[{hanja}])*"),
    )


def at_an_edge(glossary: Mapping[str, Any], language: str) -> "regex.Pattern[str] | None":
    """A pattern for one country's character where a headline, or a part of it, begins."""
    symbols = fold(glossary.get("edge", {}).get(language, ""))
    if not symbols:
        return None
    refused = "|".join(fold(word) for word in glossary.get("edge_not", {}).get(language, ()))
    return regex.compile(
        rf"(?:^|(?<!\d)[\s、。・「」｜|:：,])(?!{refused})([{symbols}])(?=[\p{{Han}}\p{{Katakana}}A-Za-z])"
    )


def before_a_noun(glossary: Mapping[str, Any], language: str) -> "regex.Pattern[str] | None":
    """A pattern for one country's character right before a noun that only a country has (日舰, 韩厂, 韓大統領)."""
    table = glossary.get("before", {}).get(language, {})
    patterns = [
        rf"(?P<{part['country']}>(?<![{fold(part['not'])}]){fold(symbol)}(?={'|'.join(map(fold, part['nouns']))}))"
        for symbol, part in table.items()
    ]
    return regex.compile("|".join(patterns)) if patterns else None
