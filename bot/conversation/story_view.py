"""A story as this reader gets it outside a digest: in lists, on its own page, beside its sides."""

from dataclasses import replace

from bot.desk.request import Ask
from digests.editions.compose import Glossing, present, unglossed
from digests.model import DigestStory, Item, Preferences, Story

_QUOTED = (3, 1_200)
"""Sentences and columns: whoever opens a story wants to read it, however short their digests are."""


def shown(
    story: Story, preferences: Preferences, *, reasons: tuple[str, ...] = (), glossing: Glossing = unglossed
) -> DigestStory:
    """The story in the reader's language, with why it is theirs."""
    return replace(present(story, preferences, quoted=_QUOTED, glossing=glossing), reasons=reasons)


def speaker(story: Story, preferences: Preferences) -> Item:
    """The report whose headline the reader gets."""
    headline = present(story, preferences).headline
    return next((item for item in story.items if item.title == headline), story.lead)


def named(ask: Ask, text: str) -> Story | None:
    """The story whose number ``text`` is, or ``None``."""
    number = text.strip().lstrip("#")
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        return None
    return ask.desk.store.stories.get(int(number))
