"""Which two of the three an item is about, or all three: signs, weighed by a small trained model.

    Scene -> signs of each pair and of the three -> weights -> probabilities -> Verdict, with the signs that led

Logistic regression, one for pairs and one for the three: ``parties.toml``, made by ``python -m training.about``.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from typing import Any, TypeAlias

from digests.model import COUNTRIES, Grade, Sign
from digests.tagging.dealings import Dealing
from digests.tagging.scene import Scene
from digests.tagging.signs import Signs, signs_of_pair, signs_of_three

Pair: TypeAlias = tuple[str, str]
PAIRS: tuple[Pair, ...] = tuple(combinations(COUNTRIES, 2))
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whom an item is about by the model: two, three, or () where it is about one at most."""

    countries: tuple[str, ...]
    probability: float
    signs: tuple[Sign, ...]
    """The heaviest first."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One logistic regression."""

    bias: float
    threshold: float
    """From this probability on it is so."""
    signs: Mapping[str, float]

    def weigh(self, signs: Signs) -> float:
        total = self.bias + sum(self.signs.get(sign, 0.0) * value for sign, value in signs.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def heaviest(self, signs: Signs) -> tuple[Sign, ...]:
        weighed = [
            Sign(sign, round(self.signs[sign] * value, 2)) for sign, value in signs.items() if sign in self.signs
        ]
        return tuple(sorted(weighed, key=lambda one: -abs(one.weight))[:_SHOWN])


def candidates(scene: Scene) -> tuple[tuple[Pair, ...], bool]:
    """Which pairs and whether the three may be what the item is about at all: each named, or the publisher's own."""
    standings = scene.standings
    named = sum(standing.named for standing in standings.values())
    pairs = tuple(
        pair
        for pair in PAIRS
        if all(standings[country].level != "-" for country in pair) and any(standings[c].named for c in pair)
    )
    return pairs, named > 1 and all(standing.level != "-" for standing in standings.values())


class Parties:
    """The model. Build once."""

    def __init__(self, weights: Mapping[str, Any] | None = None) -> None:
        """``weights``: the file as it stands; the packaged one where none is given."""
        table = weights or tomllib.loads((files("digests.tagging") / "parties.toml").read_text(encoding="utf-8"))
        self._pair, self._three = _weights(table["pair"]), _weights(table["three"])

    def judge(self, scene: Scene, cues: Mapping[str, Dealing], ruled: tuple[Grade, tuple[str, ...]]) -> Verdict:
        """``ruled``: grade and countries by the rules."""
        pairs, three = candidates(scene)
        seen = {pair: signs_of_pair(scene, pair, cues, ruled) for pair in pairs}
        return self.decide(seen, signs_of_three(scene, cues, ruled) if three else None)

    def decide(self, pairs: Mapping[Pair, Signs], three: Signs | None) -> Verdict:
        """The three where they are likely enough, else the likeliest pair where that is."""
        if three and (chance := self._three.weigh(three)) >= self._three.threshold:
            return Verdict(COUNTRIES, chance, self._three.heaviest(three))
        chances = {pair: self._pair.weigh(signs) for pair, signs in pairs.items()}
        if not chances:
            return Verdict((), 0.0, ())
        best = max(chances, key=lambda pair: chances[pair])
        held = chances[best] >= self._pair.threshold
        return Verdict(best if held else (), chances[best], self._pair.heaviest(pairs[best]))


def _weights(table: Mapping[str, Any]) -> Weights:
    return Weights(table["bias"], table["threshold"], table["signs"])
