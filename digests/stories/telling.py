"""What a story says of itself, voted by its items: who leads, how wide, about whom and what. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from digests.model import COUNTRIES, GRADES, Grade, Item, Reading, Story
from digests.stories.wholeness import is_flash, whole_version

_SHARE = 0.4
"""A tag belongs to the story when this share of its items carries it: one reader's miss does not lose it."""
_FULL_REPORT = 200
"""Characters of text from which a report can speak for the story; a flash does so only where nothing longer is."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The fields of a story that its items decide together."""

    lead_id: int
    grade: Grade
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tags:
    """What an item is about, as it is shown and exported."""

    grade: Grade
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    mechanisms: tuple[str, ...]

    @classmethod
    def alone(cls, reading: Reading) -> Self:
        """What the item says by itself."""
        sectors, mechanisms = (tuple(tag.name for tag in tags) for tags in (reading.sectors, reading.mechanisms))
        return cls(reading.grade, reading.countries, sectors, mechanisms)


def tell(items: Sequence[Item]) -> Telling:
    """The vote of ``items`` (at least one, in order of publication)."""
    grade = _grade(items)
    return Telling(
        lead(items).id,
        grade,
        _voted([item.reading.countries for item in items if item.reading.grade == grade]),
        _strongest([{tag.name: tag.weight for tag in item.reading.sectors} for item in items]),
        _strongest([{tag.name: tag.weight for tag in item.reading.mechanisms} for item in items]),
    )


def tags_as_told(item: Item, story: Story | None) -> Tags:
    """Grade and countries by itself, sectors and mechanisms by the vote of its story where several tell it.

    One report leaves out of which field an event is, another names it; but of one press conference a report may be on
    two countries and the next on one, and both be right.
    """
    alone = Tags.alone(item.reading)
    if story is None or len(story.items) < 2:
        return alone
    return Tags(alone.grade, alone.countries, story.sectors, story.mechanisms)


def lead(items: Sequence[Item]) -> Item:
    """The item most like all the others, in its desk's last and whole version: full reports before flashes, the earlier
    before the later."""
    return whole_version(_middle(items), items)


def _middle(items: Sequence[Item]) -> Item:
    calm = [item for item in items if not is_flash(item.title)] or list(items)
    full = [item for item in items if len(item.entry.text) >= _FULL_REPORT] or calm
    vectors = [np.frombuffer(item.reading.vector, dtype="<f4") for item in items]
    width = max(vector.size for vector in vectors)
    if len(items) < 3 or not width:
        return full[0]
    known = {item.id: vector for item, vector in zip(items, vectors, strict=True) if vector.size == width}
    middle = np.sum(list(known.values()), axis=0)  # of one model, where an older one read some of the items
    likeness = {item_id: float(vector @ middle) for item_id, vector in known.items()}
    return max(full, key=lambda item: likeness.get(item.id, 0.0))


def headlines(story: Story) -> Mapping[str, Item]:
    """For each language the story is told in, the item whose title stands for it; the lead's language first."""
    by_language: dict[str, list[Item]] = {story.lead.language: []}
    for item in story.items:
        by_language.setdefault(item.language, []).append(item)
    return {
        language: story.lead if language == story.lead.language else lead(items)
        for language, items in by_language.items()
    }


def _grade(items: Sequence[Item]) -> Grade:
    counts = Counter(item.reading.grade for item in items)
    return max(GRADES, key=lambda grade: (counts[grade], -GRADES.index(grade)))


def _voted(votes: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The countries that half of the votes name."""
    counts = Counter(country for countries in votes for country in set(countries))
    return tuple(country for country in COUNTRIES if counts[country] >= len(votes) * 0.5)


def _strongest(votes: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
    weights: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for tags in votes:
        weights.update(tags)
        counts.update(tags.keys())
    kept = [name for name, count in counts.items() if count >= len(votes) * _SHARE]
    return tuple(sorted(kept, key=lambda name: (-weights[name], name)))
