"""Amounts with their unit, read in one language and written in another: 3兆5000億円, 3.5 trillion yen, 3万5000亿日元.

Only what is certain is read: a number in digits with the unit that belongs to it, beside it. A value is exact, and is
written so that it can be read back: no rounding, no exchange into another currency.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

import regex

Unit = str

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
_UNITS: Mapping[Unit, str] = MappingProxyType(
    {
        "JPY": r"円|日元|日圆|엔(?![가-힣]|\p{L})|yen\b",
        "KRW": r"韩元|韩圜|ウォン|원(?=[\s,.…”’\"'()을를의에·]|$|대|씩|어치)|won\b",
        "CNY": r"元人民币|人民元|위안|yuan\b",
        "USD": r"美元|美金|ドル|달러|(?:us )?dollars?\b",
        "EUR": r"欧元|ユーロ|유로|euros?\b",
        "%": r"%|퍼센트(?!포인트)|パーセント(?!ポイント)|per ?cent\b|percent\b(?! point)",
    }
)
_ANY_UNIT = "|".join(f"(?P<u{index}>{pattern})" for index, pattern in enumerate(_UNITS.values()))
_EAST = regex.compile(
    rf"(?<![0-9.,])(?P<amount>(?:{_NUMBER} ?(?:{_EAST_SCALE})){{0,3}}+(?:{_NUMBER})?(?<=[0-9千천万만亿억兆조])) ?"
    rf"(?:{_ANY_UNIT})"
)
_PIECE = regex.compile(rf"(?P<number>{_NUMBER}) ?(?P<scale>{_EAST_SCALE})?")
_WEST = regex.compile(
    rf"(?<![0-9.,a-z$])(?P<dollar>us\$|\$)?(?P<number>{_NUMBER})"
    r"(?:[\s-]?(?P<scale>thousand|million|billion|trillion|mn|bn|tn))?"
    rf"(?![0-9]|[.,][0-9])[\s-]?(?:{_ANY_UNIT})?"
)
_WRITTEN: Mapping[str, Mapping[Unit, str]] = MappingProxyType(
    {
        "en": {"JPY": " yen", "KRW": " won", "CNY": " yuan", "USD": " dollars", "EUR": " euros", "%": "%"},
        "zh-Hans": {"JPY": "日元", "KRW": "韩元", "CNY": "元人民币", "USD": "美元", "EUR": "欧元", "%": "%"},
        "zh-Hant": {"JPY": "日圓", "KRW": "韓元", "CNY": "元人民幣", "USD": "美元", "EUR": "歐元", "%": "%"},
        "ja": {"JPY": "円", "KRW": "ウォン", "CNY": "人民元", "USD": "ドル", "EUR": "ユーロ", "%": "%"},
        "ko": {"JPY": "엔", "KRW": "원", "CNY": "위안", "USD": "달러", "EUR": "유로", "%": "%"},
    }
)
_STEPS: Mapping[str, tuple[tuple[int, str], ...]] = MappingProxyType(
    {
        "en": ((12, " trillion"), (9, " billion"), (6, " million")),
        "zh-Hans": ((12, "万亿"), (8, "亿"), (4, "万")),
        "zh-Hant": ((12, "兆"), (8, "億"), (4, "萬")),
        "ja": ((12, "兆"), (8, "億"), (4, "万")),
        "ko": ((12, "조 "), (8, "억 "), (4, "만 ")),
    }
)


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount in a folded text, and where it stands there."""

    value: Decimal
    unit: Unit
    start: int
    end: int


def measures(folded: str, language: str) -> Iterator[Measure]:
    """The amounts of a folded text of ``language``."""
    if language[:2] in ("zh", "ja", "ko"):
        for found in _EAST.finditer(folded):
            value = sum((_value(piece) for piece in _PIECE.finditer(found["amount"])), Decimal(0))
            yield Measure(value, _unit(found), *found.span())
        return
    for found in _WEST.finditer(folded):
        unit = "USD" if found["dollar"] and not _named(found) else _named(found)
        if unit and not (found["dollar"] and unit != "USD"):
            yield Measure(_value(found), unit, *found.span())


def written(measure: Measure, language: str) -> str:
    """The amount as ``language`` writes it, exactly."""
    unit = _WRITTEN.get(language, _WRITTEN["en"])[measure.unit]
    if measure.unit == "%":
        return f"{_digits(measure.value)}%"
    for power, name in _STEPS.get(language, _STEPS["en"]):
        mantissa = measure.value.scaleb(-power)
        if mantissa >= 1 and -int(mantissa.normalize().as_tuple().exponent) <= 2:
            return f"{_digits(mantissa)}{name}{unit}".replace("  ", " ")
    return f"{_digits(measure.value)}{unit}"


def _digits(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _value(found: "regex.Match[str]") -> Decimal:
    scale = found["scale"] or ""
    factor = _SCALES.get(scale)
    if factor is None:
        factor = Decimal(1)
        for character in scale:
            factor *= _SCALES[character]
    return Decimal(found["number"].replace(",", "")) * factor


def _unit(found: "regex.Match[str]") -> Unit:
    return _named(found) or "%"


def _named(found: "regex.Match[str]") -> Unit:
    return next((unit for index, unit in enumerate(_UNITS) if found[f"u{index}"]), "")
