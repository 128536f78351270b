"""Growing groups of items, and what speaks for two of them telling one event. Pure.

Two groups are compared as groups: by the sums of what their members say, by the most alike of their pairs, by the mean
of all pairs, and by when they were published. Pairs alone leave an event in pieces: of its forty reports most share
nothing with most others.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from digests.stories.space import Likeness, Space, rowwise, segments
from digests.stories.vectors import (
    AMOUNTS,
    BLOCKS,
    CONCEPTS,
    COUNTRIES,
    DAYS,
    HEARD,
    HELD,
    LANGUAGES,
    MARKET_DAYS,
    MARKETS,
    MECHANISMS,
    NAMES,
    ORDINALS,
    SHARES,
    TEXT,
    TITLE,
    Floats,
    Pairs,
)

FEATURES = (
    "same language", "title", "title, most", "title, mean", "text", "text, most", "text, mean",
    "meaning", "meaning, most", "meaning, mean", "standing out, mean", "concepts", "names, most",
    "across: meaning", "across: meaning, most", "across: meaning, mean", "across: standing out, mean",
    "across: concepts", "across: concepts, most", "across: concepts, mean", "across: names", "across: names, most",
    "days between", "days in all", "smaller", "larger", "across: days between",
    "amounts", "days", "days, other", "ordinals, other", "countries", "countries, other", "mechanisms",
    "mechanisms, other",
    "held, mean", "held, most", "days, mean",
    "market's day", "market's day, other",
)  # fmt: skip
"""What :meth:`Groups.evidence` gives. "across": times the share of pairs in two languages, the others of meaning,
concepts and names times that of one language. "most" of meaning is the greatest cosine less what both are near to
anyway; sizes are logarithms."""
_DAY = 86400


class Groups:
    """Groups of a space's members, at first one for each."""

    def __init__(self, space: Space, touched: Sequence[int]) -> None:
        """Only groups of ``touched`` members may be compared or joined."""
        count = len(space.members)
        self.members: list[list[int]] = [[member] for member in range(count)]
        self._holders = list(range(count))
        """The group of each member."""
        self._space = space
        self._words = [space.words(member) for member in range(count)]
        self._lengths = np.diff(space.bounds).reshape(count, BLOCKS).astype(np.intp)
        self._meaning, self._raw = space.meaning.copy(), space.raw.copy()
        self._tongues = np.zeros((count, LANGUAGES), dtype=np.float32)
        self._tongues[np.arange(count), space.languages] = 1
        rows = np.array(touched, dtype=np.intp)
        self._hubs = np.zeros((count, LANGUAGES), dtype=np.float32)
        """Sums over a group's members of their nearness to each language."""
        self._hubs[rows] = space.hubs(rows)
        self._times = space.published.astype(np.float64)
        self._weight = np.ones((count, BLOCKS + 1), dtype=np.float32)
        """Squared lengths of the sums by block, the last that of meaning; a member counts as 1."""
        self._first = space.published.copy()
        self._last = space.published.copy()
        self._size = np.ones(count, dtype=np.float32)
        self._board = np.zeros(space.width + 1, dtype=np.float32)
        self._most: list[dict[int, int]] = [{} for _ in range(count)]
        """For each group its neighbours and the row of ``_rows`` with the most that any of their pairs agrees in."""
        self._rows = np.zeros((0, len(Likeness._fields)), dtype=np.float32)
        self._sums = np.zeros((0, BLOCKS), dtype=np.float32)
        """Products of what the pairs say that were compared."""

    def compare(self, left: Pairs, right: Pairs) -> None:
        """Make the groups of n pairs of members neighbours, once for all: their likeness is known and they may join."""
        self._sums = self._space.sums(left, right)
        self._rows = np.stack(self._space.likeness(left, right, self._sums), axis=1)
        for row, (a, b) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
            one, other = self._holders[a], self._holders[b]
            self._meet(one, other, row)

    @property
    def holders(self) -> Pairs:
        """The group of each member."""
        return np.array(self._holders, dtype=np.intp)

    def neighbours(self, group: int) -> list[int]:
        """The groups that one of the group's members was compared with one of."""
        return list(self._most[group])

    def alone(self, left: Pairs, right: Pairs) -> NDArray[np.intp]:
        """Which of n pairs of members are groups of one each."""
        single = (self.holders == np.arange(len(self._size))) & (self._size == 1)
        return np.flatnonzero(single[left] & single[right])

    def evidence_of_pairs(self, left: Pairs, right: Pairs, rows: NDArray[np.intp]) -> Floats:
        """(n, len(FEATURES)) for n pairs of groups of one; ``rows`` says which of the pairs that were compared they
        are."""
        return self._evidence(left, right, self._sums[rows], self._rows[rows])

    def evidence(self, group: int, others: Sequence[int]) -> Floats:
        """(n, len(FEATURES)) for the group with n of its neighbours."""
        mine = self._most[group]
        most = self._rows[[mine[other] for other in others]]
        return self._evidence(group, np.array(others, dtype=np.intp), self._products(group, others), most)

    def _evidence(self, a: int | Pairs, b: Pairs, sums: Floats, most: Floats) -> Floats:
        """``a``: one group, or one for each of ``b``."""
        alone = (self._tongues[b] * self._tongues[a]).sum(axis=1)
        pairs = self._size[b] * self._size[a]
        same = alone / pairs
        across = 1 - same
        in_one, weight = np.maximum(alone, 1), np.sqrt(self._weight[b] * self._weight[a])
        names = sums[:, NAMES] - sums[:, HEARD]
        dots = _dots(self._meaning, a, b)
        meaning, mean = dots / weight[:, BLOCKS], dots / pairs
        standout = _dots(self._raw, a, b) / pairs - self._hub(a, b) / pairs
        concepts = sums[:, CONCEPTS] / weight[:, CONCEPTS]
        between = np.maximum(self._first[b] - self._last[a], self._first[a] - self._last[b]).clip(0) / _DAY
        in_all = self.span(a, b) / _DAY
        small, large = np.minimum(self._size[b], self._size[a]), np.maximum(self._size[b], self._size[a])
        columns = (
            same, sums[:, TITLE] / weight[:, TITLE], most[:, 0], sums[:, TITLE] / in_one,
            sums[:, TEXT] / weight[:, TEXT], most[:, 1], sums[:, TEXT] / in_one,
            same * meaning, same * most[:, 4], same * mean, same * standout, same * concepts, same * most[:, 3],
            across * meaning, across * most[:, 4], across * mean, across * standout,
            across * concepts, across * most[:, 2], across * sums[:, CONCEPTS] / pairs,
            across * names / weight[:, NAMES], across * most[:, 3],
            between, in_all, np.log(small), np.log(large), across * between,
            *self._said(sums, weight, a, b),
            (sums[:, SHARES] + sums[:, HELD]) / 2 / in_one, most[:, 5],
            np.abs(self._times[b] / self._size[b] - self._times[a] / self._size[a]) / _DAY,
            *self._of_markets(sums, a, b),
        )  # fmt: skip
        return np.stack(columns, axis=1).astype(np.float32)

    def _said(self, sums: Floats, weight: Floats, a: int | Pairs, b: Pairs) -> list[Floats]:
        """Agreement in amounts, days, countries and mechanisms, and whether both name some and share none."""
        alike = sums / weight[:, :BLOCKS]
        both = (self._lengths[b] > 0) & (self._lengths[a] > 0)
        other = (both & (sums <= 0)).astype(np.float32)
        return [
            alike[:, AMOUNTS], alike[:, DAYS], other[:, DAYS], other[:, ORDINALS],
            alike[:, COUNTRIES], other[:, COUNTRIES], alike[:, MECHANISMS], other[:, MECHANISMS],
        ]  # fmt: skip

    def _of_markets(self, sums: Floats, a: int | Pairs, b: Pairs) -> list[Floats]:
        """The share of pairs that speak of one market on one day, and on two days."""
        pairs = self._size[b] * self._size[a]
        markets, days = sums[:, MARKETS] / pairs, sums[:, MARKET_DAYS] / pairs
        return [days, np.maximum(markets - days, 0)]

    def span(self, a: int | Pairs, b: Pairs) -> NDArray[np.int64]:
        """(n,) seconds from the first to the last report if ``a``, one group or one for each, joined each of n."""
        first = np.minimum(self._first[b], self._first[a])
        seconds: NDArray[np.int64] = np.maximum(self._last[b], self._last[a]) - first
        return seconds

    def join(self, group: int, other: int) -> None:
        """``other`` becomes part of ``group`` and holds nothing any more."""
        dots = self._products(group, [other])[0]
        meaning = float(self._meaning[group] @ self._meaning[other])
        dots[NAMES] -= dots[HEARD]
        self._weight[group] += self._weight[other] + 2 * np.append(dots, np.float32(meaning))
        self._words[group], self._lengths[group] = self._added(group, other)
        for sums in (self._meaning, self._raw, self._tongues, self._hubs, self._size, self._times):
            sums[group] += sums[other]
        self._first[group] = min(self._first[group], self._first[other])
        self._last[group] = max(self._last[group], self._last[other])
        for member in self.members[other]:
            self._holders[member] = group
        self.members[group] += self.members[other]
        self.members[other] = []
        self._hand_over(group, other)

    def _hand_over(self, group: int, other: int) -> None:
        """The neighbours of ``other`` become those of ``group``."""
        self._most[group].pop(other, None)
        for near, row in self._most[other].items():
            self._most[near].pop(other, None)
            if near != group:
                self._meet(group, near, row)
        self._most[other] = {}

    def _meet(self, one: int, other: int, row: int) -> None:
        """Two groups have a pair whose likeness is ``row``: each kind's greatest counts, in the row they have."""
        known = self._most[one].get(other)
        if known is None:
            self._most[one][other] = self._most[other][one] = row
        else:
            np.maximum(self._rows[known], self._rows[row], out=self._rows[known])

    def _products(self, group: int, others: Sequence[int]) -> Floats:
        """(n, blocks) products of the group's sums with those of n others."""
        keys, values = self._words[group]
        keys = self._space.mirror[keys]
        self._board[keys] = values
        theirs = np.concatenate([self._words[other][0] for other in others])
        products = self._board[theirs] * np.concatenate([self._words[other][1] for other in others])
        self._board[keys] = 0
        return segments(products, self._lengths[list(others)].ravel()).reshape(-1, BLOCKS)

    def _added(self, group: int, other: int) -> tuple[tuple[NDArray[np.intp], Floats], NDArray[np.intp]]:
        """The sum of two groups' words: (keys, values) and the length of each block."""
        keys = np.concatenate([self._words[group][0], self._words[other][0]])
        values = np.concatenate([self._words[group][1], self._words[other][1]])
        both, place = np.unique(keys, return_inverse=True)
        summed = np.bincount(place, weights=values, minlength=len(both)).astype(np.float32)
        return (both, summed), np.diff(np.searchsorted(both, self._space.starts))

    def _hub(self, a: int | Pairs, b: Pairs) -> Floats:
        """(n,) sum over pairs of the mean of how near each is to the other's language anyway."""
        both: Floats = (self._tongues[b] * self._hubs[a] + self._hubs[b] * self._tongues[a]).sum(axis=1)
        return both / np.float32(2)


def _dots(matrix: Floats, a: int | Pairs, b: Pairs) -> Floats:
    """(n,) inner products of one row, or of n, with n rows."""
    if isinstance(a, int):
        dots: Floats = matrix[b] @ matrix[a]
        return dots
    return rowwise(matrix, a, b)
