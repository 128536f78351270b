"""Until when a pause lasts, as readers write it in our five languages: days, weeks, months, or a date. Pure."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.phrases.spoken import in_digits, months, weekdays
from digests.instants import zone_of
from digests.language.fold import fold

_UNITS = {
    "days": r"days?\b|d\b|日间|日|天|일간|일",
    "weeks": r"weeks?\b|wks?\b|w\b|周间|周|个?星期|个?礼拜|주일간|주일|주간|주",
    "months": r"months?\b|mos?\b|[ヶケヵカか个]月间?|개월간?|달간?",
    "years": r"years?\b|y\b|年间|年|년간?",
}
_LENGTH = re.compile("|".join(rf"(?P<{unit}>\d{{1,4}})\s*(?:{names})" for unit, names in _UNITS.items()))
_DAYS = re.compile(r"\d{1,6}")
_COUNTED = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "열흘": 10, "보름": 15, "일주일": 7, "이주일": 14,
    "1 fortnight": 14, "tomorrow": 1, "明天": 1, "明日": 1, "あした": 1, "내일": 1,
    "后天": 2, "明后日": 2, "あさって": 2, "모레": 2,
    "1 couple of days": 2, "couple of days": 2, "1 few days": 3, "few days": 3, "数日": 3, "几天": 3, "며칠": 3,
    "半月": 15, "半个月": 15, "반달": 15, "half a year": 182, "半年": 182, "반년": 182,
}  # fmt: skip
"""Words that hold their number of days."""
_OPEN = {
    "forever", "indefinitely", "until i resume", "until i say so", "until further notice", "for now",
    "무기한", "계속",
    "ずっと",
    "无期限", "当分", "当分の", "当面", "しばらく", "一直", "永久", "一阵子", "一段时间", "暂时", "당분", "당분간",
}  # fmt: skip
_AROUND = re.compile(
    r"^(?:for (?:the next )?|the next |until |till? |through |by |before |about |around )"
    r"|^(?:直到|到|至|在|约|大概|大约|약 ?)"
    r"|\s?(?:ほど|くらい|ぐらい|左右|정도|쯤|いっぱい|までは?|の間は?|까지는?|동안[은만]?|间)$"
    r"|\s?(?:为止|[以之]前|前まで|前)$"
    r"|\s?(?:전까지|전에?)$"
)
_UNTIL = re.compile(r"^(?:until |till? |through |by |before |直到|到|至)|(?:までは?|까지는?|为止|前|전에?|いっぱい)$")
_BEFORE = re.compile(r"^before |(?:前|前まで|전까지|전에?)$")
"""Not through that day."""
_NEXT = re.compile(r"^(?:next |下个?|来周の?|次の|다음 ?주 ?|다음 )(?=.)")
"""That of the week after this one."""
_TO_SUNDAY = {
    "this week", "next week", "本周", "这周", "这个星期", "下周", "下个星期", "下星期", "下个礼拜", "下礼拜", "今周",
    "来周",
    "이번 주", "이번주", "다음 주", "다음주",
}  # fmt: skip
"""Until next week is through this one."""
_TO_THE_LAST = {
    "the end of the month", "end of the month", "month end", "this month", "next month", "月底", "本月", "本月底",
    "这个月",
    "这个月底", "下个月", "月末", "今月", "今月末", "来月", "이번 달", "이번달", "이번 달 말", "이번달 말", "월말",
    "이달 말",
    "다음 달", "다음달",
}  # fmt: skip
_TO_NEW_YEAR = {
    "the end of the year", "end of the year", "this year", "next year", "new year", "the new year", "年底", "今年底",
    "今年",
    "明年", "年末", "来年", "年内", "연말", "올해", "내년", "올해 말",
}  # fmt: skip
_HOUR = re.compile(r"(?:の?(?:夜|朝|晩)|晚上|早上|\s?(?:밤|저녁|아침)| (?:evening|night|morning))$")
"""Of a day; a pause knows whole ones."""
_WEEKDAY = re.compile(
    rf"^(?:{'|'.join(name for name in weekdays() if name.isascii())}),? (?=\S)|\s?\([^()\s]{{1,4}}\)"
    rf"|(?<=[日일号])\s?(?:{'|'.join(name for name in weekdays() if not name.isascii())})"
)
"""A date's own weekday, as we write it ourselves: ``Friday 4 December``, ``12月4日(金)まで``."""
_ARTICLE = re.compile(r"^an? (?=(?:day|week|month|year|fortnight|couple of days|few days)$)")
_MONTH = "|".join(sorted(months(), key=len, reverse=True))
_DATES = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\.?",
        r"(?:(?P<year>\d{4})\s?[年년]\s?)?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号일]",
        rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<name>{_MONTH})\.?(?:,? (?P<year>\d{{4}}))?",
        rf"(?P<name>{_MONTH})\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?",
        r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}))?",
    )
)
_DAY_OF_MONTH = re.compile(r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th|[日号일])")
"""Only after an "until": 24일까지 ends on the 24th, 24일 are so many days."""
_MONTH_FIRST = ("zh-Hans", "zh-Hant", "ja", "ko")
_DAY = 86_400
_CENTURY = 1200
"""Months; whatever is longer is as much too long."""


@dataclass(frozen=True, slots=True)
class Pause:
    """``until`` may lie in the past or very far away: whether that makes sense is for others to say."""

    until: int | None
    """``None`` = until the reader resumes."""


