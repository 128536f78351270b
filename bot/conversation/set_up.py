"""The steps of the set-up: language, topics, where and when. Whatever is asked meanwhile, the way leads on here."""

from collections.abc import Sequence

from bot.conversation.choices.fields import fields
from bot.conversation.listing import notice
from bot.desk.request import Ask
from bot.phrases.timezones import COMMON
from bot.render.classic import Button
from bot.render.escape import bold, lines, paragraphs
from bot.render.words import ASSUMED, CHOSEN, language_in
from digests.model import Part

ZONE = r"[A-Za-z0-9_+/-]{1,40}"
"""A zone's name on a button."""
_COLUMNS = 2


def languages(ask: Ask) -> Part:
    """First step: the language that Telegram named is marked, and each stands in its own words."""
    field = fields()["language"]
    buttons: list[Button] = []
    for code in field.values(ask.words):
        own = language_in(ask.desk.text(code), code)
        mark = "✅ " if code == ask.preferences.language else ""
        buttons.append((f"{mark}{own}", f"hello:topics:{code}"))
    text = paragraphs(bold(ask.texts("start.title")), ask.texts("start.what"), ask.texts("start.language"))
    return Part(text=text, buttons=_in_rows(buttons))


def topics(ask: Ask) -> Part:
    """Second step: everything, or some sectors first."""
    field = fields()["sectors"]
    chosen = ask.preferences.sectors
    buttons: list[Button] = [
        (f"{'✅ ' if value in chosen else ''}{field.label(value, ask.words)}", f"hello:topic:{value}")
        for value in field.values(ask.words)
        if value != "all"
    ]
    go = ask.texts.count("start.some", len(chosen)) if chosen else ask.texts("start.all")
    text = lines(bold(ask.texts("settings.sectors")), ask.texts("start.topics"))
    return Part(text=text, buttons=(((go, "hello:hours"),), *_in_rows(buttons), ((go, "hello:hours"),)))


def when(ask: Ask) -> Part:
    """Third step: the hour, once it is known by whose clock."""
    return where(ask) if ask.zone == ASSUMED else hours(ask)


def where(ask: Ask) -> Part:
    """The clock that the hour is meant by."""
    back = () if ask.zone == ASSUMED else (((ask.texts("settings.times"), "hello:hours"),),)
    return notice(ask.texts("start.where"), *zone_rows(ask, COMMON, "hello:in"), *back)


def hours(ask: Ask) -> Part:
    """The hour, by a clock that the message names."""
    field = fields()["times"]
    buttons = [(field.label(value, ask.words), f"hello:at:{value}") for value in field.values(ask.words)]
    rows = [tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)]
    zone = ask.words.zone(ask.zone, ask.now)
    text = lines(bold(ask.texts("settings.times")), ask.texts("start.hours", zone=zone))
    return Part(text=text, buttons=(*rows, ((ask.texts("settings.zone"), "hello:where"),)))


def zone_rows(ask: Ask, zones: Sequence[str], verb: str = "zone") -> tuple[tuple[Button, ...], ...]:
    """A button for each zone, the present one marked."""
    return _in_rows(
        [
            (f"{'✅ ' if chosen(zone) == ask.zone else ''}{ask.words.zone(zone, ask.now)}", f"{verb}:{zone}")
            for zone in zones
        ]
    )


def chosen(zone: str) -> str:
    """As it is kept: who taps UTC has chosen it."""
    return CHOSEN if zone == ASSUMED else zone


def _in_rows(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + _COLUMNS]) for at in range(0, len(buttons), _COLUMNS))
