"""Words that exclude each other: a text says *rose* where its source says *fell*, or turns a ministry to another. Pure.

A side of a pair is wrong where the sources say another side of it and not this one, and the text does not say
theirs. In a clause with one number each, the side that goes with that number counts alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import regex

from digests.claims.faults import Fault, SourceSentence
from digests.claims.quantities import quantities
from digests.claims.words import table, words_of
from digests.language.fold import fold
from digests.language.names import column

_CLAUSE = regex.compile(r"[,、，;；。:：](?!\d)|\.\s|\b(?:while|as|and|but|whereas)\b|지만|으며|했고|으나")
Side = tuple[str, str]


def opposed_faults(text: str, language: str, sources: Sequence[SourceSentence]) -> Iterator[Fault]:
    """The words of ``text`` that say the opposite of its sources, or make one body another."""
    said = sides(text, language)
    told: dict[Side, str] = {}
    for source in sources:
        told |= sides(source.text, source.language)
    for (group, side), words in said.items():
        others = {other for name, other in told if name == group and other != side}
        if (group, side) not in told and others and not any((group, other) in said for other in others):
            yield Fault("opposite", words)
    yield from _of_numbers(text, language, sources)


def _of_numbers(text: str, language: str, sources: Sequence[SourceSentence]) -> Iterator[Fault]:
    told: dict[tuple[str, str], set[str]] = {}
    for source in sources:
        for value, group, side, _ in _beside_numbers(source.text, source.language):
            told.setdefault((value, group), set()).add(side)
    for value, group, side, words in _beside_numbers(text, language):
        if side not in told.get((value, group), {side}):
            yield Fault("opposite", f"{words} {value}")


def _beside_numbers(text: str, language: str) -> Iterator[tuple[str, str, str, str]]:
    """In clauses with one number: it, and the sides that stand alone beside it."""
    for clause in _CLAUSE.split(fold(text)):
        counted = [each for each in quantities(clause, language) if each.certain and each.unit]
        if len({each.value for each in counted}) != 1:
            continue
        found = sides(clause, language)
        for (group, side), words in found.items():
            if sum(name == group for name, _ in found) == 1:
                yield f"{float(counted[0].value):g}", group, side, words


def sides(text: str, language: str) -> Mapping[Side, str]:
    """The sides that a text says, each with its first words."""
    folded = fold(text)
    return {
        side: found.group()
        for side, pattern in _patterns(column(language)).items()
        if (found := pattern.search(folded))
    }


@cache
def _patterns(tongue: str) -> "Mapping[Side, regex.Pattern[str]]":
    patterns: dict[Side, regex.Pattern[str]] = {}
    for name in table("opposed"):
        if several := words_of("opposed", name, tongue):
            group, _, side = name.partition(" ")
            patterns[group, side] = regex.compile("|".join(several))
    for name in table("offices"):
        if several := words_of("offices", name, tongue):
            patterns["office", name] = regex.compile("|".join(several))
    return patterns
