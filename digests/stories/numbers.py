"""Numbers and dates as values, whatever script they are in: ``4000万``, ``40 million`` and ``4천만`` are one."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

_SCALES = {
    "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12, "백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8,
    "조": 1e12, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_AMOUNT = regex.compile(
    r"""(?P<first>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)\s?
        (?P<scales>(?:[百千万亿億兆백천만억조]+|thousand\b|million\b|billion\b|trillion\b|mn\b|bn\b|tn\b)?)
        (?P<more>(?:\s?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[百千万亿億兆백천만억조]+|(?<=[万亿億兆만억조])[0-9]{1,4}(?![0-9,.]))*)\s?(?P<percent>%|パーセント|퍼센트|per\s?cent)?""",
    regex.VERBOSE,
)
_PIECE = regex.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)([百千万亿億兆백천만억조]*)")
_HAN_NUMBER = regex.compile(r"[〇零一二两三四五六七八九十百千]{2,}|(?<=第)[一二三四五六七八九十]")
_UNITS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ENGLISH = {word: value for value, word in enumerate(_UNITS.split())}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_ORDINAL_WORD = regex.compile(rf"\b(?:({'|'.join(_TENS)})-)?({'|'.join(_ENGLISH)})\b")
_ORDINAL = regex.compile(
    r"第\s?([0-9]{1,3})(?![0-9,.]|\s?[条章条款季号])|제\s?([0-9]{1,3})\s?(?:차|회|기)"
    r"|(?<![0-9.])([0-9]{1,3})(?:st|nd|rd|th)\b(?!\s(?:anniversary|century))"
    r"|(?<!第)(?<![0-9.])([0-9]{1,3})(?:回目|次目|번째|차\s?(?:회의|협상|회담|회기|라운드))"
)
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_MONTH_NAME = (
    r"(jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_MONTH_DAY = regex.compile(
    rf"(?<![0-9])(1[0-2]|0?[1-9])\s?[月월]\s?([12][0-9]|3[01]|0?[1-9])\s?[日일号號]?(?![0-9])"
    rf"|\b{_MONTH_NAME}\s([12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?\b(?![0-9])"
    rf"|\b([12][0-9]|3[01]|[1-9])(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH_NAME}\b"
)
_DAY = regex.compile(
    r"(?<![0-9月월間])(?<![月월]\s)([12][0-9]|3[01]|[1-9])\s?(?:日|일|号)(?![間间目内内前後后0-9]|\s?(?:간|만|째|동안|이내))"
)
_YEAR = regex.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?:\s?[年년/~\-–～∼至]\s?(?:[0-9]{2,4})?[年년]?)?(?![0-9]|[,.][0-9]|\s?[百千万亿億兆백천만억조])"
)
_DIGIT = regex.compile("[0-9]")
_LONGEST = 4000
_DATE_OR_TIME = regex.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|(?<![0-9])[0-9]{1,2}:[0-9]{2}(?![0-9])")
_SPELT_EAST = regex.compile(
    r"(?<![0-9.,])(?:[〇零一二两三四五六七八九十百千]+|[일이삼사오육칠팔구십백천]{0,12}[십백천](?=[만억조]))"
)
_TO_HAN = str.maketrans("일이삼사오육칠팔구십백천", "一二三四五六七八九十百千")
_SMALL = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_ROUND = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_CARDINALS = {word: value for value, word in enumerate(_SMALL, 1)} | {
    word: 10 * value for value, word in enumerate(_ROUND, 2)
}
_CARDINAL = regex.compile(rf"\b({'|'.join(_ROUND)})[- ]({'|'.join(_SMALL[:9])})\b")
_WORD = regex.compile(rf"\b(?:{'|'.join(_CARDINALS)}|an?(?=\s(?:hundred|thousand|million|billion|trillion)\b))\b")
_HUNDRED = regex.compile(r"([0-9]+)[\s-]hundred\b")
_SHORT_SCALE = regex.compile(r"(?<=[0-9])(?:-(?=[a-z])|([mbk])\b)")
_SHORT_SCALES = {None: " ", "m": " million", "b": " billion", "k": " thousand"}
_TENTHS = regex.compile(r"(?<![0-9.])([0-9](?:\.[0-9])?)\s?[割成할]")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a text counts and when it says things happen."""

    amounts: frozenset[str]
    """Values with three significant digits, ``%`` after a share; two digits at least."""
    ordinals: frozenset[int]
    """Which of a series: ``第17回``, ``제17차``, ``17th``, ``seventeenth``."""
    dates: frozenset[tuple[int, int]]
    """(month, day) where the month is named."""
    days: frozenset[int]
    """Days of the month, with or without the month."""


