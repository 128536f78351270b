"""What a number counts: the word or sign beside it -> one of a few units (``words/units.toml``)."""

from fractions import Fraction

import regex

from digests.claims.words import table, words_of

_TONGUES = ("en", "zh", "ja", "ko")
_AFTER = {
    tongue: tuple(
        (unit, regex.compile(rf"[\s-]?(?:{'|'.join(words_of('units', unit, tongue))})"))
        for unit in table("units")
        if words_of("units", unit, tongue)
    )
    for tongue in _TONGUES
}
_BEFORE = tuple(
    (unit, regex.compile(rf"(?:{'|'.join(several)})\s?$"))
    for unit in table("units")
    if (several := words_of("units", unit, "before"))
)
PREFIXES = {
    unit: (entry["base"], Fraction(str(entry["factor"]))) for unit, entry in table("units").items() if "base" in entry
}
"""A unit that is so many of another."""
_LONGEST_BEFORE = 5
_ALIKE = tuple(
    frozenset(several.split()) for several in ("yuan CNY TWD HKD", "kilo kg m", "dollar USD TWD HKD SGD AUD CAD")
)
"""Names that may mean one of several."""


def unit_after(text: str, at: int, tongue: str) -> tuple[str, int]:
    """The unit that stands at ``at``, and where it ends; empty where none does."""
    for unit, pattern in _AFTER[tongue]:
        if found := pattern.match(text, at):
            return unit, found.end()
    return "", at


def unit_before(text: str, at: int) -> str:
    """The sign of a currency before a number."""
    piece = text[max(0, at - _LONGEST_BEFORE) : at]
    return next((unit for unit, pattern in _BEFORE if pattern.search(piece)), "")


def agree(one: str, other: str) -> bool:
    """Whether two units may be the same; what is only counted agrees with everything."""
    if not one or not other or one == other:
        return True
    return any(one in alike and other in alike and ({one, other} & {"yuan", "kilo", "dollar"}) for alike in _ALIKE)
