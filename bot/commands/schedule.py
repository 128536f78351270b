"""/schedule [times] [days]: when the digest comes; ``/schedule 07:30 18:00 workdays`` or by buttons."""

import re
from dataclasses import replace

from bot.asking import Ask, Command, Reply, said
from bot.choices import EVERY_DAY, WORKDAYS, fields
from bot.commands.listing import notice
from bot.commands.settings import page
from bot.render.words import Words
from bot.saving import begin
from digests.language.fold import fold
from digests.model import Part, Schedule

_MAX_TIMES = 6
_TIME = re.compile(
    r"(?P<before>午前|午后|上午|下午|早上|晚上|朝|夕方|夜|오전|오후|아침|저녁|밤)?の?\s*(?P<hour>\d{1,2})"
    r"(?:(?::|时|点|시)\s*(?P<minute>\d{1,2})?\s*(?:分|분)?(?P<half>半|반)?)?\s*(?P<after>am|pm)?(?![\d:])"
)
"""In folded text: 時, 點 and 午後 have become 时, 点 and 午后."""
_AFTERNOON = ("午后", "下午", "오후", "pm", "晚上", "夕方", "夜", "저녁", "밤")
_MORNING = ("午前", "上午", "오전", "am", "早上", "朝", "아침")
_NIGHT = ("夜", "밤", "晚上")
"""Of them, what also means the first hours of a day."""
_NOON = re.compile(r"\b(?:at )?noon\b|正午|中午|정오")
_DAY_LETTERS = {"ja": "月火水木金土日", "ko": "월화수목금토일"}
_LETTERS = {
    language: re.compile(rf"(?<!\w)(?:[{letters}][\s・·,、/와과と]*)+(?=\s|\d|午|朝|夕|夜|오|아침|저녁|밤|の|$)")
    for language, letters in _DAY_LETTERS.items()
}
"""Days by their letters alone, ``月水金``, ``월 수 금``: only where they stand by themselves before a time."""


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return said(_part(ask, ask.subscriber.schedule))
    wanted = read_schedule(ask.arguments, ask.subscriber.schedule, ask.words)
    if wanted is None:
        shown = page(ask, ask.subscriber, fields()["times"])
        return said(notice(ask.texts("schedule.unclear", text=ask.arguments[:60]), *shown.buttons))
    saved = begin(ask, replace(ask.subscriber, schedule=wanted))
    return said(_part(ask, saved.schedule))


def _part(ask: Ask, schedule: Schedule) -> Part:
    times = ask.words.listed([ask.words.minute(minutes) for minutes in schedule.minutes])
    text = ask.texts(
        "schedule.now",
        times=times,
        days=ask.words.weekdays(schedule.weekdays),
        zone=ask.words.zone(schedule.zone, ask.now),
    )
    first = ((ask.texts("settings.times"), "set:times"), (ask.texts("settings.days"), "set:days"))
    second = ((ask.texts("settings.weekly"), "set:weekly"), (ask.texts("settings.zone"), "zones"))
    return notice(f"{text}\n{ask.texts('schedule.form')}", first, second)


def read_schedule(text: str, before: Schedule, words: Words) -> Schedule | None:
    """Times and days as people write them; ``None`` where a word of it is neither."""
    left = _NOON.sub("12:00", fold(text))
    weekdays, left = _days(left, words)
    minutes: set[int] = set()
    for match in _TIME.finditer(left):
        at = _minute(match)
        if at is None:
            return None
        minutes.add(at)
    if re.sub(r"[\s,、，と・の와과및]|and", "", _TIME.sub("", left)) or len(minutes) > _MAX_TIMES:
        return None
    if not minutes and weekdays is None:
        return None
    return replace(
        before,
        minutes=tuple(sorted(minutes)) or before.minutes,
        weekdays=before.weekdays if weekdays is None else weekdays,
    )


def _minute(match: re.Match[str]) -> int | None:
    hour = int(match["hour"])
    minute = 30 if match["half"] else int(match["minute"] or 0)
    marks = (match["before"], match["after"])
    if marks[0] in _NIGHT and (hour == 12 or hour < 5):
        hour %= 12
    elif any(mark in _AFTERNOON for mark in marks) and hour < 12:
        hour += 12
    if any(mark in _MORNING for mark in marks) and hour == 12:
        hour = 0
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _days(text: str, words: Words) -> tuple[int | None, str]:
    """The weekday mask that ``text`` names, and the rest of it."""
    mask = 0
    for name, days in (*_named_days(words), *_EVERYWHERE):
        folded = fold(name)
        pattern = re.compile(rf"\b{re.escape(folded)}\b" if folded.isascii() else re.escape(folded))
        if pattern.search(text):
            mask |= days
            text = pattern.sub(" ", text)
    letters = _DAY_LETTERS.get(words.texts.language, "")
    found = _LETTERS[words.texts.language].search(text) if letters else None
    if found is not None:
        for letter in found[0]:
            mask |= 1 << letters.index(letter) if letter in letters else 0
        text = text[: found.start()] + " " + text[found.end() :]
    return (mask or None), text


_EVERYWHERE = (
    ("every day", EVERY_DAY),
    ("daily", EVERY_DAY),
    ("weekdays", WORKDAYS),
    ("workdays", WORKDAYS),
    ("평일", WORKDAYS),
    ("平日", WORKDAYS),
    ("工作日", WORKDAYS),
    ("매일", EVERY_DAY),
    ("毎日", EVERY_DAY),
    ("每天", EVERY_DAY),
    ("weekend", 96),
    ("주말", 96),
    ("週末", 96),
    ("周末", 96),
)


def _named_days(words: Words) -> list[tuple[str, int]]:
    """The language's own names of the weekdays, the long ones first so that no short one is cut out of them."""
    named = [(name, 1 << day) for day in range(7) for name in words.weekday_names(day)]
    return sorted(named, key=lambda pair: -len(pair[0]))


COMMAND = Command("schedule", "yours", answer=answer, changes=("group",))
