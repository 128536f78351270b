"""A story -> its sides: what the media of each country lead with, who was first, what only one mentions. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from digests.editions.compose import silent, sources
from digests.language.fold import fold
from digests.model import COUNTRIES, Item, Quote, SourceLink, Story
from digests.stories.numbers import amounts_in, certain_amounts_in, numbers_in

_MAX_ONLY = 2
_ROUNDED = 0.1
"""Values that differ by no more than this share may be the same one, rounded: ``43%`` and ``4割``."""
_NOWHERE = "XX"


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
    first: SourceLink | None
    """The earliest report; ``None`` where only documents tell it that no outlet is known to have published."""
    sides: tuple[Side, ...]
    silent: tuple[str, ...]
    """Of the countries that it is about, those whose media we read and that do not report it."""


def sides_of(story: Story, headline: str) -> Sides:
    """The sides of ``story`` under ``headline``.

    "Only one mentions" compares amounts by their value, however they are written; a bare year, a date or a single
    digit says too little and does not count. Where another side may have the amount, nothing is claimed: neither what
    it gives rounded, nor what is reprinted there.
    """
    by_country: dict[str, list[Item]] = {}
    for item in sorted(story.items, key=lambda item: item.published):
        by_country.setdefault(item.entry.country, []).append(item)
    numbers: dict[str, frozenset[float]] = {}
    for item in story.items:
        for country in {item.entry.country, *(link.country for link in item.sources)}:
            numbers[country] = numbers.get(country, frozenset()) | _numbers(item)
    sides = tuple(
        _side(country, items, frozenset().union(*(found for other, found in numbers.items() if other != country)))
        for country, items in by_country.items()
    )
    reporting = {link.country for link in sources(story)}.intersection(COUNTRIES)
    return Sides(story.id, headline, _first(story.items), sides, silent(story, reporting))


def _first(items: Sequence[Item]) -> SourceLink | None:
    links = [link for item in items for link in (item.sources or (_own(item),))]
    return min(filter(_is_report, links), key=lambda link: link.published, default=None)


def _is_report(link: SourceLink) -> bool:
    """Whether an outlet published it: a dropped document shows that by its address, or names outlet and country."""
    return not link.dropped or link.url is not None or (bool(link.outlet) and link.country != _NOWHERE)


def _own(item: Item) -> SourceLink:
    entry = item.entry
    return SourceLink(entry.publisher, entry.country, entry.url, entry.feed, item.published, entry.title)


def _side(country: str, items: Sequence[Item], elsewhere: frozenset[float]) -> Side:
    first = items[0]
    sentences = [(item, sentence.text) for item in items for sentence in item.reading.summary]
    lead = sentences[0][1] if sentences else first.title
    only = [_quote(item, text) for item, text in sentences if text != lead and _is_alone(text, elsewhere)]
    owner = sentences[0][0] if sentences else first
    return Side(country, len(items), owner.title, _quote(owner, lead), tuple(only[:_MAX_ONLY]))


def _quote(item: Item, text: str) -> Quote:
    return Quote(item.id, text, item.language, item.entry.outlet, item.entry.country, item.entry.url)


def _numbers(item: Item) -> frozenset[float]:
    titles = "\n".join(link.title for link in item.sources)
    return numbers_in(fold(f"{item.title}\n{titles}\n{item.entry.lead}\n{item.entry.text}"))


def _is_alone(text: str, elsewhere: frozenset[float]) -> bool:
    """Whether ``text`` gives an amount and none of its amounts is ``elsewhere``, where figures are given too."""
    folded = fold(text)
    if not elsewhere or not certain_amounts_in(folded):
        return False
    return not any(
        abs(ours - theirs) <= _ROUNDED * max(ours, theirs) for ours in amounts_in(folded) for theirs in elsewhere
    )
