"""When a text says that things happen: days, months, years, weekdays, hours, and words like ``yesterday``. Pure.

Each is one token, the same in five languages: ``d27``, ``m5``, ``y2026``, ``friday``, ``t3:30``, ``q1-9`` (January to
September), ``last year``. Years of an era are years of our own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from digests.claims.words import table, words_of
from digests.language.names import column
from digests.stories.numbers import han_number

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民国": 1911}
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}+)"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - read as a table
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_TO = r"\s?(?:[~\-–—～至到から]|から|부터|에서)\s?"
_EAST = (
    ("period", regex.compile(rf"({_N})\s?[月월]?{_TO}({_N})\s?[月월]")),
    ("months", regex.compile(rf"[前首]({_N})个?月|첫\s?({_N})\s?개월")),
    ("quarters", regex.compile(rf"前({_N})季度?|1{_TO}([234])\s?분기|({_N})季度?累计")),
    ("quarter", regex.compile(rf"第?({_N})(?:季度?(?!后)|四半期|\s?분기)")),
    ("half", regex.compile(r"([上下])半年(?!ぶ)|([上下])半期|([상하])반기")),
    ("era", regex.compile(rf"({'|'.join(_ERAS)})\s?({_N}|\d{{3}}|元)年")),
    (
        "year",
        regex.compile(
            r"(?<!\d)(?<!\d[.,])((?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})\s?(?:年|년|회계연도|财年)度?"
        ),
    ),
    (
        "short year",
        regex.compile(
            r"(?<![\d'’])(?<!\d[.,])['’]?(\d\d)(?:年|년)"
            r"(?=\s?\d{1,2}\s?[月월]|度|末|底|初|春|夏|秋|冬|前半|後半|后半|上半|下半|まで|から|産|产|\s?(?:말|초|까지|봄|여름|가을|겨울|상반기|하반기))"
        ),
    ),
    ("month day", regex.compile(rf"(?<!\d)(?<!\d[.,])({_N})\s?[月월]\s?({_N})\s?[日号일]?(?![\d.])")),
    ("month", regex.compile(rf"(?<![\d个カか])(?<!\d[.,])({_N})\s?[月월](?!间|間)")),
    (
        "day",
        regex.compile(
            rf"(?<![\d曜星])(?<!\d[.,])({_N})\s?(?:[日号]|일)"
            r"(?![间間内目以连連机機線线]|ぶり|分|本(?!银|央)|\s?(?:간|째|동안|만에|이내|연속|본))"
        ),
    ),
    (
        "time",
        regex.compile(
            rf"(?<!\d)(?<!\d[.,])(?!一[时時点](?!半|整))({_N})\s?(?:時|时|点|:)(?!间|間)(?:(半|整)|({_N})\s?分?)?"
            rf"|(?<!\d)(?<!\d[.,])({_N})\s?시(?![가-힣])(?:\s?(반)|\s?({_N})\s?분)?"
        ),
    ),
)
_BEFORE_MONTH = "in|since|until|by|of|from|last|next|this|early|late|mid|end|for|a|an|the|and|till|before|after|during"
_AFTER_DAY = "that|and|to|by|in|at|for|after|when|with|on|from|as|over|against|it|he|she|they|before|about|during"
_WEST = (
    ("months", regex.compile(r"\bfirst (two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) months\b")),
    ("quarters", regex.compile(r"\bfirst (two|three) quarters\b")),
    ("period", regex.compile(rf"\b{_MONTH}(?:\s?[-–~]\s?|\s(?:to|through|until|and)\s){_MONTH}(?!\s?\d)")),
    ("quarter", regex.compile(r"\b(first|second|third|fourth) quarter\b|\bq([1-4])\b")),
    (
        "half",
        regex.compile(r"\b(first|second|latter) half of (?:the|this|last|next)?\s?(?:year|fiscal|\d{4})|\bh([12])\b"),
    ),
    (
        "month day",
        regex.compile(
            rf"\b{_MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?![\d,.]\d)"
            rf"|\b(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}"
        ),
    ),
    (
        "month",
        regex.compile(
            rf"(?<=\b(?:{_BEFORE_MONTH})[\s-])(?!(?<=\b(?:and|a|an|the|for|end) )may\b){_MONTH}"
            rf"|\b(?!may|mar|dec|jan|sep|march\b){_MONTH}(?=\s\d{{4}}|[.,;]|$|\s[a-z])"
        ),
    ),
    ("day", regex.compile(rf"\b(?:the )(\d{{1,2}})(?:st|nd|rd|th)\b(?=[.,;:]|$|\s(?:{_AFTER_DAY})\b)")),
    (
        "year",
        regex.compile(
            r"(?<![\d$])(?<!\d[.,])\b(?:fiscal |fy)?((?:19|20)\d\d)\b"
            r"(?![.,]\d|\s?(?:%|percent|won|yen|yuan|people|dollars|tonnes|tons|jobs|cars))"
        ),
    ),
    ("time", regex.compile(r"\b(\d{1,2})(?::(\d\d))?\s?([ap])\.?m\b\.?|\b(\d{1,2}):(\d\d)\b|\b(noon|midnight)\b")),
)
_ISO = regex.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SLASH = regex.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_WORD = {"first": 1, "second": 2, "latter": 2, "third": 3, "fourth": 4, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Time:
    """When, as one token; ``said`` are its words."""

    token: str
    said: str


def times(folded: str, language: str) -> tuple[list[Time], str]:
    """The times of a folded text, and the text with blanks where they stand."""
    tongue = column(language)
    found: list[Time] = []
    for kind, pattern in (("iso", _ISO), *(_WEST if tongue == "en" else _EAST)):
        for match in pattern.finditer(folded):
            tokens = list(_tokens(kind, match))
            found += [Time(token, match.group()) for token in tokens]
            if tokens:
                folded = folded[: match.start()] + " " * len(match.group()) + folded[match.end() :]
    for kind, pattern in _named(tongue):
        for match in pattern.finditer(folded):
            found.append(Time(kind, match.group()))
        folded = pattern.sub(lambda match: " " * len(match.group()), folded)
    return found, folded


def may_be_times(folded: str, language: str) -> Iterator[str]:
    """Tokens that a text may mean beside those that it certainly says: ``11/5`` is a day, or a share."""
    for match in _SLASH.finditer(folded):
        yield from (f"m{int(match[1])}", f"d{int(match[2])}")


@cache
def _named(tongue: str) -> "tuple[tuple[str, regex.Pattern[str]], ...]":
    """Words for times, of ``times.toml``."""
    return tuple(
        (kind, regex.compile("|".join(several)))
        for kind in table("times")
        if (several := words_of("times", kind, tongue))
    )


def _tokens(kind: str, match: "regex.Match[str]") -> Iterator[str]:
    groups = [group for group in match.groups() if group]
    if kind == "iso":
        yield from (f"y{groups[0]}", f"m{int(groups[1])}", f"d{int(groups[2])}")
    elif kind == "era":
        yield f"y{_ERAS[groups[0]] + (1 if groups[1] == '元' else _number(groups[1]))}"
    elif kind == "short year":
        yield f"y20{groups[0]}"
    elif kind == "year":
        yield f"y{_number(groups[0])}"
    elif kind == "time":
        yield from _clock(groups)
    elif kind in ("months", "quarters", "quarter", "half", "period"):
        yield from _period(kind, groups)
    elif kind == "month day":
        yield from _month_day(groups)
    else:
        limit, mark = (12, "m") if kind == "month" else (31, "d")
        if 1 <= (number := _number(groups[0])) <= limit:
            yield f"{mark}{number}"


def _month_day(groups: list[str]) -> Iterator[str]:
    month, day = groups if not groups[0][0].isdigit() or not groups[1][:1].isalpha() else groups[::-1]
    if 1 <= _number(month) <= 12 and 1 <= _number(day) <= 31:
        yield from (f"m{_number(month)}", f"d{_number(day)}")


def _period(kind: str, groups: list[str]) -> Iterator[str]:
    if kind == "period":
        yield f"q{_number(groups[0])}-{_number(groups[1])}"
    elif kind == "months":
        yield f"q1-{_number(groups[0])}"
    elif kind == "half":
        yield "q1-6" if groups[0] in ("上", "상", "first", "1") else "q7-12"
    elif 1 <= (number := _number(groups[0])) <= 4:
        yield f"q1-{3 * number}" if kind == "quarters" else f"q{3 * number - 2}-{3 * number}"


def _clock(groups: list[str]) -> Iterator[str]:
    if groups[0] in ("noon", "midnight"):
        yield "t12:00" if groups[0] == "noon" else "t0:00"
        return
    rest = [group for group in groups[1:] if group not in ("a", "p")]
    minute = 30 if rest and rest[0] in ("半", "반") else (_number(rest[0]) if rest and rest[0] != "整" else 0)
    hour = _number(groups[0])
    if hour <= 24 and minute < 60:
        yield f"t{hour % 12}:{minute:02}"


def _number(said: str) -> int:
    if said in _WORD:
        return _WORD[said]
    if said[:3] in _MONTHS:
        return _MONTHS.index(said[:3]) + 1
    return int(said) if said.isdigit() else int(han_number(said.replace("零", "〇")))
