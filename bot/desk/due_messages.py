"""Digests and alerts as messages, in the form that the reader chose: the renderers given to ``digests.editions``."""

from collections.abc import Callable

from bot.desk.context import Desk
from bot.desk.pictures import trends_picture
from bot.render import classic, rich
from bot.render.escape import bold, lines
from bot.render.split import pack
from bot.render.stories import story_block
from bot.render.words import Words
from digests.model import Digest, Part, Preferences

Renderer = Callable[[Digest, Preferences], tuple[Part, ...]]


def digest_renderer(desk: Desk) -> Renderer:
    """A digest that is due."""

    def render(digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
        texts = desk.text(preferences.language)
        digest = desk.writings.digest(digest, preferences)
        if preferences.format == "rich":
            week = desk.prepared.trends(desk.store, digest.made) if digest.weekly else None
            parts = rich.digest(digest, texts, desk.catalogue, more=more_of(digest), week=week)
        else:
            parts = classic.digest(digest, texts, desk.catalogue, more=more_of(digest))
        picture = trends_picture(desk, preferences, digest.made) if digest.weekly and digest.stories else None
        return (picture, *parts) if picture else parts

    return render


def more_of(digest: Digest, *, told: int = 0) -> str:
    """The action of the button that brings what a digest left out: since when it looked, and how many of the first
    stories it ``told`` without a note of it; 0 = what was told is noted with the reader."""
    return f"more:{digest.since}:{told}:1"


def alert_renderer(desk: Desk) -> Renderer:
    """News about what is followed: a heading and the stories, each with its button."""

    def render(digest: Digest, preferences: Preferences) -> tuple[Part, ...]:
        words = Words(desk.text(preferences.language), desk.catalogue)
        digest = desk.writings.digest(digest, preferences)
        head = bold(words.texts.count("alert.title", len(digest.stories)))
        numbers = list(enumerate(digest.stories, start=1))
        blocks = [lines(head, story_block(numbers[0][1], words, number=1))]
        blocks += [story_block(story, words, number=number) for number, story in numbers[1:]]
        return tuple(
            Part(
                text=message.markup,
                buttons=classic.number_rows([numbers[index] for index in message.blocks]),
                preview=digest.stories[0].url if 0 in message.blocks else None,
            )
            for message in pack(blocks)
        )

    return render
