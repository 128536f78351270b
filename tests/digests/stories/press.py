"""Items as tests of stories need them: words and a date in, a read item out, with a vector that is the test's own."""

from collections.abc import Sequence

import numpy as np

from digests.model import Entry, Grade, Item, Reading, SourceLink, Tag

HOUR = 3600
DAY = 24 * HOUR
MONDAY = 1_772_409_600
"""2026-03-02 00:00 UTC."""


def vector(*directions: float) -> bytes:
    """A unit vector along the first axes of eight."""
    row = np.zeros(8, dtype="<f4")
    row[: len(directions)] = directions
    return bytes((row / np.linalg.norm(row)).tobytes())


def entry(title: str, lead: str = "", text: str = "", *, publisher: str = "Paper", country: str = "JP") -> Entry:
    return Entry("feed", "https://paper.example/feed", publisher, country, title, lead, text, "https://paper.example/1")


def reading(
    language: str,
    meaning: bytes,
    *,
    countries: Sequence[str] = ("CN", "JP", "KR"),
    grade: Grade = "trilateral",
    sectors: Sequence[str] = (),
    mechanisms: Sequence[str] = (),
) -> Reading:
    return Reading(
        language,
        grade,
        tuple(countries),
        tuple(Tag(name, 1.0) for name in sectors),
        tuple(Tag(name, 1.0) for name in mechanisms),
        (),
        meaning,
    )


def item(number: int, title: str, text: str, language: str, published: int, meaning: bytes) -> Item:
    """An item not in any database."""
    words = entry(title, "", text)
    link = SourceLink(words.publisher, words.country, words.url, words.feed, published, title)
    return Item(number, words, reading(language, meaning), published, published, None, (link,))
