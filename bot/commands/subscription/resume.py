"""/resume: digests come again, from the next slot on."""

from bot.conversation.coming import coming
from bot.conversation.listing import nothing_comes
from bot.conversation.saving import begin
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Press, Reply, instead, said
from digests.model import Part


def answer(ask: Ask) -> Reply:
    return said(_resumed(ask))


def _resumed(ask: Ask) -> Part:
    if not ask.subscriber.known:
        return nothing_comes(ask)
    saved = begin(ask, ask.subscriber)
    today, settings = (ask.texts("button.today"), "do:today"), (ask.texts("button.settings"), "settings")
    return coming(ask, saved, ask.texts("resume.done"), (today, settings))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    return instead(_resumed(ask))


COMMAND = Command("resume", "yours", order=11, answer=answer, rights=CHANGE)
PRESSES = {"resume": Press(press, rights=CHANGE)}
