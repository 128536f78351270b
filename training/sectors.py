"""The weights of the sectors: ``python -m training.sectors SETS... [--more FILE...] [--write]``.

    labelled news -> how often each word is right -> witnesses -> one logistic regression over all sectors (pooled)
    its log-odds, the words of the other sectors, the vector -> one logistic regression a sector -> sectors.npz

An item never hears what it, or another of its story, said of a word: else words that stand once would be always right.
Each set of real days is scored by weights that were trained without it.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from config.catalogue import load_catalogue
from digests.language.embed import UNIVERSAL_SENTENCE_ENCODER, load_embedder
from digests.tagging import weights as weighing
from digests.tagging.finds import WITNESSES, Finds, Trust, expected
from digests.tagging.sectors import SectorTagger
from digests.tagging.weights import SectorWeights
from training.labelled import INVENTED, Labelled, Sample, labelled, samples

_PRIOR = 10.0
"""Stories that a word's weight in its list counts for, beside those in which it was right or wrong."""
_FEWEST = 2
"""Stories from which what was learnt of a word is kept."""
_THRESHOLD = 0.40
"""The probability from which tagging gives the best micro-F1 on either set by the other: about half of what is
reached."""
_REGULARITY, _MEANING, _OWN = 0.5, 2.0, 3.0
"""Of the regressions of the sectors: how free they are, and how much the vector and the sector's own words are scaled
up before, that is, freed."""
_ENOUGH = 3
"""Labelled items without which a sector is left to the pooled weights."""
_USUAL = 20
"""Items of a language from which their mean says what its news is usually like."""
_FILE = Path(weighing.__file__).with_name("sectors.npz")

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Material:
    """Labelled samples with their words, and what is known of all."""

    tagger: SectorTagger
    names: tuple[str, ...]
    samples: Sequence[Sample]
    finds: Sequence[Finds]
    centres: Mapping[str, NDArray[np.float32]]

    def right(self, rows: Iterable[int]) -> NDArray[np.bool_]:
        """(rows, sectors): whether the sample is about the sector."""
        return np.array([[name in (self.samples[row].labelled.sectors or ()) for name in self.names] for row in rows])


def trained(material: Material, rows: Sequence[int]) -> SectorWeights:
    """The weights that the samples of those rows give."""
    counts = _counts(material, rows)
    blank = _blank(material, _trusts(counts))
    heard = [_without(counts, material.samples[row].labelled.story) for row in rows]
    witnesses = np.stack([_witnesses(material, blank, row, trust) for row, trust in zip(rows, heard, strict=True)])
    right = material.right(rows)
    pooled = LogisticRegression(max_iter=1000).fit(witnesses.reshape(-1, witnesses.shape[2]), right.reshape(-1))
    weights = replace(blank, pooled=np.append(pooled.coef_[0], pooled.intercept_).astype(np.float32))
    return _each(material, rows, weights, witnesses, right)


def _each(
    material: Material, rows: Sequence[int], weights: SectorWeights, witnesses: Numbers, right: NDArray[np.bool_]
) -> SectorWeights:
    """The regression of each sector that has enough labels."""
    by_words = np.stack([weights.by_words(each) for each in witnesses])
    best = witnesses[:, :, [WITNESSES.index("title"), WITNESSES.index("lead")]].transpose(0, 2, 1)
    meaning = np.stack([_centred(material, row) for row in rows])
    shared = np.hstack([best.reshape(len(rows), -1), _MEANING * meaning])
    words, others, vectors, constants = [], [], [], []
    names = [name for column, name in enumerate(material.names) if right[:, column].sum() >= _ENOUGH]
    for name in names:
        column = material.names.index(name)
        features = np.hstack([_OWN * by_words[:, [column]], shared])
        model = LogisticRegression(C=_REGULARITY, max_iter=500).fit(features, right[:, column])
        own, rest = model.coef_[0][0], model.coef_[0][1:]
        count = 2 * len(material.names)
        words.append(_OWN * own)
        others.append(rest[:count].reshape(2, -1)[:, [material.names.index(each) for each in names]].reshape(-1))
        vectors.append(_MEANING * rest[count:])
        constants.append(model.intercept_[0])
    return replace(
        weights,
        names=tuple(names),
        words=np.array(words, dtype=np.float32),
        others=np.array(others, dtype=np.float32),
        meaning=np.array(vectors, dtype=np.float32),
        constants=np.array(constants, dtype=np.float32),
    )


_Counts = dict[tuple[str, str], dict[str, list[int]]]
"""By sector and word, by story: items that hold the word, and those of them that are about the sector."""


def _counts(material: Material, rows: Iterable[int]) -> _Counts:
    counts: _Counts = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in rows:
        given = material.samples[row].labelled
        for name, hits in material.finds[row].hits.items():
            for word in {hit.word for hit in hits if hit.place[0] != "text" or hit.place[1] == 0}:
                seen = counts[name, word][given.story]
                seen[0] += 1
                seen[1] += name in (given.sectors or ())
    return counts


def _trusts(counts: _Counts) -> dict[tuple[str, str], tuple[int, float]]:
    """Stories that hold the word, and the sum of the shares of each that are about the sector."""
    return {key: (len(told), sum(yes / of for of, yes in told.values())) for key, told in counts.items()}


