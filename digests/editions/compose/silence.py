"""Which countries have not reported a story, as far as we can know. Pure.

That a country is silent is claimed only where enough of its media was read at the time, where no report quotes them,
and where none of its media has a story beside it that tells much the same.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from digests.editions.compose.meaning import meaning
from digests.model import COUNTRIES, Item, Story, Word
from digests.tagging.lexicon import Lexicon, Passage

_SIBLING = 0.5
"""Likeness from which a story beside it may be the same matter: a low bar, since what is claimed must hold."""
_READ = 2_000
"""Characters of a text in which quoted media are looked for."""

Floats: TypeAlias = NDArray[np.float32]


def silent(story: Story, reporting: Collection[str]) -> tuple[str, ...]:
    """Of the countries that ``story`` is about, those that do not report it, as far as the story itself can show;
    nothing is claimed where nobody is known to report it."""
    if not reporting:
        return ()
    quiet = [country for country in story.countries if country in story.heard and country not in reporting]
    return tuple(country for country in quiet if country not in quoted(story)) if quiet else ()


def quoted(story: Story) -> frozenset[str]:
    """The countries whose media are quoted in what reports of ``story`` say."""
    return frozenset(country for item in story.items for country in _quoted_in(item))


class Siblings:
    """What else the media of each country tell at the time: stories that may be the same matter."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._told: Mapping[str, tuple[Sequence[int], Floats]] = {
            country: _told_by(country, stories) for country in COUNTRIES
        }

    def of(self, story: Story, country: str) -> bool:
        """Whether the media of ``country`` have a story that may be the same matter as ``story``."""
        ids, vectors = self._told[country]
        mine = meaning(story)
        if mine is None or not len(ids):
            return False
        likeness = vectors @ mine
        return any(score >= _SIBLING and other != story.id for other, score in zip(ids, likeness, strict=True))


def _told_by(country: str, stories: Iterable[Story]) -> tuple[Sequence[int], Floats]:
    told = [
        (story.id, vector) for story in stories if _reports(story, country) and (vector := meaning(story)) is not None
    ]
    return [number for number, _ in told], np.array([vector for _, vector in told], dtype=np.float32)


def _reports(story: Story, country: str) -> bool:
    return any(
        item.entry.country == country or any(link.country == country for link in item.sources) for item in story.items
    )


def _quoted_in(item: Item) -> Iterable[str]:
    entry = item.entry
    for text in (entry.title, entry.lead, entry.text[:_READ]):
        if text.strip():
            for match in _media().find(Passage.of("text", text)):
                yield from match.keys


@cache
def _media() -> Lexicon:
    """The names of media, by country."""
    table = tomllib.loads(files(__package__).joinpath("media.toml").read_text(encoding="utf-8"))
    return Lexicon((country, tuple(map(Word, table[country]["words"]))) for country in COUNTRIES)
