"""Which of the new groups is which of the stories we know, so that a story keeps its id while it grows. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Naming:
    """Who is who after a clustering."""

    groups: tuple[tuple[int | None, tuple[int, ...]], ...]
    """(story id, item ids); ``None`` = a new story."""
    merged: Mapping[int, int]
    """A story that is no more -> the one that took it in."""


def name(groups: Sequence[tuple[int, ...]], home: Mapping[int, int | None], pinned: Mapping[int, int | None]) -> Naming:
    """Give each group the oldest story id it has a right to.

    ``home`` is the story each item was in, ``pinned`` the one an admin put it in. A story's id goes to the group that
    holds most of its items (the earlier one where two hold as many); a group with a right to several ids keeps the
    smallest, that is the oldest, and the others are merged into it.
    """
    held: dict[int, Counter[int]] = {}
    for index, group in enumerate(groups):
        for item_id in group:
            story_id = home.get(item_id)
            if story_id is not None:
                held.setdefault(story_id, Counter())[index] += 1
    heir = {story_id: max(counts, key=lambda index: (counts[index], -index)) for story_id, counts in held.items()}
    heir |= {story_id: index for index, group in enumerate(groups) for i in group if (story_id := pinned.get(i))}
    rights: dict[int, list[int]] = {}
    for story_id, index in heir.items():
        rights.setdefault(index, []).append(story_id)
    named = tuple((min(rights[index]) if index in rights else None, tuple(group)) for index, group in enumerate(groups))
    merged = {story_id: kept for ids in rights.values() for story_id in ids if (kept := min(ids)) != story_id}
    return Naming(named, merged)
