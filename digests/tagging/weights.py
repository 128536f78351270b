"""Trained weights of the sectors: how far each word is to be trusted, and what words and meaning say together.

    witnesses of every sector -> log-odds by the words (one set of weights for all sectors)
    those, the words of the other sectors, the item's vector -> log-odds of each sector that was trained

``python -m training.sectors`` makes ``sectors.npz`` from labelled news. A sector that the file does not know (an
operator's own) is judged by its words alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from io import BytesIO
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from digests.tagging.finds import expected

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class SectorWeights:
    """What was learnt. Rows are sectors in the order of ``names``."""

    names: tuple[str, ...]
    embedder: str
    """Whose vectors ``meaning`` weighs; those of another are not asked."""
    threshold: float
    """The probability from which a sector is tagged."""
    pooled: Numbers
    """For each witness (``finds.WITNESSES``, mechanism, nearness to prototypes) its weight; the last is a constant."""
    words: Numbers
    """(sectors,): the weight of the sector's own log-odds by the words."""
    others: Numbers
    """(sectors, 2 x sectors): of the trust in the best word of each sector in the title, then in the lead."""
    meaning: Numbers
    """(sectors, dimensions): of the item's vector, less the mean of its language."""
    constants: Numbers
    """(sectors,)"""
    centres: Mapping[str, Numbers]
    """By language, the mean vector of its news."""
    trusts: Mapping[tuple[str, str], float]
    """By sector and folded word: how often an item that holds it is about the sector."""

    @classmethod
    def packaged(cls) -> Self:
        """Those beside this module."""
        return cls.read((files("digests.tagging") / "sectors.npz").read_bytes())

    @classmethod
    def read(cls, content: bytes) -> Self:
        with np.load(BytesIO(content), allow_pickle=False) as file:
            held: dict[str, Any] = {name: file[name] for name in file.files}
        numbers = {
            name: held[name].astype(np.float32) for name in ("pooled", "words", "others", "meaning", "constants")
        }
        keys = (tuple(str(key).split("\t")) for key in held["trusted"])
        return cls(
            names=tuple(map(str, held["names"])),
            embedder=str(held["embedder"]),
            threshold=float(held["threshold"]),
            centres=dict(zip(map(str, held["languages"]), held["centres"].astype(np.float32), strict=True)),
            trusts={(sector, word): float(p) for (sector, word), p in zip(keys, held["trusts"], strict=True)},
            **numbers,
        )

    def write(self) -> bytes:
        """The bytes that ``read`` takes."""
        to = BytesIO()
        halves = {name: getattr(self, name).astype(np.float16) for name in ("others", "meaning")}
        np.savez_compressed(
            to,
            names=np.array(self.names),
            embedder=np.array(self.embedder),
            threshold=np.array(self.threshold),
            pooled=self.pooled,
            words=self.words,
            constants=self.constants,
            languages=np.array(list(self.centres)),
            centres=np.stack(list(self.centres.values())).astype(np.float16),
            trusted=np.array(["\t".join(key) for key in self.trusts]),
            trusts=np.array(list(self.trusts.values()), dtype=np.float16),
            **halves,
        )
        return to.getvalue()

    @cached_property
    def row(self) -> Mapping[str, int]:
        return {name: row for row, name in enumerate(self.names)}

    def trust(self, name: str, word: str, worth: float) -> float:
        """How far ``word`` of that weight speaks for the sector."""
        known = self.trusts.get((name, word))
        return expected(worth) if known is None else known

    def by_words(self, witnesses: Numbers) -> Numbers:
        """For each row of witnesses the log-odds of its sector."""
        odds: Numbers = witnesses @ self.pooled[:-1] + self.pooled[-1]
        return odds

    def by_others(self, heard: Numbers) -> Numbers:
        """(sectors,): what the words of all sectors add, with the sector's constant; ``heard`` is (2, sectors): the
        trust in the best word of each in the title, and in the lead."""
        added: Numbers = self.others @ heard.reshape(-1) + self.constants
        return added

    def knows(self, language: str) -> bool:
        """Whether it is known what news in that language is usually like."""
        return language in self.centres

    def by_meaning(self, vector: Numbers, language: str) -> Numbers:
        """(sectors,): what the item's vector adds to the log-odds of each."""
        said: Numbers = self.meaning @ (vector - self.centres[language])
        return said
