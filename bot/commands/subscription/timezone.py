"""/timezone [city]: by the name of a city, a country or a clock, by a shared location, or from a list."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from bot.conversation.answering import Answering
from bot.conversation.coming import coming
from bot.conversation.listing import notice
from bot.conversation.saving import save
from bot.conversation.set_up import ZONE, chosen, hours, zone_rows
from bot.conversation.standing import begun
from bot.desk.access import CHANGE, SETTINGS
from bot.desk.context import Context
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from bot.phrases.timezones import COMMON, nearest, on_earth, search
from digests.instants import is_zone
from digests.model import Part


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        choose = _choose(ask, COMMON, ask.texts("zone.ask"))
        if ask.chat_kind == "group":
            return said(choose)
        return said(choose, notice(ask.texts("zone.share")), keyboard="location")
    found = search(ask.arguments, now=ask.now, language=ask.preferences.language)
    if not found.zones:
        return said(_choose(ask, COMMON, ask.texts("zone.unknown", text=ask.arguments[:40])))
    if found.sure:
        return said(_set(ask, found.zones[0]))
    return said(
        _choose(ask, found.zones, ask.texts("zone.which" if found.exact else "zone.near", text=ask.arguments[:40]))
    )


async def located(answering: Answering, update: Update, context: Context) -> None:
    """A shared location, private chats only."""
    message = update.effective_message
    if message is not None and message.location is not None:
        place = message.location
        await answering.command(lambda ask: _located(ask, place.latitude, place.longitude))(update, context)


def _located(ask: Ask, latitude: float, longitude: float) -> Reply:
    """The nearest zone is set, its neighbours are offered; the place itself is not kept."""
    if not on_earth(latitude, longitude):
        return said(_choose(ask, COMMON, ask.texts("zone.unknown", text=f"{latitude:g}, {longitude:g}")))
    first, *others = nearest(latitude, longitude)
    part = _set(ask, first)
    return said(Part(text=part.text, buttons=(*zone_rows(ask, others), *part.buttons)), keyboard="none")


def _choose(ask: Ask, zones: Sequence[str], text: str) -> Part:
    now = ask.texts("zone.now", zone=ask.words.zone(ask.zone, ask.now))
    return notice(f"{text}\n{now}", *zone_rows(ask, zones), ((ask.texts("button.done"), "settings:back"),))


def _set(ask: Ask, zone: str) -> Part:
    """The zone is kept, and it is said what follows from it; whoever is still setting up is asked for the hour."""
    saved = save(ask, replace(ask.subscriber, schedule=replace(ask.subscriber.schedule, zone=chosen(zone))))
    if not begun(saved):
        return hours(ask.speaking(saved))
    ways = ((ask.texts("settings.times"), "set:times"), (ask.texts("button.settings"), "settings:back"))
    return coming(ask, saved, ask.texts("zone.set", zone=ask.words.zone(zone, ask.now)), ways)


def open_list(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    return instead(_choose(ask, COMMON, ask.texts("zone.ask")))


def pick(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    return instead(_set(ask, arguments[0])) if is_zone(arguments[0]) else open_list(ask, arguments)


COMMAND = Command("timezone", "yours", order=7, answer=answer, rights=CHANGE)
PRESSES = {
    "zones": Press(open_list, rights=SETTINGS),
    "zone": Press(pick, form=ZONE, rights=CHANGE),
}
