"""The forms in which dates are written, East-Asian ones first: text -> year to second, and what stands beside them.

numerals (digits) -> dateforms (the day) -> daytimes (the time)
"""

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta

from digests.sources.dates.daytimes import find_time, unpacked
from digests.sources.dates.numerals import plain

MONTHS = {
    name: number
    for number, month in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"), start=1)
    for name in {month, month[:3], month[:4]}
}  # fmt: skip
"""English names and their first three and four letters -> number."""
_ERAS = {
    "令和": (2018, 99), "平成": (1988, 31), "昭和": (1925, 64), "大正": (1911, 15), "明治": (1867, 45),
    "令": (2018, 99), "平": (1988, 31), "昭": (1925, 64),
    "R": (2018, 99), "H": (1988, 31), "S": (1925, 64), "T": (1911, 15),
    "民國": (1911, 189), "民国": (1911, 189), "中華民國": (1911, 189), "中华民国": (1911, 189), "中華民国": (1911, 189),
    "檀紀": (-2333, 4499), "檀君紀元": (-2333, 4499), "단기": (-2333, 4499), "단군기원": (-2333, 4499),
}  # fmt: skip
"""The year before the first of an era, and its last one."""
_NO_YEAR = 0
_REPUBLIC = _ERAS["民國"][0]
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR_FIRST = frozenset({"CN", "JP", "KR", "TW", "HK", "MO"})
_JAPANESE = frozenset({"JP", "XX"})
_ERA = "|".join(sorted((era for era in _ERAS if len(era) > 1), key=len, reverse=True))
_DAY_MARK = "[日일号號]"
_ASIDE = r"\s{0,4}(?:\([^()]{1,14}\)\s{0,4})?"
"""The year in another reckoning: 2026年(令和8年)11月25日."""
_YEAR = rf"(?P<year>\d{{1,4}}|元)\s{{0,4}}(?:\([^()]{{1,10}}\))?\s{{0,4}}[年년]{_ASIDE}"
_DASH = r"\s{0,4}[-/.·・‐‑–—_]\s{0,4}"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a day."""

    pattern: re.Pattern[str]
    clear: bool
    """Whether it is a date wherever it stands; the others only where nothing else stands beside them."""

    @property
    def yearless(self) -> bool:
        return not {"year", "short"} & self.pattern.groupindex.keys()

    @property
    def dayless(self) -> bool:
        return not {"day", "first"} & self.pattern.groupindex.keys()


def _form(pattern: str, *, clear: bool = False) -> Form:
    return Form(re.compile(pattern, re.IGNORECASE), clear)


_FORMS = (
    _form(rf"(?P<era>{_ERA}|(?<![a-z])[RHST](?=\d))\s*{_YEAR}(?P<month>\d{{1,2}})\s{{0,4}}[月월]\s{{0,4}}(?P<day>\d{{1,2}})"
          rf"(?:\s*{_DAY_MARK}|(?!\d))", clear=True),
    _form(rf"(?<!\d)(?P<year>\d{{4}})\s{{0,4}}(?:\([^()]{{1,10}}\))?\s{{0,4}}[年년]{_ASIDE}(?P<month>\d{{1,2}})\s{{0,4}}[月월]\s{{0,4}}(?P<day>"
          rf"\d{{1,2}})(?:\s*{_DAY_MARK}|(?!\d))", clear=True),
    _form(rf"(?<!\d){_YEAR}(?P<month>\d{{1,2}})\s{{0,4}}[月월]\s{{0,4}}(?P<day>\d{{1,2}})(?:\s*{_DAY_MARK}|(?!\d))"),
    _form(rf"(?P<era>{_ERA}){_ASIDE}(?P<year>\d{{1,4}}|元){_DASH}(?P<month>\d{{1,2}}){_DASH}(?P<day>\d{{1,2}})(?!\d)",
          clear=True),
    _form(rf"(?<!\d)(?P<year>\d{{4}}){_DASH}(?P<month>\d{{1,2}})\s?[月월]?{_DASH}(?P<day>\d{{1,2}})(?!\d)(?:\s?[.日])?",
          clear=True),
    _form(r"(?<!\d)(?P<year>\d{4})\s{0,4}[-/.]\s{0,4}(?P<month>\d{1,2})\.?"),
    _form(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s{{1,4}}of\s{{1,4}}|[\s\-/.]+)(?P<name>{_MONTH})[.,]?[\s,\-/.]+"
          r"'?(?P<year>\d{4}(?!\d)|\d\d(?![\d:]))", clear=True),
    _form(rf"\b(?P<name>{_MONTH})\.?\s{{0,4}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<year>\d{{4}})(?!\d)",
          clear=True),
    _form(rf"\b(?P<name>{_MONTH})\.?\s{{1,4}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?P<between>.{{0,40}}?)"
          r"(?P<year>\d{4})"
          r"(?!\d)"),
    _form(rf"(?<!\d)(?P<year>\d{{4}})[\s\-/.]+(?P<name>{_MONTH})\.?[\s\-/.]+(?P<day>\d{{1,2}})(?!\d)", clear=True),
    _form(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:[T\s]?(?P<between>\d{4}(?:\d\d)?))?(?!\d)"),
    _form(r"(?<!\d)(?P<day>\d{1,2})[\s.\-]+(?P<month>\d{1,2})\s{0,4}[月월]?,?[\s.\-]+(?P<year>\d{4})(?!\d)(?![./-]\d)"),
    _form(r"(?<!\d)(?P<day>\d{1,2})-(?P<month>\d{1,2})[月월]-(?P<year>\d\d)(?!\d)"),
    _form(r"(?<!\d)(?P<month>\d{1,2})\s{0,4}[月월]\s{0,4}(?P<day>\d{1,2}),?\s{1,4}(?P<year>\d{4})(?!\d)"),
    _form(r"(?<!\d)(?P<month>\d{1,2})\s{0,4}[月월]\s{0,4}(?P<day>\d{1,2})(?!\d|\s{0,4}[日일号號])(?P<between>.{0,40}?)(?P<year>\d{4})"
          r"(?!\d)"),
    _form(r"(?<!\d)(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year>\d{4})(?!\d)"),
    _form(rf"(?P<era>(?<![a-z])[RHST]|(?<![\u4e00-\u9fff])[令平昭])\s?(?P<year>\d{{1,2}}){_DASH}"
          rf"(?P<month>\d{{1,2}}){_DASH}(?P<day>\d{{1,2}})(?!\d)"),
    _form(r"(?P<apostrophe>['’‘`´])(?P<short>\d\d)\s{0,4}[./년年-]\s{0,4}(?P<month>\d{1,2})\s{0,4}[./월月-]\s{0,4}(?P<day>\d{1,2})(?!\d)(?:\s?[.일日])?",
          clear=True),
    _form(r"(?<![\d./-])(?P<short>\d\d|1\d\d)[-/.]\s?(?P<month>\d{1,2})[-/.]\s?(?P<day>\d{1,2})(?![\d/])\.?"),
    _form(rf"(?<!\d)(?P<month>\d{{1,2}})\s{{0,4}}[月월]\s{{0,4}}(?P<day>\d{{1,2}})\s*{_DAY_MARK}"),
    _form(r"(?<![\d./-])(?P<month>\d{1,2})(?P<eastern>[-/.])(?P<day>\d{1,2})(?=\s{0,4}(?:\([^()]{1,6}\))?\s{1,4}(?:午前|午後|上午|下午|오전|오후)?\s{0,4}\d{1,2}(?::\d\d|\s?[時时點点시]))"),
    _form(rf"\b(?P<name>{_MONTH})\.?\s{{0,4}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"),
    _form(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<name>{_MONTH})\b(?![\s.,-]*\d{{4}})"),
    _form(r"(?P<era>(?:令和|平成|昭和|民國|中華民國)\s{0,4})?(?<!\d)(?P<year>\d{1,4}|元)\s{0,4}[年년]\s{0,4}(?P<month>\d{1,2})\s{0,4}[月월](?:吉日)?(?!\s{0,4}\d)"),
)  # fmt: skip
"""Dates as they are written, in the order in which they are tried: East-Asian, ISO, RFC 822, asctime, compact, the
months of Java's locales, slashed, eras by letter, two-digit years (East Asia), no year at all, no day."""


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
    form: Form
    raw: str
    """The date as it stands in the text."""
    before: str
    """What stands before the date, its time taken out."""
    after: str


