"""Amounts with their unit, read in one language and written in another: 3兆5000億円, 3.5 trillion yen, 33人, 33명.

Only what is certain is read: a number in digits with the unit that belongs to it, beside it (``units.toml``). A value
is exact, and is written so that it can be read back: no rounding, no exchange into another currency.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import regex

from digests.language.names import column

MAGNITUDE = "magnitude"
"""Of an earthquake: a number with one place, before which its unit may stand."""
_SCALES: Mapping[str, Decimal] = MappingProxyType(
    {
        **dict.fromkeys(("thousand", "千", "천"), Decimal(10**3)),
        **dict.fromkeys(("万", "만"), Decimal(10**4)),
        **dict.fromkeys(("million", "mn"), Decimal(10**6)),
        **dict.fromkeys(("亿", "억"), Decimal(10**8)),
        **dict.fromkeys(("billion", "bn"), Decimal(10**9)),
        **dict.fromkeys(("兆", "조", "万亿", "trillion", "tn"), Decimal(10**12)),
    }
)
_EAST_SCALE = "万亿|[千천]?[万亿억만兆조]|[千천]"
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}+|[0-9]{1,18}+)(?:\.[0-9]{1,6}+)?"
"""Of a length that an amount may have: the work on a text of digits grows like the text."""
_PIECE = regex.compile(
    rf"(?:(?P<thousands>[0-9]{{1,4}}+)[천千])?(?P<number>{_NUMBER})? ?(?P<scale>{_EAST_SCALE})?(?<=[^ ])"
)
"""1천300억 is 1300억: thousands stand within what a larger step counts."""
_STEPS: Mapping[str, tuple[tuple[int, str], ...]] = MappingProxyType(
    {
        "en": ((12, " trillion"), (9, " billion"), (6, " million")),
        "zh-Hans": ((12, "万亿"), (8, "亿"), (4, "万")),
        "zh-Hant": ((12, "兆"), (8, "億"), (4, "萬")),
        "ja": ((12, "兆"), (8, "億"), (4, "万")),
        "ko": ((12, "조"), (8, "억"), (4, "만")),
    }
)
_IN_STEPS = ("ja", "ko")
"""Languages that write a large number step by step: 3兆5000億."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount in a folded text, and where it stands there."""

    value: Decimal
    unit: str
    start: int
    end: int


def measures(folded: str, language: str) -> Iterator[Measure]:
    """The amounts of a folded text of ``language``, in order."""
    tongue = column(language)
    read = _in_english(folded) if tongue == "en" else _in_the_east(folded, tongue)
    found = [*read, *_magnitudes(folded)]
    yield from sorted(found, key=lambda measure: measure.start)


def written(measure: Measure, language: str) -> str:
    """The amount as ``language`` writes it, exactly."""
    said = units()[measure.unit]["said"]
    form: str = said["one"] if language == "en" and measure.value == 1 and "one" in said else said[language]
    if measure.unit == "anniversary" and language == "en":
        number = _digits(measure.value)
        article = "an" if number.startswith("8") or number in ("11", "18") else "a"
        return form.replace("a #th", f"{article} {number}{ordinal(int(measure.value))}")
    number = _stepped(measure.value, language) if language in _IN_STEPS else _scaled(measure.value, language)
    blank = " " if language == "ko" and not number[-1].isdigit() and form.startswith("#") else ""
    return form.replace("#", f"{number}{blank}")


def _stepped(value: Decimal, language: str) -> str:
    """``3兆5000億``, ``3조 5000억``: what is left below ten thousand stands at the end."""
    parts, left = [], value
    for power, name in _STEPS[language]:
        here, left = divmod(left, Decimal(10**power))
        if here:
            parts.append(f"{here:f}{name}")
    if left or not parts:
        parts.append(f"{left.normalize():f}" if parts else _digits(left))
    return (" " if language == "ko" else "").join(parts)


def _scaled(value: Decimal, language: str) -> str:
    """``3.5 trillion``, ``3.5万亿``: with up to two places."""
    for power, name in _STEPS[language]:
        mantissa = value.scaleb(-power)
        if mantissa >= 1 and -int(mantissa.normalize().as_tuple().exponent) <= 2:
            return f"{_digits(mantissa)}{name}" if language == "en" else f"{mantissa.normalize():f}{name}"
    return _digits(value)


def ordinal(number: int) -> str:
    """What follows a number in English that says which of a row."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@cache
def units() -> Mapping[str, Mapping[str, Any]]:
    """Every unit: how it is read and said."""
    read = files("digests.gloss").joinpath("units.toml").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, Any]] = tomllib.loads(read)["units"]
    return table


def _in_the_east(folded: str, tongue: str) -> Iterator[Measure]:
    for found in _east(tongue).finditer(folded):
        value = sum((_value(piece) for piece in _PIECE.finditer(found["amount"])), Decimal(0))
        yield Measure(value, _named(found), *found.span())


def _in_english(folded: str) -> Iterator[Measure]:
    for found in _west().finditer(folded):
        unit = "USD" if found["dollar"] and not _named(found) else _named(found)
        if unit and not (found["dollar"] and unit != "USD"):
            yield Measure(_value(found), unit, *found.span())


def _magnitudes(folded: str) -> Iterator[Measure]:
    for found in _before().finditer(folded):
        yield Measure(Decimal(found["number"]), MAGNITUDE, *found.span())


@cache
def _east(tongue: str) -> "regex.Pattern[str]":
    pieces = rf"(?:{_NUMBER} ?(?:{_EAST_SCALE}) ?){{0,3}}+(?:{_NUMBER})?(?<=[0-9千천万만亿억兆조] ?)"
    return regex.compile(rf"(?<![0-9第])(?<![0-9][.,])(?=[0-9])(?P<amount>{pieces}) ?(?:{_any_unit(tongue)})")


@cache
def _west() -> "regex.Pattern[str]":
    return regex.compile(
        rf"(?<![0-9a-z$])(?<![0-9][.,])(?P<dollar>us\$|\$)?(?P<number>{_NUMBER})"
        r"(?:[\s-]?(?P<scale>thousand|million|billion|trillion|mn|bn|tn))?"
        rf"(?![0-9]|[.,][0-9])[\s-]?(?:{_any_unit('en')})?"
    )


@cache
def _before() -> "regex.Pattern[str]":
    return regex.compile(
        rf"(?:{units()[MAGNITUDE]['before']}) ?(?P<number>[0-9]\.[0-9])(?![0-9]|\.[0-9]| ?[조억만천兆亿万%배级])"
    )


def _any_unit(tongue: str) -> str:
    return "|".join(f"(?P<u{index}>{unit['read'][tongue]})" for index, unit in enumerate(units().values()))


def _digits(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _value(found: "regex.Match[str]") -> Decimal:
    scale = found["scale"] or ""
    factor = _SCALES.get(scale)
    if factor is None:
        factor = Decimal(1)
        for character in scale:
            factor *= _SCALES[character]
    thousands = Decimal(found.groupdict().get("thousands") or 0) * 1000
    return (thousands + Decimal((found["number"] or "0").replace(",", ""))) * factor


def _named(found: "regex.Match[str]") -> str:
    return next((unit for index, unit in enumerate(units()) if found[f"u{index}"] is not None), "")
