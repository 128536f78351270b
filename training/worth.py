"""The weights by which a story's worth is told: ``python -m training.worth SETS...``.

    set -> replayed -> its stories, as we made them and as they are labelled -> features, worth -> weights

An editor's labels are few (some hundred stories a set), so the weights begin at what an editor would say beforehand
(:data:`BEFOREHAND`) and move away only as far as the labels insist: logistic regression with a normal prior, one for
each level of worth. Sentence vectors as further features were tried and made the figures on the other set worse.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from config.catalogue import load_catalogue
from digests.editions.compose.features import features
from digests.editions.compose.present import sources
from digests.editions.compose.worth import LEVELS
from digests.evaluate.days import NewsDays, load_days, plain_url, replay
from digests.intake.understanding import Analyser
from digests.language.embed import load_embedder
from digests.model import Grade, Item, Story
from digests.stories.telling import tell

WEIGHTS = Path(__file__).parent.parent / "digests" / "editions" / "compose" / "worth.json"
BEFOREHAND: dict[str, float] = {
    "grade:trilateral": 1.2,
    "grade:bilateral": 0.6,
    "grade:national": -1.2,
    "grade:none": -2.2,
    "partly_between": 1.5,
    "newsrooms": 0.5,
    "reports": 0.2,
    "sides": 0.7,
    "beyond": 0.1,
    "neighbour": 0.5,
    "follow_up": 0.2,
    "mechanism": 0.5,
    "no_sector": -0.6,
    "sign:leaders": 0.5,
    "sign:ministries": 0.6,
    "sign:courts": 0.6,
    "sign:central_banks": 0.3,
    "sign:forces": 0.6,
    "sign:institutions": 0.3,
    "sign:agreement": 0.5,
    "sign:meeting": 0.3,
    "sign:dispute": 0.7,
    "sign:halt": 0.4,
    "sign:controls": 0.6,
    "sign:contract": 0.2,
    "sign:markets": 0.4,
    "sign:opening_quote": -1.2,
    "sign:disaster": 0.5,
    "sign:figures": 0.1,
    "sign:history": 0.2,
    "sign:tourism": 0.2,
    "sign:technology": 0.2,
    "sign:retail": -0.5,
    "sign:promotion": -1.2,
    "sign:fund_launch": -1.2,
    "sign:quiz": -3.0,
    "sign:lesson": -3.0,
    "sign:horoscope": -3.0,
    "sign:notice": -1.0,
    "sign:picture": -1.0,
    "sign:opinion": -0.6,
    "sign:roundup": -1.5,
    "sign:series": -1.5,
    "sign:entertainment": -0.6,
    "sign:sport": -1.5,
    "sign:crime": -0.7,
    "sign:oddity": -1.2,
    "sign:flash": -0.5,
    "sign:macro": 0.5,
    "sign:assembly": 0.5,
    "sign:plunge": 0.4,
    "sign:powers": 0.4,
    "sign:culture": -0.5,
    "sign:appointment": -0.5,
    "sign:accident": -0.7,
    "sign:weather": -0.8,
}
"""What an editor says beforehand of how each feature counts for a story's being good."""
_ALWAYS = {"1": 0.0, "2": -1.0, "3": -2.5}
_HELD = 20.0
"""How hard the weights are held to what was said beforehand: chosen where the other set's figures were best."""
_BETWEEN = ("bilateral", "trilateral")
_COUNTS = {True: 1.5, False: 0.5}
"""How much a story counts that is between the countries, and any other."""
_STEPS = 60

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A story with its worth."""

    found: dict[str, float]
    worth: int
    between: bool


def samples(days: NewsDays, reader: Analyser) -> list[Sample]:
    """The stories of all mornings whose worth is known, as we made them and as they are labelled, each once."""
    mornings = replay(days, reader).stories.values()
    stories = [story for morning in mornings for story in (*morning, *_as_labelled(days, morning))]
    unique = {(_urls(story), story.grade): story for story in stories}
    known = ((story, _worth(days, story)) for story in unique.values())
    return [Sample(features(story), value, story.grade in _BETWEEN) for story, value in known if value is not None]


def _urls(story: Story) -> frozenset[str]:
    return frozenset(plain_url(link.url) for link in sources(story) if link.url)


def _worth(days: NewsDays, story: Story) -> int | None:
    """What the best of its reports is labelled with; whatever is unlabelled and no doubtful case is not between the
    countries, so that it is worth nothing where we say it is."""
    urls = _urls(story)
    labelled = [days.labels[url].worth for url in urls if url in days.labels]
    if labelled:
        return max(labelled)
    return 0 if story.grade in _BETWEEN and not urls & days.unsure else None


def _as_labelled(days: NewsDays, stories: Sequence[Story]) -> Iterator[Story]:
    """The labelled items of a morning, joined and graded as their labels say."""
    events: dict[str, list[Item]] = defaultdict(list)
    grades: dict[str, list[tuple[Grade, tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for item in (item for story in stories for item in story.items):
        label = days.labels.get(plain_url(item.entry.url or ""))
        if label:
            events[label.story].append(item)
            grades[label.story].append((label.grade, label.countries, label.sectors))
    for event, items in events.items():
        told = tell(items)
        (grade, countries, sectors), _ = Counter(grades[event]).most_common(1)[0]
        ordered = tuple(sorted(items, key=lambda item: item.published))
        yield Story(0, ordered, told.lead_id, grade, countries, sectors, told.mechanisms)


def fit(known: Sequence[Sample], names: Sequence[str], level: str) -> Floats:
    """Weights of ``names`` and, last, of what is always there, for reaching ``level``: Newton's method."""
    table = _table(known, names)
    reached = np.array([sample.worth >= int(level) for sample in known], dtype=float)
    counts = np.array([_COUNTS[sample.between] for sample in known])
    before = np.array([*(BEFOREHAND.get(name, 0.0) for name in names), _ALWAYS[level]])
    held = np.array([*([_HELD] * len(names)), 0.01])
    weights = before.copy()
    for _ in range(_STEPS):
        chance = _chances(table, weights)
        slope = table.T @ (counts * (chance - reached)) + held * (weights - before)
        bend = (table * (counts * chance * (1 - chance))[:, None]).T @ table + np.diag(held)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def _table(known: Sequence[Sample], names: Sequence[str]) -> Floats:
    return np.array([[*(sample.found.get(name, 0.0) for name in names), 1.0] for sample in known])


