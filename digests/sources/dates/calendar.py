"""Dates as feeds write them -> epoch seconds: odd zones by the feed's country, East-Asian forms, ISO, RFC 822, asctime.

feedparser's own reading is not used: it takes JST and KST for UTC, CST always for US Central, and reads
2024年5月27日 as the first of the current month.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from digests.sources.dates.forms import MONTHS, Written, read, read_clear
from digests.sources.dates.numerals import plain
from digests.sources.dates.relative import Earlier, read_earlier

_DAY = 86_400
_SOME_DAY = 1_709_164_800
"""The 29th of February 2024: every day of a year lies within the year before it."""
_FUTURE = 900
"""Seconds that a date may lie ahead of us (clocks differ); beyond, the item is dated when it was first seen."""

NOON = time(12, tzinfo=UTC)
"""What a document's day without a time stands for: the same day from 12 hours behind Greenwich to 11 ahead of it.
Midnight in Tokyo or Seoul is the day before for everybody west of them."""

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
    "PST": -8, "AKST": -9, "HST": -10, "日本時間": 9, "日本标准时间": 9, "日本標準時": 9, "東京時間": 9,
    "东京时间": 9, "ソウル時間": 9, "首尔时间": 9, "한국시간": 9, "한국시각": 9, "서울시간": 9, "서울시각": 9,
    "北京时间": 8, "北京時間": 8, "台北時間": 8, "臺北時間": 8, "台灣時間": 8, "香港時間": 8, "香港时间": 8,
    "중국시간": 8, "베이징시간": 8, "일본시간": 9,
}  # fmt: skip
_MONTH = "|".join(name.capitalize() for name in MONTHS if len(name) == 3)
_RFC_822 = re.compile(
    rf"(?:[A-Z][a-z]{{2}}, )?(\d\d?) ({_MONTH}) ((?:19|20)\d\d) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d) "
    r"(?:GMT|([+-])(0\d|1[0-3])([0-5]\d))",
    re.A,
)
"""RSS's own form as it should be: what nearly every date is, and read without trying every other."""
_AMERICAN_CST = frozenset({"US", "CA", "MX"})
_EPOCH = re.compile(r"(?!(?:19|20)\d\d[01]\d[0-3]\d[0-2]\d[0-5]\d(?!\d))(?P<seconds>\d{9,10})(?:\d{3})?(?:\.\d+)?")
"""Twelve digits that begin with a year are a day and a time, not the milliseconds of 1976."""
_OFFSET = re.compile(
    r"(?:\b(?:GMT|UTC|UT|Z)\s{0,4})?(?<![\d/.-])(?P<sign>[+\-]|%2B)\s{0,4}(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?![\d-])",
    re.I,
)
"""Never the month of a second day: 2026-11-25 15:20, updated 2026-11-26."""
_LOST_PLUS = re.compile(r"(?:\b(?:GMT|UTC|UT)\s{1,4}|^\s{0,4})(0\d|1[0-4]):?(00|15|30|45)(?![\d:])", re.I)
"""An offset whose plus sign a form or an address took for a blank: ``GMT 0800``."""
_PHRASES = "|".join(name for name in _HOURS if not name.isascii())
_NAMED = re.compile(rf"\b([A-Z]{{1,4}})\b|({_PHRASES})")


