"""The models of joining fitted to what a replay considered: a line, trees, and the file that the code reads."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from digests.stories.groups import FEATURES
from digests.stories.judge import Judge, Trees, Weights
from digests.stories.vectors import Floats

WEIGHTS = Path("digests/stories/joining.json")
_ROW = re.compile(r'\[[^\[\]"]*\]')
_FREE, _BOUND = 50.0, 30.0
"""Ridge of the two regressions, see ``fit_line``."""
_TREES, _DEPTH, _RATE, _SMALLEST, _SHRINK = 150, 3, 0.06, 60, 30.0
"""Of the trees: how many, how deep, how much each adds, the fewest lessons of a leaf, and the ridge of its value."""
_CHOSEN = -1.1
"""The threshold with the best F1 of pairs on real days."""
_AGAINST = frozenset((
    "days between", "days in all", "days, mean", "smaller", "larger", "days, other", "ordinals, other",
    "countries, other", "mechanisms, other", "market's day, other",
))  # fmt: skip
_EITHER = frozenset(("same language", "across: days between"))
"""What never speaks for one event, and what may do either; all else never speaks against it."""
_LIMITS = [(None, None) if name in _EITHER else (None, 0.0) if name in _AGAINST else (0.0, None) for name in FEATURES]


@dataclass
class Lessons:
    """What an agglomeration considered: evidence, whether both groups tell one event, weight."""

    evidence: list[Floats] = field(default_factory=list)
    same: list[bool] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, evidence: Floats, same: bool, weight: float) -> None:
        self.evidence.append(evidence)
        self.same.append(same)
        self.weights.append(weight)


def fit_line(lessons: Lessons) -> Weights:
    """The mean of two ridge regressions: one free, one where what speaks for one event by its nature never speaks
    against it. Each alone joins other large groups wrongly; their mean was as good on sets left out, and steadier."""
    evidence = np.array(lessons.evidence, dtype=np.float64)
    middle, width = evidence.mean(axis=0), evidence.std(axis=0) + 1e-6
    even, same = (evidence - middle) / width, np.array(lessons.same, dtype=np.float64)
    weights = np.array(lessons.weights) / np.mean(lessons.weights)
    free = [(None, None)] * len(FEATURES)
    fits = [_ridge(even, same, weights, ridge, limits) for ridge, limits in ((_FREE, free), (_BOUND, _LIMITS))]
    found = np.mean(fits, axis=0)
    values = found[:-1] / width
    return Weights(values.astype(np.float32), float(found[-1] - (values * middle).sum()), _CHOSEN)


def _ridge(
    evidence: np.ndarray,
    same: np.ndarray,
    weights: np.ndarray,
    ridge: float,
    limits: Sequence[tuple[float | None, float | None]],
) -> np.ndarray:
    """Coefficients within ``limits``, and last the intercept."""
    from scipy.optimize import minimize  # comes with the extra [training], which reading lessons does without

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        scores = evidence @ values[:-1] + values[-1]
        wrong = weights * (1 / (1 + np.exp(-scores)) - same)
        total = (weights * (np.logaddexp(0, scores) - same * scores)).sum() + ridge * (values[:-1] ** 2).sum() / 2
        return float(total), np.append(evidence.T @ wrong + ridge * values[:-1], wrong.sum())

    bounds = [*limits, (None, None)]
    found: np.ndarray = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def fit_trees(lessons: Lessons) -> Trees:
    """Trees of which each mends a little of what those before it got wrong (gradient boosting), held to what each piece
    of evidence may say."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    learner = HistGradientBoostingClassifier(
        max_iter=_TREES,
        learning_rate=_RATE,
        max_depth=_DEPTH,
        min_samples_leaf=_SMALLEST,
        l2_regularization=_SHRINK,
        monotonic_cst=[0 if name in _EITHER else -1 if name in _AGAINST else 1 for name in FEATURES],
        early_stopping=False,
        random_state=0,
    )
    weights = np.array(lessons.weights)
    learner.fit(np.array(lessons.evidence), np.array(lessons.same), sample_weight=weights / weights.mean())
    whole = [_whole(predictor.nodes) for (predictor,) in learner._predictors]
    features, thresholds, leaves = (np.array(part) for part in zip(*whole, strict=True))
    return Trees(features, thresholds, leaves, float(learner._baseline_prediction.item()))


def _whole(nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A grown tree as a whole one: features, thresholds and leaves. Where it ends early both branches say the same."""
    inner = 2**_DEPTH - 1
    features, thresholds = np.zeros(inner, dtype=np.intp), np.full(inner, 1e9, dtype=np.float32)
    leaves = np.zeros(inner + 1, dtype=np.float32)

    def lay(node: int, place: int) -> None:
        told = nodes[node]
        if place >= inner:
            leaves[place - inner] = told["value"]
            return
        branches = (node, node)
        if not told["is_leaf"]:
            features[place], thresholds[place] = told["feature_idx"], told["num_threshold"]
            branches = (told["left"], told["right"])
        for step, branch in enumerate(branches, start=1):
            lay(branch, 2 * place + step)

    lay(0, 0)
    return features, thresholds, leaves


def write(judge: Judge, names: Sequence[str]) -> None:
    """Beside the code that reads it."""
    trees = judge.trees
    if trees is None:
        raise ValueError("a judge without trees is only met in training")
    kept = {
        "trained on": list(names),
        "bias": round(judge.line.bias, 3),
        "least": judge.line.least,
        "weights": {name: round(float(value), 3) for name, value in zip(FEATURES, judge.line.values, strict=True)},
        "trees": {
            "evidence": list(FEATURES),
            "bias": round(trees.bias, 4),
            "features": trees.features.tolist(),
            "thresholds": _rounded(trees.thresholds),
            "leaves": _rounded(trees.leaves),
        },
    }
    written = json.dumps(kept, indent=2)
    WEIGHTS.write_text(
        _ROW.sub(lambda row: "".join(row[0].split()).replace(",", ", "), written) + "\n", encoding="utf-8"
    )


def _rounded(rows: np.ndarray) -> list[list[float]]:
    return [[float(f"{value:.4g}") for value in row] for row in rows]
