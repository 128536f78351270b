"""Is a second story of one event among those that are chosen? Pure.

Joining may leave two reports of one event in two stories; within one digest they are told once. What speaks for it: the
same countries, days that touch, and a likeness of meaning, which may be less where both give the same uncommon number
or speak of the same things.
"""

from functools import cached_property
from itertools import product

import numpy as np

from digests.editions.compose.agreement import agreement, telling_amounts
from digests.model import Story
from digests.stories.identity import core_title, tells

_ALIKE = 0.71
"""Likeness of the two nearest reports from which two stories are one event: no pair of events of real days is as near
(547 pairs); below it events of one quarrel between two countries are as near as reports of one event."""
_SUPPORTED = 0.55
"""The same where both give an amount that few others would, or their headlines have much in common."""
_COMMON = 0.4
_COMMON_LATIN = 0.65
"""Share of a headline's pairs of letters that the other has, too; Latin letters make the same pairs again and again."""
_LEADS_AGREE, _SOME_AGREE = 2.6, 3.2
"""Agreement (`agreement.py`) of the leading reports, and of some two others, from which two stories are one event: of
417 pairs of different events one pair agrees so."""
_APART = 36 * 3600
"""Seconds between their reports, at most."""
_MOST = 8


class Event:
    """What tells the event of a story from others."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._items = story.items[:_MOST]

    def same(self, other: "Event") -> bool:
        """Whether both tell one event."""
        mine, theirs = self._story, other._story
        if set(mine.countries) != set(theirs.countries) or not self._meets(other):
            return False
        if self._titles & other._titles:
            return True
        likeness = self._likeness(other)
        if likeness >= _ALIKE or (likeness >= _SUPPORTED and self._supports(other)):
            return True
        return self._agrees(other)

    def _agrees(self, other: "Event") -> bool:
        """Whether the leading reports are near in what they tell, and two reports tell the very same."""
        if agreement(self._story.lead, other._story.lead) < _LEADS_AGREE:
            return False
        return any(agreement(one, two) >= _SOME_AGREE for one, two in product(self._items, other._items))

    def _supports(self, other: "Event") -> bool:
        return bool(self._amounts & other._amounts) or any(
            _in_common(one, two) for one, two in product(self._titles, other._titles)
        )

    def _meets(self, other: "Event") -> bool:
        mine, theirs = self._story, other._story
        gap = max(mine.first_seen, theirs.first_seen) - min(mine.last_seen, theirs.last_seen)
        return gap <= _APART

    def _likeness(self, other: "Event") -> float:
        pairs = product(self._vectors, other._vectors)
        return max((float(one @ two) for one, two in pairs if one.size == two.size), default=0.0)

    @cached_property
    def _vectors(self) -> "list[np.ndarray[tuple[int], np.dtype[np.float32]]]":
        return [np.frombuffer(item.reading.vector, dtype="<f4") for item in self._items if item.reading.vector]

    @cached_property
    def _amounts(self) -> frozenset[float]:
        return frozenset().union(*map(telling_amounts, self._items))

    @cached_property
    def _titles(self) -> frozenset[str]:
        """Headlines without the marks of a flash or a rewrite, those that are long enough to tell."""
        return frozenset(core for item in self._items if tells(core := core_title(item.title)))


def _in_common(one: str, other: str) -> bool:
    """Whether two headlines have much in common."""
    pairs, others = _pairs(one), _pairs(other)
    wanted = _COMMON_LATIN if one.isascii() or other.isascii() else _COMMON
    return len(pairs & others) >= wanted * min(len(pairs), len(others))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))
