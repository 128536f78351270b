"""A digest that was asked for: composed and rendered now, nothing marked as had."""

from typing import Literal

from bot.asking import Ask
from bot.pictures import trends_picture
from bot.render import classic, rich
from digests.compose import compose
from digests.model import Part

_HOUR = 3600


def digest_now(ask: Ask, *, hours: int, kind: Literal["daily", "weekly"]) -> tuple[Part, ...]:
    """The digest of the last ``hours`` for whoever asks: stories they had before stand in it again, because they
    asked; the scheduled digest is not touched by it."""
    since = ask.now - hours * _HOUR
    reader = ask.subscriber.id
    digest = compose(
        ask.desk.store.stories.since(since),
        ask.preferences,
        zone=ask.zone,
        now=ask.now,
        since=since,
        seen={},
        follows=ask.desk.store.subscribers.follows(reader),
        leanings=ask.desk.store.readers.leanings([reader]).get(reader, {}),
        weekly=kind == "weekly",
    )
    render = rich.digest if ask.preferences.format == "rich" else classic.digest
    parts = render(digest, ask.texts, ask.desk.catalogue)
    picture = trends_picture(ask.desk, ask.preferences, ask.now) if kind == "weekly" else None
    return (picture, *parts) if picture else parts
