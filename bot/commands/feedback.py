"""/feedback <text>: a word to the people who run this bot."""

from bot.asking import Ask, Command, Reply, said
from bot.commands.listing import notice

_MAX = 2000


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return said(notice(ask.texts("feedback.usage")))
    if len(ask.arguments) > _MAX:
        return said(notice(ask.texts("feedback.long", limit=_MAX)))
    ask.desk.store.subscribers.add_feedback(ask.subscriber.id, ask.arguments, ask.now)
    thanks = notice(ask.texts("feedback.done"), ((ask.texts("button.help"), "do:help"),))
    return said(thanks, feedback=ask.arguments)


COMMAND = Command("feedback", "about", answer=answer)
