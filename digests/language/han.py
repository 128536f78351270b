"""Han characters alone: Japanese, simplified or traditional Chinese?

Each country's character set is a standard that every Python knows: JIS X 0208 level 1 and 2, GB 2312, Big5 level 1 and
2. A text is in the language whose set holds its characters; 会談 has one that traditional Chinese lacks and one that
simplified Chinese lacks, which leaves Japanese. What all three hold is told by words, then by the hint, then by cld2.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import pycld2
import regex
from opencc import OpenCC

_RARE = 0.5
"""How much a character from a set's rare half (old forms, names) speaks against its language."""
_OLD_FORM = 0.75
"""How much a character speaks against Japanese that Japanese writes in a newer form."""
_SLACK = 0.5, 0.02
"""Languages within this doubt of the best (characters, and share of the letters) are still open."""
_JAPANESE = regex.compile(
    r"来日|上昇|発表|公表|会合|見送|昨年|[財環国文農法総厚]\w{0,3}相(?!互|当|關|关)|[億万兆]円|過去最|同士|共催|実施|閣議|与党|予算|論評|終値|"
    r"続伸|反発|死去|容疑|逮捕|株式会社|都内|市町村|白書|拘束|決算|有事|統計(?!局|數|数)|・"
)
_CHINESE = regex.compile(
    r"央行|消息|加息|升息|降息|[你她它也已但而很这這们們吗嗎呢吧给給让讓没沒说說]|关于|關於|我国|我國|记者|行政院|立法院|国务院|新台幣|"
    r"人民币|人民幣|股市|收盘|收盤|外长|外長|总[统理]|總[統理]|领导人|領導人|部长|举行|舉行|召开|召開|通过|指出|访|訪華|談判|"
    r"出口(?!調査|民調)|世博|[中日韩韓美我]方(?!面)|国家主席|國家主席|[，；：“”]"
)
"""Words that only one of the two uses, among those written with characters that both have."""
_QUOTES = regex.compile(r"[「」『』]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """How many of a text's characters speak against each language."""

    japanese: float
    simplified: float
    traditional: float

    @classmethod
    def of(cls, letters: str) -> "Doubt":
        sums = [0.0, 0.0, 0.0]
        for letter in letters:
            for index, doubt in enumerate(_doubts(letter)):
                sums[index] += doubt
        return cls(*sums)


@cache
def _old_forms() -> frozenset[str]:
    """Characters that Japanese writes in a newer form (國, 會), but for names."""
    han = [chr(code) for code in range(0x4E00, 0xA000)]
    new = OpenCC("t2jp").convert("\n".join(han)).split("\n")
    return frozenset(before for before, after in zip(han, new, strict=True) if before != after)


@lru_cache(maxsize=16_384)
def _doubts(letter: str) -> tuple[float, float, float]:
    """Against Japanese, simplified, traditional."""
    japanese = _OLD_FORM if letter in _old_forms() else _doubt(letter, "euc_jp", 0xD0)
    return japanese, _doubt(letter, "gb2312", 0x100), _doubt(letter, "big5", 0xC9)


def _doubt(letter: str, codec: str, level_2: int) -> float:
    """0 = in daily use, 1 = not in the set; ``level_2`` is the first byte from which the set is rare."""
    try:
        code = letter.encode(codec)
    except UnicodeEncodeError:
        return 1.0
    if len(code) != 2:
        return 1.0
    return _RARE if code[0] >= level_2 else 0.0


def which_han(letters: str, doubt: Doubt, text: str, hint: str | None) -> str:
    """``ja``, ``zh-Hans`` or ``zh-Hant`` for ``letters`` (Han, perhaps with a little kana) standing in ``text``.

    ``hint`` decides only between languages that the characters and words leave open.
    """
    against = {"ja": doubt.japanese, "zh-Hans": doubt.simplified, "zh-Hant": doubt.traditional}
    limit = min(against.values()) + max(_SLACK[0], _SLACK[1] * len(letters))
    if hint in against and against[hint] <= limit + _SLACK[0]:
        against[hint] = min(against[hint], limit)
    still_open = sorted((name for name in against if against[name] <= limit), key=against.__getitem__)
    if len(still_open) > 1 and "ja" in still_open:
        if _is_japanese(letters, text, hint if hint in still_open else None):
            return "ja"
        still_open.remove("ja")
    if len(still_open) == 1:
        return still_open[0]
    if hint in still_open:
        return hint
    if doubt.simplified == doubt.traditional and _QUOTES.search(text):
        return "zh-Hant"
    return still_open[0]


def _is_japanese(letters: str, text: str, hint: str | None) -> bool:
    """Between Japanese and Chinese where the characters allow both: words, then the hint, then cld2."""
    words = len(_JAPANESE.findall(text)) - len(_CHINESE.findall(text))
    if words:
        return words > 0
    if hint:
        return hint == "ja"
    return bool(pycld2.detect(letters, bestEffort=True)[2][0][1] == "ja")
