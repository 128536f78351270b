"""What items say as vectors: sparse blocks of words, concepts, names and what else is said; dense meanings. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from digests.language.names import column
from digests.stories.clues import GRAM_BUCKETS, NAME_BUCKETS, Clues
from digests.stories.concepts import names as concept_names

Floats = NDArray[np.float32]
Pairs = NDArray[np.intp]

_TONGUES = ("zh", "ja", "ko", "en")
LANGUAGES = len(_TONGUES)
_EVEN_TEXT, _EVEN_TITLE = 25.0, 12.0
"""Added to the squared length of concept vectors, in nats squared: two items that share their only concept, a country
that is in every tenth report, are not thereby alike. The best of 3, 6, 12 and 25 on labelled days."""
_FEW = 20
"""So many vectors of nothing are counted into the mean of a language, or two reports alone would be opposites."""

_TOPICS, _ENOUGH = 6, 150
"""So many principal components are left out of the meanings, one for each so many items at most."""
_SPARE, _TURNS = 10, 12
"""Columns beside those that are wanted, and turns, with which they are found to a tenth of a degree on real days."""

TITLE, TEXT, CONCEPTS, NAMES, HEARD, AMOUNTS, DAYS, ORDINALS, COUNTRIES, MECHANISMS = range(10)
MARKETS, MARKET_DAYS, SHARES, HELD = range(10, 14)
BLOCKS = 14
_CONCEPTS_MOST = 1 << 14
"""Twice as many as there are concepts, of texts and of titles, and room for more."""
_WIDTHS = (GRAM_BUCKETS, GRAM_BUCKETS, _CONCEPTS_MOST, *[NAME_BUCKETS] * 9, GRAM_BUCKETS, GRAM_BUCKETS)
_STARTS: list[int] = np.cumsum((0, *_WIDTHS)).tolist()


_HALF_DAY = 12 * 3600
_LESS = 0.9
"""So much of what is of the same half-day or one beside it is left out where words are weighed by other days; all of
it would leave nothing where there are no others."""
_EVEN_SHARE = 40.0
"""Added to what the words of a title weigh in all, in nats squared: that a title of one word is held by a text tells
little."""


class Blocks(NamedTuple):
    """Keys and values of items' blocks one after the other, where each begins, and where each key is looked for."""

    keys: NDArray[np.intp]
    values: Floats
    bounds: NDArray[np.intp]
    mirror: NDArray[np.intp]


def tongue(language: str) -> int:
    """The number of a language among Chinese, Japanese, Korean and all others."""
    return _TONGUES.index(column(language))


def sparse(everyone: Sequence[Clues], tongues: Pairs, members: int) -> Blocks:
    """What the members say.

    Words and concepts weigh by their rarity in their language, names by their rarity in all: where a share ``p`` of
    the items has what both have, it counts ``log(1 / p)``.
    """
    sizes = np.bincount(tongues, minlength=LANGUAGES)
    blocks = [
        _words([clue.title_grams for clue in everyone], tongues, sizes),
        _words([clue.text_grams for clue in everyone], tongues, sizes),
        _concepts(everyone, tongues, sizes),
        *_names(everyone),
        _said([clue.amount_keys for clue in everyone]),
        _said([clue.day_keys for clue in everyone]),
        _said([clue.ordinal_keys for clue in everyone]),
        _said([clue.country_keys for clue in everyone]),
        _said([clue.mechanism_keys for clue in everyone]),
        _marks([clue.market_keys for clue in everyone]),
        _marks([clue.market_day_keys for clue in everyone]),
        *_shares(everyone, tongues),
    ]
    owners = np.concatenate([owner * BLOCKS + number for number, (owner, _, _) in enumerate(blocks)])
    keys = np.concatenate([key + start for start, (_, key, _) in zip(_STARTS, blocks, strict=False)])
    values = np.concatenate([value for _, _, value in blocks])
    kept = np.flatnonzero(owners < members * BLOCKS)
    kept = kept[np.argsort(owners[kept], kind="stable")]
    lengths = np.bincount(owners[kept], minlength=members * BLOCKS)
    used, compact = np.unique(keys[kept], return_inverse=True)
    return Blocks(
        compact.astype(np.intp, copy=False), values[kept], np.concatenate([[0], np.cumsum(lengths)]), _mirror(used)
    )


