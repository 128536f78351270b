"""A story as readers of one language get it: headline, quotes, sides and sources."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from digests.editions.compose.agreement import likeness, may_head, tells_of
from digests.editions.compose.silence import silent
from digests.language.fold import fold
from digests.language.width import columns_of
from digests.model import COUNTRIES, DigestStory, Item, Preferences, Quote, SourceLink, Story
from digests.stories.wholeness import is_flash, whole_version

_SIDES = 4
"""Other sides of which a sentence is quoted."""
_SEVERAL = 2
_OF_A_SIDE = 2
"""Sentences beside its headline of which a brief is made."""
_FULL = 100
"""Characters from which a report is more than a flash."""
_LATE_ARRIVAL = 3 * 24 * 3600
_ANYWHERE = "XX"
_NEAR = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}
"""Whoever reads one reads the other, if need be."""


class Glossing(Protocol):
    """What helps with a headline in a language that its reader cannot read."""

    def __call__(self, title: str, language: str, reader: str, /) -> str:
        """What it mentions, in the reader's language, or nothing."""
        ...

    def page(self, url: str | None, reader: str, /) -> str:
        """An address that shows its page in the reader's language, or nothing."""
        ...


class _Unglossed:
    def __call__(self, title: str, language: str, reader: str, /) -> str:
        return ""

    def page(self, url: str | None, reader: str, /) -> str:
        return ""


unglossed = _Unglossed()
"""For whoever wants the headline alone."""


def present(
    story: Story, preferences: Preferences, *, quoted: tuple[int, int] = (2, 240), glossing: Glossing = unglossed
) -> DigestStory:
    """``story`` for a reader with these preferences: its headline in their language where any source has it, else in
    one that they read, else as the leading report has it; of that report as many sentences as ``quoted`` says, and
    of several no more than its columns; and one sentence of each other side: in theirs where that side has it, else in
    its own. A headline that they cannot read has what ``glossing`` tells of it, unless they want none."""
    head = _head(story, preferences)
    readable = head.language in _readable(preferences)
    links = sources(story)
    reporting = tuple(country for country in COUNTRIES if any(link.country == country for link in links))
    first = [link for link in links if link.url is not None and link.url == head.entry.url]
    return DigestStory(
        story_id=story.id,
        headline=head.title,
        headline_language=head.language,
        url=head.entry.url,
        published=head.published,
        grade=story.grade,
        countries=tuple(country for country in COUNTRIES if country in story.countries),
        sectors=story.sectors,
        mechanisms=story.mechanisms,
        quotes=_within(tuple(_quotes(head)), *quoted),
        others=tuple(_other_sides(story, head, preferences))[:_SIDES],
        sources=(*first, *(link for link in links if link not in first)),
        reporting=reporting,
        silent=silent(story, reporting),
        reasons=(),
        follows=story.follows,
        abroad=not reporting and _abroad(story, links),
        dated=head.published if came_late(head) else None,
        readable=readable,
        sides=_all_sides(story),
        gloss=glossing(head.title, head.language, preferences.language) if preferences.gloss and not readable else "",
        readable_at="" if readable else glossing.page(head.entry.url, preferences.language),
    )


def came_late(item: Item) -> bool:
    """Whether it reached us so long after its publication that it is archive, no news."""
    return item.first_seen - item.published > _LATE_ARRIVAL


def _abroad(story: Story, links: Sequence[SourceLink]) -> bool:
    """Where none of the three reports it: whether that is known. A dropped document says nothing of other media, and a
    source without a country may be anyone's."""
    polled = [link for link in links if not link.dropped]
    return bool(polled) and set(story.heard) >= set(COUNTRIES) and all(link.country != _ANYWHERE for link in polled)


def sources(story: Story) -> tuple[SourceLink, ...]:
    """Every place where the story can be read, in the order of its items, each once."""
    return reported_by(story.items)


def reported_by(items: Iterable[Item]) -> tuple[SourceLink, ...]:
    """Where ``items`` can be read: each report with those that reprint it, each once."""
    links = (link for item in items for link in (item.sources or (_own(item),)))
    return tuple({(link.publisher, link.url or link.title): link for link in links}.values())


def reports(story: Story) -> int:
    """How many reports there are of it: what ``seen`` remembers, and growth is measured by."""
    return len(sources(story))


