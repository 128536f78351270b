"""/forget: delete everything that is held of this chat, after asking once."""

from bot.conversation.listing import notice
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Press, Reply, instead, said


def answer(ask: Ask) -> Reply:
    yes, no = (ask.texts("forget.yes"), "forget:yes"), (ask.texts("forget.no"), "settings:back")
    return said(notice(ask.texts("forget.ask"), (yes, no)))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    ask.desk.store.personal_data.forget(ask.subscriber.id)
    return instead(notice(ask.texts("forget.done")))


COMMAND = Command("forget", "about", order=6, answer=answer, rights=CHANGE)
PRESSES = {"forget": Press(press, form="yes", rights=CHANGE)}