def _mirror(used: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each key itself, but for those of shares the same word's among what texts hold, and the reverse; what has
    none stands for a key beyond all."""
    mirror = np.arange(len(used))
    shares, held, end = np.searchsorted(used, _STARTS[SHARES:])
    words, texts = used[shares:held] - _STARTS[SHARES], used[held:end] - _STARTS[HELD]
    mirror[shares:end] = len(used)
    _, share, text = np.intersect1d(words, texts, assume_unique=True, return_indices=True)
    mirror[shares + share], mirror[held + text] = held + text, shares + share
    return mirror


_Numbers = NDArray[np.int32]
_Block = tuple[_Numbers, _Numbers, Floats]
"""Owners, keys, values."""


def _flat(parts: Sequence[_Numbers]) -> tuple[_Numbers, _Numbers]:
    """Owners and keys."""
    owners = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part) for part in parts])
    return owners, np.concatenate([*parts, np.zeros(0, dtype=np.int32)])


def _words(parts: Sequence[NDArray[np.int32]], tongues: Pairs, sizes: NDArray[np.intp]) -> _Block:
    """TF-IDF of unit length; a gram's bucket is its language's own."""
    owners, keys = _flat(parts)
    holders = np.bincount(keys, minlength=GRAM_BUCKETS)
    values = np.log((sizes[tongues[owners]] + 1) / (holders[keys] + 0.5))
    lengths = np.sqrt(np.bincount(owners, weights=values**2, minlength=len(parts)))
    return owners, keys, (values / np.maximum(lengths[owners], 1e-9)).astype(np.float32)


def _shares(everyone: Sequence[Clues], tongues: Pairs) -> tuple[_Block, _Block]:
    """How much of its title each of the title's words is, and the words of title and opening: their product tells how
    much of one's title the other's text holds. Words weigh by their rarity on other days: what the press says of a
    matter every day tells little of today's."""
    owners, keys = _flat([clue.title_grams for clue in everyone])
    holders, held = _flat([clue.text_grams for clue in everyone])
    at = np.array([clue.published for clue in everyone], dtype=np.int64) // _HALF_DAY
    at -= at.min(initial=0) - 1
    span = np.int64(at.max(initial=0) + 2)  # keys are narrower
    times, counts = np.unique(held * span + at[holders], return_counts=True)
    all_told = np.bincount(held, minlength=GRAM_BUCKETS)
    near = _counted(times, counts, keys * span + at[owners])
    spoken, numbers = np.unique(tongues * span + at, return_counts=True)
    by_tongue = np.bincount(tongues, minlength=LANGUAGES)
    others = by_tongue[tongues] - _LESS * _counted(spoken, numbers, tongues * span + at)
    rarity = np.log((others[owners] + 1) / (all_told[keys] - _LESS * near + 0.5)).clip(0.05) ** 2
    whole = np.bincount(owners, weights=rarity, minlength=len(everyone)) + _EVEN_SHARE
    return (owners, keys, (rarity / whole[owners]).astype(np.float32)), (
        holders,
        held,
        np.ones(len(held), dtype=np.float32),
    )


def _counted(times: NDArray[np.intp], counts: NDArray[np.intp], wanted: NDArray[np.intp]) -> NDArray[np.intp]:
    """How often ``times`` have each of ``wanted``, the one before it or the one after."""
    total = np.zeros(len(wanted), dtype=np.intp)
    for step in (-1, 0, 1):
        place = np.searchsorted(times, wanted + step).clip(0, len(times) - 1)
        total += np.where(times[place] == wanted + step, counts[place], 0)
    return total


def _concepts(everyone: Sequence[Clues], tongues: Pairs, sizes: NDArray[np.intp]) -> _Block:
    """Those of the text and, again, those of the title; each half of the whole."""
    halves = []
    count = len(concept_names())
    for shift, even, parts in (
        (0, _EVEN_TEXT, [clue.text_concepts for clue in everyone]),
        (count, _EVEN_TITLE, [clue.title_concepts for clue in everyone]),
    ):
        owners, keys = _flat(parts)
        spoken = tongues[owners] * count + keys
        holders = np.bincount(spoken, minlength=LANGUAGES * count)
        values = np.log((sizes[tongues[owners]] + 3) / (holders[spoken] + 1))
        lengths = np.bincount(owners, weights=values**2, minlength=len(parts)) + even
        halves.append((owners, keys + shift, (values / np.sqrt(2 * lengths[owners])).astype(np.float32)))
    owners, keys, values = (np.concatenate(both) for both in zip(*halves, strict=True))
    return owners, keys, values


def _said(parts: Sequence[NDArray[np.int32]]) -> _Block:
    """Amounts, days and the like, by their rarity."""
    owners, keys = _flat(parts)
    holders = np.bincount(keys, minlength=NAME_BUCKETS)
    return owners, keys, np.sqrt(np.log((len(parts) + 10) / (holders[keys] + 1)) / 10).astype(np.float32)


def _marks(parts: Sequence[NDArray[np.int32]]) -> _Block:
    """What is there or not: two items' product is how many they share."""
    owners, keys = _flat(parts)
    return owners, keys, np.ones(len(keys), dtype=np.float32)


def _names(everyone: Sequence[Clues]) -> tuple[_Block, _Block]:
    """Names; and what of them was only heard in a Korean text, which two Korean texts share by chance."""
    owners, keys = _flat([clue.name_keys for clue in everyone])
    holders = np.bincount(keys, minlength=NAME_BUCKETS)
    rarity = np.sqrt(np.log((len(everyone) + 10) / (holders + 1)) / 10).astype(np.float32)
    heard, words = _flat([clue.heard_keys for clue in everyone])
    return (owners, keys, rarity[keys]), (heard, words, rarity[words])


def centred(vectors: Floats, tongues: Pairs) -> Floats:
    """The vectors less the mean of their language and less what the press of these days speaks of most, of unit
    length: that two reports are about the war is no sign that they tell one event of it."""
    moved = vectors.copy()
    for language in range(LANGUAGES):
        rows = np.flatnonzero((tongues == language) & vectors.any(axis=1))
        if len(rows):
            moved[rows] -= vectors[rows].sum(axis=0) / np.float32(len(rows) + _FEW)
    topics = _topics(moved)
    moved -= (moved @ topics.T) @ topics
    lengths = np.sqrt((moved**2).sum(axis=1, keepdims=True))
    lengths[lengths == 0] = 1
    even: Floats = moved / lengths
    return even


def _topics(vectors: Floats) -> Floats:
    """(n, width) the first principal components; none of few vectors, or nothing of what they say would be left.

    By orthogonal iteration: all components of a matrix of 512 would cost each pass a tenth of a second, most of what
    a pass with one new item costs, for the few that are wanted.
    """
    count = min(_TOPICS, len(vectors) // _ENOUGH)
    if not count:
        return np.zeros((0, vectors.shape[1]), dtype=np.float32)
    spread = vectors.T @ vectors
    columns = min(count + _SPARE, len(spread))
    basis = np.random.default_rng(0).standard_normal((len(spread), columns), dtype=np.float32)
    for _ in range(_TURNS):
        basis = np.linalg.qr(spread @ basis)[0]
    _, directions = np.linalg.eigh(basis.T @ spread @ basis)
    rows: Floats = (basis @ directions[:, ::-1][:, :count]).T
    return rows


def stacked(vectors: Sequence[Floats]) -> Floats:
    """One row a vector; zeros where there is none, or one of another model."""
    width = max((vector.size for vector in vectors), default=0) or 1
    rows = np.zeros((len(vectors), width), dtype=np.float32)
    for row, vector in zip(rows, vectors, strict=True):
        if vector.size == width:
            row[:] = vector
    return rows
