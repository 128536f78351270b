"""A query widened by what its words are called elsewhere: ``hydrogen`` also finds 水素, 氢能 and 수소. Pure.

Words that are written in quotes stay as they are, and so does what is left out (``-word``). Words that name something
together (``Xi Jinping``) are also looked for side by side as any of its names, and apart as they were typed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

import regex

from digests.language.fold import fold
from digests.language.names import Names
from digests.language.query import Query, Term
from digests.language.tokens import Phrase, phrase

_MOST_TOGETHER = 6
"""Words of one name."""
_MOST_ADDED = 24
"""Spellings that one word is looked for by: no name has more."""

_HAN = regex.compile(r"\p{Han}")
_OR = " or "

Synonyms = Callable[[str, bool], Sequence[str]]
"""A folded word, and whether it was written in capitals -> what else it is called; the word itself may be among it."""


def synonyms_of(names: Names, groups: Iterable[Sequence[str]] = ()) -> Synonyms:
    """What ``names`` and ``groups`` (each the names of one thing: a sector's, say) call a word otherwise.

    Spellings that are ordinary words are left out, and so are single letters: as parts of other words they would find
    everything. A single Han character is a word: 氢.
    """
    others: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for each in group:
            others[fold(each)] = (*others.get(fold(each), ()), *group)

    def look_up(folded: str, capitals: bool) -> Sequence[str]:
        found = [
            spelling
            for name in names.named(folded)
            if capitals or not _is_acronym_of(folded, name.alone)
            for spelling in chain.from_iterable(name.spellings.values())
            if spelling not in name.alone
        ]
        return [each for each in dict.fromkeys((*found, *others.get(folded, ()))) if len(each) > 1 or _HAN.match(each)]

    return look_up


def widened(query: Query, synonyms: Synonyms) -> Query:
    """``query`` with every unquoted word also looked for by its synonyms."""
    terms: list[Term] = []
    waiting = list(query.terms)
    while waiting:
        used, term = _longest_named(waiting, query, synonyms)
        terms.append(term)
        del waiting[:used]
    return replace(query, terms=tuple(terms))


def added(query: Query) -> tuple[str, ...]:
    """What a widened query looks for besides what was typed, once and without plurals, in their order."""
    names = dict.fromkeys(chain.from_iterable(term.also for term in query.terms))
    return tuple(name for name in names if not (name.endswith("s") and name[:-1] in names))


def _longest_named(terms: Sequence[Term], query: Query, synonyms: Synonyms) -> tuple[int, Term]:
    """How many of the first ``terms`` name something together, and the term that stands for them."""
    if terms[0].either and not terms[0].quoted:
        return 1, _with_each(terms[0], query, synonyms)
    for count in range(min(len(terms), _MOST_TOGETHER), 0, -1):
        together = terms[:count]
        if any(term.quoted or term.either for term in together):
            continue
        typed = " ".join(term.text for term in together)
        if others := synonyms(typed, typed in query.capitals):
            return count, _or(together, typed, others)
    return 1, terms[0]


def _with_each(term: Term, query: Query, synonyms: Synonyms) -> Term:
    """One of several words: each of them by what else it is called."""
    others = [each for word in term.text.split(_OR) for each in synonyms(word, word in query.capitals)]
    return replace(_or([term], term.text, others), either=True)


def _or(together: Sequence[Term], typed: str, others: Sequence[str]) -> Term:
    same = {*(each for term in together for each in term.text.split(_OR)), typed}
    spelt: dict[str, str] = {}
    for each in others:
        if (folded := fold(each)) not in same:
            spelt.setdefault(folded, each)
    first = together[0]
    alone = len(together) == 1
    own = first.phrases if alone else tuple(made for made in [phrase(typed)] if made)
    usable = {folded: made for folded in spelt if (made := phrase(folded))}
    kept = [
        folded
        for folded, made in usable.items()
        if not any(_finds(other, made) for other in (*own, *usable.values()) if other != made)
    ][:_MOST_ADDED]
    return Term(
        typed,
        (*own, *(usable[each] for each in kept)),
        (*(first.marked if alone else [each for term in together for each in term.marked]), *usable),
        first.parts if alone else (),
        apart=() if alone else tuple(together),
        also=tuple(spelt[each] for each in usable),
    )


def _finds(one: Phrase, other: Phrase) -> bool:
    """Whether every text that holds ``other`` holds ``one``: its tokens stand among the other's, side by side."""
    count = len(one.tokens)
    return count < len(other.tokens) and any(
        other.tokens[start : start + count] == one.tokens for start in range(len(other.tokens) - count + 1)
    )


def _is_acronym_of(folded: str, alone: Iterable[str]) -> bool:
    return any(fold(each) == folded for each in alone if each.isascii())
