"""Times of day that are told in words -> the same in digits, in folded text: ``half past seven`` -> ``7:30``,
``朝晩8時`` -> ``朝8時 夜8時``. Pure."""

import re

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})"
_PAST = re.compile(rf"\b(?P<part>half past|quarter past|quarter to|a quarter past|a quarter to) {_HOUR}\b")
_MINUTES = re.compile(rf"\b{_HOUR} (?P<minutes>fifteen|thirty|forty[ -]?five)\b")
_LETTER = re.compile(r"\b(?P<hour>[01]?\d|2[0-4]) ?h(?P<minute>[0-5]\d)?\b")
_PLURAL = re.compile(r"\b(morning|evening|afternoon|night)s\b")
_BOTH = re.compile(
    r"(?:朝晩|朝夕|早晚|아침\s?저녁(?:으로)?)\s?(?P<time>(?:[\d〇一二两三四五六七八九十]{1,3}|[가-힣]{1,2}(?=\s?시))"
    r"(?::\d\d|\s?[时点시](?:半|반|钟)?)?)"
)
_OCLOCK = re.compile(r"(?<=[时点])钟|(?<=\d) sharp\b|(?<=o'clock) sharp\b")
_WORTH = {"fifteen": "15", "thirty": "30"}


def in_clock_digits(text: str) -> str:
    """``text`` with its words for minutes as digits."""
    text = _PAST.sub(_past, text)
    text = _MINUTES.sub(lambda match: f"{_number(match['hour'])}:{_WORTH.get(match['minutes'], '45')}", text)
    text = _LETTER.sub(lambda match: f"{match['hour']}:{match['minute'] or '00'}", text)
    text = _BOTH.sub(lambda match: f"朝{match['time']} 夜{match['time']}", text)
    return _OCLOCK.sub("", _PLURAL.sub(r"\1", text))


def _past(match: re.Match[str]) -> str:
    hour = _number(match["hour"])
    if "to" in match["part"].split():
        return f"{(hour - 1) % 12 or 12}:45"
    return f"{hour}:{'30' if 'half' in match['part'] else '15'}"


def _number(hour: str) -> int:
    return int(hour) if hour.isdigit() else _HOURS.index(hour) + 1
