"""Evidence is weighed by a line and by trees, the same way each time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.stories.groups import FEATURES
from digests.stories.judge import Judge, Trees, Weights, trained

TWO = Trees(
    np.array([[0, 1, 1], [1, 0, 0]]),
    np.array([[0.5, 0.2, 0.8], [0.5, 1e9, 1e9]], dtype=np.float32),
    np.array([[-1, 0, 1, 2], [10, 10, 20, 20]], dtype=np.float32),
    0.5,
)
"""Two trees of depth two over two kinds of evidence."""


def walked(trees: Trees, row: list[float]) -> float:
    total = trees.bias
    for features, thresholds, leaves in zip(trees.features, trees.thresholds, trees.leaves, strict=True):
        at = 0
        while at < len(features):
            at = 2 * at + 1 + int(np.float32(row[features[at]]) > thresholds[at])
        total += float(leaves[at - len(features)])
    return total


@given(st.lists(st.tuples(st.floats(-2, 2, width=32), st.floats(-2, 2, width=32)), min_size=1, max_size=9))
def test_all_trees_at_once_say_what_each_row_finds_walking_down(rows: list[tuple[float, float]]) -> None:
    scores = TWO.score(np.array(rows, dtype=np.float32))
    assert scores.tolist() == pytest.approx([walked(TWO, list(row)) for row in rows])


def test_the_judge_is_the_mean_of_both_where_the_line_has_a_doubt() -> None:
    line = Weights(np.array([1, 0], dtype=np.float32), 0.0, -1.0)
    evidence = np.array([[1, 1], [-9, 1]], dtype=np.float32)
    scores = Judge(line, TWO).score(evidence)
    assert scores[0] == pytest.approx((1 + walked(TWO, [1, 1])) / 2)
    assert scores[1] == -9


def test_the_judge_that_is_shipped_knows_its_evidence_and_no_two_days_of_a_market_speak_for_one_event() -> None:
    judge = trained()
    assert judge.trees is not None
    assert judge.trees.features.max() < len(FEATURES)
    usual = np.full((1, len(FEATURES)), 0.3, dtype=np.float32)
    other = usual.copy()
    other[0, FEATURES.index("market's day, other")] = 1
    assert judge.trees.score(other)[0] <= judge.trees.score(usual)[0]