def read(raw: str, country: str, today: date) -> Written | None:
    """The first date in ``raw`` with its time, midnight where none is given; ``None`` where there is no date.

    ``country`` decides between day and month first; ``today`` gives the year where none is written.
    """
    return read_plain(plain(raw), country, today, _FORMS)


def read_clear(text: str, country: str, today: date) -> Written | None:
    """As ``read``, for running text: the first date that is one whatever stands around it."""
    line = plain(text)
    found = [
        written for form in _FORMS if form.clear and (written := read_plain(line, country, today, (form,))) is not None
    ]
    return min(found, key=lambda written: len(written.before), default=None)


def read_plain(text: str, country: str, today: date, forms: tuple[Form, ...]) -> Written | None:
    """The date that the first fitting form finds in a line of plain digits."""
    for form in forms:
        match = form.pattern.search(text)
        day = _day(match.groupdict(), country, today) if match else None
        if match and day:
            return _timed(text, match, day, form)
    return None


def _timed(text: str, match: re.Match[str], day: tuple[int, int, int], form: Form) -> Written:
    between = match.groupdict().get("between") or ""
    before, after = text[: match.start()], unpacked(text[match.end() :])
    after = f"{unpacked(between)} {after}" if between else after
    raw = match.group().strip()
    if time := find_time(after):
        rest = f"{after[time.end :]} {before}"
        after = after[: time.start] + after[time.end :]
    elif time := find_time(before):
        rest = f"{before[time.end :]} {after}"
        before = before[: time.start] + before[time.end :]
    else:
        return Written(*day, 0, 0, 0, f"{after} {before}", False, form, raw, before, after)
    return Written(*day, time.hour, time.minute, time.second, rest, True, form, raw, before, after)


