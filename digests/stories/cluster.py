"""Clues of a window -> stories: which items tell one event. Pure.

Stories grow by agglomeration: of all groups that may tell one event the two that agree best are joined, compared with
their neighbours anew, and so on until no two agree. What two groups agree in is weighed as was learned from labelled
days of the press (``judge``, docs/quality.md).
"""

from collections.abc import Callable, Mapping, Sequence, Set
from heapq import heappop, heappush

import numpy as np

from digests.stories.clues import Clues
from digests.stories.groups import Groups
from digests.stories.judge import Judge, trained
from digests.stories.space import Space
from digests.stories.vectors import Floats, Pairs

_PAIRS = 4_096
"""Pairs weighed at a time."""
_TOUCHED = 10
"""So many of the items most like a fresh one, and their stories, are looked at with it."""


def cluster(members: Sequence[Clues], *, hours: int = 72, background: Sequence[Clues] = ()) -> list[tuple[int, ...]]:
    """All ``members`` in groups of item ids, each in order of publication, the groups by their first item.

    ``hours`` is the longest time between two reports of one event. ``background`` are other items (of other days) that
    say what is rare and what an item is near to anyway, where the window alone is too small to tell.
    """
    everyone = {clue.id for clue in members}
    return regroup(members, everyone, home={}, pinned={}, hours=hours, background=background)


def regroup(
    members: Sequence[Clues],
    fresh: Set[int],
    *,
    home: Mapping[int, int | None],
    pinned: Mapping[int, int | None],
    hours: int = 72,
    background: Sequence[Clues] = (),
) -> list[tuple[int, ...]]:
    """The groups that ``fresh`` items change: those of the stories they touch, as :func:`cluster` would make them.

    ``home`` is the story each item is in so far, which stays together whatever is found now; ``pinned`` the one an
    admin put it in. A story that no fresh item is near to is left as it is and not
    returned.
    """
    if not members:
        return []
    ordered = sorted(members, key=lambda clue: (clue.published, clue.id))
    space = Space(ordered, background)
    touched = _touched(ordered, fresh, home, space, hours * 3600)
    groups = Groups(space, touched)
    agglomeration = Agglomeration(space, groups, trained(), hours * 3600)
    agglomeration.hold([home.get(clue.id) for clue in ordered], touched)
    agglomeration.pin([pinned.get(clue.id) for clue in ordered], touched)
    found = agglomeration.run(touched)
    return [tuple(ordered[index].id for index in group) for group in sorted(sorted(group) for group in found)]


def _touched(
    ordered: Sequence[Clues], fresh: Set[int], home: Mapping[int, int | None], space: Space, seconds: int
) -> list[int]:
    """Indices of the fresh items and of all members of the stories they, or those stories' members, may belong with."""
    stories: dict[int, list[int]] = {}
    for index, clue in enumerate(ordered):
        story_id = home.get(clue.id)
        if story_id is not None:
            stories.setdefault(story_id, []).append(index)
    touched = {index for index, clue in enumerate(ordered) if clue.id in fresh}
    if len(touched) == len(ordered):
        return list(range(len(ordered)))
    left, right = space.candidates(np.array(sorted(touched), dtype=np.intp), seconds, most=_TOUCHED)
    near = set(left.tolist()) | set(right.tolist()) | touched
    homes = {home.get(ordered[index].id) for index in near}
    return sorted(near.union(*(members for story_id, members in stories.items() if story_id in homes)))