def _without(counts: _Counts, story: str) -> Trust:
    """What is known of words from all other stories."""

    def trust(name: str, word: str, worth: float) -> float:
        told = counts.get((name, word), {})
        others = [yes / of for other, (of, yes) in told.items() if other != story]
        return (sum(others) + _PRIOR * expected(worth)) / (len(others) + _PRIOR)

    return trust


def _blank(material: Material, trusts: Mapping[tuple[str, str], tuple[int, float]]) -> SectorWeights:
    """Weights that know how far words are to be trusted, and nothing else."""
    worths = {
        (name, hit.word): hit.worth for finds in material.finds for name, hits in finds.hits.items() for hit in hits
    }
    trusted = {
        key: (right + _PRIOR * expected(worths[key])) / (stories + _PRIOR)
        for key, (stories, right) in sorted(trusts.items())
        if stories >= _FEWEST
    }
    return replace(_UNTRAINED, centres=material.centres, trusts=trusted)


def _witnesses(material: Material, weights: SectorWeights, row: int, trust: Trust) -> Numbers:
    sample = material.samples[row]
    return np.asarray(material.tagger.witnesses(material.finds[row], sample.vector, sample.mechanisms, trust))


def _centred(material: Material, row: int) -> Numbers:
    sample = material.samples[row]
    centre = material.centres.get(sample.passages.language)
    return np.zeros_like(sample.vector) if centre is None or not sample.vector.any() else (sample.vector - centre)


def _f1(right: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    return float(2 * (right & said).sum() / max(1, right.sum() + said.sum()))


def _said(material: Material, weights: SectorWeights, rows: Sequence[int]) -> NDArray[np.bool_]:
    tagger = material.tagger.with_weights(weights)
    said = []
    for row in rows:
        sample = material.samples[row]
        tags = {tag.name for tag in tagger.tag(sample.passages, sample.vector, sample.mechanisms)}
        said.append([name in tags for name in material.names])
    return np.array(said)


def _material(directories: Sequence[Path], more: Sequence[Path]) -> Material:
    catalogue, embedder = load_catalogue(), load_embedder()
    tagger = SectorTagger(catalogue.sectors, embedder, catalogue.mechanisms, catalogue.apart, _UNTRAINED)
    given = list(samples(list(labelled(directories, more)), catalogue, embedder))
    known = [sample for sample in given if sample.labelled.sectors is not None]
    finds = [tagger.find(sample.passages) for sample in known]
    return Material(tagger, tuple(sector.id for sector in catalogue.sectors), known, finds, _centres(given))


def _centres(given: Iterable[Sample]) -> dict[str, NDArray[np.float32]]:
    """By language, the mean of real news, or of what there is."""
    real: dict[str, list[NDArray[np.float32]]] = defaultdict(list)
    every: dict[str, list[NDArray[np.float32]]] = defaultdict(list)
    for sample in given:
        if sample.vector.any():
            every[sample.passages.language].append(sample.vector)
            if sample.labelled.part:
                real[sample.passages.language].append(sample.vector)
    return {
        language: np.mean(real[language] if len(real[language]) >= _USUAL else vectors, axis=0)
        for language, vectors in sorted(every.items())
        if len(vectors) >= _USUAL
    }


_NOTHING = np.zeros(0, dtype=np.float32)
_UNTRAINED = SectorWeights(
    names=(),
    embedder=UNIVERSAL_SENTENCE_ENCODER,
    threshold=_THRESHOLD,
    pooled=np.zeros(len(WITNESSES) + 3, dtype=np.float32),
    words=_NOTHING,
    others=_NOTHING,
    meaning=_NOTHING,
    constants=_NOTHING,
    centres={},
    trusts={},
)


_PARTS = {
    "labelled": ("a", "b", "c"),
    "a random sample": ("b",),
    "between the countries": ("a",),
    "further labels": ("more",),
    "written": ("",),
}
"""Which parts of a set are scored together."""


def _rows(material: Material, wanted: Callable[[Labelled], bool]) -> list[int]:
    return [row for row, sample in enumerate(material.samples) if wanted(sample.labelled)]


def _part(material: Material, row: int) -> str:
    return material.samples[row].labelled.part


def _report(material: Material, name: str) -> Iterator[str]:
    """One set, scored by weights that were trained without it."""
    weights = trained(material, _rows(material, lambda given: given.set != name))
    for part, kinds in _PARTS.items():
        rows = [row for row in _rows(material, lambda given: given.set == name) if _part(material, row) in kinds]
        if rows:
            score = _f1(material.right(rows), _said(material, weights, rows))
            yield f"{name}, {part} ({len(rows)}): micro-F1 {score:.3f}"


def main() -> None:
    """Score each set without it; with --write, train on all and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--more", nargs="*", type=Path, default=[])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    material = _material(given.sets, given.more)
    for name in dict.fromkeys(sample.labelled.set for sample in material.samples):
        if name != INVENTED:
            for line in _report(material, name):
                print(line)
    if given.write:
        content = trained(material, range(len(material.samples))).write()
        _FILE.write_bytes(content)
        print(f"{_FILE.name}: {len(content):,} bytes, {len(material.samples)} items")


if __name__ == "__main__":
    main()
