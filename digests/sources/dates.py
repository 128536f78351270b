"""Dates as feeds write them -> epoch seconds: odd zones by the feed's country, East-Asian forms, ISO, RFC 822, asctime.

feedparser's own reading is not used: it takes JST and KST for UTC, CST always for US Central, and reads
2024年5月27日 as the first of the current month.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_FUTURE = 900
"""Seconds that a date may lie ahead of us (clocks differ); beyond, the item is dated when it was first seen."""
_LONGEST = 120

_ZONES = {
    "CN": "Asia/Shanghai", "HK": "Asia/Hong_Kong", "TW": "Asia/Taipei", "MO": "Asia/Macau", "JP": "Asia/Tokyo",
    "KR": "Asia/Seoul", "KP": "Asia/Pyongyang", "SG": "Asia/Singapore", "MY": "Asia/Kuala_Lumpur", "TH": "Asia/Bangkok",
    "VN": "Asia/Ho_Chi_Minh", "ID": "Asia/Jakarta", "PH": "Asia/Manila", "IN": "Asia/Kolkata", "MN": "Asia/Ulaanbaatar",
    "RU": "Europe/Moscow", "GB": "Europe/London", "IE": "Europe/Dublin", "FR": "Europe/Paris", "DE": "Europe/Berlin",
    "CH": "Europe/Zurich", "IT": "Europe/Rome", "ES": "Europe/Madrid", "NL": "Europe/Amsterdam",
    "BE": "Europe/Brussels",
    "US": "America/New_York", "CA": "America/Toronto", "BR": "America/Sao_Paulo", "AU": "Australia/Sydney",
    "NZ": "Pacific/Auckland", "QA": "Asia/Qatar", "AE": "Asia/Dubai", "IL": "Asia/Jerusalem", "TR": "Europe/Istanbul",
}  # fmt: skip
_HOURS = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "CET": 1, "WEST": 1, "MEZ": 1, "CEST": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "GST": 4, "PKT": 5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "PHT": 8, "MYT": 8, "AWST": 8,
    "JST": 9, "KST": 9,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "EDT": -4, "EST": -5, "CDT": -5, "MDT": -6, "MST": -7, "PDT": -7,
    "PST": -8, "AKST": -9, "HST": -10, "日本時間": 9, "日本标准时间": 9, "北京时间": 8, "北京時間": 8,
    "台北時間": 8, "香港時間": 8,
    "한국시간": 9, "한국시각": 9,
}  # fmt: skip
_AMERICAN_CST = frozenset({"US", "CA", "MX"})
_MONTHS = {
    name: number
    for number, month in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"), start=1)
    for name in {month, month[:3], month[:4]}
}  # fmt: skip
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
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CJK = re.compile(
    r"(?P<era>令和|平成|昭和|中華民國|民國|民国|단기|檀紀|[RH](?=\d))?\s*(?P<year>\d{1,4}|元)\s*[年년]\s*"
    r"(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일号號]?"
)
_NUMERIC = re.compile(r"(?<!\d)(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})(?:\s*[-/.]\s*(?P<day>\d{1,2})(?!\d))?\.?")
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:[T\s]?(?P<clock>\d{4}(?:\d\d)?))?(?!\d)"
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<name>{_MONTH})\.?[\s,-]+(?P<year>\d{{4}}|\d\d)(?![\d:])", re.I
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?P<between>.*?)(?P<year>\d{{4}})(?!\d)",
    re.I,
)
_SLASHED = re.compile(r"(?<!\d)(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year>\d{4})(?!\d)")
_EPOCH = re.compile(r"(?P<seconds>\d{9,10})(?:\d{3})?(?:\.\d+)?")
_NOON = "오전|오후|午前|午後|上午|下午|中午|凌晨|清晨|早上|早晨|晚上|傍晚|晚間|晚间|晚|새벽|아침|낮|저녁|밤|정오"
_CLOCK = re.compile(
    rf"(?P<half>{_NOON})?\s*(?P<hour>\d{{1,2}})(?:\s*:\s*(?P<minute>\d\d)(?:\s*:\s*(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"|\s*[時时点點시]\s*(?:(?P<thirty>半|반)|(?P<minute2>\d{1,2})\s*[分분]?(?:\s*(?P<second2>\d{1,2})\s*[秒초])?)?)"
    r"\s*(?P<ampm>[ap]\.?m\b\.?)?",
    re.I,
)
_AFTERNOON = frozenset({"오후", "午後", "下午", "晚上", "傍晚", "晚間", "晚间", "晚", "저녁", "밤", "낮", "pm"})
_MORNING = frozenset({"오전", "午前", "上午", "凌晨", "清晨", "早上", "早晨", "새벽", "아침", "am"})
_OFFSET = re.compile(r"(?:\b(?:GMT|UTC|UT|Z))?\s*(?P<sign>[+\-])\s*(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?!\d)", re.I)
_NAMED = re.compile(r"\b([A-Z]{1,4})\b|(日本時間|日本标准时间|北京时间|北京時間|台北時間|香港時間|한국시간|한국시각)")
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True, slots=True)
class Calendar:
    """How one feed's dates are read: whose zone applies where none is named, and whether its GMT is really local."""

    country: str
    now: int
    gmt_is_local: bool = False

    @classmethod
    def of(cls, country: str, now: int, raws: Iterable[str | None]) -> "Calendar":
        """The calendar of one document. Papers label local time as GMT: a date that lies ahead of us by no more than
        the country's own offset gives the whole document away."""
        calendar = cls(country, now)
        offset = int((datetime.fromtimestamp(now, calendar.zone).utcoffset() or timedelta()).total_seconds())
        read = (calendar._read(raw) for raw in raws if raw)
        ahead = any(at is not None and at.tzinfo is UTC and _FUTURE < at.timestamp() - now <= offset for at in read)
        return cls(country, now, gmt_is_local=ahead)

    @property
    def zone(self) -> tzinfo:
        return ZoneInfo(_ZONES[self.country]) if self.country in _ZONES else UTC

    def epoch(self, raw: str | None) -> int | None:
        """Epoch seconds; ``now`` for a date more than 15 minutes ahead; ``None`` where ``raw`` holds no date."""
        at = self._read(raw) if raw else None
        if at is None:
            return None
        if self.gmt_is_local and at.tzinfo is UTC:
            at = at.replace(tzinfo=self.zone)
        seconds = int(at.timestamp())
        if seconds <= 86400:
            return None
        return self.now if seconds > self.now + _FUTURE else seconds

    def _read(self, raw: str) -> datetime | None:
        text = _plain(raw)
        if match := _EPOCH.fullmatch(text):
            return datetime.fromtimestamp(int(match["seconds"]), timezone(timedelta()))
        found = _date(text, self.country)
        if found is None:
            return None
        (year, month, day), rest = found
        hour, minute, second, after = _time(rest)
        try:
            start = datetime(year, month, day, tzinfo=self._zone(after))
            return (
                start.replace(minute=minute, second=min(second, 59)) if hour == 0 else _at(start, hour, minute, second)
            )
        except (ValueError, OverflowError):
            return None

    def _zone(self, text: str) -> tzinfo:
        """The zone named after the time; the country's where none is."""
        if match := _OFFSET.search(text):
            minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
            if minutes > 14 * 60:
                return self.zone
            return timezone(timedelta(minutes=-minutes if match["sign"] == "-" else minutes)) if minutes else UTC
        for letters, phrase in _NAMED.findall(text.upper()):
            name = phrase or letters
            if name in ("CST", "IST"):
                return self._ambiguous(name)
            if name in _HOURS:
                return timezone(timedelta(hours=_HOURS[name])) if _HOURS[name] else UTC
        return self.zone

    def _ambiguous(self, name: str) -> tzinfo:
        """CST is China's, but for America's publishers; IST India's, Israel's or Ireland's."""
        if name == "CST":
            return timezone(timedelta(hours=-6 if self.country in _AMERICAN_CST else 8))
        return self.zone if self.country in ("IL", "IE") else timezone(timedelta(hours=5, minutes=30))


