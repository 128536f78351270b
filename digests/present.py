"""One story as one reader gets it: the headline and sentences they can read, the other sides, who is silent. Pure."""

from collections.abc import Sequence

from digests.model import COUNTRIES, DigestStory, Item, Preferences, Quote, SourceLink, Story

_SENTENCES = {"short": 1, "normal": 2, "long": 3}
_SIBLINGS = {"zh-Hans": ("zh-Hant",), "zh-Hant": ("zh-Hans",)}
"""Who reads the one script can read a headline in the other; it is still marked as what it is."""


def present(story: Story, preferences: Preferences, *, reasons: Sequence[str] = (), grown_by: int = 0) -> DigestStory:
    """``story`` in the words of the source this reader can read best, else of the source that speaks for it."""
    spoken = spoken_by(story, preferences)
    sources = _sources(story)
    present_countries = {source.country for source in sources}
    return DigestStory(
        story_id=story.id,
        headline=spoken.title,
        headline_language=spoken.language,
        url=spoken.entry.url,
        published=story.last_seen,
        grade=story.grade,
        sectors=story.sectors,
        mechanisms=story.mechanisms,
        quotes=tuple(
            _quote(spoken, sentence.text) for sentence in spoken.reading.summary[: _SENTENCES[preferences.length]]
        ),
        others=_others(story, spoken),
        sources=sources,
        reporting=tuple(code for code in COUNTRIES if code in present_countries),
        silent=tuple(code for code in story.countries if code not in present_countries),
        reasons=tuple(reasons),
        grown_by=grown_by,
        follows=story.follows,
    )


def spoken_by(story: Story, preferences: Preferences) -> Item:
    """The item whose headline and sentences the reader gets: by language, then the story's lead before others."""
    readable = (preferences.language, *_SIBLINGS.get(preferences.language, ()), *preferences.reads)
    ranked = sorted(story.items, key=lambda item: item.id != story.lead_id)
    for language in readable:
        for item in ranked:
            if item.language == language:
                return item
    return story.lead


def _others(story: Story, spoken: Item) -> tuple[Quote, ...]:
    """The first sentence of the earliest report from each other country; its headline where it has no sentence."""
    found: dict[str, Quote] = {}
    for item in story.items:
        country = item.entry.country
        if country != spoken.entry.country and country not in found:
            text = item.reading.summary[0].text if item.reading.summary else item.title
            found[country] = _quote(item, text)
    order = {code: place for place, code in enumerate(COUNTRIES)}
    return tuple(sorted(found.values(), key=lambda quote: order.get(quote.country, len(order))))


def _sources(story: Story) -> tuple[SourceLink, ...]:
    links = [link for item in story.items for link in (item.sources or (_own(item),))]
    return tuple({(link.publisher, link.url): link for link in reversed(links)}.values())[::-1]


def _own(item: Item) -> SourceLink:
    entry = item.entry
    return SourceLink(entry.publisher, entry.country, entry.url, entry.feed, item.published, entry.title)


def _quote(item: Item, text: str) -> Quote:
    return Quote(item.id, text, item.language, item.entry.publisher, item.entry.country, item.entry.url)
