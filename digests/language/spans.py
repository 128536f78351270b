"""A date as people write it in a query -> the span of time it names. Days are UTC's."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import regex

_DAY = 86_400
_ISO = regex.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?")
_BACK = regex.compile(r"(?P<count>\d{1,4})(?P<unit>h|d|w|m|y)")
_UNITS = {"h": 3600, "d": _DAY, "w": 7 * _DAY, "m": 30 * _DAY, "y": 365 * _DAY}
_NAMED = {"today": 0, "yesterday": 1, "今天": 0, "昨天": 1, "今日": 0, "昨日": 1, "오늘": 0, "어제": 1}


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` up to, not including, ``end``; epoch seconds."""

    start: int
    end: int


def span(text: str, now: int) -> Span | None:
    """``2026``, ``2026-03``, ``2026-03-04``, ``today``, or so long before ``now``: ``24h 7d 2w 3m 1y``; else ``None``.

    A day, month or year is the whole of it; ``7d`` is the moment seven days ago.
    """
    if text in _NAMED:
        start = now - now % _DAY - _NAMED[text] * _DAY
        return Span(start, start + _DAY)
    if back := _BACK.fullmatch(text):
        moment = max(0, now - int(back["count"]) * _UNITS[back["unit"]])
        return Span(moment, moment)
    found = _ISO.fullmatch(text)
    return _whole(*(int(found[name]) if found[name] else None for name in ("year", "month", "day"))) if found else None


def _whole(year: int | None, month: int | None, day: int | None) -> Span | None:
    try:
        first = date(year or 0, month or 1, day or 1)
        if day:
            after = first + timedelta(days=1)
        elif month:
            after = date(first.year + month // 12, month % 12 + 1, 1)
        else:
            after = date(first.year + 1, 1, 1)
    except (ValueError, OverflowError):
        return None
    return Span(max(0, _epoch(first)), max(0, _epoch(after)))


def _epoch(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
