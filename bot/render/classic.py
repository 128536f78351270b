"""Digest, story, lists -> classic HTML messages, within Telegram's limits.

A digest reads, from the top: the day and how much there was; each story with its headline, its own sentences, between
whom it is and who reports it, the other sides folded behind a tap, and why it is here where that is the reader's own
doing; how much else there is. A brief one has a line for each story. Every part carries buttons for the stories that
stand in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from bot.render.escape import Html, bold, italic, lines
from bot.render.split import pack
from bot.render.stories import story_block
from bot.render.texts import Texts
from bot.render.words import Words
from config.catalogue import Catalogue
from digests.model import Digest, DigestStory, Part, Section

_ROW = 6
"""Number buttons side by side that a thumb still hits."""

Button = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: which it is, and the action that opens another (``{page}`` takes its number)."""

    number: int
    more: bool
    """There is a page after it."""
    action: str


# ------------------------------------------------------------------ the digest


def digest(digest: Digest, texts: Texts, catalogue: Catalogue, *, more: str = "") -> tuple[Part, ...]:
    """The messages of a digest; the last ends with how much else there is, the way to that (the action ``more``; none
    where it is printed) and to the settings. An empty digest renders as one line; whether to send it is the caller's
    decision."""
    words = Words(texts, catalogue)
    blocks: list[Html] = [_head(digest, words)]
    numbers: dict[int, tuple[int, DigestStory]] = {}
    for section in digest.sections:
        for place, each in enumerate(section.stories):
            heading = "" if place else bold(heading_of(section, digest, words))
            numbers[len(blocks)] = (len(numbers) + 1, each)
            blocks.append(lines(heading, story_block(each, words, number=len(numbers), length=digest.length)))
    blocks.append(italic(ending(digest, words)))
    packed = pack(blocks)
    preview = digest.stories[0].url if digest.stories else None
    parts = [
        Part(
            text=message.markup,
            buttons=number_rows([numbers[index] for index in message.blocks if index in numbers]),
            preview=preview if place == 0 else None,
        )
        for place, message in enumerate(packed)
    ]
    last = parts[-1]
    return (*parts[:-1], replace(last, buttons=(*last.buttons, *footer(digest, words, more))))


def footer(digest: Digest, words: Words, more: str) -> tuple[tuple[Button, ...], ...]:
    """The buttons under a digest: what else there is, the newest, the settings."""
    texts = words.texts
    rest = ((texts("button.more.stories", stories=texts.count("digest.more", digest.more)), more),)
    ways = ((texts("button.latest"), "latest"), (texts("button.settings"), "settings"))
    return (rest, ways) if digest.more and more else (ways,)


def ending(digest: Digest, words: Words) -> str:
    """What stands under the last story: how many more there are."""
    if not digest.stories or digest.looked_back:
        return ""
    if digest.more:
        return words.texts("digest.more.below", stories=words.texts.count("digest.more", digest.more))
    return words.texts("digest.all")


def _head(digest: Digest, words: Words) -> Html:
    texts = words.texts
    heading = bold(title(digest, words))
    return lines(heading, opening(digest, words), italic(texts("digest.late")) if digest.late else "")


def opening(digest: Digest, words: Words) -> str:
    """Under the day: how much there is, or that there is nothing."""
    texts = words.texts
    if not digest.stories:
        return nothing(digest, words)
    if digest.looked_back:
        return texts("digest.looked.back")
    count = texts.count("digest.stories", len(digest.stories))
    if digest.more:
        return texts("digest.of", stories=count, considered=words.number(digest.considered))
    return count


def title(digest: Digest, words: Words) -> str:
    """The day, or the days that were asked for."""
    if digest.weekly:
        return words.texts("digest.weekly")
    if digest.until is not None:
        return words.days(digest.since, digest.until, digest.zone)
    return words.day(digest.made, digest.zone)


def nothing(digest: Digest, words: Words) -> str:
    """What an empty digest says."""
    if digest.until is not None:
        return words.texts("digest.nothing.days")
    return words.texts("digest.nothing.week" if digest.weekly else "digest.nothing")


def heading_of(section: Section, digest: Digest, words: Words) -> str:
    """What stands over a section: nothing where it is too small to need it, or no other is large enough. News of one
    country always has its heading."""
    headed = section.headed and (section.sector == "shared" or sum(each.headed for each in digest.sections) > 1)
    return _section_name(section.sector, words) if headed else ""


def _section_name(sector: str, words: Words) -> str:
    if sector in ("top", "other", "shared"):
        return words.texts(f"digest.section.{sector}")
    return words.sector(sector)


def number_rows(stories: Sequence[tuple[int, DigestStory]]) -> tuple[tuple[Button, ...], ...]:
    """A button for each numbered story, a few in a row and no row much shorter than the others."""
    buttons = [(str(number), f"story:{story.story_id}") for number, story in stories]
    rows = ceil(len(buttons) / _ROW) or 1
    wide = ceil(len(buttons) / rows) or 1
    return tuple(tuple(buttons[start : start + wide]) for start in range(0, len(buttons), wide))
