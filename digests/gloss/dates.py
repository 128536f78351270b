"""Dates as headlines give them, read in one language and written in another: 12月8日, 8일, Dec. 8, 令和8年, Monday.

Only what is written in digits (or is the name of a month or weekday) is read, so that nothing depends on the day on
which it is read: today, tomorrow and next month are left out. So are days of which there are several (13·14일), and
whatever only looks like a date: 8日間, 10일 만에, 3月期, 2025年度.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import regex

from digests.gloss.measures import ordinal
from digests.language.names import column

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS_SAID: Mapping[str, str] = MappingProxyType(
    {"zh": "一二三四五六日", "ja": "月火水木金土日", "ko": "월화수목금토일"}
)
_ERAS: Mapping[str, int] = MappingProxyType({"": 0, "令和": 2018, "平成": 1988, "昭和": 1925, "民国": 1911})
"""What is added to a year of an era (https://www.ndl.go.jp/)."""
_YEAR = "(?:(?P<era>令和|平成|昭和|民国)(?P<of_era>[0-9]{1,3})|(?P<year>(?:19|20)[0-9]{2}))"
_NO_LIST = "(?<![0-9])(?<![0-9][日일]?[~∼〜·,、・–-] ?)"
"""A day or month that is one of several or ends a span is not told: the others would be left out."""
_KOREAN_DAY = (
    r"(?=[\s,.…·'\"’”)~]|$|부터|까지|에|께|쯤|의|은|는|자)"
    r"(?! ?(?:만에?|동안|연속|내|이내|뒤|후|전|새|앞)(?:[\s,.…]|$))"
)
"""What follows a day of the month, and none of a number of days."""
_EAST: Mapping[str, str] = MappingProxyType(
    {
        "zh": rf"(?:{_YEAR} ?年 ?)?{_NO_LIST}(?P<month>[0-9]{{1,2}}) ?月(?: ?(?P<day>[0-9]{{1,2}}) ?[日号])?"
        rf"(?![期间号])|{_YEAR} ?年(?![度代间])"
        rf"|{_NO_LIST}(?P<only>[0-9]{{1,2}}) ?日(?![间内后前来游连起报元式])"
        r"|(?<![上下本这每一两0-9]|黑色)(?:周|星期)(?P<weekday>[一二三四五六日天])(?![本周次年内])",
        "ja": rf"(?:{_YEAR} ?年 ?)?{_NO_LIST}(?P<month>[0-9]{{1,2}}) ?月(?: ?(?P<day>[0-9]{{1,2}}) ?日)?(?![期间号])"
        rf"|{_YEAR} ?年(?![度代间])"
        rf"|{_NO_LIST}(?P<only>[0-9]{{1,2}}) ?日(?![间目连ぶ前后以内分程ほ付经本米中韩朝英])"
        r"|(?P<weekday>[月火水木金土日])曜日?",
        "ko": rf"(?:{_YEAR} ?년 ?)?{_NO_LIST}(?P<month>[0-9]{{1,2}})월(?: ?(?P<day>[0-9]{{1,2}})일)?(?!호)"
        rf"|{_YEAR} ?년(?!도|대|간)"
        rf"|{_NO_LIST}(?P<only>[0-9]{{1,2}})일{_KOREAN_DAY}"
        r"|(?<!다음 ?주? ?|지난 ?주? ?|검은 ?|매주 ?)(?P<weekday>[월화수목금토일])요일",
    }
)
_NAMED = "|".join(f"{month[:3]}(?:{month[3:]}|\\.|t\\.|(?=\\W))" if len(month) > 3 else month for month in _MONTHS)
_IN_YEAR = "(?P<year>(?:19|20)[0-9]{2})"
_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9:%-]|[.,][0-9])"
_WEST = (
    rf"\b(?P<month>{_NAMED}) {_DAY}(?:,? {_IN_YEAR}\b)?"
    rf"|(?<![0-9.,$-])\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<month>{_NAMED})\b(?: {_IN_YEAR}\b)?"
    rf"|\b(?P<month>{_NAMED}) {_IN_YEAR}\b(?!-)"
    rf"|\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil) {_IN_YEAR}\b(?![-–/])"
    rf"|\b(?:in|since|by|until|from|for) (?P<month>{'|'.join(set(_MONTHS) - {'March', 'May'})})\b"
    rf"|(?<!Black |Cyber |Good |Easter )\b(?P<weekday>{'|'.join(_WEEKDAYS)})\b"
)
_PATTERNS = {column: regex.compile(pattern) for column, pattern in (*_EAST.items(), ("en", _WEST))}
_SAID: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "zh": ("{}年", "{}月", "{}日"),
        "ja": ("{}年", "{}月", "{}日"),
        "ko": ("{}년", "{}월", "{}일"),
    }
)
_WEEKDAY_SAID: Mapping[str, str] = MappingProxyType({"zh": "星期{}", "ja": "{}曜日", "ko": "{}요일"})


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it was given: 0 where it was not."""

    year: int
    month: int
    day: int
    weekday: int
    """1 = Monday; told alone."""
    start: int
    end: int


def dates(text: str, language: str) -> Iterator[Day]:
    """The dates in a text: folded for Chinese, Japanese and Korean, as written for all else (May is no may)."""
    tongue = column(language)
    for found in _PATTERNS[tongue].finditer(text):
        given = found.groupdict()
        era = given.get("era") or ""
        year = int(given.get("of_era") or given["year"] or 0) + _ERAS[era]
        day = int(given["day"] or given.get("only") or 0)
        weekday = _weekday(given["weekday"], tongue) if given["weekday"] else 0
        month = _month(given["month"], tongue) if given["month"] else 0
        if day <= 31 and month <= 12 and (year or month or day or weekday):
            yield Day(year, month, day, weekday, *found.span())


def dated(day: Day, language: str) -> str:
    """The date as ``language`` writes it."""
    if language[:2] not in _SAID:
        return _dated_in_english(day)
    tongue = language[:2]
    if day.weekday:
        return _WEEKDAY_SAID[tongue].format(_WEEKDAYS_SAID[tongue][day.weekday - 1])
    joint = " " if tongue == "ko" else ""
    numbers = (day.year, day.month, day.day)
    return joint.join(form.format(number) for form, number in zip(_SAID[tongue], numbers, strict=True) if number)


def _dated_in_english(day: Day) -> str:
    if day.weekday:
        return _WEEKDAYS[day.weekday - 1]
    if day.day and not day.month:
        return f"the {day.day}{ordinal(day.day)}"
    month = _MONTHS[day.month - 1] if day.month else ""
    return " ".join(str(each) for each in (day.day, month, day.year) if each)


def _month(given: str, tongue: str) -> int:
    if tongue != "en":
        return int(given) or 13
    return next(number for number, month in enumerate(_MONTHS, start=1) if month.startswith(given[:3]))


def _weekday(given: str, tongue: str) -> int:
    if tongue == "en":
        return _WEEKDAYS.index(given) + 1
    return _WEEKDAYS_SAID[tongue].index(given.replace("天", "日")) + 1
