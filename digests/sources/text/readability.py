"""How readable a decoded text is: what tells a right decoding from mojibake when both decode without an error.

Every character that is not ASCII is weighed: kana, frequent Han characters and frequent Hangul speak for the
decoding, replacement characters, C1 controls, private use, half-width kana and rare characters against it. A wrong
decoding of East-Asian bytes is drawn almost evenly from a table of thousands, so few of its characters are frequent
ones; a right one draws four of five from the first thousand.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_GOOD_MARKS = frozenset(
    "、。「」『』（）！？：；，．“”‘’…—·・〈〉《》【】［］〔〕～＆％＋－／＝＜＞＂＃－　￥「」∙•→←↑↓▲△▼▽■□◆◇○●◎★☆※㈜"
    "①②③④⑤⑥⑦⑧⑨⑩℃−–"
)
_LATIN_RUN = re.compile("[\u00a1-\u024f]{4,}")
_MISPLACED = re.compile(
    "[а-яёα-ω](?=[А-ЯЁΑ-Ω])"  # a capital inside a word: another Cyrillic code
    "|[A-Za-z](?=[\u0370-\u052f\u0e01-\u0e5b])|[\u0370-\u052f\u0e01-\u0e5b](?=[A-Za-z])"  # two alphabets in one word
    "|[\u00a2-\u00aa\u00ac-\u00be\u00d7\u00f7](?=[A-Za-z\u00c0-\u024f])"  # a sign that leads a word
)
_FREQUENT, _COMMON, _RARE, _WRONG = 1.0, 0.25, -0.6, -4.0


@dataclass(frozen=True, slots=True)
class Readability:
    """``score``: the mean weight of what is not ASCII, about 0.7-1.0 for running text and below 0.3 for mojibake;
    ``measured``: how many such characters there were."""

    score: float
    measured: int


@cache
def _frequent() -> tuple[frozenset[str], frozenset[str]]:
    """(Han, Hangul) of ``frequent.txt``."""
    lines = (Path(__file__).parent / "frequent.txt").read_text(encoding="utf-8").splitlines()
    letters = frozenset("".join(line for line in lines if not line.startswith("#")))
    hangul = frozenset(letter for letter in letters if "\uac00" <= letter <= "\ud7a3")
    return letters - hangul, hangul


@cache
def _common() -> Mapping[str, float]:
    """The first levels of GB 2312, JIS X 0208 and Big5, and KS X 1001's Hangul: chosen by use, unlike the rest."""
    rows = {
        "gb2312": range(0xB0, 0xD8),
        "euc_jp": range(0xB0, 0xD0),
        "big5": range(0xA4, 0xC7),
        "euc_kr": range(0xB0, 0xC9),
    }
    common: dict[str, float] = {}
    for codec, leads in rows.items():
        for lead in leads:
            row = b"".join(bytes((lead, trail)) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
            for letter in row.decode(codec, "ignore"):
                if letter > "\u2e80":
                    common[letter] = _COMMON
    return common


@lru_cache(maxsize=1 << 15)
def weigh(letter: str) -> float:
    """The weight of one character, its neighbours aside."""
    han, hangul = _frequent()
    if letter in han or letter in hangul or letter in _GOOD_MARKS or "\u3041" <= letter <= "\u30fe":
        return _FREQUENT
    if letter in _common():
        return _COMMON
    if "\uff61" <= letter <= "\uff9f":
        return -1.0
    if "\u4e00" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3":
        return _RARE
    if letter < "\u0600" and letter.isalpha():
        return 0.8
    if "\u0e01" <= letter <= "\u0e5b":
        return 0.8
    if "\uff01" <= letter <= "\uff5e":
        return 0.6
    return _by_category(letter)


def _by_category(letter: str) -> float:
    if letter in "\ufffd" or letter in "\ufeff\ufffe":
        return _WRONG
    category = unicodedata.category(letter)
    if category in ("Co", "Cn", "Cs", "Cc"):
        return _WRONG
    return 0.3 if category[0] == "L" else -0.3


def readability(text: str, *, limit: int = 6000) -> Readability:
    """Weigh the first ``limit`` characters of ``text`` that are not ASCII; a text of ASCII alone scores 1."""
    letters = [letter for letter in text if letter > "\x7f"][:limit]
    if not letters:
        return Readability(1.0, 0)
    weights = {letter: weigh(letter) for letter in set(letters)}
    total = sum(weights[letter] for letter in letters) - _penalties(text[: limit * 4])
    return Readability(total / len(letters), len(letters))


def _penalties(text: str) -> float:
    """Letters that are fine alone but not as they stand: accented Latin in long runs (another alphabet's bytes read as
    Latin-1), alphabets mixed within a word."""
    return 1.2 * sum(len(run) for run in _LATIN_RUN.findall(text)) + len(_MISPLACED.findall(text))
