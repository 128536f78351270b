"""Is a second story of one event among those that are chosen? Pure.

Joining may leave two reports of one event in two stories; within one digest they are told once. What speaks for it: the
same countries, days that touch, and a likeness of meaning, which may be less where both give the same uncommon number.
"""

from functools import cached_property
from itertools import product

import numpy as np

from digests.language.fold import fold
from digests.model import Story
from digests.stories.identity import core_title, tells
from digests.stories.numbers import certain_amounts_in

_ALIKE = 0.64
"""Likeness of the two nearest reports from which two stories are one event: of 547 pairs of events on real days two are
as near; of 17 pairs of one event half."""
_NUMBERED = 0.5
"""The same where both give an amount that few others would."""
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
        return likeness >= _ALIKE or (likeness >= _NUMBERED and bool(self._amounts & other._amounts))

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
        return frozenset().union(
            *(certain_amounts_in(fold(f"{item.title}\n{item.entry.lead}")) for item in self._items)
        )

    @cached_property
    def _titles(self) -> frozenset[str]:
        """Headlines without the marks of a flash or a rewrite, those that are long enough to tell."""
        return frozenset(core for item in self._items if tells(core := core_title(item.title)))
