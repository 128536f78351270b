"""What speaks for two items telling one event, beside the likeness of their meaning: clues of pairs, side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from math import log
from typing import Any

import numpy as np

from digests.stories.clues import BUCKETS, Clues, Hashed, days_away
from digests.stories.space import rowwise
from digests.stories.vectors import Floats, Pairs, stacked

_BLOCK = 1024
"""Rows worked on at a time."""
_NEIGHBOURS = 5
_USUAL = 0.4
"""An item's neighbourhood in a script (CSLS) is its five nearest there; whoever has fewer, or stranger ones, is taken
to have neighbours of this cosine, or a window of two items would make each the other's whole neighbourhood."""
_HANDFUL = 10
_CHINESE, _JAPANESE, _KOREAN, _LATIN = range(4)
_SCRIPTS = {"zh": _CHINESE, "ja": _JAPANESE, "ko": _KOREAN}

FEATURES = (
    "cosine", "hub", "words_han", "words_korean", "foreign", "names", "amounts", "ordinal_other", "day", "day_other",
    "countries", "countries_other", "sectors", "mechanism", "mechanism_other", "gap", "crowd",
)  # fmt: skip


class Window:
    """The clues of many items side by side.

    Agreement on what is rare says more than on what is common: where both items have a clue that a share ``p`` of all
    items has, it counts ``log(1 / p)`` (nats).
    """

    def __init__(self, members: Sequence[Clues], background: Sequence[Clues] = (), seconds: int = 72 * 3600) -> None:
        self.members = tuple(members)
        everyone = [*members, *background]
        self._everyone = stacked([clue.vector for clue in everyone])
        self.vectors = self._everyone[: len(members)]
        scripts = np.array([_SCRIPTS.get(clue.language[:2], _LATIN) for clue in everyone], dtype=np.intp)
        self.scripts = scripts[: len(members)]
        self._columns = [np.flatnonzero(scripts == script) for script in range(4)]
        self.published = np.array([clue.published for clue in members], dtype=np.int64)
        self._names = _rarity([clue.names | clue.heard for clue in everyone])
        self._amounts = _rarity([clue.figures.amounts for clue in everyone])
        self._days = _days_by_rarity(everyone, len(members))
        self._countries = _rarity([frozenset([clue.countries]) for clue in everyone])
        self._sectors = _rarity([clue.sectors for clue in everyone])
        self._mechanisms = _rarity([clue.mechanisms for clue in everyone])
        self._han = _WordSpace([clue.han for clue in everyone])
        self._korean = _WordSpace([clue.korean for clue in everyone])
        self._hubs = np.full((len(members), 4), np.nan, dtype=np.float32)
        self._crowd = self._crowding(seconds)

    def evidence(self, left: Pairs, right: Pairs) -> Floats:
        """(n, len(FEATURES)) for n pairs of indices into ``members``."""
        rows = np.zeros((len(left), len(FEATURES)), dtype=np.float32)
        rows[:, 0] = rowwise(self.vectors, left, right)
        rows[:, 1] = self.hub(left, right)
        rows[:, 2:5] = self._in_words(left, right)
        for row, a, b in zip(range(len(left)), left.tolist(), right.tolist(), strict=True):
            rows[row, 5:15] = self._compare(a, b)
        rows[:, 15] = np.abs(self.published[left] - self.published[right]) / 86400
        rows[:, 16] = np.log((self._crowd[left] + self._crowd[right]) / 200)
        return rows

    def hub(self, left: Pairs, right: Pairs) -> Floats:
        """(n,) how near each of a pair is to the other's script anyway: what CSLS takes from a cosine."""
        self.hubs(np.union1d(left, right))
        both: Floats = self._hubs[left, self.scripts[right]] + self._hubs[right, self.scripts[left]]
        return both / np.float32(2)

    def hubs(self, members: Pairs) -> Floats:
        """(n, 4) the mean cosine of each of n members to its nearest of each script, in window and background."""
        unknown = members[np.isnan(self._hubs[members, 0])]
        for start in range(0, len(unknown), _BLOCK):
            self.likeness(unknown[start : start + _BLOCK])
        return self._hubs[members]

    def likeness(self, rows: Pairs) -> Floats:
        """(n, members) cosines of n members to all, -1 to themselves; their neighbourhoods are known from then on."""
        cosines: Floats = self.vectors[rows] @ self._everyone.T
        cosines[np.arange(len(rows)), rows] = -1
        for script in range(4):
            self._hubs[rows, script] = _mean_of_nearest(cosines[:, self._columns[script]])
        return cosines[:, : len(self.members)]

    def _in_words(self, left: Pairs, right: Pairs) -> Floats:
        """Likeness in Han characters (Chinese and Japanese), in hangul (Korean and either), and whether neither can
        be told; two texts in one language are alike in meaning when they are alike in words."""
        one, other = self.scripts[left], self.scripts[right]
        foreign = (one != other) & ((one == _LATIN) | (other == _LATIN))
        korean = ((one == _KOREAN) ^ (other == _KOREAN)) & ~foreign
        han = (one != other) & ~korean & ~foreign
        rows = np.zeros((len(left), 3), dtype=np.float32)
        rows[han, 0] = self._han.likeness(left[han], right[han])
        rows[korean, 1] = self._korean.likeness(left[korean], right[korean])
        rows[:, 2] = foreign
        return rows

    def _compare(self, one: int, other: int) -> tuple[float, ...]:
        x, y = self.members[one], self.members[other]
        f, g = x.figures, y.figures
        names = x.names & y.names
        if x.heard or y.heard:  # Korean: its words may be names
            names |= (x.names & y.heard) | (x.heard & y.names)
        return (
            _total(self._names, names),
            _total(self._amounts, f.amounts & g.amounts),
            _contradict(f.ordinals, g.ordinals),
            self._on_day(one, other, f.days & g.days),
            _contradict(f.days, g.days),
            self._countries[x.countries] if x.countries == y.countries else 0.0,
            _contradict(x.countries, y.countries),
            _most(self._sectors, x.sectors & y.sectors),
            _most(self._mechanisms, x.mechanisms & y.mechanisms),
            _contradict(x.mechanisms, y.mechanisms),
        )

    def _on_day(self, one: int, other: int, shared: Set[int]) -> float:
        """How rare the rarest of the days is that both name."""
        x, y = self._days[one], self._days[other]
        return max([min(x[day], y[day]) for day in shared]) if shared else 0.0

    def _crowding(self, seconds: int) -> Floats:
        """How many items each member may belong with, by time alone: the more, the less likely any one of them. That an
        archive holds only a handful makes it no likelier that two of them tell one event."""
        times = np.sort(self.published)
        after = np.searchsorted(times, self.published + seconds, side="right")
        near: Floats = (after - np.searchsorted(times, self.published - seconds)).astype(np.float32)
        return np.maximum(near, _HANDFUL)


