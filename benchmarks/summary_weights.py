"""Fit the weights of ``digests/summaries/summary.py`` anew: a logistic regression over labelled sentences, each long
document left out in turn for the figure that counts.

    python -m benchmarks.summary_weights ../shared/gold/dev
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digests.evaluate.gold import GoldDocument, GoldItem, load_gold
from digests.evaluate.summaries import same, squash
from digests.language.segment import sentences
from digests.sources.drops.documents import read_document
from digests.summaries.furniture import prose
from digests.summaries.summary import WEIGHTS, features_of

Floats = NDArray[np.float64]
_DEFAULT = Path(os.environ.get("TRILATERAL_TESTDATA", "../shared")) / "gold" / "dev"
_RIDGE = 1.0
_ITEM = 0.2
"""How much one sentence of a news item counts beside one of a long document, of which there are fewer."""
_STEPS, _RATE = 1500, 0.5
_NAMES = tuple(WEIGHTS)


@dataclass(frozen=True, slots=True)
class _Sample:
    """One text: features (n, f), labels (n,) and what each of its sentences counts."""

    features: Floats
    labels: Floats
    weight: float


def _of_document(label: GoldDocument) -> _Sample:
    entry = read_document(f"{label.id}.{label.format}", label.text.encode())[0]
    kept = prose(entry.text, label.language, entry.author)
    texts = [squash(entry.text[one.start : one.end]) for one in kept]
    rows = features_of(texts, entry.title, label.language, wire=False)
    for row, one in zip(rows, kept, strict=True):
        row["last_paragraph"] = float(one.paragraph == kept[-1].paragraph)
    key = [squash(label.sentences[index]) for index in label.key]
    return _Sample(_matrix(rows), np.array([float(any(same(k, text) for k in key)) for text in texts]), 1.0)


def _of_item(item: GoldItem) -> _Sample:
    texts = [item.text[start:end] for start, end in sentences(item.text, item.language)]
    labels = np.array([float(index in item.key) for index in range(len(texts))])
    return _Sample(_matrix(features_of(texts, item.title, item.language, wire=True)), labels, _ITEM)


def _matrix(rows: Sequence[dict[str, float]]) -> Floats:
    return np.array([[row.get(name, 0.0) for name in _NAMES] for row in rows])


def _fit(samples: Sequence[_Sample]) -> Floats:
    """Weights (f,): gradient descent on the weighted log loss with a ridge."""
    features = np.vstack([sample.features for sample in samples])
    labels = np.concatenate([sample.labels for sample in samples])
    counts = np.concatenate([np.full(len(sample.labels), sample.weight) for sample in samples])
    weights = np.zeros(features.shape[1])
    ridge = np.array([0.0 if name == "constant" else _RIDGE for name in _NAMES])
    for _ in range(_STEPS):
        error = counts * (1 / (1 + np.exp(-(features @ weights))) - labels)
        weights -= _RATE * (features.T @ error + ridge * weights) / len(labels)
    return weights


def _hits(sample: _Sample, weights: Floats, most: int) -> float:
    """The share of key sentences among the ``most`` weightiest."""
    chosen = np.argsort(-(sample.features @ weights))[:most]
    return float(sample.labels[chosen].mean())


def main() -> None:
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT
    if not directory.is_dir():
        print(f"no labelled set at {directory}: nothing fitted")
        return
    gold = load_gold(directory)
    documents = [_of_document(document) for document in gold.documents]
    items = [_of_item(item) for item in gold.items if item.key]
    left_out = [_fit([*documents[:at], *documents[at + 1 :], *items]) for at in range(len(documents))]
    for most in (2, 3):
        shares = [_hits(one, weights, most) for one, weights in zip(documents, left_out, strict=True)]
        print(f"key share of the {most} weightiest, each document left out in turn: {np.mean(shares):.3f}")
    fitted = _fit([*documents, *items])
    for name, weight in zip(_NAMES, fitted, strict=True):
        print(f"{name:<16} fitted {weight:6.2f}  in use {WEIGHTS[name]:6.2f}")


if __name__ == "__main__":
    main()
