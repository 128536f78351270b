"""/stop: no digests any more; the settings stay until /forget."""

from bot.conversation.listing import nothing_comes, notice
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Reply, said


def answer(ask: Ask) -> Reply:
    if not ask.subscriber.known:
        return said(nothing_comes(ask))
    ask.desk.store.subscribers.set_state(ask.subscriber.id, "stopped", reason="reader")
    again, forget = (ask.texts("button.resume"), "resume"), (ask.texts("button.forget"), "do:forget")
    return said(notice(ask.texts("stop.done"), (again, forget)))


COMMAND = Command("stop", "yours", order=12, answer=answer, rights=CHANGE)
