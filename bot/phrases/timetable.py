"""When a digest shall come, as readers write it in our five languages: text -> minutes of the day and weekdays. Pure.

folded -> days by name, groups and ranges of days (each day becomes a mark) -> numerals -> times -> is anything left? ->
do all times go with all days?
"""

import re
from dataclasses import replace
from typing import Literal, TypeAlias

from bot.phrases.clock_words import in_clock_digits
from bot.phrases.spoken import in_digits, weekdays
from digests.language.fold import fold
from digests.model import Schedule

MAX_TIMES = 6
Refusal: TypeAlias = Literal["schedule.unclear", "schedule.apart"]
"""Why something is no schedule: the text that says so."""
_MARKS = "".join(chr(0xE000 + day) for day in range(7))
"""One private character a weekday, so that a day is one character once it was found."""
_EVERY, _WORK, _WEEKEND = _MARKS, _MARKS[:5], _MARKS[5:]
_ALL = 127
_GROUPS = tuple(
    (re.compile(pattern), marks)
    for pattern, marks in (
        (r"[毎每](?=[朝晩晚夜])|\bevery (?=(?:morning|evening|night)\b)|매일 ?(?=아침|저녁|밤)", _EVERY),
        (r"[毎每][日天]|天天|매일|날마다|\bevery ?day\b|\beach day\b|\bdaily\b|\b(?:all|7) days\b", _EVERY),
        (r"平日|工作日|平常日|평일|주중|\b(?:week|work|working |business )days?\b", _WORK),
        (r"周末|双休日?|土日|주말|\bweekends?\b", _WEEKEND),
    )
)
_WEEKLY = re.compile(r"毎周(?=[月火水木金土日])|매주\s?(?=[월화수목금토일])")
_CHINESE_ROW = re.compile(
    r"(?:星期|周|礼拜)(?P<days>[一二三四五六日天](?:[、,和及]?[一二三四五六日天](?![点时:十百]))+)(?![点时:十百])"
)
"""Weekdays in a row, 周一三五 or 星期二、四: the numeral of a time that follows is not one of them."""
_LETTER = "[月火水木金土日월화수목금토일]"
_TO = r"\s{0,4}+(?:-|~|〜|–|—|\bto\b|\bthrough\b|\bthru\b|から|부터|到|至)\s{0,4}+"
_LETTER_RANGE = re.compile(rf"(?<!\w)({_LETTER}){_TO}({_LETTER})(?:まで|까지)?(?=\W|\d|$|[午上下早晚朝夕夜오아저밤の])")
_RANGE = re.compile(rf"([{_MARKS}]){_TO}([{_MARKS}])(?:\s{{0,4}}(?:まで|까지))?")
_LETTERS = re.compile(
    rf"(?<!\w)(?:{_LETTER}[\s・·,、/와과と]{{0,3}}){{1,14}}(?=\s|\d|午|朝|夕|夜|晩|오|아침|저녁|밤|の|$)"
)
"""Days by their letters alone, ``月水金``, ``월 수 금``: only where they stand by themselves before a time."""

