"""A reader's votes on stories -> the topics they like more or less: a little weight, never a choice made for them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from digests.model import Story

Leanings: TypeAlias = Mapping[str, int]
"""``sector:ai``, ``mechanism:tcs`` … -> votes for less votes against, -3 to 3."""

_MOST = 3
_WEIGHT = 0.4
"""A vote's weight; the most that votes can add or take, 1.2, is less than a country's reporting and a half."""


def leanings(votes: Iterable[tuple[Sequence[str], Sequence[str], int]]) -> Leanings:
    """From (sectors, mechanisms, 1 or -1) of each story voted on."""
    sums: Counter[str] = Counter()
    for sectors, mechanisms, vote in votes:
        for name in _names(sectors, mechanisms):
            sums[name] += vote
    return {name: max(-_MOST, min(_MOST, votes)) for name, votes in sorted(sums.items()) if votes}


def lean(story: Story, towards: Leanings) -> float:
    """What a reader's votes add to the weight of ``story``."""
    if not towards:
        return 0.0
    total = sum(towards.get(name, 0) for name in _names(story.sectors, story.mechanisms))
    return _WEIGHT * max(-_MOST, min(_MOST, total))


def _names(sectors: Sequence[str], mechanisms: Sequence[str]) -> Iterable[str]:
    yield from (f"sector:{name}" for name in sectors)
    yield from (f"mechanism:{name}" for name in mechanisms)
