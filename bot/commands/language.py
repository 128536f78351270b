"""/language [name]: the language of the bot, and the first choice for headlines."""

from bot.asking import Ask, Command, Reply, said
from bot.choices import fields
from bot.commands.listing import notice
from bot.commands.settings import page
from bot.saving import save
from digests.language.fold import fold
from digests.model import LANGUAGES


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return said(page(ask, ask.subscriber, fields()["language"]))
    wanted = named(ask, ask.arguments)
    if wanted is None:
        choices = page(ask, ask.subscriber, fields()["language"]).buttons
        return said(notice(ask.texts("language.unknown", name=ask.arguments[:40]), *choices))
    saved = save(ask, fields()["language"].choose(ask.subscriber, wanted))
    now = ask.speaking(saved)
    return said(page(now, saved, fields()["language"]), menu_language=wanted)


def named(ask: Ask, text: str) -> str | None:
    """A language by its code or its name in any of our languages: ``ko``, ``Korean``, ``한국어``."""
    wanted = fold(text).strip()
    for code in LANGUAGES:
        names = {texts(f"language.{code}") for texts in ask.desk.texts.values()}
        if wanted == code.lower() or wanted in {fold(name) for name in names}:
            return code
    return None


COMMAND = Command("language", "yours", answer=answer, changes=("group",))