def _day(parts: dict[str, str | None], country: str, today: date) -> tuple[int, int, int] | None:
    """(year, month, day) from what a form found; ``None`` where the form is not one of the country's."""
    if "first" in parts:
        return _slashed(int(parts["first"] or 0), int(parts["second"] or 0), int(parts["year"] or 0), country)
    era = (parts.get("era") or "").strip().upper()
    if (len(era) == 1 and country not in _JAPANESE) or ("eastern" in parts and country not in _YEAR_FIRST):
        return None
    month = MONTHS[(parts["name"] or "").lower()] if parts.get("name") else int(parts["month"] or 0)
    day = int(parts.get("day") or 1)
    if written := parts.get("year"):
        return _year(written, era, country), month, day
    if short := parts.get("short"):
        if "apostrophe" not in parts and (country not in _YEAR_FIRST or (len(short) == 3 and country != "TW")):
            return None
        return _year(short, "", country), month, day
    return _latest(month, day, today)


def _slashed(first: int, second: int, year: int, country: str) -> tuple[int, int, int]:
    """Day first, but for America's publishers; whichever exceeds 12 is the day."""
    american = (country == "US" and first <= 12) or second > 12
    return (year, first, second) if american else (year, second, first)


def _year(text: str, era: str, country: str) -> int:
    """Eras counted from their first year, Taiwan's three digits from 1912; 0 for a year that its era does not have."""
    year = 1 if text == "元" else int(text)
    if era:
        before, last = _ERAS[era]
        return before + year if 0 < year <= last else _NO_YEAR
    if len(text) == 3:
        return _REPUBLIC + year if country == "TW" else _NO_YEAR
    return year if len(text) == 4 else _of_two_digits(text)


def _of_two_digits(text: str) -> int:
    """As RFC 2822 has it for old mail: 00-68 are of this century."""
    if len(text) < 2:
        return _NO_YEAR
    return int(text) + (2000 if int(text) < 69 else 1900)


def _latest(month: int, day: int, today: date) -> tuple[int, int, int]:
    """The last such day before tomorrow's end: somewhere it is tomorrow already."""
    tomorrow = today + timedelta(days=1)
    year = tomorrow.year if (month, day) <= (tomorrow.month, tomorrow.day) else tomorrow.year - 1
    while (month, day) == (2, 29) and not isleap(year):
        year -= 1
    return year, month, day
