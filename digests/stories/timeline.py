"""Which earlier story does a story continue? Pure.

A new decision on the same matter days later is a story of its own that links back. What makes two reports one event
in time (the day, the gap, which of a series) does not count here; what they are about does.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from digests.stories.clues import Clues
from digests.stories.evidence import FEATURES, Window
from digests.stories.vectors import Floats

DAYS = 45
"""How far back a story is continued: what comes later has most often a beginning of its own."""
_WEIGHTS = {
    "cosine": 24.0, "hub": -19.2, "words_han": 12.6, "words_korean": 20.0, "names": 0.24, "amounts": 0.62,
    "countries": 0.25, "countries_other": -1.0, "sectors": 0.45, "mechanism": 0.1, "mechanism_other": -4.0,
}  # fmt: skip
"""Logistic regression over pairs of one event, what is about time left out: a matter is wider than an event, and what
an item is near to anyway counts less against it than ``stories.cluster`` lets it."""
_CONTINUES = 6.5
"""Score from which the earlier story is taken; on 165 labelled stories five of the six pairs above it are right."""
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
    window = Window(list(members.values()), [clue for clue in background if clue.id not in members])
    place = {item_id: index for index, item_id in enumerate(members)}
    weights = np.array([_WEIGHTS.get(name, 0.0) for name in FEATURES], dtype=np.float32)
    found: dict[int, int] = {}
    for story_id, group in stories.items():
        scored = [
            (_agreement(window, weights, [place[clue.id] for clue in group], place[lead.id]), old_id)
            for old_id, lead in earlier.get(story_id, {}).items()
        ]
        score, old_id = max(scored, default=(0.0, 0))
        if score >= _CONTINUES:
            found[story_id] = old_id
    return found


def _agreement(window: Window, weights: Floats, group: Sequence[int], lead: int) -> float:
    left = np.array(group, dtype=np.intp)
    cosine = float((window.vectors[left] @ window.vectors[lead]).mean())
    if cosine < _ALIKE:
        return 0.0
    return float((window.evidence(left, np.full(len(left), lead, dtype=np.intp)) @ weights).mean())
