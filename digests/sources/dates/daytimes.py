"""Times of day as they are written beside dates: 午後3時半, 下午2:30, 오후 3시, 3 p.m., 正午, 24:00. Pure."""

import re
from dataclasses import dataclass

_AFTERNOON = frozenset(["오후", "午後", "下午", "낮", "夕方", "傍晚", "저녁", "pm"])
_NIGHT = frozenset(["晚上", "晚間", "晚间", "晚", "夜", "夜間", "夜间", "밤", "深夜"])
"""Twelve o'clock at night is the day's end; before it hours are the evening's."""
_NOON = frozenset(["中午"])
"""Eleven and twelve are before and at noon, one is after it."""
_MORNING = frozenset(["오전", "午前", "上午", "凌晨", "清晨", "早上", "早晨", "未明", "朝", "새벽", "아침", "am"])
_HALVES = "|".join(sorted((_AFTERNOON | _NIGHT | _NOON | _MORNING) - {"am", "pm"}, key=len, reverse=True))
_NAMED = re.compile(r"(?P<noon>正午|정오|\b(?:12 )?noon\b)|(?P<midnight>자정|午夜12[点點]|\b(?:12 )?midnight\b)", re.I)
_BESIDE = r"(?:\s*(?P<ampm{0}>[ap]\.?m\b\.?|오전|오후|午前|午後|上午|下午))?"
_CLOCK = re.compile(
    rf"(?:(?P<half>{_HALVES}|\b[ap]\.?m\b\.?)\s{{0,4}})?(?<![\d.,/+-])(?P<hour>\d{{1,2}})(?:"
    r"\s{0,4}:\s{0,4}(?P<minute>\d{1,2})(?:\s{0,4}:\s{0,4}(?P<second>\d{1,2})(?:[.,]\d{1,9})?)?"
    + _BESIDE.format("")
    + r"|\.(?P<minute3>\d\d)\.(?P<second3>\d\d)(?:\.\d{1,9})?(?!\d)"
    + _BESIDE.format(3)
    + r"|\s{0,4}(?:[時时点點]|시(?!간))(?!間|间)(?:\s{0,4}(?:(?P<thirty>半|반)|(?P<quarter>[13])刻|"
    r"(?P<minute2>\d{1,2})\s{0,4}[分분]?"
    r"(?:\s{0,4}(?P<second2>\d{1,2})\s{0,4}[秒초])?|[整鐘钟]))?"
    r"|\s{0,4}(?P<bare>[ap]\.?m\b\.?))",
    re.IGNORECASE,
)
"""15:05:00, 03.05.00 PM (databases), 15時05分, 3 p.m."""
_BARE_CLOCK = re.compile(r"^\s?(\d\d)(\d\d)(\d\d)?(?=\D|$)")
"""Hours and minutes of the compact form, which stand alone before anything else."""
_GLUED = re.compile(r"(?:^|(?<=\d))T(?=\d)")
"""What parts day and time in ISO 8601."""


@dataclass(frozen=True, slots=True)
class DayTime:
    """A time of day; fields may be out of range (hour 24): the calendar decides."""

    hour: int
    minute: int
    second: int
    start: int
    """Where it stands in the text that was looked at."""
    end: int


def find_time(text: str) -> DayTime | None:
    """The first time of day in ``text``; ``None`` where there is none."""
    clock, named = _CLOCK.search(text), _NAMED.search(text)
    if named and (clock is None or named.start() <= clock.start()):
        return DayTime(12 if named["noon"] else 0, 0, 0, *named.span())
    if clock is None:
        return None
    quarters = 2 if clock["thirty"] else int(clock["quarter"] or 0)
    minute = 15 * quarters or int(clock["minute"] or clock["minute2"] or clock["minute3"] or 0)
    second = int(clock["second"] or clock["second2"] or clock["second3"] or 0)
    said = clock["half"] or clock["ampm"] or clock["ampm3"] or clock["bare"] or ""
    half = said.lower().replace(".", "")
    return DayTime(_hour(int(clock["hour"]), half, minute), minute, second, *clock.span())


def unpacked(text: str) -> str:
    """The compact form's hours and minutes with colons."""
    return _BARE_CLOCK.sub(lambda match: ":".join(filter(None, match.groups())), _GLUED.sub(" ", text))


def _hour(hour: int, half: str, minute: int) -> int:
    if half in _NIGHT and hour == 12:
        return 24 if minute == 0 else 0
    if half in _AFTERNOON | _NIGHT:
        return hour + 12 if hour < 12 and not (half in _NIGHT and hour < 4) else hour
    if half in _NOON:
        return hour + 12 if hour < 4 else hour
    return 0 if half in _MORNING and hour == 12 else hour
