"""A story as this reader gets it outside a digest: in lists, on its own page, beside its sides."""

from dataclasses import replace

from bot.desk.request import Ask
from digests.editions.compose import present
from digests.model import DigestStory, Item, Preferences, Story

SENTENCES = {"short": 1, "normal": 2, "long": 3}
"""Quoted of a story, by the length that the reader chose."""


def shown(story: Story, preferences: Preferences, *, reasons: tuple[str, ...] = ()) -> DigestStory:
    """The story in the reader's language and length, with why it is theirs."""
    return replace(present(story, preferences, quotes=SENTENCES[preferences.length]), reasons=reasons)


def speaker(story: Story, preferences: Preferences) -> Item:
    """The report whose headline the reader gets."""
    headline = present(story, preferences, quotes=0).headline
    return next((item for item in story.items if item.title == headline), story.lead)


def named(ask: Ask, text: str) -> Story | None:
    """The story whose number ``text`` is, or ``None``."""
    number = text.strip().lstrip("#")
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        return None
    return ask.desk.store.stories.get(int(number))
