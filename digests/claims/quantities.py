"""Numbers with what they count, in five languages: 3500億円, 350 billion yen, 3분의 1, 二十八, half, twofold. Pure.

A number is read exactly, as a fraction, and its unit as one of a few (``units.toml``), both in the base of their kind:
tonnes are kilograms, basis points hundredths of a percentage point. ``certain`` numbers are such wherever they stand;
the others (一 in 統一, ``one``) may be: they bear out a claim and make none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import regex

from digests.claims.units import PREFIXES, unit_after, unit_before
from digests.claims.words import alternatives, words_of
from digests.language.names import column

_DIGITS = r"\d{1,3}(?:,\d{3}){1,6}+(?:\.\d{1,6}+)?|\d{1,18}+(?:\.\d{1,6}+)?"
_HAN = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_SCALES = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12,
    "십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12,
}  # fmt: skip
_BIG = 10**4
_HAN_RUN = regex.compile(rf"(?:(?:{_DIGITS})|[〇零一二两三四五六七八九十百千万亿兆]){{1,24}}+")
_HANGUL_RUN = regex.compile(
    rf"(?:{_DIGITS})(?:[십백천만억조]{{1,3}}+|(?<=[만억조])\s?(?:{_DIGITS})(?=[십백천만억]|[^\s\d.,]|$)){{0,8}}+"
)
_PIECE = regex.compile(rf"{_DIGITS}|[〇零一二两三四五六七八九]+|[十百千万亿兆십백천만억조]")
_WEST = regex.compile(
    rf"(?<!\d)(?<!\d[.,])(?P<number>{_DIGITS})(?![\d])(?:[\s-]?(?P<scale>thousand|million|billion|trillion|mn|bn|tn|[mbk](?![a-z]))s?\b)?"
)
_WEST_SCALES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9,
    "b": 10**9, "trillion": 10**12, "tn": 10**12, "hundred": 100,
}  # fmt: skip
_ORDINAL = regex.compile(r"(?<!\d)(?<!\d[.,])(\d{1,4})(?:st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text, and what it counts."""

    value: Fraction
    unit: str
    """One of ``units.toml``; empty where it counts things, or nothing is said."""
    said: str
    start: int
    end: int
    certain: bool = True


def quantities(folded: str, language: str) -> list[Quantity]:
    """The numbers of a folded text from which the dates were taken out (``times.py``), in order."""
    tongue = column(language)
    found: list[Quantity] = []
    for several in (
        _shares(folded),
        _words(folded, tongue),
        _west(folded) if tongue == "en" else _east(folded, tongue),
    ):
        taken = bytearray(len(folded) + 1)
        for each in found:
            if each.certain:
                taken[each.start : each.end] = b"1" * (each.end - each.start)
        found += [each for each in several if not any(taken[each.start : each.end])]
    return sorted((_doubted(each, folded, tongue) for each in found), key=lambda each: each.start)


def _doubted(found: Quantity, text: str, tongue: str) -> Quantity:
    """A number that tells nothing is not certain: ``two leaders`` may be those who are named, 1ドル is a rate."""
    if found.unit == "celsius" and _FROST.search(text[max(0, found.start - 8) : found.end + 12]):
        return replace(found, value=-found.value)
    told = found.value not in _IMPLIED or not _IMPLYING[tongue].match(text, found.end)
    rate = found.value == 1 and (len(found.unit) in (3, 6) or _RANK.match(text, found.end))
    return found if told and not rate else replace(found, certain=False)


def _east(text: str, tongue: str) -> Iterator[Quantity]:
    run = _HANGUL_RUN if tongue == "ko" else _HAN_RUN
    for found in run.finditer(text):
        for value, start, end, certain in _evaluated(found.group(), found.start()):
            before = unit_before(text, start)
            if not certain and text[start - 1 : start] in _SOME:
                continue
            unit, after = unit_after(text, end, tongue)
            counted = bool(unit or before or _COUNTERS[tongue].match(text, end))
            first = tongue == "zh" and text[end : end + 1] in ("厂", "号")
            sure = certain or (counted and (value != 1 or first)) or _is_figure(text[start:end])
            yield _quantity(value, before or unit, text[start:after], start, after, certain=sure)
    if tongue == "ko":
        yield from _native(text)


