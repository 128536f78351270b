"""Many items side by side as vectors of what they say: in words, in meaning, in concepts and names. Pure.

Words compare items of one language (TF-IDF of the title, and of title and opening; pairs of characters in Chinese,
Japanese and Korean), concepts and names those of two. Meaning (the reading's sentence vector) compares all: less the
mean of its language, since vectors of one language resemble each other for that alone, and beside the raw cosine less
what the two are near to anyway (CSLS, Lample et al. 2018).
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from digests.stories.clues import Clues
from digests.stories.vectors import (
    BLOCKS,
    CONCEPTS,
    HEARD,
    HELD,
    LANGUAGES,
    NAMES,
    SHARES,
    TEXT,
    TITLE,
    Floats,
    Pairs,
    centred,
    sparse,
    stacked,
    tongue,
)

_NEIGHBOURS = 10
"""An item's neighbourhood in a language (CSLS) is its ten nearest there."""
_USUAL = 0.4
"""The cosine of the neighbours that an item lacks where there are fewer than ten."""
_BLOCK = 256
"""Rows worked on at a time."""
_SKETCH = 512
"""Width of the sketch of the words by which candidates are found (Charikar et al. 2002); their exact likeness is
computed afterwards."""
_BOARDS = 16
"""Members that are held against all they may belong with at a time."""
_MOST = 40
"""Candidates of one item, those most alike."""
_SAME_LANGUAGE, _ACROSS = -0.6, 0.25
"""Least agreement of a candidate pair, see :meth:`Space.candidates`; nine of ten labelled pairs of one language and
eight of ten of two pass."""


class Likeness(NamedTuple):
    """Of n pairs: cosines of title, of title and opening, of concepts; agreement in names; standing out (CSLS)."""

    title: Floats
    text: Floats
    concepts: Floats
    names: Floats
    standout: Floats
    held: Floats


