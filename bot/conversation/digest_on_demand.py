"""A digest that was asked for: composed and rendered now, without noting its stories as read."""

from typing import Literal

from bot.desk.due_messages import more_of
from bot.desk.pictures import trends_picture
from bot.desk.request import Ask
from bot.render import classic, rich
from digests.model import Part


def digest_now(ask: Ask, *, hours: int, kind: Literal["daily", "weekly"]) -> tuple[Part, ...]:
    """The digest of the last ``hours`` for whoever asks: stories they had before stand in it again, because they
    asked; the scheduled digest is not touched by it."""
    weekly = kind == "weekly"
    digest = ask.desk.prepared.digest(ask.desk.store, ask.subscriber, hours=hours, now=ask.now, weekly=weekly)
    digest = ask.desk.writings.digest(digest, ask.preferences)
    more = more_of(digest, told=len(digest.stories))
    if ask.preferences.format == "rich":
        week = ask.desk.prepared.trends(ask.desk.store, ask.now) if weekly else None
        parts = rich.digest(digest, ask.texts, ask.desk.catalogue, more=more, week=week)
    else:
        parts = classic.digest(digest, ask.texts, ask.desk.catalogue, more=more)
    picture = trends_picture(ask.desk, ask.preferences, ask.now) if weekly else None
    return (picture, *parts) if picture else parts
