"""/schedule [times] [days]: when the digest comes; ``/schedule 07:30 18:00 workdays``, by buttons, or ``off``."""

from dataclasses import replace

from bot.commands.subscription.pause import paused
from bot.commands.subscription.settings import page
from bot.conversation.choices.fields import fields
from bot.conversation.coming import coming
from bot.conversation.listing import notice
from bot.conversation.saving import begin
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Reply, said
from bot.phrases.switches import is_off
from bot.phrases.timetable import read_schedule
from digests.model import Part, Schedule, Subscriber


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return said(_part(ask, ask.subscriber))
    if is_off(ask.arguments, ask.desk.texts):
        return said(paused(ask, None))
    wanted = read_schedule(ask.arguments, ask.subscriber.schedule)
    if not isinstance(wanted, Schedule):
        shown = page(ask, ask.subscriber, fields()["times"])
        return said(notice(ask.texts(wanted, text=ask.arguments[:60]), *shown.buttons))
    saved = begin(ask, replace(ask.subscriber, schedule=wanted))
    resumed = ask.texts("schedule.resumed") + "\n" if ask.subscriber.state == "paused" else ""
    return said(_part(ask, saved, before=resumed))


def _part(ask: Ask, subscriber: Subscriber, *, before: str = "") -> Part:
    schedule = subscriber.schedule
    times = ask.words.listed([ask.words.minute(minutes) for minutes in schedule.minutes])
    text = ask.texts(
        "schedule.now",
        times=times,
        days=ask.words.weekdays(schedule.weekdays),
        zone=ask.words.zone(schedule.zone, ask.now),
    )
    first = ((ask.texts("settings.times"), "set:times"), (ask.texts("settings.days"), "set:days"))
    second = ((ask.texts("settings.weekly"), "set:weekly"), (ask.texts("settings.zone"), "zones"))
    return coming(ask, subscriber, f"{before}{text}", first, second, after=ask.texts("schedule.form"))


COMMAND = Command("schedule", "yours", order=6, answer=answer, rights=CHANGE)
