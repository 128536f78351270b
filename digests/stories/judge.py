"""What two groups of reports agree in -> how likely they tell one event. Pure.

The mean of two models of one training (``training/joining.py``): a line, which carries on where it never learned, and
trees, which know what is evidence only beside something else. Each piece of evidence by itself speaks for or against
one event, never both, in the trees as well (monotone constraints).
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digests.stories.groups import FEATURES
from digests.stories.vectors import Floats

_WEIGHTS = "joining.json"
_HOPELESS = -5.0
"""Below this log-odds of the line the trees are not asked: nearly all pairs are such, and trees cost fifty times as
much."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds that two groups tell one event: ``evidence @ values + bias``; they join above ``least``."""

    values: Floats
    bias: float
    least: float

    def score(self, evidence: Floats) -> Floats:
        scores: Floats = evidence @ self.values + np.float32(self.bias)
        return scores


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of t whole binary trees of one depth d: node n has its branches at 2n + 1 and 2n + 2."""

    features: NDArray[np.intp]
    """(t, 2 ** d - 1) which evidence each node looks at."""
    thresholds: Floats
    """(t, 2 ** d - 1) what is above goes to the second branch."""
    leaves: Floats
    """(t, 2 ** d)"""
    bias: float

    def score(self, evidence: Floats) -> Floats:
        """(n,) log-odds for n rows of evidence."""
        trees, depth = np.arange(len(self.features)), int(np.log2(self.leaves.shape[1]))
        at = np.zeros((len(evidence), len(trees)), dtype=np.intp)
        rows = np.arange(len(evidence))[:, None]
        for _ in range(depth):
            above = evidence[rows, self.features[trees, at]] > self.thresholds[trees, at]
            at = 2 * at + 1 + above
        scores: Floats = self.leaves[trees, at - self.features.shape[1]].sum(axis=1) + np.float32(self.bias)
        return scores


@dataclass(frozen=True, slots=True)
class Judge:
    """The mean of the two, where the line is not sure that two groups have nothing to do with each other."""

    line: Weights
    trees: Trees | None = None

    @property
    def least(self) -> float:
        """They join above this."""
        return self.line.least

    def score(self, evidence: Floats) -> Floats:
        scores = self.line.score(evidence)
        if self.trees and len(near := np.flatnonzero(scores > _HOPELESS)):
            scores[near] = (scores[near] + self.trees.score(evidence[near])) / 2
        return scores


@cache
def trained() -> Judge:
    """What ``training/joining.py`` wrote."""
    kept: dict[str, Any] = json.loads(files("digests.stories").joinpath(_WEIGHTS).read_text(encoding="utf-8"))
    values = np.array([kept["weights"].get(name, 0.0) for name in FEATURES], dtype=np.float32)
    return Judge(Weights(values, kept["bias"], kept["least"]), _trees(kept["trees"]))


def _trees(kept: dict[str, Any]) -> Trees:
    places = np.array([FEATURES.index(name) for name in kept["evidence"]], dtype=np.intp)
    return Trees(
        places[np.array(kept["features"], dtype=np.intp)],
        np.array(kept["thresholds"], dtype=np.float32),
        np.array(kept["leaves"], dtype=np.float32),
        kept["bias"],
    )
