"""Is a generated text a plain text in the language asked for, and nothing of a model's making besides? Pure."""

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from digests.claims.faults import Fault, Kind, SourceSentence
from digests.claims.words import words_of
from digests.language.detect import detect
from digests.language.fold import fold
from digests.language.names import column

_MARKUP = regex.compile(
    r"</?[a-zA-Z][^<>]{0,200}>|\*\*|__|```|~~|^\s{0,3}(?:#{1,6}|[-*+•]|\d{1,2}[.)])\s|\]\(|!\[|&(?:[a-z]{2,8}|#\d{1,6});|\|.{0,80}\||\bhttps?://\S{1,300}|\\[nt\"u]"
)
_TEMPLATE = regex.compile(
    r"<\|[^|<>]{0,40}\|?>?|\{\{[^{}]{0,80}\}\}|\{[a-z_]{1,30}\}|\[/?(?:INST|SYS|s)\]|<<?/?SYS>?>|</?(?:s|think|answer|tool_call)>"
    r"|<(?:start|end)_of_turn>|<(?:bos|eos|pad|unk|mask)>|<unused\d{1,4}>|<0x[0-9A-F]{2}>|\ufffd|\[(?:name|date|number|source)[^\]]{0,20}\]|▁"
)
_NATIVE = {
    "en": regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Cyrillic}\p{Arabic}\p{Thai}\p{Devanagari}]+"),
    "zh": regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Hangul}\p{Cyrillic}\p{Arabic}\p{Thai}]{1,}(?<![・ー])"),
    "ja": regex.compile(r"[\p{Hangul}\p{Cyrillic}\p{Arabic}\p{Thai}]+"),
    "ko": regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Cyrillic}\p{Arabic}\p{Thai}]+"),
}
"""Letters that a language does not write."""
_LATIN_RUN = regex.compile(r"\b[a-z]{2,}(?:[ ,]{1,2}[a-z]{2,}){2,}")
"""Three small Latin words side by side within another script: something was left as it was."""
_REPEATED = regex.compile(
    r"(?P<piece>\S.{3,60}?)(?:[\s,.、，。]*(?P=piece)){2,}|(?P<word>[\p{L}\p{M}]{2,20})(?:\s+(?P=word)){2,}|(?P<sign>[^\d\s.…―ー—-])(?P=sign){5,}"
)
_WEIGHT = {"en": 1.0, "zh": 3.0, "ja": 2.1, "ko": 2.1}
"""How much a letter says, beside English."""
_SHORTEST, _LONGEST, _SLACK = 0.4, 2.4, 14.0
"""A translation's length beside its source's, and what short ones may differ by."""
_WHOLE = 0.75
_LONGEST_SENTENCE = 420.0
"""A sentence of a brief, in English letters."""


def form_faults(text: str, language: str, sources: Sequence[SourceSentence]) -> Iterator[Fault]:
    """What is wrong with a text before a word of it is compared."""
    if not regex.search(r"\p{L}", text):
        yield Fault("length", "no words")
        return
    told = [source.text for source in sources]
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if not any(found.group() in source for source in told):
                yield Fault(kind, found.group())
                break
    yield from _chatter(text, language, sources)
    yield from _languages(text, language, told)
    if len(text) * _WEIGHT[column(language)] > _LONGEST_SENTENCE + 2 * sum(map(_weight, sources)):
        yield Fault("length", f"{len(text)} characters")


_PATTERNS: tuple[tuple[Kind, "regex.Pattern[str]"], ...] = (
    ("template", _TEMPLATE),
    ("markup", _MARKUP),
    ("repetition", _REPEATED),
)


def length_faults(text: str, language: str, sources: Sequence[SourceSentence]) -> Iterator[Fault]:
    """Whether a translation is much shorter or longer than what it translates."""
    said, told = len(text) * _WEIGHT[column(language)], sum(map(_weight, sources))
    if said < _SHORTEST * told - _SLACK or said > _LONGEST * told + _SLACK:
        yield Fault("length", f"{said / max(told, 1):.1f} times its source")


def is_whole(text: str, language: str, sources: Sequence[SourceSentence]) -> bool:
    """Whether a text is so long beside its sources that it leaves out none of their clauses."""
    return len(text) * _WEIGHT[column(language)] > _WHOLE * sum(map(_weight, sources))


def _weight(source: SourceSentence) -> float:
    return len(source.text) * _WEIGHT[column(source.language)]


def _chatter(text: str, language: str, sources: Sequence[SourceSentence]) -> Iterator[Fault]:
    """What a model says of itself or of its task, in its reader's language or in English; unless a source says it."""
    folded = "\n".join(map(fold, text.splitlines()))
    for kind in ("refusal", "echo"):
        for tongue in dict.fromkeys((column(language), "en")):
            for found in _said(kind, tongue).finditer(folded):
                if not any(_said(kind, column(source.language)).search(fold(source.text)) for source in sources):
                    yield Fault("refusal" if kind == "refusal" else "echo", found.group())


@cache
def _said(kind: str, tongue: str) -> "regex.Pattern[str]":
    return regex.compile("|".join(words_of("chatter", kind, tongue)))


def _languages(text: str, language: str, told: Sequence[str]) -> Iterator[Fault]:
    if (found := detect(text, language)) != language and not _is_short(text, found, language):
        yield Fault("language", found)
    for foreign in _NATIVE[column(language)].finditer(text):
        set_off = column(language) != "en" or text[foreign.start() - 1 : foreign.start()] in _SETS_OFF
        known = any(foreign.group() in source for source in told)
        if not (set_off and known) or len(foreign.group()) > _QUOTED:
            yield Fault("language", foreign.group())
            return
    if column(language) != "en" and (left := _LATIN_RUN.search(text)) and left.group() not in " ".join(told):
        yield Fault("language", left.group())


_QUOTED = 12
"""Characters of another script that a text may quote from its source."""
_SETS_OFF = tuple("(（“\"‘'「『")
_FEW = 6


def _is_short(text: str, found: str, language: str) -> bool:
    """Whether too little is written to tell Chinese from Japanese, or one kind of Chinese from the other."""
    letters = regex.findall(r"\p{L}", text)
    return len(letters) < _FEW and {found[:2], language[:2]} <= {"zh", "ja", "un"}