class _WordSpace:
    """Hashed words weighted by rarity, unit length; rows are laid out only for the items that are compared."""

    def __init__(self, everyone: Sequence[Hashed]) -> None:
        self._words = everyone
        together = np.concatenate([*everyone, np.zeros(0, dtype=np.int16)])
        holders = np.bincount(together, minlength=BUCKETS)
        self._rarity = np.maximum(np.log((len(everyone) + 1) / (holders + 0.5)), 0.1).astype(np.float32)

    def likeness(self, left: Pairs, right: Pairs) -> Floats:
        used = np.union1d(left, right)
        matrix = np.zeros((len(used), BUCKETS), dtype=np.float32)
        for row, index in enumerate(used.tolist()):
            words = self._words[index]
            weights = self._rarity[words]
            matrix[row, words] = weights / max(float(np.sqrt((weights**2).sum())), 1e-9)
        return rowwise(matrix, np.searchsorted(used, left), np.searchsorted(used, right))


def _total(rarity: Mapping[Any, float], shared: Set[Any]) -> float:
    return sum([rarity[name] for name in shared]) if shared else 0.0


def _most(rarity: Mapping[Any, float], shared: Set[Any]) -> float:
    return max([rarity[name] for name in shared]) if shared else 0.0


def _contradict(one: frozenset[Any], other: frozenset[Any]) -> float:
    return 1.0 if one and other and one.isdisjoint(other) else 0.0


def _rarity(sets: Sequence[frozenset[Any]]) -> dict[Any, float]:
    counts = Counter(name for names in sets for name in names)
    return {name: log((len(sets) + 10) / (count + 1)) for name, count in counts.items()}


def _days_by_rarity(everyone: Sequence[Clues], members: int) -> list[dict[int, float]]:
    """For each member, how rare it is to name each of its days of the month, the commoner of two ways to see it: so
    many items name that day; so many name the day that lies as far from their own publication. On the 24th the 24th
    is in every other report, even where few reports are at hand."""
    named = [clue.figures.days for clue in everyone]
    away = [{day: days_away(day, clue.published) for day in days} for clue, days in zip(everyone, named, strict=True)]
    by_day, by_distance = _rarity(named), _rarity([frozenset(each.values()) for each in away])
    return [{day: min(by_day[day], by_distance[far]) for day, far in each.items()} for each in away[:members]]


def _mean_of_nearest(likeness: Floats) -> Floats:
    found = min(_NEIGHBOURS, likeness.shape[1])
    if found == 0:
        return np.full(len(likeness), _USUAL, dtype=np.float32)
    nearest = np.maximum(np.partition(likeness, -found, axis=1)[:, -found:], _USUAL)
    total: Floats = nearest.sum(axis=1) + np.float32((_NEIGHBOURS - found) * _USUAL)
    return total / np.float32(_NEIGHBOURS)
