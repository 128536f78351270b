"""Clues of a window -> stories: which items tell one event. Pure.

A pair's score is a weighted sum of its evidence, in log-odds: above zero, one event is likelier than two. Stories are
what average linkage makes of the scores: the two groups whose members agree best are joined first, until no two groups
agree on average. It beats assigning items as they come (B-cubed .938 to .898) because a later report may show that
two earlier ones belong together.
"""

from collections.abc import Mapping, Sequence, Set
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from digests.stories.evidence import FEATURES, Clues, Floats, Pairs, Window

WEIGHTS = {
    "cosine": 22.0, "hub": -19.5, "words_han": 21.5, "words_korean": 32.0, "foreign": 3.9, "names": 0.22,
    "amounts": 0.67, "ordinal": 0.4, "ordinal_other": -1.6, "day": 1.35, "day_other": -0.9, "named_day": 1.0,
    "countries": 0.4, "countries_other": -2.1, "sectors": 0.45, "mechanism": 0.2, "mechanism_other": -3.9,
    "gap": -1.5, "crowd": -0.3,
}  # fmt: skip
"""Logistic regression (ridge) over pairs of two labelled samples in three regimes: their own dates, ten days, three
days; docs/quality.md has the cross-validation. Cosine less hub is CSLS with the factors that the pairs ask for."""
BIAS = -6.4
_NEAREST = 8
"""Candidates of an item among the items of each script: its own must not crowd out the others."""
_UNLIKE = 0.1
"""Cosine under which no other evidence makes two items one event."""
_BLOCK = 512
_DECIDED = 100.0
"""Score of a pair that an admin put into one story; negative, into two."""
_APART = -4.0
"""Score of a pair further apart in time than the window: a long chain of reports falls into stories."""
_MANY_PAIRS = 4000
"""From this many on, two groups are compared by the pairs already known."""


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

    ``home`` is the story each item is in so far; ``pinned`` the one an admin put it in. A story that no fresh item and
    no item near one agrees with is left as it is and not returned.
    """
    if not members:
        return []
    ordered = sorted(members, key=lambda clue: (clue.published, clue.id))
    scores = Scores(Window(ordered, background, hours * 3600), hours, pinned)
    touched = _touched(ordered, fresh, home, scores)
    groups = _link(touched, scores)
    return [tuple(ordered[index].id for index in group) for group in sorted(sorted(group) for group in groups)]


def _touched(ordered: Sequence[Clues], fresh: Set[int], home: Mapping[int, int | None], scores: "Scores") -> list[int]:
    """Indices of the fresh items and of all members of the stories they, or those stories' members, agree with."""
    stories: dict[int, list[int]] = {}
    for index, clue in enumerate(ordered):
        story_id = home.get(clue.id)
        if story_id is not None:
            stories.setdefault(story_id, []).append(index)
    touched = {index for index, clue in enumerate(ordered) if clue.id in fresh}
    for _ in range(2):
        if len(touched) == len(ordered):
            break
        left, right = scores.candidates(np.array(sorted(touched)), np.arange(len(ordered)))
        agree = scores.of(left, right) > 0
        near = set(left[agree].tolist()) | set(right[agree].tolist()) | touched
        homes = {home.get(ordered[index].id) for index in near}
        touched = near.union(*(members for story_id, members in stories.items() if story_id in homes))
    return sorted(touched)


