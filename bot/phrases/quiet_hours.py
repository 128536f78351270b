"""Hours in which nothing is sent, as readers write them: ``22:30-6:15``, ``夜10時から朝6時まで`` -> minutes of the day.
Pure."""

import re

from bot.phrases.timetable import clock_times

_BETWEEN = re.compile(
    r"[\s,、，]|[-~〜–—]|\b(?:from|between|to|until|till|and|through|at|the|every|each|day|night)\b|から|まで|の間|は|に|の|부터|까지|사이|에|毎日|毎晩"
    r"|从|到|至|和|之间|每天|每晚|毎|每|매일|期间|为止"
)


def read_quiet_hours(text: str) -> tuple[int, int] | None:
    """The minute at which they begin and that at which they end, perhaps on the next day; ``None`` where ``text`` does
    not name two different times and nothing else."""
    minutes, rest = clock_times(text)
    if len(minutes) != 2 or None in minutes or minutes[0] == minutes[1] or _BETWEEN.sub("", rest):
        return None
    start, end = (minute % (24 * 60) for minute in minutes if minute is not None)
    return start, end
