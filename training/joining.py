"""The weights by which reports are joined into stories: ``python -m training.joining DIR[=STORIES.tsv] ...``

Each DIR holds real days (docs/quality.md) or a written sample; STORIES.tsv adds what was labelled beyond it, a line an
item: address, tab, key of its event (``-``: told once). Weights trained without each set are scored on it, then those
of all are written. Both models (``judging``) learn from the merges that come to be considered where the sample is taken
in morning by morning and what was joined stays, first with rough weights, then with the line's own, so that they know
groups, and the mistakes in them, as they will meet them.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from pathlib import Path

import numpy as np

from config.catalogue import load_catalogue
from digests.evaluate.days import holds_days, load_days, plain_url
from digests.evaluate.gold import GoldItem, load_gold, squeezed
from digests.intake.background import background
from digests.intake.understanding import Analyser
from digests.language.embed import load_embedder
from digests.model import Entry, Item
from digests.stories.clues import Clues, clues
from digests.stories.cluster import Agglomeration
from digests.stories.groups import FEATURES, Groups
from digests.stories.judge import Judge, Weights
from digests.stories.space import Space
from digests.stories.vectors import Floats
from training.judging import Lessons, fit_line, fit_trees, write

SECONDS = 72 * 3600
Watch = Callable[[Groups, int, Sequence[int], Floats], None]
_ROUNDS = 2
_APART = 0.15
"""Share of the pairs of two events that are learned from (and weigh so much more): there are ten times as many."""
_LARGEST, _POWER = 50.0, 0.3
"""A merge weighs by the pairs of items it decides on, up to so many, to this power."""
_WRITTEN = 1.0
"""Weight of a written sample's merges, which count twice: it is small, and what contradicts (another day, another of a
series) stands in it more often than in real days of two weeks."""
_LEAST = (-0.8, -1.2, -1.6, -2.0)
_TRIED = -0.5
"""The threshold with which lessons are gathered."""
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
    arrivals: tuple[tuple[int, ...], ...]
    """The members as they come in: of real days what each morning's feeds hold."""
    background: tuple[Clues, ...] = ()
    weight: float = 1.0


def main() -> int:
    """Print the figures of weights trained without each set, and write those trained on all."""
    analyser = Analyser(load_catalogue(), load_embedder())
    usual = background(analyser)
    sets = [load(argument, analyser, usual) for argument in sys.argv[1:]]
    if not sets:
        print(__doc__)
        return 2
    for samples in sets:
        if rest := [sample for others in sets if others is not samples for sample in others]:
            judge = train(rest)
            for sample in samples:
                print(f"without {sample.name}")
                for least in _LEAST:
                    tried = replace(judge, line=replace(judge.line, least=least))
                    print(f"  least {least:5.1f}: {figures(sample, tried)}", flush=True)
    judge = train([sample for samples in sets for sample in samples])
    for sample in (sample for samples in sets for sample in samples):
        print(f"all, on {sample.name}: {figures(sample, judge)}")
    write(judge, [samples[0].name for samples in sets])
    return 0


def load(argument: str, analyser: Analyser, usual: Sequence[Clues]) -> list[Sample]:
    """The sample in a directory of either kind; a written one twice, once with its dates squeezed."""
    folder, _, more = argument.partition("=")
    directory = Path(folder)
    if holds_days(directory):
        return [_days(directory, Path(more) if more else None, analyser)]
    gold = load_gold(directory)
    earlier = squeezed(gold.items)
    return [
        _written(directory.name, gold.items, [item.published for item in gold.items], analyser, usual),
        _written(
            f"{directory.name}, squeezed",
            gold.items,
            [item.published - earlier[item.url] for item in gold.items],
            analyser,
            usual,
        ),
    ]


def _written(
    name: str, items: Sequence[GoldItem], published: Sequence[int], analyser: Analyser, usual: Sequence[Clues]
) -> Sample:
    entries = [
        Entry("feed", item.outlet, item.outlet, item.outlet_country, item.title, item.summary, item.text, url=item.url)
        for item in items
    ]
    members = _read(entries, published, analyser)
    events = tuple(item.story for item in items)
    together = (tuple(range(len(members))),)
    return Sample(name, members, events, events, together, tuple(usual)[: max(0, 300 - len(members))], _WRITTEN)


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
        tuple(_arrivals([member.published for member in members], sorted(days.mornings))),
    )