class Scores:
    """Log-odds that two members of a window tell one event."""

    def __init__(self, window: Window, hours: int, pinned: Mapping[int, int | None]) -> None:
        self._window = window
        self._published = np.array([clue.published for clue in window.members], dtype=np.int64)
        self._scripts = np.array([clue.language[:2] for clue in window.members])
        self._pins = np.array([pinned.get(clue.id) or 0 for clue in window.members], dtype=np.int64)
        self._seconds = hours * 3600
        self._weights = np.array([WEIGHTS.get(name, 0.0) for name in FEATURES], dtype=np.float32)

    def of(self, left: Pairs, right: Pairs) -> Floats:
        """(n,) scores of n pairs."""
        scores = self._window.evidence(left, right) @ self._weights + BIAS
        apart = np.abs(self._published[left] - self._published[right]) > self._seconds
        scores = np.where(apart, _APART, scores)
        decided = (self._pins[left] != 0) & (self._pins[right] != 0)
        return np.where(decided, np.where(self._pins[left] == self._pins[right], _DECIDED, -_DECIDED), scores)

    def candidates(self, rows: Pairs, columns: Pairs) -> tuple[Pairs, Pairs]:
        """Pairs worth scoring: each of ``rows`` with its nearest of each script among ``columns``, inside the time."""
        size = len(self._published)
        keys = [np.zeros(0, dtype=np.int64)]
        for script in np.unique(self._scripts[columns]):
            of_script = columns[self._scripts[columns] == script]
            for start in range(0, len(rows), _BLOCK):
                keys.append(self._nearest(rows[start : start + _BLOCK], of_script))
        both = np.unique(np.concatenate(keys))
        return both // size, both % size

    def _nearest(self, rows: Pairs, columns: Pairs) -> NDArray[np.int64]:
        likeness = self._window.vectors[rows] @ self._window.vectors[columns].T
        apart = np.abs(self._published[rows][:, None] - self._published[columns][None, :]) > self._seconds
        likeness[apart | (rows[:, None] == columns[None, :])] = -2
        k = min(_NEAREST, len(columns))
        best = np.argpartition(likeness, -k, axis=1)[:, -k:]
        chosen = (np.take_along_axis(likeness, best, axis=1) > _UNLIKE).ravel()
        left, right = np.repeat(rows, k)[chosen], columns[best].ravel()[chosen]
        return np.minimum(left, right).astype(np.int64) * len(self._published) + np.maximum(left, right)


def _link(members: Sequence[int], scores: Scores) -> list[list[int]]:
    """Average linkage over the candidate pairs; what two groups have not compared yet is compared before they join."""
    groups: dict[int, list[int]] = {index: [index] for index in members}
    links: dict[int, dict[int, tuple[float, int]]] = {index: {} for index in members}
    rows = np.array(members, dtype=np.intp)
    left, right = scores.candidates(rows, rows)
    values = scores.of(left, right)
    known = {}
    for a, b, value in zip(left.tolist(), right.tolist(), values.tolist(), strict=True):
        links[a][b] = links[b][a] = (value, 1)
        known[a, b] = value
    heap = [(-value, a, b) for (a, b), value in known.items() if value > 0]
    heapify(heap)
    while heap:
        negative, a, b = heappop(heap)
        if a not in groups or b not in groups or b not in links[a]:
            continue
        total, count = links[a][b]
        if total / count != -negative:
            continue
        full = len(groups[a]) * len(groups[b])
        if count < full <= _MANY_PAIRS:
            missing = [
                (min(x, y), max(x, y)) for x in groups[a] for y in groups[b] if (min(x, y), max(x, y)) not in known
            ]
            fresh = scores.of(*(np.array(side, dtype=np.intp) for side in zip(*missing, strict=True)))
            known.update(zip(missing, fresh.tolist(), strict=True))
            mean = (total + float(fresh.sum())) / full
            links[a][b] = links[b][a] = (mean * full, full)
            mean = links[a][b][0] / full
            if mean > 0:
                heappush(heap, (-mean, a, b))
            continue
        _join(a, b, groups, links, heap)
    return list(groups.values())


def _join(
    a: int,
    b: int,
    groups: dict[int, list[int]],
    links: dict[int, dict[int, tuple[float, int]]],
    heap: list[tuple[float, int, int]],
) -> None:
    groups[a] += groups.pop(b)
    del links[a][b]
    for other, (total, count) in links.pop(b).items():
        if other == a:
            continue
        del links[other][b]
        before, counted = links[a].get(other, (0.0, 0))
        links[a][other] = links[other][a] = (before + total, counted + count)
        mean = (before + total) / (counted + count)
        if mean > 0:
            heappush(heap, (-mean, min(a, other), max(a, other)))
