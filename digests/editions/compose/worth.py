"""What a story is worth to a morning's reader, and what speaks for it: a small trained model. Pure.

An editor gives 0 (does not belong), 1 (marginal), 2 (good) or 3 (must be in). The model says how likely 1, 2 and 3 are
reached, each by a sum of weighted features (:mod:`.features`). The weights are made by ``python -m training.worth``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from digests.editions.compose.features import features
from digests.editions.compose.signs import signs_in
from digests.model import Story

LEVELS = ("1", "2", "3")
"""What an editor gives at least, as the keys of the weights."""
_TOLD = 5
"""Features that are named as those which decided."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a story is worth."""

    value: float
    """The worth to be expected, 0 to 3."""
    good: float
    """How likely an editor would send it (2 or 3)."""
    because: tuple[tuple[str, float], ...]
    """The features that spoke most for or against its being good, with what each added."""


def telling_words(story: Story) -> dict[str, float]:
    """Words of the leading report that speak for or against its being good -> what each adds, the most first."""
    weights = _weights()["2"]
    shown = signs_in(story.lead.title, story.lead.entry.lead)
    added = {words: round(weights.get(f"sign:{name}", 0.0), 1) for name, words in shown.items()}
    return dict(sorted(((words, one) for words, one in added.items() if one), key=lambda each: -abs(each[1])))


def worth(story: Story) -> Worth:
    """What ``story`` is worth."""
    found = features(story)
    chances = [_chance(level, found) for level in LEVELS]
    weights = _weights()["2"]
    added = [(name, round(weights[name] * value, 2)) for name, value in found.items() if value and name in weights]
    because = sorted((each for each in added if each[1]), key=lambda each: -abs(each[1]))[:_TOLD]
    return Worth(sum(chances), chances[1], tuple(because))


def _chance(level: str, found: Mapping[str, float]) -> float:
    weights = _weights()[level]
    return 1 / (1 + exp(-weights["always"] - sum(weights.get(name, 0.0) * value for name, value in found.items())))


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """By level, the weight of each feature and of what is always there."""
    table: Mapping[str, Mapping[str, float]] = json.loads(
        files(__package__).joinpath("worth.json").read_text(encoding="utf-8")
    )
    return table
