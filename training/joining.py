"""The weights by which reports are joined into stories: ``python -m training.joining DIR[=STORIES.tsv] ...``

Each DIR holds real days (docs/quality.md) or a written sample; STORIES.tsv adds what was labelled beyond it, a line an
item: address, tab, key of its event (``-``: told once). Weights trained without each set are scored on it, then those
of all are written. A logistic regression learns from the merges that an agglomeration comes to consider, first with
rough weights, then with its own, so that it knows groups as it will meet them.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from config.catalogue import load_catalogue
from digests.evaluate.days import holds_days, load_days, plain_url
from digests.evaluate.gold import load_gold
from digests.intake.background import background
from digests.intake.understanding import Analyser
from digests.language.embed import load_embedder
from digests.model import Entry, Item
from digests.stories.clues import Clues, clues
from digests.stories.cluster import Agglomeration, Weights
from digests.stories.groups import FEATURES, Groups
from digests.stories.space import Space
from digests.stories.vectors import Floats

SECONDS = 72 * 3600
WEIGHTS = Path("digests/stories/joining.json")
_ROUNDS = 3
_APART = 0.15
"""Share of the pairs of two events that are learned from (and weigh so much more): there are ten times as many."""
_LARGEST, _POWER = 50.0, 0.3
"""A merge weighs by the pairs of items it decides on, up to so many, to this power."""
_REGULARISATION = 0.05
_WRITTEN = 4.0
"""Weight of a written sample's merges: it is small, and what contradicts (another day, another of a series) stands in
it more often than in real days of two weeks."""
_LEAST = (-0.6, -0.9, -1.2, -1.5)
_CHOSEN = -1.2
"""The threshold with the best F1 of pairs on real days."""
_OTHER_DAY = -0.5
"""Added by hand to what speaks against joining reports that name different days: two weeks hold few meetings of one
kind; the written sample holds many, and loses precision of pairs without (.92 to .88)."""
_ROUGH = {
    "title": 2.0, "text": 4.0, "meaning, mean": 3.0, "same language": 1.6, "across: meaning": 6.0,
    "across: concepts": 8.0, "days between": -0.24,
}  # fmt: skip
_ROUGH_BIAS = -3.2


@dataclass(frozen=True)
class Sample:
    """Items with what is known of their events."""

    name: str
    members: tuple[Clues, ...]
    events: tuple[str, ...]
    """Key of each item's event; ``""``: not known."""
    scored: tuple[str, ...]
    """The same of those that the set's own labels tell."""
    background: tuple[Clues, ...] = ()
    weight: float = 1.0


@dataclass
class Lessons:
    """What an agglomeration considered: evidence, whether both groups tell one event, weight."""

    evidence: list[Floats] = field(default_factory=list)
    same: list[bool] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)


def main() -> int:
    """Print the figures of weights trained without each set, and write those trained on all."""
    analyser = Analyser(load_catalogue(), load_embedder())
    usual = background(analyser)
    samples = [load(argument, analyser, usual) for argument in sys.argv[1:]]
    if not samples:
        print(__doc__)
        return 2
    for sample in samples:
        rest = [other for other in samples if other is not sample]
        if rest:
            weights = train(rest)
            print(f"without {sample.name}")
            for least in _LEAST:
                tried = Weights(weights.values, weights.bias, least)
                print(f"  least {least:5.1f}: {figures(sample, tried)}", flush=True)
    weights = train(samples)
    for sample in samples:
        print(f"all, on {sample.name}: {figures(sample, weights)}")
    write(weights, [sample.name for sample in samples])
    return 0


def load(argument: str, analyser: Analyser, usual: Sequence[Clues]) -> Sample:
    """The sample in a directory of either kind."""
    folder, _, more = argument.partition("=")
    directory = Path(folder)
    if holds_days(directory):
        return _days(directory, Path(more) if more else None, analyser)
    gold = load_gold(directory)
    entries = [
        Entry("feed", item.outlet, item.outlet, item.outlet_country, item.title, item.summary, item.text, url=item.url)
        for item in gold.items
    ]
    members = _read(entries, [item.published for item in gold.items], analyser)
    events = tuple(item.story for item in gold.items)
    return Sample(directory.name, members, events, events, tuple(usual)[: max(0, 300 - len(members))], _WRITTEN)


def _days(directory: Path, more: Path | None, analyser: Analyser) -> Sample:
    days = load_days(directory)
    told = {url: label.story for url, label in days.labels.items() if label.story}
    known = dict(told)
    for line in more.read_text(encoding="utf-8").splitlines() if more else ():
        url, event = line.split("\t")
        known.setdefault(plain_url(url), f"once {url}" if event == "-" else event)
    items = {plain_url(item.url): item for item in days.items}  # of a title that changed, the last
    entries = [
        Entry("feed", item.outlet, item.outlet, item.country, item.title, item.lead, item.text, url=item.url)
        for item in items.values()
    ]
    members = _read(entries, [item.published for item in items.values()], analyser)
    return Sample(
        directory.name,
        members,
        tuple(known.get(url, "") for url in items),
        tuple(told.get(url, "") for url in items),
    )


