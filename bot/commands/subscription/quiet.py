"""/quiet [hours]: the hours in which no alert comes; ``/quiet 22:30-6:15``, by buttons, or ``off``."""

from bot.commands.subscription.settings import page
from bot.conversation.choices.fields import current, fields
from bot.conversation.choices.schedule import written
from bot.conversation.listing import notice
from bot.conversation.saving import save
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Reply, said
from bot.phrases.quiet_hours import read_quiet_hours
from bot.phrases.switches import is_off


def answer(ask: Ask) -> Reply:
    field = fields()["quiet"]
    shown = page(ask, ask.subscriber, field)
    if not ask.arguments:
        return said(shown)
    hours = read_quiet_hours(ask.arguments)
    if hours is None and not is_off(ask.arguments, ask.desk.texts):
        return said(notice(ask.texts("quiet.unclear", text=ask.arguments[:60]), *shown.buttons))
    saved = save(ask, field.choose(ask.subscriber, written(hours)))
    text = ask.texts("quiet.set" if hours else "quiet.off", hours=current(field, saved, ask.words))
    change = (ask.texts("settings.quiet"), "set:quiet")
    return said(notice(text, (change, (ask.texts("button.settings"), "settings"))))


COMMAND = Command("quiet", "yours", order=7, answer=answer, rights=CHANGE)