_NOON = re.compile(r"\b12 ?noon\b|\bnoon\b|正午|정오|(?:中午|お昼|昼)(?! ?\d)")
_MIDNIGHT = re.compile(r"\b12 ?midnight\b|\bmidnight\b|자정|真夜中|半夜(?! ?\d)|午夜(?! ?\d)|子夜|零[时点]")
_COMPACT = re.compile(r"(?<![\d:.])([01]\d|2[0-3])([0-5]\d)(?![\d:.])")
_BEFORE = {
    "am": "午前|上午|早上|早晨|清晨|早|凌晨|朝|未明|오전|아침|새벽|am|morning",
    "pm": "午后|下午|傍晚|夕方|오후|저녁|pm|evening|afternoon",
    "night": "晚上|晚|夜|晩|深夜|半夜|午夜|밤|심야|night",
    "noon": "中午|お昼|昼|낮|점심",
}
_HALVES = {name: half for half, names in _BEFORE.items() for name in names.split("|")} | {
    "in the morning": "am", "in the afternoon": "pm", "in the evening": "pm", "at night": "night",
}  # fmt: skip
_NAMES = "|".join(sorted(_HALVES, key=len, reverse=True))
_AFTER = r"am\b|pm\b|in the morning|in the afternoon|in the evening|at night"
_TIME = re.compile(
    rf"(?:(?P<before>{_NAMES})\s{{0,4}})?(?:[の에]\s{{0,4}})?(?:\bat )?(?<![\d:.])(?P<hour>\d{{1,2}})"
    r"(?:(?:[:.](?P<minute>\d{2})|\s?[时点시]\s{0,4}(?:(?P<minute_word>\d{1,2})\s{0,4}[分분]|(?P<half>半|반)|(?P<quarters>[13])刻|(?P<bare>\d{2}))?整?)(?![\d:]))?"
    rf"(?:\s?o'clock)?(?(before)|(?:\s{{0,4}}(?P<after>{_AFTER}))?)(?![\d:])"
)
_FILLING = re.compile(
    r"のみ|だけ|に限り|只[要在有]?|仅|에만|만|그리고|이랑|랑|하고|毎周|每周|매주|마다|[毎每]个?|まで|ごろ|頃|쯤|左右"
    r"|を?お[願愿]いします|ください|にして|送って|届けて|配信して|보내\s?(?:줘|주세요)|해\s?(?:줘|주세요)|주세요|发给我|传给我|推送|发送|请"
    r"|\b(?:and|at|on|every|each|only|just|in the|please|send|it|me|the|digest|news|i want|around|about)\b"
    r"|[\s,、，;・·&.。!！]|[とのにはで와과및에도和跟及的在就]"
)
_HOW_OFTEN = re.compile(
    r"\b(?:once|twice|(?:two|three|2|3) times) (?:a|per|each|every) (?:day|week)\b|(?:[1一]日に?)?[1-6一二两三]回"
    r"|各?[1-6一两二三]次|(?:하루에? ?)?(?:[1-6]|한|두|세) ?번(?:씩)?"
)
"""How many times are named: the times themselves say so."""
_DAY_OUT = rf"(?![{_MARKS}]{{7}})[{_MARKS}]"
_BUT = re.compile(
    r"(?:\b(?:except(?: for| on)?|but(?: not)?(?: on)?|excluding|apart from|other than|without|not on)\b|除了?|除去)"
    rf"\s{{0,4}}{_DAY_OUT}(?:(?:\s|[,、和与及跟&]|\band\b){{0,8}}{_DAY_OUT}){{0,6}}\s{{0,4}}(?:[以之]?外)?"
    rf"|{_DAY_OUT}(?:(?:\s|[・·,、とや和与及跟과와]|이?랑){{0,8}}{_DAY_OUT}){{0,6}}\s{{0,4}}"
    r"(?:[をは]?(?:以外|除外|除[くきい]て?|のぞ[くきい]て?|抜[きい]て?)|[은을를]?\s?(?:빼고|제외(?:하고|한)?|말고)|之外|不要|不用)(?:は|の|에는|에)?"
)
"""Days that are left out: ``except Sunday``, ``日曜以外``, ``除了周日``, ``일요일 빼고``."""
_AT = chr(0xE007)
"""What a time becomes where only the order of times and days counts."""
_IN_TURN = re.compile(rf"{_AT}[{_MARKS}]++{_AT}++[{_MARKS}]|[{_MARKS}]{_AT}++[{_MARKS}]++{_AT}")
_MIDDAY = 12
_DAY = 24 * 60


def read_schedule(text: str, before: Schedule) -> Schedule | Refusal:
    """``before`` with the times and days of ``text``; refused where a word or number of it is neither, and where some
    of its days have times of their own: one list of times holds on every day."""
    named = _days(_times_by_name(_folded(text)))
    but = _mask("".join(match[0] for match in _BUT.finditer(named)))
    left = _digits(_letters(_BUT.sub(" ", named)))
    minutes = [_minute(match) for match in _TIME.finditer(left)]
    rest = _TIME.sub("", left)
    mask = (_mask(rest) or (_ALL if but else 0)) & ~but
    unread = _FILLING.sub("", re.sub(f"[{_MARKS}]", "", rest))
    if None in minutes or unread or len(set(minutes)) > MAX_TIMES or not (mask or (minutes and not but)):
        return "schedule.unclear"
    if len(set(minutes)) > 1 and _in_turn(_TIME.sub(_AT, left)):
        return "schedule.apart"
    times = tuple(sorted({minute for minute in minutes if minute is not None}))
    return replace(before, minutes=times or before.minutes, weekdays=mask or before.weekdays)