class Space:
    """Vectors of ``members``; ``background`` are other items that help to say what is rare and what is usual."""

    def __init__(self, members: Sequence[Clues], background: Sequence[Clues] = ()) -> None:
        everyone = [*members, *background]
        self.members = tuple(members)
        self._tongues = np.array([tongue(clue.language) for clue in everyone], dtype=np.intp)
        self.languages = self._tongues[: len(members)]
        self.published = np.array([clue.published for clue in members], dtype=np.int64)
        self._raw = stacked([clue.vector for clue in everyone])
        self.raw = self._raw[: len(members)]
        self.meaning = centred(self._raw, self._tongues)[: len(members)]
        self.keys, self.values, self.bounds, self.mirror = sparse(everyone, self._tongues, len(members))
        self.width = int(self.keys.max(initial=-1)) + 1
        self.starts = self._block_starts()
        self._hubs = np.full((len(members), LANGUAGES), np.nan, dtype=np.float32)

    def _block_starts(self) -> NDArray[np.intp]:
        """The least key of each block, and one more than the last: keys are numbered block by block."""
        block_of = np.zeros(self.width, dtype=np.int8)
        block_of[self.keys] = np.repeat(
            np.tile(np.arange(BLOCKS, dtype=np.int8), len(self.members)), np.diff(self.bounds)
        )
        counts = np.bincount(block_of, minlength=BLOCKS)  # each key stands somewhere
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.intp)

    def words(self, member: int) -> tuple[NDArray[np.intp], Floats]:
        """Keys and values of all blocks of a member; the keys of each block lie apart from all others'."""
        start, end = self.bounds[member * BLOCKS], self.bounds[(member + 1) * BLOCKS]
        return self.keys[start:end], self.values[start:end]

    def hubs(self, rows: Pairs) -> Floats:
        """(n, 4) the mean cosine of each of n members to its ten nearest of each language."""
        unknown = rows[np.isnan(self._hubs[rows, 0])]
        for start in range(0, len(unknown), _BLOCK):
            block = unknown[start : start + _BLOCK]
            cosines = self.raw[block] @ self._raw.T
            cosines[np.arange(len(block)), block] = -1
            for language in range(LANGUAGES):
                self._hubs[block, language] = _mean_of_nearest(cosines[:, self._tongues == language])
        return self._hubs[rows]

    def candidates(self, rows: Pairs, seconds: int, *, most: int = _MOST) -> tuple[Pairs, Pairs]:
        """Pairs of one of ``rows`` and any other member that are worth comparing, each once, the smaller index first;
        of one row the ``most`` alike.

        In one language 2 cosines of the titles' words, 4 of the texts', 3 of meaning, less 1.8; across languages
        meaning and concepts; both less a hundredth an hour.
        """
        near = self._near
        keys = [np.zeros(0, dtype=np.int64)]
        for language in range(LANGUAGES):
            spoken = rows[self.languages[rows] == language]
            for start in range(0, len(spoken), _BLOCK):
                block = spoken[start : start + _BLOCK]
                agreement = near.agreement(block, language, seconds / 3600)
                if agreement.shape[1] > most:
                    least = np.partition(agreement, -most, axis=1)[:, -most]
                    agreement[agreement < least[:, None]] = -1
                at, other = np.nonzero(agreement > 0)
                one, two = block[at], near.order[other]
                keys.append(np.minimum(one, two).astype(np.int64) * len(self.members) + np.maximum(one, two))
        both = np.unique(np.concatenate(keys))
        return (both // len(self.members)).astype(np.intp), (both % len(self.members)).astype(np.intp)

    def sums(self, left: Pairs, right: Pairs) -> Floats:
        """(n, blocks) products of what the two of n pairs say."""
        sums = np.zeros((len(left), BLOCKS), dtype=np.float32)
        boards = np.zeros((_BOARDS, self.width + 1), dtype=np.float32)
        members, place = np.unique(left, return_inverse=True)
        order = np.argsort(place, kind="stable")
        cuts = np.searchsorted(place[order], np.arange(0, len(members) + _BOARDS, _BOARDS)).tolist()
        for number, (first, end) in enumerate(pairwise(cuts)):
            some = order[first:end]
            at, lengths = self._laid_out(members[number * _BOARDS : (number + 1) * _BOARDS])
            spots = np.repeat(np.arange(len(lengths)), lengths), self.mirror[self.keys[at]]
            boards[spots] = self.values[at]
            sums[some] = self._dots(boards, place[some] - number * _BOARDS, right[some])
            boards[spots] = 0
        return sums

    def likeness(self, left: Pairs, right: Pairs, sums: Floats) -> Likeness:
        """What each of n pairs agrees in; ``sums`` are theirs."""
        return Likeness(
            sums[:, TITLE],
            sums[:, TEXT],
            sums[:, CONCEPTS],
            sums[:, NAMES] - sums[:, HEARD],
            rowwise(self.raw, left, right) - self.hub(left, right),
            (sums[:, SHARES] + sums[:, HELD]) / np.float32(2),
        )

    def hub(self, left: Pairs, right: Pairs) -> Floats:
        """(n,) how near each of a pair is to the other's language anyway."""
        self.hubs(np.union1d(left, right))
        both: Floats = self._hubs[left, self.languages[right]] + self._hubs[right, self.languages[left]]
        return both / np.float32(2)

    def _dots(self, boards: Floats, board: Pairs, others: Pairs) -> Floats:
        """(n, blocks) products of what lies on n of the ``boards`` with n members."""
        at, lengths = self._laid_out(others)
        blocks = np.diff(self.bounds).reshape(-1, BLOCKS)[others].ravel()
        return segments(boards[np.repeat(board, lengths), self.keys[at]] * self.values[at], blocks).reshape(-1, BLOCKS)

    def _laid_out(self, members: Pairs) -> tuple[Pairs, Pairs]:
        """Where the keys of n members stand, one member's after the other's, and how many each has."""
        starts = self.bounds[members * BLOCKS]
        lengths = self.bounds[(members + 1) * BLOCKS] - starts
        ends = np.cumsum(lengths)
        at = np.arange(ends[-1] if len(ends) else 0)
        at += np.repeat(starts - ends + lengths, lengths)
        return at, lengths

    def forget_candidates(self) -> None:
        """Let go of what candidates are found by, which is more than all else; it is made anew where it is needed."""
        self.__dict__.pop("_near", None)

    @cached_property
    def _near(self) -> "_Near":
        words = self._sketch(_SKETCH, ((TITLE, 2.0), (TEXT, 4.0)))
        concepts = self._sketch(_SKETCH // 4, ((CONCEPTS, 1.0),))
        order = np.argsort(self.languages, kind="stable").astype(np.intp)
        within, across = self._beside(words, order), self._beside(concepts, order)
        within[:, _SKETCH:] = self.raw[order]
        within[:, _SKETCH:] *= np.float32(np.sqrt(3))
        across[:, _SKETCH // 4 :] = self.meaning[order]
        return _Near(
            order,
            np.argsort(order).astype(np.intp),
            np.searchsorted(self.languages[order], range(LANGUAGES + 1)).tolist(),
            ((self.published - self.published.min(initial=0)) / 3600).astype(np.float32)[order],
            within,
            across,
        )

    def _beside(self, sketch: Floats, order: Pairs) -> Floats:
        """A sketch in that order, with room for what is as wide as meaning beside it."""
        wide = np.empty((len(sketch), sketch.shape[1] + self.raw.shape[1]), dtype=np.float32)
        wide[:, : sketch.shape[1]] = sketch[order]
        return wide

    def _sketch(self, width: int, blocks: Sequence[tuple[int, float]]) -> Floats:
        """(members, width) with each key of ``blocks`` in one of the columns, added or taken away."""
        lengths = np.diff(self.bounds)
        weights = np.zeros(BLOCKS, dtype=np.float32)
        for block, weight in blocks:
            weights[block] = np.sqrt(weight)
        weight_of = np.repeat(np.tile(weights, len(self.members)), lengths)
        used = np.flatnonzero(weight_of)
        rows = np.repeat(np.repeat(np.arange(len(self.members)), BLOCKS), lengths)[used]
        mixed = self.keys[used].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        columns = (mixed >> np.uint64(40)).astype(np.intp) % width
        signed = np.where(mixed >> np.uint64(39) & np.uint64(1), 1, -1) * self.values[used] * weight_of[used]
        sketch = np.zeros((len(self.members), width), dtype=np.float32)
        np.add.at(sketch, (rows, columns), signed.astype(np.float32))
        return sketch


class _Near(NamedTuple):
    """Dense vectors whose products are about what :meth:`Space.candidates` asks for, the members by language."""

    order: Pairs
    place: Pairs
    """Where each member stands in ``order``."""
    bounds: list[int]
    hours: Floats
    within: Floats
    across: Floats

    def agreement(self, block: Pairs, language: int, hours: float) -> Floats:
        """(n, members) for n members of one language; -1 to themselves and to what is further away than ``hours``."""
        rows, start, end = self.place[block], self.bounds[language], self.bounds[language + 1]
        agreement = np.empty((len(rows), len(self.order)), dtype=np.float32)
        agreement[:, start:end] = self.within[rows] @ self.within[start:end].T
        agreement[:, start:end] -= np.float32(1.8 + _SAME_LANGUAGE)
        for first, last in ((0, start), (end, len(self.order))):
            found = self.across[rows] @ self.across[first:last].T
            found -= np.float32(_ACROSS)
            np.multiply(found, np.float32(3), out=agreement[:, first:last])  # the two scales made alike
        gap = self.hours[rows][:, None] - self.hours[None, :]
        np.abs(gap, out=gap)
        apart = gap > hours
        gap *= np.float32(0.01)
        agreement -= gap
        agreement[apart] = -1
        agreement[np.arange(len(rows)), rows] = -1
        return agreement


def segments(products: Floats, lengths: NDArray[np.intp]) -> Floats:
    """Sums of consecutive runs of ``lengths``; 0 for an empty run."""
    total = np.zeros(len(products) + 1)
    np.cumsum(products, dtype=np.float64, out=total[1:])
    ends = np.zeros(len(lengths) + 1, dtype=np.intp)
    np.cumsum(lengths, out=ends[1:])
    at_ends = total[ends]
    sums: Floats = (at_ends[1:] - at_ends[:-1]).astype(np.float32)
    return sums


def rowwise(matrix: Floats, left: Pairs, right: Pairs) -> Floats:
    """(n,) inner products of the rows of n pairs; in blocks, since the rows of all pairs would fill the memory."""
    result = np.empty(len(left), dtype=np.float32)
    for start in range(0, len(left), _BLOCK):
        block = slice(start, start + _BLOCK)
        result[block] = np.einsum("ij,ij->i", matrix[left[block]], matrix[right[block]])
    return result


def _mean_of_nearest(cosines: Floats) -> Floats:
    found = min(_NEIGHBOURS, cosines.shape[1])
    if found == 0:
        return np.full(len(cosines), _USUAL, dtype=np.float32)
    nearest = np.partition(cosines, -found, axis=1)[:, -found:]
    total: Floats = nearest.sum(axis=1) + np.float32((_NEIGHBOURS - found) * _USUAL)
    return total / np.float32(_NEIGHBOURS)
