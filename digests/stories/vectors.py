"""What items say as vectors: sparse blocks of words, concepts, names and what else is said; dense meanings. Pure."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from digests.stories.clues import GRAM_BUCKETS, NAME_BUCKETS, Clues
from digests.stories.concepts import column
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

TITLE, TEXT, CONCEPTS, NAMES, HEARD, AMOUNTS, DAYS, ORDINALS, COUNTRIES, MECHANISMS = range(10)
BLOCKS = 10
_WIDTHS = (GRAM_BUCKETS, GRAM_BUCKETS, 2048, *[NAME_BUCKETS] * 7)
_STARTS: list[int] = np.cumsum((0, *_WIDTHS)).tolist()


def tongue(language: str) -> int:
    """The number of a language among Chinese, Japanese, Korean and all others."""
    return _TONGUES.index(column(language))


def sparse(
    everyone: Sequence[Clues], tongues: Pairs, members: int
) -> tuple[NDArray[np.intp], Floats, NDArray[np.intp]]:
    """Keys and values of the members' blocks one after the other, and where each begins.

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
    ]
    owners = np.concatenate([owner * BLOCKS + number for number, (owner, _, _) in enumerate(blocks)])
    keys = np.concatenate([key + start for start, (_, key, _) in zip(_STARTS, blocks, strict=False)])
    values = np.concatenate([value for _, _, value in blocks])
    kept = np.flatnonzero(owners < members * BLOCKS)
    kept = kept[np.argsort(owners[kept], kind="stable")]
    lengths = np.bincount(owners[kept], minlength=members * BLOCKS)
    _, compact = np.unique(keys[kept], return_inverse=True)
    return compact.astype(np.intp, copy=False), values[kept], np.concatenate([[0], np.cumsum(lengths)])


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


def _names(everyone: Sequence[Clues]) -> tuple[_Block, _Block]:
    """Names; and what of them was only heard in a Korean text, which two Korean texts share by chance."""
    owners, keys = _flat([clue.name_keys for clue in everyone])
    holders = np.bincount(keys, minlength=NAME_BUCKETS)
    rarity = np.sqrt(np.log((len(everyone) + 10) / (holders + 1)) / 10).astype(np.float32)
    heard, words = _flat([clue.heard_keys for clue in everyone])
    return (owners, keys, rarity[keys]), (heard, words, rarity[words])


def centred(vectors: Floats, tongues: Pairs) -> Floats:
    """The vectors less the mean of their language, of unit length."""
    moved = vectors.copy()
    for language in range(LANGUAGES):
        rows = np.flatnonzero((tongues == language) & vectors.any(axis=1))
        if len(rows):
            moved[rows] -= vectors[rows].sum(axis=0) / np.float32(len(rows) + _FEW)
    lengths = np.sqrt((moved**2).sum(axis=1, keepdims=True))
    lengths[lengths == 0] = 1
    even: Floats = moved / lengths
    return even


def stacked(vectors: Sequence[Floats]) -> Floats:
    """One row a vector; zeros where there is none, or one of another model."""
    width = max((vector.size for vector in vectors), default=0) or 1
    rows = np.zeros((len(vectors), width), dtype=np.float32)
    for row, vector in zip(rows, vectors, strict=True):
        if vector.size == width:
            row[:] = vector
    return rows