def _evaluated(run: str, at: int) -> Iterator[tuple[Fraction, int, int, bool]]:
    """The numbers of a run of digits and scales, which is one number as long as its scales get smaller."""
    total, section, held, smallest = Fraction(0), Fraction(0), None, 0
    start, digits = at, False
    for piece in _PIECE.finditer(run):
        said, here = piece.group(), at + piece.start()
        scale = _SCALES.get(said)
        if scale is None:
            if held is not None or (total and smallest < _BIG):
                yield total + section + (held or 0), start, here, digits
                total, section, smallest, start = Fraction(0), Fraction(0), 0, here
            held = _number(said)
            digits = said[0].isdigit()
        elif scale < _BIG:
            section += (1 if held is None else held) * scale
            held = None
        elif smallest and scale > smallest and not section and held is None:
            total *= scale  # 万亿
        else:
            part = section + (held or 0)
            if smallest and scale >= smallest:
                yield total, start, here, digits
                total, start = Fraction(0), here
            total += (part or 1) * scale
            section, held, smallest = Fraction(0), None, scale
    if run:
        yield total + section + (held or 0), start, at + len(run), digits


def _number(said: str) -> Fraction:
    if said[0] in _HAN:
        return Fraction(int("".join(str(_HAN[character]) for character in said)))
    return Fraction(said.replace(",", ""))


def _is_figure(said: str) -> bool:
    """Whether Han characters are a number wherever they stand: 二十八 and 二〇二六 are, 百万 and 一 may be words."""
    return len(said) > 1 and any(character in _HAN and character != "一" for character in said)


def _west(text: str) -> Iterator[Quantity]:
    for found in _WEST.finditer(text):
        scale = found["scale"]
        if text[found.end("number") : found.end("number") + 2] in ("st", "nd", "rd", "th"):
            continue
        value = Fraction(found["number"].replace(",", "")) * (_WEST_SCALES[scale] if scale else 1)
        before = unit_before(text, found.start())
        unit, after = unit_after(text, found.end(), "en")
        yield _quantity(value, before or unit, text[found.start() : after], found.start(), after)
    for found in _ORDINAL.finditer(text):
        yield Quantity(Fraction(found[1]), "", found.group(), *found.span())


def _words(text: str, tongue: str) -> Iterator[Quantity]:
    """Numbers that are words: ``half``, ``twofold``, 半減, 두 배, 열흘."""
    for said, (value, unit) in _SPELT[tongue].items():
        for found in _SPELT_PATTERNS[tongue][said].finditer(text):
            yield Quantity(value, unit, found.group(), *found.span())
    if tongue == "en":
        yield from _english(text)


def _english(text: str) -> Iterator[Quantity]:
    for found in _CARDINAL.finditer(text):
        value, single = Fraction(0), found.group() in ("one", "a", "an")
        section = Fraction(0)
        for word in regex.findall("[a-z]+", found.group()):
            if word in ("hundred",):
                section = max(section, Fraction(1)) * 100
            elif word in _WEST_SCALES:
                value += (section or 1) * _WEST_SCALES[word]
                section = Fraction(0)
            else:
                section += _SMALL.get(word, 1 if word in ("a", "an") else 0)
        unit, after = unit_after(text, found.end(), "en")
        yield _quantity(value + section, unit, text[found.start() : after], found.start(), after, certain=not single)
    for found in _ORDINAL_WORD.finditer(text):
        value = Fraction(_TENS.get(found[1] or "", 0) + _ORDINALS[found[2]])
        yield Quantity(value, "", found.group(), *found.span(), certain=value != 1)


def _native(text: str) -> Iterator[Quantity]:
    """한, 두, 세 … before what is counted."""
    for found in _NATIVE.finditer(text):
        unit, after = unit_after(text, found.end(), "ko")
        value = Fraction(_NATIVE_VALUES[found.group()])
        sure = value != 1 and bool(unit or _COUNTERS["ko"].match(text, found.end()))
        yield _quantity(value, unit, text[found.start() : after], found.start(), after, certain=sure)


