"""Numbers and weekdays as people say them in our languages, in folded text."""

import re
from collections.abc import Mapping
from functools import cache

from babel.dates import get_day_names, get_month_names

from bot.phrases.locales import locales
from digests.language.fold import fold

_HAN = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_KOREAN = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11,
    "열두": 12,
}  # fmt: skip
_WORDS = re.compile(
    rf"\b(?P<english>{'|'.join(_ENGLISH)})\b"
    rf"|(?P<korean>{'|'.join(sorted(_KOREAN, key=len, reverse=True))})\s?(?=시|주|달|개월)"
    r"|(?P<han>[〇零一二两三四五六七八九]?十[一二三四五六七八九]?|[〇零一二两三四五六七八九](?![〇零一二两三四五六七八九十百千万]))"
)
"""Up to 99; a longer numeral stays as it is."""


def in_digits(text: str) -> str:
    """``seven``, ``十二``, ``일곱 시`` -> ``7``, ``12``, ``7시``."""
    return _WORDS.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    if match["english"]:
        return str(_ENGLISH.index(match["english"]))
    if match["korean"]:
        return str(_KOREAN[match["korean"]])
    tens, ten, ones = match["han"].rpartition("十")
    return str((_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(ones, 0))


@cache
def weekdays() -> Mapping[str, int]:
    """Folded name of a weekday in any of our languages -> 0 for Monday to 6; the longest names first."""
    names = {"tues": 1, "thur": 3, "thurs": 3, "星期天": 6, "周天": 6, "礼拜天": 6}
    for locale in locales():
        for width in ("wide", "abbreviated"):
            for day, name in get_day_names(width, locale=locale).items():
                names[fold(str(name))] = day
    names |= {f"{day}s": index for day, index in names.items() if day.endswith("day")}
    names |= {f"{week}{day}": index for week in ("星期", "周", "礼拜") for index, day in enumerate("一二三四五六日")}
    names |= {f"{day}曜": index for index, day in enumerate("月火水木金土日")}
    return {name: names[name] for name in sorted(names, key=lambda name: -len(name)) if len(name) > 1}


@cache
def months() -> Mapping[str, int]:
    """English name of a month, folded, whole or cut -> 1 to 12."""
    names = {"sept": 9}
    for width in ("wide", "abbreviated"):
        names |= {fold(str(name)).rstrip("."): month for month, name in get_month_names(width, locale="en").items()}
    return names