def _arrivals(published: Sequence[int], mornings: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """What came since the last morning, last what none is late enough for."""
    for after, until in pairwise((0, *mornings, 2**62)):
        yield tuple(index for index, when in enumerate(published) if after < when <= until)


def _read(entries: Sequence[Entry], published: Sequence[int], analyser: Analyser) -> tuple[Clues, ...]:
    readings = chain.from_iterable(analyser.read(entries[start : start + 256]) for start in range(0, len(entries), 256))
    return tuple(
        clues(Item(number, entry, reading, when, when))
        for number, (entry, reading, when) in enumerate(zip(entries, readings, published, strict=True))
    )


def train(samples: Sequence[Sample]) -> Judge:
    """What all of ``samples`` teach."""
    weights = Weights(np.array([_ROUGH.get(name, 0.0) for name in FEATURES], dtype=np.float32), _ROUGH_BIAS, 0.0)
    lessons = Lessons()
    for number in range(_ROUNDS):
        for sample in samples:
            teacher = Teacher(lessons, np.random.default_rng(number), sample.weight)
            grouped(sample, Judge(replace(weights, least=_TRIED if number else 0.0)), teacher)
        weights = fit_line(lessons)
    return Judge(weights, fit_trees(lessons))


def grouped(sample: Sample, judge: Judge, teacher: "Teacher | None" = None) -> list[int]:
    """The group of each member: taken in arrival by arrival, what was joined stays together."""
    homes: dict[int, int] = {}
    for arrival in filter(None, sample.arrivals):
        first = min(sample.members[index].published for index in arrival) - SECONDS
        open_ = {home for index, home in homes.items() if sample.members[index].published >= first}
        window = sorted([*arrival, *(index for index, home in homes.items() if home in open_)])
        for group in _joined(sample, window, homes, judge, teacher):
            homes |= dict.fromkeys(group, min([homes.get(index, index) for index in group]))
    return [homes[index] for index in range(len(sample.members))]


def _joined(
    sample: Sample,
    window: Sequence[int],
    homes: Mapping[int, int],
    judge: Judge,
    teacher: "Teacher | None",
) -> Iterator[list[int]]:
    """``window`` in groups of members."""
    space = Space([sample.members[index] for index in window], sample.background)
    everyone = range(len(window))
    watch = teacher.watching([sample.events[index] for index in window]) if teacher else None
    run = Agglomeration(space, Groups(space, everyone), judge, SECONDS, watch)
    run.hold([homes.get(index) for index in window], everyone)
    for group in run.run(everyone):
        yield [window[place] for place in group]


def figures(sample: Sample, judge: Judge) -> str:
    """Pairs' precision, recall and F1, and recall of those in two languages, by the set's own labels and by all."""
    groups = np.array(grouped(sample, judge))
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


@dataclass(frozen=True)
class Teacher:
    """Notes what an agglomeration considers, with what labels say of it."""

    lessons: Lessons
    chance: np.random.Generator
    weight: float

    def watching(self, events: Sequence[str]) -> Watch:
        """For a space whose members tell ``events``."""

        def told(members: Sequence[int]) -> Counter[str]:
            return Counter(events[member] for member in members if events[member])

        def watch(groups: Groups, group: int, others: Sequence[int], evidence: Floats) -> None:
            mine = told(groups.members[group])
            for other, row in zip(others if mine else (), evidence, strict=False):
                if theirs := told(groups.members[other]):
                    self._note(row, mine, theirs)

        return watch

    def _note(self, row: Floats, mine: Counter[str], theirs: Counter[str]) -> None:
        """Both that some pairs of items tell one event and that some do not, by their shares."""
        pairs = mine.total() * theirs.total()
        same = sum(count * theirs[event] for event, count in mine.items()) / pairs
        weight = min(pairs, _LARGEST) ** _POWER * self.weight
        if same:
            self.lessons.add(row, True, weight * same)
        if 0 < same < 1:
            self.lessons.add(row, False, weight * (1 - same))
        elif not same and self.chance.random() < _APART:
            self.lessons.add(row, False, weight / _APART)


if __name__ == "__main__":
    raise SystemExit(main())
