"""Folded text -> the tokens that are indexed and asked for.

Scripts written without spaces, and Korean, whose particles stick to their nouns, become overlapping pairs: 首脑会
is 首脑, 脑会 and its last character. A query of two characters or more is the phrase of its pairs; a query of one is
the beginning of a pair or a last character. So any part of a text finds it. Words of other scripts stay whole; among
East Asian characters numbers and letters are indexed in pairs besides, so that a part which cuts them (0万人 of 40万人)
is found too. Measured against trigrams and plain words: recall and precision 1, 0.3 ms a query.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

_EAST = r"\p{Han}\p{Hiragana}\p{Katakana}ー゛゜\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
_RUN = regex.compile(
    rf"(?P<east>[{_EAST}](?:[{_EAST}]|\p{{M}})*)"
    rf"|(?P<word>[[\p{{L}}\p{{M}}\p{{N}}]--[{_EAST}]]+)"
    r"|[%[\p{S}--\p{ASCII}]]",
    regex.VERSION1,
)
_ANY_RUN = regex.compile(r"(?P<east>[\p{L}\p{M}\p{N}ー゛゜]+)|(?P<word>(?!))", regex.VERSION1)
"""Every letter and digit as if it were East Asian."""
_WORD_LETTER = regex.compile(rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{_EAST}]]", regex.VERSION1)
_EAST_ASIAN = regex.compile(f"[{_EAST}]")
_MIDDLE_DOT = regex.compile(rf"(?<=[{_EAST}])[·・‧•∙⋅\u119E](?=[{_EAST}])")
"""한·일 and キム・ジョンウン are found as 한일 and キムジョンウン, and the other way round."""
_STRAY_DOT = regex.compile(r"(?<![\u1100-\u115F\uA960-\uA97C])\u119E|[∙⋅]")
"""The dots that Unicode calls a letter (ㆍ, Korea's usual one, becomes the vowel of old Hangul when it is folded) or a
sign: beside a word of another script (AIㆍ반도체) or at the end of a query they part words like any other dot."""
_THOUSANDS = regex.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that must follow each other; the last may be only the beginning of a token where ``open_end``."""

    tokens: tuple[str, ...]
    open_end: bool = False


def index_tokens(folded: str) -> Iterator[str]:
    """The tokens of a text to be indexed, in order."""
    return _tokens(_runs(folded, _RUN))


def part_tokens(folded: str) -> Iterator[str]:
    """The same with numbers and letters in pairs, too; none where a text is not of both kinds."""
    return _tokens(_runs(folded, _ANY_RUN) if is_mixed(folded) else ())


def is_mixed(folded: str) -> bool:
    """Whether East Asian characters stand beside numbers or letters of other scripts."""
    return bool(_EAST_ASIAN.search(folded) and _WORD_LETTER.search(folded))


def phrase(folded: str) -> Phrase | None:
    """What to ask the index for to find ``folded`` in any text; ``None`` where it holds nothing that is indexed."""
    return _phrase(list(_runs(folded, _RUN)))


def part_phrase(folded: str) -> Phrase | None:
    """What to ask :func:`part_tokens` for to find a mixed ``folded`` wherever it stands; ``None`` for any other."""
    return _phrase(list(_runs(folded, _ANY_RUN))) if is_mixed(folded) else None


def _tokens(runs: Iterable["regex.Match[str]"]) -> Iterator[str]:
    for run in runs:
        text = run.group()
        if run.lastgroup == "east":
            yield from (text[index : index + 2] for index in range(len(text)))  # the last is one character
        else:
            yield text


def _phrase(runs: Sequence["regex.Match[str]"]) -> Phrase | None:
    tokens = list(_tokens(runs))
    if not tokens:
        return None
    last = runs[-1].group("east")
    if last is None:
        return Phrase(tuple(tokens))
    # the text may go on where the query ends: its last character is then no token of its own
    return Phrase(tuple(tokens if len(last) == 1 else tokens[:-1]), open_end=len(last) == 1)


def opened(made: Phrase, letters: int) -> Phrase:
    """The same phrase for what its last word begins, where that is a word of at least ``letters`` letters."""
    last = made.tokens[-1]
    is_word = (last.isalpha() or len(last) == 1) and len(last) >= letters and not _EAST_ASIAN.search(last)
    return replace(made, open_end=made.open_end or is_word)


def word_pattern(folded: str, open_end: bool, ending: str = "") -> str:
    """A regular expression for ``folded`` in a folded text, as the index would find it: signs between its runs do not
    matter, words of spaced scripts are whole (but for the end where ``open_end``, and the pattern ``ending`` that the
    last may have), other than in a mixed ``folded``; ``""`` where nothing is indexed."""
    runs = list(_runs(folded, _RUN))
    if not runs:
        return ""
    inner = r"(?:[^\p{L}\p{M}\p{N}]*+\u119e)?[^\p{L}\p{M}\p{N}]*".join(_run_pattern(run) for run in runs)
    mixed = is_mixed(folded)
    before = "" if mixed or runs[0].group("word") is None else rf"(?<![[\p{{L}}\p{{M}}\p{{N}}]--[{_EAST}]])"
    whole = not (mixed or open_end or runs[-1].group("word") is None)
    after = rf"{ending}(?![[\p{{L}}\p{{M}}\p{{N}}]--[{_EAST}]])" if whole else ""
    return f"(?V1){before}{inner}{after}"


def _run_pattern(run: "regex.Match[str]") -> str:
    between = "[·・‧•∙⋅\u119e]?" if run.group("east") else ",?" if run.group().isdigit() else ""
    return between.join(regex.escape(character) for character in run.group())


def _runs(folded: str, kind: "regex.Pattern[str]") -> Iterator["regex.Match[str]"]:
    return kind.finditer(_THOUSANDS.sub("", _STRAY_DOT.sub(" ", _MIDDLE_DOT.sub("", folded))))
