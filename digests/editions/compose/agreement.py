"""Does another report tell the event of the one whose headline a reader gets? Pure.

Reports of one quarrel, one war or one conference are joined, and rightly so; a sentence of another day of it beside a
headline misleads whoever reads both as one. So a side is quoted where its report agrees with that headline's report in
meaning, in what both speak of, and in amounts: precise rather than complete (docs/quality.md, *Sides that are quoted*).
"""

from functools import lru_cache

from digests.language.fold import fold
from digests.language.names import column
from digests.model import COUNTRIES, Item
from digests.stories.concepts import concepts
from digests.stories.numbers import certain_amounts_in
from digests.stories.together import cosine, said

_MEANING, _CONCEPTS, _AMOUNT = 2.3, 3.2, 1.0
"""Weights, in log-odds: of the cosine of both meanings, of the share of what the shorter report speaks of that the
other does, too, and of an amount in both. Fitted on some 250 pairs of two sets of real days; the other set's were as
good."""
_ACROSS = 0.08
"""So much less alike are the meanings of one event's reports where they are in two languages."""
_ALL_THREE = 1.0
"""Added where both are about all three countries: such reports are rare, so that two which joining put together are of
one event, in words that differ as those of three countries do (2.0 to 3.0 without it in stories of one event alone).
Real days have too few of them to fit it on."""
_ONE_EVENT = 3.0
"""Agreement from which both tell one event: of the sides quoted from here on 29 of 31 on one set and 6 of 8 on the
other did; of all that joining had put together 38 of 53 and 8 of 15."""
_HEADS = 2.6
"""Agreement from which a report in the reader's language gives its headline in place of the leading one's: of those
that did, 42 of 55 tell its event; of all that joining gives, 49 of 81."""
_SMALL = 20
_YEARS = (1900, 2100)
_REMEMBERED = 4_000
"""Reports of a day of which it is kept what they speak of."""


def tells_of(headed: Item, other: Item) -> bool:
    """Whether ``other`` tells the event of ``headed``. Where the meaning of one was not read, joining is trusted."""
    return not _comparable(headed, other) or _of_joined(headed, other) >= _ONE_EVENT


def may_head(leading: Item, other: Item) -> bool:
    """Whether the headline of ``other`` may stand for the story that ``leading`` stands for."""
    return not _comparable(leading, other) or _of_joined(leading, other) >= _HEADS


def likeness(one: Item, other: Item) -> float:
    """:func:`agreement`, or nothing where a meaning was not read."""
    return agreement(one, other) if _comparable(one, other) else 0.0


def _of_joined(one: Item, other: Item) -> float:
    """Agreement of two reports of one story."""
    of_three = len(one.reading.countries) == len(other.reading.countries) == len(COUNTRIES)
    return agreement(one, other) + _ALL_THREE * of_three


def _comparable(one: Item, other: Item) -> bool:
    return bool(one.reading.vector and other.reading.vector)


def agreement(one: Item, other: Item) -> float:
    """How much speaks for both telling one event."""
    (about, amounts), (about_too, amounts_too) = _told(one), _told(other)
    across = column(one.language) != column(other.language)
    share = len(about & about_too) / (min(len(about), len(about_too)) + 1)
    return (
        _MEANING * (cosine(one, other) + _ACROSS * across)
        + _CONCEPTS * share
        + _AMOUNT * (not amounts.isdisjoint(amounts_too))
    )


def telling_amounts(item: Item) -> frozenset[float]:
    """The amounts in a report that few others would have: neither small nor a year."""
    return _told(item)[1]


def _told(item: Item) -> tuple[frozenset[int], frozenset[float]]:
    """What a report speaks of, and its telling amounts."""
    return _read(said(item), item.language)


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str, language: str) -> tuple[frozenset[int], frozenset[float]]:
    folded = fold(text)
    amounts = certain_amounts_in(folded)
    return concepts(folded, language), frozenset(
        amount for amount in amounts if amount >= _SMALL and not _YEARS[0] <= amount <= _YEARS[1]
    )