def read_pause(text: str, now: int, zone: str, language: str) -> Pause | None:
    """``10``, ``2 weeks``, ``두 달``, ``12月24日まで``, ``until Friday``; ``None`` where a word or a number is not
    understood. A date's pause holds through that day in ``zone``. ``language`` tells whether the month of ``5/12``
    comes first; in English nothing does, and it is not understood."""
    asked = _without_weekday(fold(text).strip(" .。!?"))
    bare = _ARTICLE.sub("1 ", _bare(asked))
    if asked in _OPEN or bare in _OPEN:
        return Pause(None)
    today = datetime.fromtimestamp(now, zone_of(zone)).date()
    until = _UNTIL.search(asked) is not None
    if until and (named := _named_day(bare, today)):
        return _at(_last(named, asked), zone)
    plain = in_digits(bare)
    for form in (*_DATES, *([_DAY_OF_MONTH] if until else [])):
        match = form.fullmatch(plain)
        if match:
            day = _day(match.groupdict(), today, language)
            return _at(_last(day, asked), zone) if day else None
    return None if until and plain not in _COUNTED else _lasting(plain, now, zone)


def _last(day: date, asked: str) -> date:
    """The last day of a pause that ends with ``day``, or before it; the calendar's first has none before it."""
    return day - timedelta(days=1) if day > date.min and _BEFORE.search(asked) else day


def _without_weekday(asked: str) -> str:
    """``until Friday 4 December`` -> ``until 4 December``; a weekday alone stays."""
    begun = re.match(r"(?:until |till? |before |直到|到|至)", asked)
    head = begun[0] if begun else ""
    rest = asked[len(head) :]
    left = _WEEKDAY.sub("", rest)
    return head + (left if re.search(r"\d", left) else rest)


def _bare(asked: str) -> str:
    """What is left when everything around it is taken off, one by one: ``到下周一为止`` has something on both sides."""
    while (left := _AROUND.sub("", asked, count=1).strip()) != asked:
        asked = left
    return asked


def _named_day(bare: str, today: date) -> date | None:
    """A weekday (the next one, or that of next week), or the last day before a week, a month or a year begins."""
    bare = _HOUR.sub("", bare)
    if bare in weekdays():
        return today + timedelta(days=(weekdays()[bare] - today.weekday() - 1) % 7 + 1)
    sunday = today + timedelta(days=6 - today.weekday())
    if bare in _TO_SUNDAY:
        return sunday
    if bare in _TO_THE_LAST:
        return today.replace(day=monthrange(today.year, today.month)[1])
    if bare in _TO_NEW_YEAR:
        return today.replace(month=12, day=31)
    if bare in months():
        month = months()[bare]
        return date(today.year + (month <= today.month), month, 1) - timedelta(days=1)
    rest = _NEXT.sub("", bare)
    if rest != bare and rest in weekdays():
        return sunday + timedelta(days=weekdays()[rest] + 1)
    return None


def _lasting(plain: str, now: int, zone: str) -> Pause | None:
    """A length, perhaps of several units: ``1 week and 3 days``."""
    if plain in _COUNTED:
        return Pause(now + _COUNTED[plain] * _DAY)
    if _DAYS.fullmatch(plain):
        return Pause(now + int(plain) * _DAY)
    if not plain or re.sub(r"\s|,|、|and|と|과|와|又", "", _LENGTH.sub("", plain)):
        return None
    counted = dict.fromkeys(_UNITS, 0)
    for match in _LENGTH.finditer(plain):
        unit = str(match.lastgroup)
        counted[unit] += int(match[unit])
    later = _months_on(now, counted["months"] + 12 * counted["years"], zone)
    return Pause(later + (counted["days"] + 7 * counted["weeks"]) * _DAY)


def _months_on(now: int, number: int, zone: str) -> int:
    """The same time of the same day ``number`` months later, the last day where that month is shorter."""
    local = datetime.fromtimestamp(now, zone_of(zone))
    years, month = divmod(local.month - 1 + min(number, _CENTURY), 12)
    year = local.year + years
    day = min(local.day, monthrange(year, month + 1)[1])
    return now if not number else int(local.replace(year=year, month=month + 1, day=day).timestamp())


def _day(parts: dict[str, str | None], today: date, language: str) -> date | None:
    """The day that a form found; without a year the next one. ``None`` = there is no such day, or there are two."""
    if set(parts) == {"day"}:
        return _next_in_month(int(parts["day"] or 0), today)
    number = {name: int(text) for name, text in parts.items() if text and text.isdecimal()}
    if "first" in parts:
        pairs = {(number["first"], number["second"])}
        if language not in _MONTH_FIRST:
            pairs.add((number["second"], number["first"]))
    else:
        name = parts.get("name")
        pairs = {(months()[name] if name else number["month"], number["day"])}
    days = {_dated(number.get("year"), month, day, today) for month, day in pairs} - {None}
    return days.pop() if len(days) == 1 else None


def _next_in_month(day: int, today: date) -> date | None:
    """The next day of that number: this month's, the next one's, or that of the month after, if February has none."""
    firsts = (
        date(today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1, 1) for ahead in range(3)
    )
    days = (first.replace(day=day) for first in firsts if 1 <= day <= monthrange(first.year, first.month)[1])
    return next((each for each in days if each >= today), None)


def _dated(year: int | None, month: int, day: int, today: date) -> date | None:
    try:
        found = date(year or today.year, month, day)
        return found if year or found >= today else date(today.year + 1, month, day)
    except ValueError:
        return None


def _at(day: date, zone: str) -> Pause:
    return Pause(int(datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=zone_of(zone)).timestamp()))