def _shares(text: str) -> Iterator[Quantity]:
    """3分の1, 三分之一, 3분의 1, a third, two-thirds; 百分之五."""
    for found in _SHARE.finditer(text):
        if found["below"]:
            below, above = _one(found["below"]), _one(found["above"])
        else:
            above = Fraction(_SMALL.get(found["many"], 1))
            below = Fraction({"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}[found["part"].rstrip("s")])
        if below == 100:
            yield Quantity(above, "%", found.group(), *found.span())
        elif below:
            yield Quantity(above / below, "", found.group(), *found.span())


def _one(said: str) -> Fraction:
    return next((value for value, *_ in _evaluated(said, 0)), Fraction(0))


def _quantity(value: Fraction, unit: str, said: str, start: int, end: int, *, certain: bool = True) -> Quantity:
    base, factor = PREFIXES.get(unit, (unit, Fraction(1)))
    return Quantity(value * factor, base, said, start, end, certain)


_SMALL = {word: value for value, word in enumerate(words_of("numbers", "small", "en"), 1)} | {
    word: 10 * value for value, word in enumerate(words_of("numbers", "tens", "en"), 2)
}
_TENS = {word: 10 * value for value, word in enumerate(words_of("numbers", "tens", "en"), 2)}
_ORDINALS = {word: value for value, word in enumerate(words_of("numbers", "ordinals", "en"), 1)}
_ANY_SMALL = "|".join(sorted(_SMALL, key=len, reverse=True))
_CARDINAL = regex.compile(
    rf"\b(?:(?:{_ANY_SMALL})(?:[ -](?:and )?(?:{_ANY_SMALL}|hundred|thousand|million|billion|trillion)){{0,6}}+"
    rf"|an? (?:hundred|thousand|million|billion|trillion))\b(?!-?(?:fold))"
)
_ORDINAL_WORD = regex.compile(rf"\b(?:({'|'.join(_TENS)})-)?({'|'.join(_ORDINALS)})\b(?! half)")
_NATIVE_VALUES = {
    word: value for value, several in enumerate(words_of("numbers", "native", "ko"), 1) for word in several.split("/")
}
_NATIVE = regex.compile(rf"(?<![가-힣])(?!열[도차린리렸려었기띤흘정])(?:{alternatives(_NATIVE_VALUES)})(?=\s?[가-힣])")
_COUNTERS = {
    tongue: regex.compile(rf"\s?(?:{'|'.join(words_of('numbers', 'counters', tongue))})")
    for tongue in ("zh", "ja", "ko")
}
_SOME = ("数", "几", "何", "幾")
"""Before a numeral they make it some of it: 数百人 are hundreds."""
_RANK = regex.compile(r"\s?(?:위(?!안|원|치)|位(?!居)|등(?![가-힣]))|st\b")
_FROST = regex.compile(r"minus|below zero|零下|负|氷点下|冰点下|マイナス|영하")
_IMPLIED = (2, 3)
_IMPLYING = {
    tongue: regex.compile(rf"\s?(?:{'|'.join(words_of('numbers', 'implied', tongue))})")
    for tongue in ("en", "zh", "ja", "ko")
}
_SPELT = {
    tongue: {
        said: (Fraction(value), unit)
        for line in words_of("numbers", "spelt", tongue)
        for said, value, unit in [line.split(" = ")[0:1] + (line.split(" = ")[1] + " ").split(" ")[:2]]
    }
    for tongue in ("en", "zh", "ja", "ko")
}
_SPELT_PATTERNS = {tongue: {said: regex.compile(said) for said in several} for tongue, several in _SPELT.items()}
_NUMERAL = rf"(?:{_DIGITS}|[一二两三四五六七八九十百千]{{1,5}}+)"
_SHARE = regex.compile(
    rf"(?P<below>{_NUMERAL})\s?(?:分の|分之|분의)\s?(?P<above>{_NUMERAL})"
    rf"|\b(?P<many>an?|one|two|three|four)[ -](?P<part>thirds?|quarters?|fifths?|sixths?|tenths?)\b"
    r"(?=\s(?:of|from|in|were|was|are|is|said)|[,.;]|$)"
)
