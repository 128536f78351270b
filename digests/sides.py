"""A story -> its sides: what the media of each country lead with, who was first, what only one mentions. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from digests.compose import silent, sources
from digests.model import COUNTRIES, Item, Quote, SourceLink, Story

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MAX_ONLY = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One country's reports of a story."""

    country: str
    reports: int
    headline: str
    lead: Quote
    """The first sentence of its first report; the headline again where the report has no sentence."""
    only: tuple[Quote, ...]
    """Sentences with a figure that no other side gives."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A story's sides in the order in which they came to report it."""

    story_id: int
    headline: str
    first: SourceLink
    sides: tuple[Side, ...]
    silent: tuple[str, ...]
    """Of the countries that it is about, those whose media we read and that do not report it."""


def sides_of(story: Story, headline: str) -> Sides:
    """The sides of ``story`` under ``headline``.

    "Only one mentions" compares figures, the one thing that is written alike in every language; a bare year or a
    single digit says too little and does not count.
    """
    by_country: dict[str, list[Item]] = {}
    for item in sorted(story.items, key=lambda item: item.published):
        by_country.setdefault(item.entry.country, []).append(item)
    figures = {country: _figures(items) for country, items in by_country.items()}
    sides = tuple(
        _side(country, items, set().union(*(found for other, found in figures.items() if other != country)))
        for country, items in by_country.items()
    )
    reporting = {link.country for link in sources(story)}.intersection(COUNTRIES)
    return Sides(story.id, headline, _first(story.items), sides, silent(story, reporting))


def _first(items: Sequence[Item]) -> SourceLink:
    links = [link for item in items for link in (item.sources or (_own(item),))]
    return min(links, key=lambda link: link.published)


def _own(item: Item) -> SourceLink:
    entry = item.entry
    return SourceLink(entry.publisher, entry.country, entry.url, entry.feed, item.published, entry.title)


def _side(country: str, items: Sequence[Item], elsewhere: set[str]) -> Side:
    first = items[0]
    sentences = [(item, sentence.text) for item in items for sentence in item.reading.summary]
    lead = sentences[0][1] if sentences else first.title
    only = [
        _quote(item, text)
        for item, text in sentences
        if text != lead and (found := _figures_in(text)) and not found & elsewhere and elsewhere
    ]
    owner = sentences[0][0] if sentences else first
    return Side(country, len(items), owner.title, _quote(owner, lead), tuple(only[:_MAX_ONLY]))


def _quote(item: Item, text: str) -> Quote:
    return Quote(item.id, text, item.language, item.entry.outlet, item.entry.country, item.entry.url)


def _figures(items: Sequence[Item]) -> set[str]:
    return set().union(*(_figures_in(f"{item.title}\n{item.entry.lead}\n{item.entry.text}") for item in items))


def _figures_in(text: str) -> set[str]:
    found = (match.rstrip(".,").replace(",", "") for match in _NUMBER.findall(unicodedata.normalize("NFKC", text)))
    return {figure for figure in found if len(figure) > 1 and not re.fullmatch(r"(19|20)\d\d", figure)}
