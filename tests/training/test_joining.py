"""The weights of joining: learned from what comes to be considered as reports come in."""

from collections.abc import Sequence

import numpy as np

from digests.stories.clues import clues
from digests.stories.groups import FEATURES
from digests.stories.judge import Judge, Weights
from tests.digests.stories.press import DAY, HOUR, MONDAY, item, vector
from training.joining import Sample, Teacher, grouped
from training.judging import Lessons

TITLES = ("Crane falls on pier", "Crane falls on the ferry pier", "Ferry pier closed after crane fell", "Rice is dear")


def sample(events: Sequence[str], arrivals: Sequence[Sequence[int]]) -> Sample:
    reports = [
        clues(item(number, title, "", "en", MONDAY + number * HOUR, vector(1, 0.1)))
        for number, title in enumerate(TITLES)
    ]
    return Sample("four", tuple(reports), tuple(events), tuple(events), tuple(map(tuple, arrivals)))


def joining(bias: float) -> Judge:
    return Judge(Weights(np.zeros(len(FEATURES), dtype=np.float32), bias, 0.0))


def test_what_one_arrival_joined_stays_together_when_the_next_comes() -> None:
    groups = grouped(sample("aaab", [(0, 1), (2, 3)]), joining(5.0))
    assert groups[0] == groups[1]
    assert len(set(grouped(sample("aaab", [(0, 1, 2, 3)]), joining(-5.0)))) == 4


def test_an_arrival_long_after_meets_nothing() -> None:
    four = sample("aaab", [(0, 1), (2,)])
    late = clues(item(9, TITLES[2], "", "en", MONDAY + 9 * DAY, vector(1, 0.1)))
    apart = Sample("late", (*four.members[:2], late), four.events[:3], four.events[:3], four.arrivals)
    assert grouped(apart, joining(5.0)) == [0, 0, 2]


def test_a_lesson_counts_by_the_share_of_pairs_that_tell_one_event() -> None:
    lessons = Lessons()
    grouped(sample("aaaa", [(0, 1, 2, 3)]), joining(5.0), Teacher(lessons, np.random.default_rng(0), 1.0))
    assert all(lessons.same)
    mixed = Lessons()
    grouped(sample("aabb", [(0, 1, 2, 3)]), joining(5.0), Teacher(mixed, np.random.default_rng(0), 1.0))
    assert {True, False} == set(mixed.same)