class Agglomeration:
    """Joins the groups of a space, the best first, until none agree."""

    def __init__(
        self,
        space: Space,
        groups: Groups,
        judge: Judge,
        seconds: int,
        watch: Callable[[Groups, int, Sequence[int], Floats], None] | None = None,
    ) -> None:
        """``watch`` is told of each group, the neighbours it is compared with, and the evidence."""
        self._space = space
        self._groups = groups
        self._judge = judge
        self._seconds = seconds
        self._watch = watch
        self._ages = [0] * len(space.members)
        self._pins: list[int | None] = [None] * len(space.members)
        self._heap: list[tuple[float, int, int, int, int]] = []

    def hold(self, homes: Sequence[int | None], touched: Sequence[int]) -> None:
        """Items with one home are together from the start."""
        self._gather(homes, touched)

    def pin(self, pins: Sequence[int | None], touched: Sequence[int]) -> None:
        """Items with one pin are together from the start, those with different ones never."""
        for group, pin in self._gather(pins, touched).items():
            self._pins[group] = pin

    def run(self, touched: Sequence[int]) -> list[list[int]]:
        """The groups of ``touched``."""
        groups = self._groups
        alive = [index for index in touched if groups.members[index]]
        self._introduce(touched)
        for group in alive:
            if len(groups.members[group]) > 1:
                near = groups.neighbours(group)
                self._offer(group, [other for other in near if other > group or len(groups.members[other]) == 1])
        while self._heap:
            _, group, other, age, its_age = heappop(self._heap)
            if (self._ages[group], self._ages[other]) != (age, its_age):
                continue
            self._join(group, other)
            self._offer(group, groups.neighbours(group))
        return [groups.members[group] for group in alive if groups.members[group]]

    def _introduce(self, touched: Sequence[int]) -> None:
        """Compare those of ``touched`` that may tell one event; items on their own are weighed all at once."""
        rows = np.array(touched, dtype=np.intp)
        left, right = self._space.candidates(rows, self._seconds)
        self._space.forget_candidates()
        inside = np.zeros(len(self._space.members), dtype=bool)
        inside[rows] = True
        holders = self._groups.holders
        apart = np.flatnonzero(inside[left] & inside[right] & (holders[left] != holders[right]))
        left, right = left[apart], right[apart]
        self._groups.compare(left, right)
        alone = self._groups.alone(left, right)
        for start in range(0, len(alone), _PAIRS):
            some = alone[start : start + _PAIRS]
            self._weigh(left[some], right[some], self._groups.evidence_of_pairs(left[some], right[some], some))

    def _offer(self, group: int, others: list[int]) -> None:
        others = [other for other in others if self._allowed(group, other)]
        if others:
            ones = np.full(len(others), group, dtype=np.intp)
            self._weigh(ones, np.array(others, dtype=np.intp), self._groups.evidence(group, others))

    def _weigh(self, ones: Pairs, others: Pairs, evidence: Floats) -> None:
        """Note the pairs of groups that agree enough to join."""
        if self._watch:
            for group in np.unique(ones).tolist():
                own = np.flatnonzero(ones == group)
                self._watch(self._groups, group, others[own].tolist(), evidence[own])
        scores = self._judge.score(evidence)
        near = self._groups.span(ones, others) <= self._seconds
        good = np.flatnonzero(near & (scores > self._judge.least))
        for score, group, other in zip(scores[good].tolist(), ones[good].tolist(), others[good].tolist(), strict=True):
            if self._allowed(group, other):
                heappush(self._heap, (-score, group, other, self._ages[group], self._ages[other]))

    def _allowed(self, group: int, other: int) -> bool:
        mine, theirs = self._pins[group], self._pins[other]
        return mine is None or theirs is None or mine == theirs

    def _join(self, group: int, other: int) -> None:
        self._groups.join(group, other)
        self._ages[group] += 1
        self._ages[other] = -1
        self._pins[group] = self._pins[group] if self._pins[group] is not None else self._pins[other]

    def _gather(self, marks: Sequence[int | None], touched: Sequence[int]) -> dict[int, int]:
        """Join what has one mark; group -> mark."""
        holders = {member: group for group, members in enumerate(self._groups.members) for member in members}
        first: dict[int, int] = {}
        for index in touched:
            mark, holder = marks[index], holders[index]
            if mark is None:
                continue
            kept = first.setdefault(mark, holder)
            if kept != holder:
                holders |= dict.fromkeys(self._groups.members[holder], kept)
                self._join(kept, holder)
        return {group: mark for mark, group in first.items()}