def _chances(table: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-table @ weights)))


def _figures(known: Sequence[Sample], chance: Floats) -> str:
    """How well ``chance`` tells the good ones from the others, among those between the countries and among all."""
    good = np.array([sample.worth >= 2 for sample in known])
    between = np.array([sample.between for sample in known])
    sent = between & (chance >= 0.5)
    return (
        f"{between.sum()} between the countries, {good[between].sum()} good: area under the curve "
        f"{_area(good[between], chance[between]):.3f}; {sent.sum()} sent, of which good {good[sent].mean():.3f}; "
        f"all {len(known)}: {_area(good, chance):.3f}"
    )


def _area(good: NDArray[np.bool_], chance: Floats) -> float:
    """How often a good one is ahead of one that is not."""
    ahead = chance[good][:, None] - chance[~good][None, :]
    return float(((ahead > 0) + 0.5 * (ahead == 0)).mean())


def main(directories: Sequence[str], say: Callable[[str], object] = print) -> None:
    """Fit on all but one set, say the figures on that one, for each; then write the weights of all."""
    reader = Analyser(load_catalogue(), load_embedder())
    sets = {Path(directory).name: samples(load_days(Path(directory)), reader) for directory in directories}
    names = sorted({name for known in sets.values() for sample in known for name in sample.found} | set(BEFOREHAND))
    for name, left in sets.items():
        others = [sample for other, known in sets.items() if other != name for sample in known]
        if others:
            chances = _chances(_table(left, names), fit(others, names, "2"))
            say(f"{name}, weights of the others: {_figures(left, chances)}")
    every = [sample for known in sets.values() for sample in known]
    weights = {
        level: {
            name: round(float(weight), 3)
            for name, weight in zip((*names, "always"), fit(every, names, level), strict=True)
            if abs(weight) >= 0.005
        }
        for level in LEVELS
    }
    WEIGHTS.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    say(f"{WEIGHTS.name} written")


if __name__ == "__main__":
    main(sys.argv[1:])
