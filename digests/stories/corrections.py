"""What was told, and what the article says now: which numbers and names changed. Pure.

A sentence is compared with the one that is most like it among those that the newer text has and the older had not,
whole or cut short. What is no longer said at all is no correction of it; what is said with another number, or of
another person or place, is one.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

import regex

from digests.language.fold import fold
from digests.stories.clues import CASE_ENDING, COMMON, names_in
from digests.stories.numbers import numbers_in
from digests.stories.places import known_sounds
from digests.stories.sounds import sound_of_hangul

_ONE_SENTENCE = 0.5
"""Share of their words that two sentences have in common which say one thing."""
_MOST = 400
"""Sentences that are compared."""
_LETTERS_COMPARED = 2_000
"""Of one sentence: what goes on for longer is a list or a table."""
_PERSON = regex.compile(
    r"[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    r"范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文][\p{Han}]{1,2}"
    r"|[김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구민진][가-힣]{2}"
)
"""A Chinese or Korean surname and a given name, in folded text."""
_LONGEST = 300
_HANGUL = regex.compile(r"[가-힣]{2,}")
_RUN = regex.compile(
    r"[\p{Han}\p{Katakana}ー]+|\p{Hangul}+|[\p{L}\p{N}--[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]]+", regex.V1
)
"""What of a text tells: endings and particles in hiragana do not."""
_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")
_RANK_AFTER = regex.compile(
    r"([\p{Han}]{2,4}?)(?:首相|外相|総理|大臣|長官|大統領|主席|総書記|知事|社長|会長|氏(?!名)|さん|部长|部長|外长|外長|"
    r"总理|總理|总统|總統|先生|女士|议员|議員|发言人|發言人|報道官|大使|教授)"
    r"|([가-힣]{2,4})\s?(?:\s[가-힣]{2,8}\s)?(?:총리|장관|대통령|외교부장|주석|의원|대표|회장|위원장|차관|국장|대변인|교수|대사|"
    r"씨(?=[는가와의 ]))"
)
_RANK_BEFORE = regex.compile(r"(?:部长|部長|外长|外長|总理|總理|主席|总统|總統|大使|发言人|發言人)([\p{Han}]{2})")


def changes(told: Sequence[str], said: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of what was told and what is said now that differ in a number or a name. ``told`` and ``said`` are
    sentences, a headline among them."""
    before, now = _by_letters(told), _by_letters(said)
    unheard = [now[key] for key in now if key and not any(was.startswith(key) for was in before)]
    fresh = [(sentence, _grams(sentence)) for sentence in unheard]
    pairs = [(sentence, _nearest(sentence, fresh)) for key, sentence in before.items() if key not in now]
    return tuple((was, found) for was, found in pairs if found and _differ(was, found))


def likeness(one: str, other: str) -> float:
    """The share of the words of the smaller that the larger holds, 0-1; East Asian words by their pairs of letters."""
    first, second = _grams(one), _grams(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def mutual_likeness(one: str, other: str) -> float:
    """The share of the words of both that both hold, 0-1 (Dice)."""
    first, second = _grams(one), _grams(other)
    words = len(first) + len(second)
    return 2 * len(first & second) / words if words else 0.0


def share(part: str, whole: str) -> float:
    """The share of the words of ``part`` that ``whole`` holds, 0-1."""
    words = _grams(part)
    return len(words & _grams(whole)) / len(words) if words else 0.0


def _by_letters(sentences: Sequence[str]) -> dict[str, str]:
    beginnings = (sentence[:_LETTERS_COMPARED] for sentence in sentences[:_MOST])
    return {_squeezed(sentence): sentence for sentence in beginnings}


def _nearest(sentence: str, candidates: Sequence[tuple[str, set[str]]]) -> str | None:
    """The candidate, each with its words, that has most of its words in common with ``sentence``."""
    grams = _grams(sentence)
    best, found = _ONE_SENTENCE, None
    for candidate, other in candidates:
        like = 2 * len(grams & other) / max(len(grams) + len(other), 1)
        if like >= best:
            best, found = like, candidate
    return found


def _differ(was: str, now: str) -> bool:
    """Each says a number that the other does not, or each names somebody or a place that the other does not."""
    one, other = fold(was), fold(now)
    for before, after in ((numbers_in(one), numbers_in(other)), (_names(was, one), _names(now, other))):
        if before - after and after - before:
            return True
    return _renamed(was, now)


def _names(raw: str, folded: str) -> frozenset[str]:
    ranked = {name for groups in _RANK_AFTER.findall(folded) for name in groups if name}
    heard = {sound_of_hangul(CASE_ENDING.sub("", word)) for word in _HANGUL.findall(folded)} & known_sounds()
    return frozenset({*names_in(raw, folded), *ranked, *_RANK_BEFORE.findall(folded), *heard})


def _renamed(was: str, now: str) -> bool:
    """Whether two sentences are one but for a word that is a person's name: a surname and what follows it."""
    one, other = fold(was), fold(now)
    if max(len(one), len(other)) > _LONGEST:  # what compares them takes the product of their lengths
        return False
    changed = [op for op in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if op[0] != "equal"]
    if not changed:
        return False
    start, end, other_start, other_end = changed[0][1], changed[-1][2], changed[0][3], changed[-1][4]
    words = one[start:end], other[other_start:other_end]
    return all(_PERSON.fullmatch(CASE_ENDING.sub("", word)) for word in words)


def _squeezed(text: str) -> str:
    return _LETTERS.sub("", fold(text))


def _grams(text: str) -> set[str]:
    found: set[str] = set()
    for run in _RUN.findall(fold(text)):
        if run[0] < "\u2e80":
            found |= {run} - COMMON
        else:
            found |= {run[at : at + 2] for at in range(len(run) - 1)}
    return found
