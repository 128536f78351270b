"""/reads [languages]: further languages the reader can read, so that no headline is lost on them; ``/reads none``
takes all off."""

from dataclasses import replace

from bot.asking import Ask, Command, Reply, said
from bot.choices import fields
from bot.commands.language import named
from bot.commands.listing import notice
from bot.commands.settings import page
from bot.saving import save
from digests.language.fold import fold
from digests.model import Subscriber


def answer(ask: Ask) -> Reply:
    field = fields()["reads"]
    saved: Subscriber = ask.subscriber
    if fold(ask.arguments).strip() in {fold(texts("settings.none.reads")) for texts in ask.desk.texts.values()}:
        saved = replace(saved, preferences=replace(saved.preferences, reads=()))
        return said(page(ask, save(ask, saved), field))
    for name in ask.arguments.replace(",", " ").replace("、", " ").split():
        wanted = named(ask, name)
        if wanted is None:
            text = ask.texts("language.unknown", name=name[:40])
            return said(notice(text, *page(ask, saved, field).buttons))
        if wanted not in saved.preferences.reads:
            saved = field.choose(saved, wanted)
    if saved != ask.subscriber:
        saved = save(ask, saved)
    return said(page(ask, saved, field))


COMMAND = Command("reads", "yours", answer=answer, changes=("group",))