def figures(text: str) -> Figures:
    """The numbers and dates of a folded text (its first 4,000 characters)."""
    return _figures(text[:_LONGEST])


def amounts_in(text: str) -> frozenset[float]:
    """Every amount of a folded text that :func:`figures` finds or that may be meant: also those in words (``十亿``,
    ``백만``, ``ten million``), shortened (``1.5m``) and in tenths (``3割``). For claims that nobody else has one: what
    is read into a text too many only leaves a claim unmade."""
    return certain_amounts_in(text) | _values(_figures(_in_digits(text)))


def certain_amounts_in(text: str) -> frozenset[float]:
    """The amounts that are written in digits, without the parts of ``2026-11-24`` and ``14:30``."""
    return _values(_figures(_DATE_OR_TIME.sub(" ", text)))


def numbers_in(text: str) -> frozenset[float]:
    """The amounts of a folded text, and days and ordinals too: ``12日短縮`` counts what looks like a day."""
    found = _figures(_in_digits(text))
    return amounts_in(text) | {float(number) for number in found.days | found.ordinals}


def _values(found: Figures) -> frozenset[float]:
    return frozenset(float(amount.rstrip("%")) for amount in found.amounts)


def _in_digits(text: str) -> str:
    text = _DATE_OR_TIME.sub(" ", text)
    text = _SPELT_EAST.sub(lambda match: han_number(match.group().translate(_TO_HAN)), text)
    text = _CARDINAL.sub(lambda match: str(_CARDINALS[match[1]] + _CARDINALS[match[2]]), text)
    text = _WORD.sub(lambda match: str(_CARDINALS.get(match.group(), 1)), text)
    text = _HUNDRED.sub(lambda match: f"{match[1]}00", text)
    text = _SHORT_SCALE.sub(lambda match: _SHORT_SCALES[match[1]], text)
    return _TENTHS.sub(lambda match: f"{10 * float(match[1]):g}%", text)


def _figures(text: str) -> Figures:
    text = _spelt_out(text)
    spelt = frozenset(_TENS.get(tens, 0) + _ENGLISH[unit] for tens, unit in _ORDINAL_WORD.findall(text)) - {0}
    if not _DIGIT.search(text):  # as in every third text
        return Figures(frozenset(), spelt, frozenset(), frozenset())
    ordinals, text = _ordinals(text)
    dates = frozenset(_dates(text))
    text = _MONTH_DAY.sub(" ", text) if dates else text
    days = frozenset(map(int, _DAY.findall(text)))
    text = _YEAR.sub(" ", _DAY.sub(" ", text) if days else text)
    return Figures(frozenset(_amounts(text)), ordinals | spelt, dates, days | {day for _, day in dates})


def _ordinals(text: str) -> tuple[frozenset[int], str]:
    found = [int(next(filter(None, match.groups()))) for match in _ORDINAL.finditer(text)]
    return frozenset(found) - {0}, _ORDINAL.sub(" ", text) if found else text


def _dates(text: str) -> Iterator[tuple[int, int]]:
    for match in _MONTH_DAY.finditer(text):
        if match[1]:
            yield int(match[1]), int(match[2])
        elif match[3]:
            yield _MONTHS[match[3][:3]], int(match[4])
        else:
            yield _MONTHS[match[6][:3]], int(match[5])


def _amounts(text: str) -> Iterator[str]:
    for match in _AMOUNT.finditer(text):
        largest = _scale(match["scales"])
        values = [_number(match["first"]) * largest]
        for number, word in _PIECE.findall(match["more"]):
            scale = _scale(word)
            if scale < largest:  # 3억 5000만 is one number, 1000万 1500万 are two
                values[-1] += _number(number) * scale
            else:
                values.append(_number(number) * scale)
            largest = scale
        for value in values:
            if value >= 10 or "." in match["first"]:
                yield f"{value:.3g}" + ("%" if match["percent"] else "")


def _number(digits: str) -> float:
    return float(digits.replace(",", "")[:18])


def _scale(word: str) -> float:
    if word in _SCALES:
        return _SCALES[word]
    scale = 1.0
    for character in word:
        scale *= _SCALES.get(character, 1.0)
    return scale


def _spelt_out(text: str) -> str:
    """Han numerals of two characters and more, or after 第, in digits: ``第十七轮`` -> ``第17轮``."""
    return _HAN_NUMBER.sub(lambda match: han_number(match.group()), text)


def han_number(numeral: str) -> str:
    """A Han numeral under ten thousand in digits: ``十七`` -> ``17``, ``二〇二六`` -> ``2026``."""
    if not any(character in "十百千" for character in numeral):
        return "".join(str(_DIGITS[character]) for character in numeral)
    total, digit = 0, 0
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
    return str(total + digit)