def clock_times(text: str) -> tuple[list[int | None], str]:
    """The times of day in ``text`` (``None`` for one that there is not), and what else stands there, folded."""
    left = _digits(_times_by_name(_folded(text)))
    return [_minute(match) for match in _TIME.finditer(left)], _TIME.sub("", left)


def _folded(text: str) -> str:
    return in_clock_digits(fold(text).replace("a.m.", "am").replace("p.m.", "pm"))


def _digits(text: str) -> str:
    """Numerals as digits, and ``0730`` as ``07:30``."""
    return _COMPACT.sub(r"\1:\2", in_digits(_HOW_OFTEN.sub(" ", text)))


def _mask(text: str) -> int:
    return sum(1 << day for day, mark in enumerate(_MARKS) if mark in text)


def _in_turn(order: str) -> bool:
    """Whether times and different days take turns: ``weekdays 7:00 weekends 9:00``, not ``every morning 7, every
    evening 6``."""
    order = re.sub(rf"[^{_MARKS}{_AT}]", "", order)
    days = {frozenset(run) for run in order.split(_AT) if run}
    return len(days) > 1 and _IN_TURN.search(order) is not None


def _times_by_name(text: str) -> str:
    return _MIDNIGHT.sub(" 0:00 ", _NOON.sub(" 12:00 ", text))


def _days(text: str) -> str:
    """Named days, groups and ranges of them -> their marks."""
    text = _WEEKLY.sub("", text)
    for pattern, marks in _GROUPS:
        text = pattern.sub(f" {marks} ", text)
    text = _CHINESE_ROW.sub(_row, text)
    for name, day in weekdays().items():
        text = re.sub(rf"\b{name}\b\.?" if name.isascii() else re.escape(name), f" {_MARKS[day]} ", text)
    text = _LETTER_RANGE.sub(lambda match: f" {_span(_day_of(match[1]), _day_of(match[2]))} ", text)
    return _RANGE.sub(lambda match: f" {_span(_MARKS.index(match[1]), _MARKS.index(match[2]))} ", text)


def _row(match: re.Match[str]) -> str:
    days = (_MARKS["一二三四五六日".index(day.replace("天", "日"))] for day in match["days"] if day not in "、,和及")
    return f" {''.join(days)} "


def _letters(text: str) -> str:
    def marks(match: re.Match[str]) -> str:
        return f" {''.join(_MARKS[_day_of(letter)] for letter in re.findall(_LETTER, match[0]))} "

    return _LETTERS.sub(marks, text)


def _day_of(letter: str) -> int:
    return _LETTER.strip("[]").index(letter) % 7


def _span(first: int, last: int) -> str:
    """From Saturday to Monday it goes over the end of the week."""
    return "".join(_MARKS[(first + ahead) % 7] for ahead in range((last - first) % 7 + 1))


def _minute(match: re.Match[str]) -> int | None:
    """Minutes after midnight; ``None`` where there is no such time, or it contradicts itself (13 am)."""
    hour = int(match["hour"])
    minute = int(match["minute"] or match["minute_word"] or match["bare"] or 0)
    minute += 30 if match["half"] else 15 * int(match["quarters"] or 0)
    half = _HALVES.get(match["before"] or match["after"], "")
    if minute > 59 or hour * 60 + minute > _DAY or (half == "am" and hour > _MIDDAY):
        return None
    return _hour(hour, half) * 60 + minute


def _hour(hour: int, half: str) -> int:
    if half == "am" or (half == "night" and (hour == _MIDDAY or hour < 5)):
        return hour % _MIDDAY
    if (half in ("pm", "night") and hour < _MIDDAY) or (half == "noon" and hour < 6):
        return hour + _MIDDAY
    return hour % 24
