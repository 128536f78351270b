"""Stories made by the word, for what is composed from them."""

from typing import Any

from digests.model import COUNTRIES, Entry, Grade, Item, Reading, Sentence, Source, SourceLink, Story
from tests import loaded

NOW = 1_772_582_400
HOUR = 3600


def report(
    item_id: int,
    title: str = "Ports agree",
    *,
    language: str = "en",
    publisher: str = "Harbour Courier",
    country: str = "SG",
    hours_ago: float = 2,
    text: str = "One sentence. Two sentences. Three sentences.",
    also: tuple[str, ...] = (),
    file: str = "",
    vector: bytes = b"",
    **changes: Any,
) -> Item:
    """A report with three summary sentences; ``also`` are publishers that reprint it, ``file`` is what it was dropped
    as."""
    published = int(NOW - hours_ago * HOUR)
    url = f"https://news.example/{item_id}"
    source: Source = "drop" if file else "feed"
    entry = Entry(
        source,
        f"drop:{file}" if file else f"https://{publisher}.example/rss",
        publisher,
        country,
        title,
        "",
        text,
        url,
        published=published,
    )
    sentences = tuple(Sentence(part, "text", 0, len(part)) for part in text.split(" ") if part)[:3]
    facts: dict[str, Any] = {"first_seen": published, "pushable": True} | changes
    links = tuple(
        SourceLink(name, country, f"{url}/{number}" if number else url, entry.feed, published, title)
        for number, name in enumerate((publisher, *also))
    )
    reading = Reading(language, "none", (), (), (), sentences, vector)
    return Item(item_id, entry, reading, published, sources=links, **facts)


Told = tuple[str, str, str, str]
"""Of a report: country, language, headline, lead."""


def read_report(item_id: int, told: Told) -> Item:
    """A report as the service would have read it, with the real model."""
    country, _, title, lead = told
    entry = Entry("feed", f"https://{item_id}.example/rss", f"News {item_id}", country, title, lead, lead)
    (reading,) = loaded.analyser().read([entry])
    return Item(item_id, entry, reading, NOW - 2 * HOUR, NOW - 2 * HOUR, pushable=True)


def story(
    story_id: int,
    *items: Item,
    grade: Grade = "trilateral",
    countries: tuple[str, ...] = ("CN", "JP", "KR"),
    sectors: tuple[str, ...] = ("trade",),
    mechanisms: tuple[str, ...] = (),
    follows: int | None = None,
    heard: tuple[str, ...] = COUNTRIES,
    **first: Any,
) -> Story:
    """Of ``items``, or of one report made from ``first``; by default while the media of all three were read."""
    told = items or (report(story_id, **first),)
    return Story(story_id, told, told[0].id, grade, countries, sectors, mechanisms, follows, heard)
