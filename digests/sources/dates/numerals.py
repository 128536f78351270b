"""Numbers as East Asia writes them in dates -> ASCII digits: 二〇二六, 二十五, 一百一十五, 廿五, ２０２６. Pure."""

import re
import unicodedata

from digests.language.whole import whole

_LONGEST = 120
_FORMAL = str.maketrans(
    "壹壱弌贰貳弐叁參参肆伍陆陸柒捌玖拾佰仟○◯零兩两", "一一一二二二三三三四五六六七八九十百千〇〇〇二二"
)
"""What cheques and certificates write, and the circles that stand for 〇."""
_DIGITS = {numeral: digit for digit, numeral in enumerate("〇一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SHORT = {"廿": "二十", "卄": "二十", "卅": "三十"}
_ROUND = re.compile("(?<=[一二三四五六七八九〇])[Oo0](?=[Oo0一二三四五六七八九〇]{0,2}[一二三四五六七八九〇]\\s*年)")
"""A Latin O or a zero typed for the 〇 of a year."""
_NUMERALS = re.compile("[〇一二三四五六七八九十百千]+")
_MONTHS = ["睦月", "如月", "弥生", "卯月", "皐月", "水無月", "文月", "葉月", "長月", "神無月", "霜月", "師走"]
"""The months of Japan's old names, which letters and shrines' notices still write."""
_OLD_MONTHS = re.compile(
    rf"(?<=年)(?:{'|'.join(_MONTHS)})(?![\u3400-\u9fff])|(?:{'|'.join(_MONTHS)})(?=\s?(?:\d{{1,2}}\s?日|吉日))"
)


def plain(raw: str) -> str:
    """Whole characters, half-width digits, numerals for Chinese ones, single blanks; the first 120 characters."""
    text = raw[:_LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", whole(text)).replace("\u2212", "-").translate(_FORMAL)
        for short, long in _SHORT.items():
            text = text.replace(short, long)
        text = _NUMERALS.sub(lambda run: str(number(run.group())), _ROUND.sub("〇", text))
        text = _OLD_MONTHS.sub(lambda name: f"{_MONTHS.index(name.group()) + 1}月", text)
    return " ".join(text.split())


def number(numerals: str) -> str:
    """二〇二六 -> 2026, 二十七 -> 27, 一百一十五 -> 115; digits side by side keep their zeros."""
    if not any(numeral in _TENS for numeral in numerals):
        return "".join(str(_DIGITS[numeral]) for numeral in numerals)
    total, held = 0, 0
    for numeral in numerals:
        if numeral in _TENS:
            total += (held or 1) * _TENS[numeral]
            held = 0
        else:
            held = _DIGITS[numeral]
    return str(total + held)