@dataclass(frozen=True, slots=True)
class Spotted:
    """A date found in a line, and what stands around it."""

    seconds: int | None
    """``None`` where no year is written."""
    raw: str
    before: str
    after: str
    dayless: bool
    """Whether only year and month are written."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How one feed's dates are read: whose zone applies where none is named, and whether its GMT is really local."""

    country: str
    now: int
    gmt_is_local: bool = False
    untimed: time | None = None
    """What a day without a time stands for; the zone's midnight where ``None``."""
    _known: dict[str, datetime | None] = field(default_factory=dict, compare=False, repr=False)
    """Dates that were read already: each is asked for twice, to judge the document and for its entry."""

    @classmethod
    def of(cls, country: str, now: int, raws: Iterable[str | None]) -> "Calendar":
        """The calendar of one document. Papers label local time as GMT: a date that lies ahead of us by no more than
        the country's own offset gives the whole document away."""
        calendar = cls(country, now)
        offset = int((datetime.fromtimestamp(now, calendar.zone).utcoffset() or timedelta()).total_seconds())
        read = (calendar._read(raw) for raw in raws if raw)
        ahead = any(at is not None and at.tzinfo is UTC and _FUTURE < at.timestamp() - now <= offset for at in read)
        return cls(country, now, ahead, _known=calendar._known)

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
        if seconds <= _DAY:
            return None
        return self.now if seconds > self.now + _FUTURE else seconds

    def spot(self, line: str) -> Spotted | None:
        """The date in a line of a document; ``None`` where it holds none. The line's own time is not brought back to
        ``now``: whoever takes the document judges what lies ahead."""
        return self._spotted(read(line, self.country, self._today()))

    def spot_clear(self, text: str) -> Spotted | None:
        """The first date in running text: only forms that are dates wherever they stand."""
        return self._spotted(read_clear(text, self.country, self._today()))

    def spot_yearless(self, line: str) -> Spotted | None:
        """A day without its year, or a time that is counted back from when the line was fetched; ``raw`` is the whole
        line, its time and zone with it."""
        written = read(line, self.country, self._today())
        if written is None and (earlier := read_earlier(plain(line))) and not earlier.bare:
            return Spotted(None, line.strip(), earlier.before, earlier.after, dayless=False)
        if written is None or not written.form.yearless or Calendar(self.country, _SOME_DAY).epoch(line) is None:
            return None
        return Spotted(None, line.strip(), written.before, written.after, dayless=False)

    def _spotted(self, written: Written | None) -> Spotted | None:
        at = self._moment(written)
        if at is None or written is None or at.timestamp() <= _DAY:
            return None
        return Spotted(int(at.timestamp()), written.raw, written.before, written.after, written.form.dayless)

    def _read(self, raw: str) -> datetime | None:
        if raw not in self._known:
            self._known[raw] = self._understand(raw)
        return self._known[raw]

    def _understand(self, raw: str) -> datetime | None:
        if match := _RFC_822.fullmatch(raw):
            return _by_the_book(match)
        if match := _EPOCH.fullmatch(raw.strip()):
            return datetime.fromtimestamp(int(match["seconds"]), timezone(timedelta()))
        written = read(raw, self.country, self._today())
        if written is None and (earlier := read_earlier(plain(raw))):
            return self._counted_back(earlier)
        return self._moment(written)

    def _counted_back(self, earlier: Earlier) -> datetime:
        if earlier.seconds is not None:
            return datetime.fromtimestamp(self.now - earlier.seconds, self.zone)
        day = self._today() - timedelta(days=earlier.days)
        if earlier.time is not None:
            return datetime.combine(day, time(), self.zone) + timedelta(
                hours=earlier.time.hour, minutes=earlier.time.minute, seconds=earlier.time.second
            )
        return datetime.combine(day, self.untimed) if self.untimed else datetime.combine(day, time(), self.zone)

    def is_counted_back(self, raw: str) -> bool:
        """Whether ``raw`` means something only beside the moment at which it was fetched: 3時間前, yesterday."""
        return read(raw, self.country, self._today()) is None and read_earlier(plain(raw)) is not None

    def _today(self) -> date:
        return datetime.fromtimestamp(self.now, self.zone).date()

    def _moment(self, written: Written | None) -> datetime | None:
        if written is None or not 1900 <= written.year <= 2100:
            return None
        try:
            start = datetime(written.year, written.month, written.day, tzinfo=self._zone(written.rest))
            return _at(start, written) if written.timed or not self.untimed else datetime.combine(start, self.untimed)
        except (ValueError, OverflowError):
            return None

    def _zone(self, text: str) -> tzinfo:
        """The zone named after the time; the country's where none is."""
        if match := _OFFSET.search(text):
            minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
            if minutes > 14 * 60:
                return self.zone
            return _offset(-minutes if match["sign"] == "-" else minutes)
        if match := _LOST_PLUS.search(text):
            return _offset(int(match[1]) * 60 + int(match[2]))
        for letters, phrase in _NAMED.findall(text.upper()):
            name = phrase or letters
            if name in ("CST", "IST"):
                return self._ambiguous(name)
            if name in _HOURS:
                return _offset(60 * _HOURS[name])
        return self.zone

    def _ambiguous(self, name: str) -> tzinfo:
        """CST is China's, except for American publishers; IST is India's, Israel's or Ireland's."""
        if name == "CST":
            return timezone(timedelta(hours=-6 if self.country in _AMERICAN_CST else 8))
        return self.zone if self.country in ("IL", "IE") else timezone(timedelta(hours=5, minutes=30))


@cache
def _offset(minutes: int) -> tzinfo:
    """The zone so many minutes east of Greenwich; UTC itself where that is none."""
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def _by_the_book(match: re.Match[str]) -> datetime | None:
    """``Mon, 27 May 2024 10:00:00 +0900``; ``None`` for a day that its month does not have."""
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    east = 60 * int(hours or 0) + int(minutes or 0)
    zone = _offset(-east if sign == "-" else east)
    try:
        return datetime(int(year), MONTHS[month.lower()], int(day), int(hour), int(minute), int(second), tzinfo=zone)
    except ValueError:
        return None


def _at(start: datetime, written: Written) -> datetime:
    """24:00 is the next midnight, 25:30 half past one of the next day (Japan's broadcasters); a second of 60 is 59."""
    if 24 <= written.hour < 30 and written.minute < 60:
        return start + timedelta(hours=written.hour, minutes=written.minute)
    return start.replace(hour=written.hour, minute=written.minute, second=min(written.second, 59))
