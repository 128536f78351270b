"""What belongs together in the sources, taken apart and put together otherwise: one's number told of another. Pure.

Told clause by clause: where a number or a day stands in a clause with some countries, people or companies, and in the
text in a clause with others alone, which the sources name elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from digests.claims.faults import Fault, SourceSentence
from digests.claims.figures import Figures
from digests.claims.known import Known, is_land
from digests.language.names import Names

_CLAUSE = regex.compile(
    r"[,，、;；。…:：—](?!\d)|[.!?]\s|\b(?:while|and|but|whereas)\b|(?:지만|으며|이며|하고|했고|고,)\s|\u3000"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    figures: frozenset[str]
    parties: frozenset[str]


def pairing_faults(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> Iterator[Fault]:
    """Numbers of ``text`` that its sources tell of others."""
    told = [clause for source in sources for clause in _clauses(source.text, source.language, names)]
    everyone = frozenset().union(*(clause.parties for clause in told))
    for clause in _clauses(text, language, names):
        if not clause.parties or not clause.parties <= everyone:
            continue
        for figure in clause.figures:
            where = [each for each in told if figure in each.figures]
            if len(where) == 1 and where[0].parties and where[0].parties.isdisjoint(clause.parties):
                yield Fault("merged", figure)


def _clauses(text: str, language: str, names: Names) -> list[_Clause]:
    return [_clause(piece, language, names) for piece in _CLAUSE.split(text) if piece.strip()]


def _clause(piece: str, language: str, names: Names) -> _Clause:
    figures = Figures.of(piece, language)
    counted = {f"{float(each.value):g} {each.unit}" for each in figures.quantities if each.certain}
    dated = {time.token for time in figures.times if time.token[0] in "dqt" and time.token[1].isdigit()}
    parties = {
        each.name.country if is_land(each.name) else each.name.id
        for each in Known.of(piece, language, names).mentioned
        if is_land(each.name) or each.name.group in ("people", "companies")
    }
    return _Clause(frozenset(counted | dated), frozenset(parties))
