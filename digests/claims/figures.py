"""Numbers, amounts and times of a generated text that its sources do not tell, and what of theirs it lost. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from digests.claims.faults import Fault, SourceSentence
from digests.claims.quantities import Quantity, quantities
from digests.claims.times import Time, may_be_times, times
from digests.claims.units import agree
from digests.claims.words import table
from digests.language.fold import fold

_FEW = 3
"""Up to so many, a translation may leave a number out (``the two leaders``), or tell it of things that are named."""
_THIS_YEAR = "this year"
_OTHER_YEARS = frozenset(("last year", "next year", "year before last"))


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers and times of one text."""

    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    may_be: frozenset[str]
    """Times that may be meant."""

    @classmethod
    def of(cls, text: str, language: str) -> "Figures":
        folded = fold(text)
        found, rest = times(folded, language)
        return cls(tuple(quantities(rest, language)), tuple(found), frozenset(may_be_times(rest, language)))

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(time.token for time in self.times) | self.may_be


def figure_faults(text: str, language: str, sources: Sequence[SourceSentence]) -> Iterator[Fault]:
    """What ``text`` counts, measures or dates otherwise than its sources."""
    said = Figures.of(_unnumbered(text), language)
    told = [Figures.of(_unnumbered(source.text), source.language) for source in sources]
    amounts = [each for figures in told for each in figures.quantities]
    tokens = frozenset().union(*(figures.tokens for figures in told))
    for each in said.quantities:
        if each.certain and not _is_told(each, amounts, tokens):
            yield Fault("number", each.said)
    numbers = {f"{mark}{each.value}" for each in amounts for mark in "md"}
    years = {f"y{each.value}" for each in amounts} | {f"y20{each.value}" for each in amounts if each.unit == "year"}
    for time in said.times:
        named = frozenset(filter(None, table("times").get(time.token, {}).get("by", "").split(" | ")))
        if named & tokens or (time.token == _THIS_YEAR and not tokens & _OTHER_YEARS):
            continue
        if time.token not in tokens and time.token not in numbers | years:
            yield Fault("date", time.said)


def lost_figures(text: str, language: str, sources: Sequence[SourceSentence]) -> Iterator[Fault]:
    """The numbers of the sources that a translation does not tell."""
    said = Figures.of(_unnumbered(text), language)
    values = {each.value for each in said.quantities}
    tokens = said.tokens
    for source in sources:
        for each in Figures.of(_unnumbered(source.text), source.language).quantities:
            spans = {f"d{each.value}", f"m{each.value}", f"y{each.value}", f"y20{each.value}"}
            told = each.value in values or spans & tokens
            if each.certain and each.value > _FEW and not told:
                yield Fault("missing", each.said)


def _unnumbered(text: str) -> str:
    """Without the numbers that are a part of a name, and left out where others call it by another."""
    return _NAMED.sub(lambda found: found[1], text)


_NAMED = regex.compile(
    r"((?:nikkei|日経|日经|日經|닛케이|dow|csi|沪深|滬深|s&p|kospi|코스피|ftse|stoxx)[^\d\n]{0,8}+)(?:225|300|500|200|100|50|600)(?!\d)",
    regex.IGNORECASE,
)


def _is_told(said: Quantity, amounts: Sequence[Quantity], tokens: frozenset[str]) -> bool:
    """Whether a source tells a number, of the same unit where it has one."""
    same = [each for each in amounts if each.value == said.value]
    if same:
        return any(agree(said.unit, each.unit) for each in same)
    return not said.unit and bool({f"d{said.value}", f"m{said.value}", f"y{said.value}"} & tokens)
