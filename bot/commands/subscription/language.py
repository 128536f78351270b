"""/language [name]: the language of the bot, and the first choice for headlines."""

from bot.commands.subscription.settings import page
from bot.conversation.choices.fields import fields
from bot.conversation.listing import notice
from bot.conversation.saving import save
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Reply, said
from bot.phrases.languages import meant
from bot.render.words import language_in


def answer(ask: Ask) -> Reply:
    field = fields()["language"]
    if not ask.arguments:
        return said(page(ask, ask.subscriber, field))
    wanted = meant(ask.arguments, ask.desk.texts)
    if not wanted:
        choices = page(ask, ask.subscriber, field).buttons
        return said(notice(ask.texts("language.unknown", name=ask.arguments[:40]), *choices))
    if len(wanted) > 1:
        which = tuple((language_in(ask.desk.text(code), code), f"pick:language:{code}") for code in wanted)
        return said(notice(ask.texts("language.which", name=ask.arguments[:40]), which))
    saved = save(ask, field.choose(ask.subscriber, wanted[0]))
    return said(page(ask.speaking(saved), saved, field), menu_language=wanted[0])


COMMAND = Command("language", "yours", order=8, answer=answer, rights=CHANGE)
