"""Times that are counted back from when a page was fetched: 3시간 전, 2時間前, 昨天 14:30, two hours ago. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from digests.sources.dates.daytimes import DayTime, find_time

_SECONDS = {"second": 1, "minute": 60, "hour": 3_600}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Longer spans are rounded by whoever writes them: their day is about right, and the time of day unknown."""
_UNITS = {
    **dict.fromkeys(("秒", "秒钟", "秒鐘", "초", "second", "seconds", "sec", "secs"), "second"),
    **dict.fromkeys(("分", "分间", "分間", "分钟", "分鐘", "분", "minute", "minutes", "min", "mins"), "minute"),
    **dict.fromkeys(("时间", "時間", "小时", "小時", "个小时", "個小時", "钟头", "시간"), "hour"),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), "hour"),
    **dict.fromkeys(("日", "天", "일", "day", "days"), "day"),
    **dict.fromkeys(("週間", "周", "週", "星期", "个星期", "個星期", "주", "주일", "week", "weeks"), "week"),
    **dict.fromkeys(("か月", "ヶ月", "カ月", "ヵ月", "ケ月", "箇月", "个月", "個月", "개월", "달"), "month"),
    **dict.fromkeys(("month", "months"), "month"),
    **dict.fromkeys(("年", "년", "year", "years"), "year"),
}  # fmt: skip
_WORDS = {
    "half": 0.5, "半": 0.5, "반": 0.5, "a": 1, "an": 1, "one": 1, "한": 1, "두": 2, "two": 2, "세": 3, "three": 3,
    "네": 4, "four": 4, "다섯": 5, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_NAMED = {
    **dict.fromkeys(("今日", "今天", "本日", "오늘", "today"), 0),
    **dict.fromkeys(("昨日", "昨天", "きのう", "어제", "yesterday"), 1),
    **dict.fromkeys(("一昨日", "1昨日", "おととい", "前天", "그저께", "그제", "엊그제"), 2),
}  # fmt: skip
_PARTS = {
    "昨晚": "昨天晚上",
    "昨夜": "昨日夜",
    "今早": "今天早上",
    "今晨": "今天清晨",
    "今晚": "今天晚上",
    "어젯밤": "어제 밤",
}
"""A day and a part of it in one word."""
_JUST = ("たった今", "刚刚", "剛剛", "刚才", "剛才", "방금 전", "방금", "just now", "moments ago")


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_EARLIER = re.compile(
    rf"(?<![\w.])(?:约|約|大约|大約|about |약 )?(?P<number>\d{{1,3}}|{_any(_WORDS)})\s?(?:an? )?"
    rf"(?P<unit>{_any(_UNITS)})"
    rf"(?P<rest>半)?(?:\s?(?:之前|以前|前|전)|\s{{1,4}}ago\b)(?!(?!更新|公開|配信|発表|发布|發布|发表|發表|수정|입력|등록)\w)"
    rf"|(?P<just>{_any(_JUST)})(?!\w)",
    re.IGNORECASE,
)
_HALVES = "上午|下午|午前|午後|早上|晚上|清晨|凌晨|中午|夜"
_DAY = re.compile(rf"(?<!\w)(?P<day>{_any(_NAMED)})(?=[\W\d_]|$|{_HALVES})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Earlier:
    """So long before the page was fetched, or on so many days before it at a time of day."""

    seconds: int | None
    """``None`` where only the day is told."""
    days: int
    time: DayTime | None
    before: str
    """What stands before it in the line."""
    after: str
    bare: bool = False
    """A day's name without a time of day, which may be any word of a headline."""


def read_earlier(text: str) -> Earlier | None:
    """The first such time in a line of plain digits (``numerals.plain``); ``None`` where there is none."""
    for short, long in _PARTS.items():
        text = text.replace(short, long)
    if match := _EARLIER.search(text):
        before, after = text[: match.start()], text[match.end() :]
        if match["just"]:
            return Earlier(0, 0, None, before, after)
        written, unit = match["number"].lower(), _UNITS[match["unit"].lower()]
        number = float(written) if written.isdecimal() else _WORDS[written]
        number += 0.5 if match["rest"] else 0
        if unit in _SECONDS:
            return Earlier(int(number * _SECONDS[unit]), 0, None, before, after)
        return Earlier(None, round(number * _DAYS[unit]), None, before, after)
    if match := _DAY.search(text):
        before, after = text[: match.start()], text[match.end() :]
        time = find_time(after)
        after = after[: time.start] + after[time.end :] if time else after
        return Earlier(None, _NAMED[match["day"].lower()], time, before, after, bare=time is None)
    return None
