"""Which earlier story does a story continue? Pure.

A new decision on the same matter days later is a story of its own that links back. The two are compared as groups of
reports are (``cluster``, by the same weights and threshold), but for what makes two reports one event in time: the day,
the gap, which of a series.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from digests.stories.clues import Clues
from digests.stories.groups import FEATURES, Groups
from digests.stories.judge import Weights, trained
from digests.stories.space import Space
from digests.stories.vectors import Pairs

DAYS = 45
"""How far back a story is continued: what comes later has most often a beginning of its own."""
_OF_TIME = frozenset((
    "days between", "days in all", "days, mean", "across: days between", "days", "days, other", "ordinals, other",
    "market's day", "market's day, other",
))  # fmt: skip
"""What does not count here."""
_ALIKE = 0.5
"""Least mean cosine; names and words alone make a region, not a matter."""


def predecessors(
    stories: Mapping[int, Sequence[Clues]],
    earlier: Mapping[int, Mapping[int, Clues]],
    background: Sequence[Clues] = (),
) -> dict[int, int]:
    """Story id -> the id of the story it continues; those that continue none are left out.

    ``stories`` hold their items' clues, ``earlier`` for each of them the lead items of stories that ended before it
    began (by story id); ``background`` says what is rare and what an item is near to anyway.
    """
    members = {clue.id: clue for group in stories.values() for clue in group}
    members |= {clue.id: clue for leads in earlier.values() for clue in leads.values()}
    place = {item_id: index for index, item_id in enumerate(members)}
    space = Space(list(members.values()), [clue for clue in background if clue.id not in members])
    reports = {story_id: [place[clue.id] for clue in group] for story_id, group in stories.items()}
    near = {
        story_id: _near(space, reports[story_id], {old_id: place[lead.id] for old_id, lead in leads.items()})
        for story_id, leads in earlier.items()
        if story_id in reports
    }
    groups, weights = _told(space, reports, near), _timeless(trained().line)
    best = {story_id: _best(groups, reports[story_id][0], leads, weights) for story_id, leads in near.items() if leads}
    return {story_id: old_id for story_id, (score, old_id) in best.items() if score >= weights.least}


def _near(space: Space, reports: Sequence[int], leads: Mapping[int, int]) -> dict[int, int]:
    """Those of ``leads`` that mean much the same."""
    cosines = space.raw[list(leads.values())] @ space.raw[list(reports)].mean(axis=0)
    return {old_id: lead for (old_id, lead), alike in zip(leads.items(), cosines, strict=True) if alike >= _ALIKE}


def _told(space: Space, reports: Mapping[int, Sequence[int]], near: Mapping[int, Mapping[int, int]]) -> Groups:
    """The reports of each story as one group, compared with the leads near to it."""
    pairs = [
        (report, lead) for story_id, leads in near.items() for report in reports[story_id] for lead in leads.values()
    ]
    left, right = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    groups = Groups(space, sorted({*left.tolist(), *right.tolist()}))
    for first, *others in reports.values():
        for other in others:
            groups.join(first, other)
    groups.compare(left, right)
    return groups


def _best(groups: Groups, story: int, leads: Mapping[int, int], weights: Weights) -> tuple[float, int]:
    """The highest score and whose it is."""
    holders: Pairs = groups.holders[list(leads.values())]
    scores = weights.score(groups.evidence(story, holders.tolist())).tolist()
    return max(zip(scores, leads, strict=True))


def _timeless(weights: Weights) -> Weights:
    kept = np.array([name not in _OF_TIME for name in FEATURES], dtype=np.float32)
    return replace(weights, values=weights.values * kept)
