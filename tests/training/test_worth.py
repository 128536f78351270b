"""The weights of worth: made from labels, held to what an editor says beforehand."""

from digests.editions.compose.worth import LEVELS
from training.worth import BEFOREHAND, Sample, fit

NAMES = sorted(BEFOREHAND)


def sample(worth: int, **found: float) -> Sample:
    return Sample({name.replace("_", ":", 1): value for name, value in found.items()}, worth, between=True)


def weight(known: list[Sample], name: str) -> float:
    return float(fit(known, NAMES, "2")[NAMES.index(name)])


def test_without_labels_the_weights_are_those_of_the_beginning() -> None:
    known = [sample(0), sample(3)]
    assert abs(weight(known, "sign:quiz") - BEFOREHAND["sign:quiz"]) < 0.01


def test_labels_move_a_weight_as_far_as_they_insist() -> None:
    little = [sample(3, sign_retail=1), sample(0)] * 3
    much = [sample(3, sign_retail=1), sample(0)] * 100
    assert BEFOREHAND["sign:retail"] < weight(little, "sign:retail") < 0 < weight(much, "sign:retail")


def test_each_level_is_reached_by_fewer() -> None:
    known = [sample(worth) for worth in (0, 1, 2, 3)] * 20
    always = [float(fit(known, NAMES, level)[-1]) for level in LEVELS]
    assert always == sorted(always, reverse=True)
