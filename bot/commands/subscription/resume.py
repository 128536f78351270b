"""/resume: digests come again, from the next slot on."""

from bot.conversation.listing import nothing_comes, notice
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
    when = ask.words.stamp(saved.next_due, ask.zone, now=ask.now) if saved.next_due else ""
    today, settings = (ask.texts("button.today"), "do:today"), (ask.texts("button.settings"), "settings")
    return notice(ask.texts("resume.done", when=when), (today, settings))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    return instead(_resumed(ask))


COMMAND = Command("resume", "yours", order=11, answer=answer, rights=CHANGE)
PRESSES = {"resume": Press(press, rights=CHANGE)}
