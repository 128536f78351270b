"""The forms in which dates are written, East-Asian ones first: text -> year to second, and what is left of the text."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

_LONGEST = 120
MONTHS = {
    name: number
    for number, month in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"), start=1)
    for name in {month, month[:3], month[:4]}
}  # fmt: skip
"""English names and their first three and four letters -> number."""
_ERAS = {
    "令和": 2018,
    "R": 2018,
    "平成": 1988,
    "H": 1988,
    "昭和": 1925,
    "民國": 1911,
    "民国": 1911,
    "中華民國": 1911,
    "檀紀": -2333,
    "단기": -2333,
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR_FIRST = frozenset({"CN", "JP", "KR", "TW", "HK", "MO"})
_FORMS = tuple(re.compile(form, re.I) for form in (
    r"(?P<era>令和|平成|昭和|中華民國|民國|民国|단기|檀紀|(?<![a-z])[RH](?=\d))?\s*(?P<year>\d{1,4}|元)\s*[年년]\s*"
    r"(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일号號]?",
    r"(?<!\d)(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})(?:\s*[-/.]\s*(?P<day>\d{1,2})(?!\d))?\.?",
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<name>{_MONTH})\.?[\s,-]+(?P<year>\d{{4}}|\d\d)(?![\d:])",
    rf"\b(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?P<between>.*?)(?P<year>\d{{4}})(?!\d)",
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:[T\s]?(?P<between>\d{4}(?:\d\d)?))?(?!\d)",
    r"(?<!\d)(?P<day>\d{1,2})\s+(?P<month>\d{1,2})\s*월?\s+(?P<year>\d{4})(?!\d)",
    r"(?<!\d)(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year>\d{4})(?!\d)",
    r"(?P<era>(?<![a-z])[RH])(?P<year>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<short>\d\d|1\d\d)[-/.]\s?(?P<month>\d{1,2})[-/.]\s?(?P<day>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일号號]",
))  # fmt: skip
"""Dates as they are written, in the order in which they are tried: East-Asian, ISO, RFC 822, asctime, compact, the
numeric months of Korean RFC 822, slashed, eras by letter, two-digit years first (East Asia), no year at all."""
_NOON = "오전|오후|午前|午後|上午|下午|中午|凌晨|清晨|早上|早晨|晚上|傍晚|晚間|晚间|晚|새벽|아침|낮|저녁|밤|정오"
_CLOCK = re.compile(
    rf"(?P<half>{_NOON}|\b[ap]m\b)?\s*(?P<hour>\d{{1,2}})(?:\s*:\s*(?P<minute>\d{{1,2}})(?:\s*:\s*(?P<second>\d{{1,2}})(?:[.,]\d+)?)?"
    r"|\s*[時时点點시]\s*(?:(?P<thirty>半|반)|(?P<minute2>\d{1,2})\s*[分분]?(?:\s*(?P<second2>\d{1,2})\s*[秒초])?)?)"
    r"\s*(?P<ampm>[ap]\.?m\b\.?)?",
    re.I,
)
_BARE_CLOCK = re.compile(r"^\s?(\d\d)(\d\d)(\d\d)?(?=\D|$)")
"""Hours and minutes of the compact form, which stand alone before anything else."""
_AFTERNOON = frozenset({"오후", "午後", "下午", "晚上", "傍晚", "晚間", "晚间", "晚", "저녁", "밤", "낮", "pm"})
_MORNING = frozenset({"오전", "午前", "上午", "凌晨", "清晨", "早上", "早晨", "새벽", "아침", "am"})
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written; fields may be out of range (month 13, hour 24): the calendar decides."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    rest: str
    """What stands beside date and time, a zone among it."""
    timed: bool
    """Whether a time of day stands with the date."""


def read(raw: str, country: str, today: date) -> Written | None:
    """The first date in ``raw`` with its time, midnight where none is given; ``None`` where there is no date.

    ``country`` decides between day and month first; ``today`` gives the year where none is written.
    """
    found = _date(plain(raw), country, today)
    if found is None:
        return None
    hour, minute, second, rest, timed = _time(found[1])
    return Written(*found[0], hour, minute, second, rest, timed)


def plain(raw: str) -> str:
    """Half-width digits, numerals for Chinese ones, single spaces; the first 120 characters."""
    text = unicodedata.normalize("NFKC", raw[:_LONGEST]).replace("\u2212", "-").strip()
    if re.search("[〇零一二三四五六七八九十]", text):
        text = re.sub("[〇零一二三四五六七八九十]+", lambda match: _number(match.group()), text)
    return " ".join(text.split())


def _number(numerals: str) -> str:
    """二〇二四 -> 2024, 二十七 -> 27."""
    if "十" not in numerals:
        return numerals.translate(_NUMERALS)
    tens, _, ones = numerals.partition("十")
    return f"{(tens or '一').translate(_NUMERALS)}{(ones or '〇').translate(_NUMERALS)}"


def _date(text: str, country: str, today: date) -> tuple[tuple[int, int, int], str] | None:
    """((year, month, day), the text without it); the first form that fits."""
    for form in _FORMS:
        match = form.search(text)
        day = _day(match.groupdict(), country, today) if match else None
        if match and day:
            return day, f"{match.groupdict().get('between') or ''} {text[match.end() :]} {text[: match.start()]}"
    return None


def _day(parts: dict[str, str | None], country: str, today: date) -> tuple[int, int, int] | None:
    """(year, month, day) from what a form found; ``None`` where the form is not one of the country's."""
    if "first" in parts:
        return _slashed(int(parts["first"] or 0), int(parts["second"] or 0), int(parts["year"] or 0), country)
    if "short" in parts and country not in _YEAR_FIRST:
        return None
    month = MONTHS[(parts["name"] or "").lower()] if parts.get("name") else int(parts["month"] or 0)
    day = int(parts.get("day") or 1)
    written = parts.get("year") or parts.get("short")
    if written is None:
        year = today.year - ((month, day) > ((today + timedelta(days=1)).month, (today + timedelta(days=1)).day))
        return year, month, day
    return _year(written, parts.get("era"), country), month, day


def _slashed(first: int, second: int, year: int, country: str) -> tuple[int, int, int]:
    """Day first, but for America's publishers; whichever exceeds 12 is the day."""
    american = (country == "US" and first <= 12) or second > 12
    return (year, first, second) if american else (year, second, first)


def _year(text: str, era: str | None, country: str) -> int:
    """Eras counted from their first year; Taiwan's three-digit years from 1912; two digits as RFC 2822 has it for old
    mail: 00-68 are of this century."""
    year = 1 if text == "元" else int(text)
    if len(text) == 4:
        return year
    if era:
        return year + _ERAS[era.upper()]
    if len(text) == 3 and country == "TW":
        return year + _ERAS["民國"]
    return year if year > 99 else year + (2000 if year < 69 else 1900)


def _time(text: str) -> tuple[int, int, int, str, bool]:
    """(hour, minute, second, what stands after it, whether it is given); midnight where no time is."""
    text = _BARE_CLOCK.sub(lambda match: ":".join(filter(None, match.groups())), text)
    match = _CLOCK.search(text)
    if match is None:
        return 0, 0, 0, text, False
    hour = int(match["hour"])
    minute = 30 if match["thirty"] else int(match["minute"] or match["minute2"] or 0)
    second = int(match["second"] or match["second2"] or 0)
    half = (match["half"] or match["ampm"] or "").lower().replace(".", "")
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    return hour, minute, second, text[match.end() :], True