def _at(start: datetime, hour: int, minute: int, second: int) -> datetime:
    """24:00 is the next midnight; a second of 60 is 59."""
    if hour == 24 and minute == 0:
        return start + timedelta(days=1)
    return start.replace(hour=hour, minute=minute, second=min(second, 59))


def _plain(raw: str) -> str:
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


def _date(text: str, country: str) -> tuple[tuple[int, int, int], str] | None:
    """((year, month, day), what stands after it)."""
    if match := _CJK.search(text):
        year = 1 if match["year"] == "元" else int(match["year"])
        year = year + _ERAS[match["era"]] if match["era"] else year if year > 99 else year + 2000
        return (year, int(match["month"]), int(match["day"])), text[match.end() :]
    if match := _NUMERIC.search(text):
        return (int(match["year"]), int(match["month"]), int(match["day"] or 1)), text[match.end() :]
    if match := _DAY_FIRST.search(text):
        return (_year(match["year"]), _MONTHS[match["name"].lower()], int(match["day"])), text[match.end() :]
    if match := _MONTH_FIRST.search(text):
        rest = f"{match['between']} {text[match.end() :]}"
        return (int(match["year"]), _MONTHS[match["name"].lower()], int(match["day"])), rest
    if match := _COMPACT.search(text):
        clock = match["clock"] or ""
        rest = ":".join(clock[i : i + 2] for i in range(0, len(clock), 2)) + text[match.end() :]
        return (int(match["year"]), int(match["month"]), int(match["day"])), rest
    if match := _SLASHED.search(text):
        first, second = int(match["first"]), int(match["second"])
        month, day = (first, second) if (country == "US" and first <= 12) or second > 12 else (second, first)
        return (int(match["year"]), month, day), text[match.end() :]
    return None


def _year(text: str) -> int:
    """Two digits as RFC 2822 has it for old mail: 00-68 are of this century."""
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 69 else 1900)


def _time(text: str) -> tuple[int, int, int, str]:
    """(hour, minute, second, what stands after it); midnight where no time is given."""
    match = _CLOCK.search(text)
    if match is None:
        return 0, 0, 0, text
    hour = int(match["hour"])
    minute = 30 if match["thirty"] else int(match["minute"] or match["minute2"] or 0)
    second = int(match["second"] or match["second2"] or 0)
    half = match["half"] or (match["ampm"] or "").lower().replace(".", "")
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    return hour, minute, second, text[match.end() :]