def _read(entries: Sequence[Entry], published: Sequence[int], analyser: Analyser) -> tuple[Clues, ...]:
    readings = chain.from_iterable(analyser.read(entries[start : start + 256]) for start in range(0, len(entries), 256))
    return tuple(
        clues(Item(number, entry, reading, when, when))
        for number, (entry, reading, when) in enumerate(zip(entries, readings, published, strict=True))
    )


def train(samples: Sequence[Sample]) -> Weights:
    """Weights from all of ``samples``."""
    weights = Weights(np.array([_ROUGH.get(name, 0.0) for name in FEATURES], dtype=np.float32), _ROUGH_BIAS, 0.0)
    lessons = Lessons()
    for number in range(_ROUNDS):
        for sample in samples:
            watch = _lessons(sample, lessons, np.random.default_rng(number))
            grouped(sample, Weights(weights.values, weights.bias, -0.7 if number else 0.0), watch)
        weights = _fit(lessons)
    return weights


def grouped(
    sample: Sample, weights: Weights, watch: Callable[[Groups, int, Sequence[int], Floats], None] | None = None
) -> list[int]:
    """The group of each member."""
    space = Space(sample.members, sample.background)
    everyone = range(len(sample.members))
    run = Agglomeration(space, Groups(space, everyone), weights, SECONDS, watch)
    found = run.run(range(len(sample.members)))
    place = {member: number for number, group in enumerate(found) for member in group}
    return [place[member] for member in range(len(sample.members))]


def figures(sample: Sample, weights: Weights) -> str:
    """Pairs' precision, recall and F1, and recall of those in two languages, by the set's own labels and by all."""
    groups = np.array(grouped(sample, weights))
    tongues = np.array([member.language[:2] for member in sample.members])
    return " | ".join(_pairs(groups, np.array(events), tongues) for events in (sample.scored, sample.events))


def _pairs(groups: np.ndarray, events: np.ndarray, tongues: np.ndarray) -> str:
    known = np.flatnonzero(events != "")
    upper = np.triu(np.ones((len(known), len(known)), dtype=bool), 1)
    same = (events[known][:, None] == events[known][None, :]) & upper
    told = (groups[known][:, None] == groups[known][None, :]) & upper
    across = same & (tongues[known][:, None] != tongues[known][None, :])
    right = int((same & told).sum())
    precision, recall = right / max(1, int(told.sum())), right / max(1, int(same.sum()))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    far = int((across & told).sum()) / max(1, int(across.sum()))
    return f"P {precision:.2f} R {recall:.2f} F1 {f1:.3f}, two languages {far:.2f}"


def _lessons(
    sample: Sample, lessons: Lessons, chance: np.random.Generator
) -> Callable[[Groups, int, Sequence[int], Floats], None]:
    def event(members: Sequence[int]) -> str:
        counts = Counter(sample.events[member] for member in members if sample.events[member])
        return counts.most_common(1)[0][0] if counts else ""

    def watch(groups: Groups, group: int, others: Sequence[int], evidence: Floats) -> None:
        mine = event(groups.members[group])
        if not mine:
            return
        for other, row in zip(others, evidence, strict=True):
            theirs = event(groups.members[other])
            if not theirs or (mine != theirs and chance.random() > _APART):
                continue
            pairs = min(len(groups.members[group]) * len(groups.members[other]), _LARGEST)
            lessons.evidence.append(row)
            lessons.same.append(mine == theirs)
            lessons.weights.append(pairs**_POWER * (1.0 if mine == theirs else 1 / _APART) * sample.weight)

    return watch


def _fit(lessons: Lessons) -> Weights:
    evidence, weights = np.array(lessons.evidence), np.array(lessons.weights)
    middle, width = evidence.mean(axis=0), evidence.std(axis=0) + 1e-6
    model = LogisticRegression(C=_REGULARISATION, max_iter=2000)
    model.fit((evidence - middle) / width, lessons.same, sample_weight=weights / weights.mean())
    values = model.coef_[0] / width
    bias = float(model.intercept_[0] - (values * middle).sum())
    values[FEATURES.index("days, other")] += _OTHER_DAY
    return Weights(values.astype(np.float32), bias, _CHOSEN)


def write(weights: Weights, names: Sequence[str]) -> None:
    """Beside the code that reads them."""
    kept = {
        "trained on": list(names),
        "bias": round(weights.bias, 3),
        "least": weights.least,
        "weights": {name: round(float(value), 3) for name, value in zip(FEATURES, weights.values, strict=True)},
    }
    WEIGHTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
