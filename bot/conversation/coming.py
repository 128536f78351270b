"""The answer to whoever has begun, or changed when digests come: what holds now, and when the next one comes."""

from bot.conversation.listing import notice
from bot.conversation.set_up import zone_rows
from bot.conversation.standing import standing, way_on
from bot.desk.request import Ask
from bot.phrases.timezones import COMMON
from bot.render.classic import Button
from bot.render.words import ASSUMED
from digests.model import Part, Subscriber


def coming(ask: Ask, subscriber: Subscriber, said: str, *rows: tuple[Button, ...], after: str = "") -> Part:
    """``said``, the next digest or why there is none, and ``after``. Where nobody knows by whose clock, that is said
    and asked."""
    text = [said, standing(ask, subscriber)]
    on = way_on(ask, subscriber)
    ways: tuple[tuple[Button, ...], ...] = (on,) if on else ()
    if subscriber.schedule.zone == ASSUMED:
        text.append(ask.texts("coming.utc"))
        ways = (*ways, *zone_rows(ask, COMMON))
    return notice("\n".join(each for each in (*text, after) if each), *ways, *rows)
