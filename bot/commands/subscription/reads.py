"""/reads [languages]: further languages the reader can read, so that no headline is lost on them; ``/reads none``
takes all off."""

from dataclasses import replace

from bot.commands.subscription.settings import page
from bot.conversation.choices.fields import fields
from bot.conversation.listing import notice
from bot.conversation.saving import save
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Reply, said
from bot.phrases.languages import several
from config.languages import LANGUAGES
from digests.language.fold import fold
from digests.model import Part, Subscriber


def answer(ask: Ask) -> Reply:
    none = {fold(texts("settings.none.reads")) for texts in ask.desk.texts.values()}
    if fold(ask.arguments) in none:
        return said(page(ask, save(ask, _reading(ask.subscriber, set())), fields()["reads"]))
    named = several(ask.arguments, ask.desk.texts)
    for name, codes in named:
        if not codes:
            return said(_with(ask, ask.subscriber, ask.texts("language.unknown", name=name[:40])))
    wanted = {code for _, codes in named for code in codes}
    own = ask.preferences.language
    saved = save(ask, _reading(ask.subscriber, {*ask.preferences.reads, *wanted} - {own}))
    if wanted == {own}:
        return said(_with(ask, saved, ask.texts("reads.own", language=ask.words.language(own))))
    return said(page(ask, saved, fields()["reads"]))


def _reading(subscriber: Subscriber, codes: set[str]) -> Subscriber:
    reads = tuple(code for code in LANGUAGES if code in codes)
    return replace(subscriber, preferences=replace(subscriber.preferences, reads=reads))


def _with(ask: Ask, subscriber: Subscriber, text: str) -> Part:
    """The page with a sentence of its own."""
    return notice(text, *page(ask, subscriber, fields()["reads"]).buttons)


COMMAND = Command("reads", "yours", order=9, answer=answer, rights=CHANGE)