def without_publishers(story: Story, muted: Set[str]) -> Story | None:
    """``story`` as the others tell it; ``None`` where no other does. ``muted`` are folded names."""
    if not muted:
        return story
    items = tuple(
        replace(item, sources=tuple(link for link in item.sources if fold(link.publisher) not in muted))
        for item in story.items
        if fold(item.entry.publisher) not in muted
    )
    if not items:
        return None
    lead = story.lead_id if any(item.id == story.lead_id for item in items) else items[0].id
    return replace(story, items=items, lead_id=lead)


def _head(story: Story, preferences: Preferences) -> Item:
    """The report whose headline the reader gets: the leading one if it is in their language, else the one of those that
    tell what it does which is most like it, full reports before flashes; of a desk's versions of it the last and whole
    one."""
    wanted = (preferences.language, *preferences.reads, _NEAR.get(preferences.language))
    lead = _leading(story)
    for language in wanted:
        if lead.language == language:
            break
        if told := [item for item in story.items if item.language == language and may_head(lead, item)]:
            nearest = min(told, key=lambda item: (_hurried(item), -likeness(lead, item)))
            return whole_version(nearest, story.items)
    return whole_version(lead, story.items)


def _leading(story: Story) -> Item:
    """The leading report, or where that one is about other countries than the story, the first that is about as many:
    what is told as a matter of two countries is headed by a report of such a matter."""
    as_wide = [item for item in story.items if item.reading.grade == story.grade]
    if story.lead.reading.grade == story.grade or not as_wide:
        return story.lead
    return min(as_wide, key=_hurried)


def _readable(preferences: Preferences) -> frozenset[str]:
    return frozenset((preferences.language, *preferences.reads, _NEAR.get(preferences.language, "")))


def _hurried(item: Item) -> tuple[bool, bool]:
    return is_flash(item.title), len(item.entry.text or item.entry.lead) < _FULL


def _quotes(item: Item) -> Iterator[Quote]:
    entry = item.entry
    for sentence in item.reading.summary:
        yield Quote(item.id, sentence.text, item.language, entry.outlet, entry.country, entry.url)


def _within(quotes: Sequence[Quote], most: int, columns: int) -> tuple[Quote, ...]:
    """The first of ``quotes`` at any length, and of those after it what still fits."""
    taken, used = list(quotes[:1]), 0
    for quote, following in pairwise(quotes[:most]):
        used += columns_of(quote.text)
        if used + columns_of(following.text) > columns:
            break
        taken.append(following)
    return tuple(taken)


def _other_sides(story: Story, head: Item, preferences: Preferences) -> Iterator[Quote]:
    """The first sentence of each other country's fullest report that the reader can read, or else of its fullest, among
    those that tell what the headline does; the three countries first."""
    by_country: dict[str, list[Item]] = {}
    for item in story.items:
        if item.entry.country != head.entry.country and item.reading.summary and tells_of(head, item):
            by_country.setdefault(item.entry.country, []).append(item)
    readable = _readable(preferences)
    for country in sorted(by_country, key=_place):
        fullest = max(by_country[country], key=lambda item: (item.language in readable, len(item.entry.text)))
        yield replace(next(_quotes(fullest)), readable=fullest.language in readable)


def _all_sides(story: Story) -> tuple[Quote, ...]:
    """Headline and first sentences of the fullest report of each country, of those that tell what the leading one does,
    the three countries first; nothing where fewer than two countries tell it."""
    lead = story.lead
    fullest = {lead.entry.country: lead}
    for item in story.items:
        country = item.entry.country
        fuller = country not in fullest or len(item.entry.text) > len(fullest[country].entry.text)
        if country != lead.entry.country and fuller and tells_of(lead, item):
            fullest[country] = item
    if len(fullest) < _SEVERAL:
        return ()
    items = [fullest[country] for country in sorted(fullest, key=_place)[:_SIDES]]
    return tuple(quote for item in items for quote in (_titled(item), *list(_quotes(item))[:_OF_A_SIDE]))


def _titled(item: Item) -> Quote:
    entry = item.entry
    return Quote(item.id, item.title, item.language, entry.outlet, entry.country, entry.url)


def _place(country: str) -> tuple[int, str]:
    return (COUNTRIES.index(country) if country in COUNTRIES else len(COUNTRIES)), country


def _own(item: Item) -> SourceLink:
    entry = item.entry
    return SourceLink(entry.publisher, entry.country, entry.url, entry.feed, item.published, item.title)
