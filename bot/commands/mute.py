"""/mute <sector|mechanism|country|words>: nothing of it in digests and alerts."""

from bot.asking import Ask, Command, Press, Reply, said
from bot.commands.listing import notice
from bot.commands.topic import MAX_QUERY
from bot.subjects import Subject, find, label, recall, remember


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return said(notice(ask.texts("mute.usage"), ((ask.texts("button.topics"), "topics:s"),)))
    if len(ask.arguments) > MAX_QUERY:
        return said(notice(ask.texts("search.long", limit=MAX_QUERY)))
    return _muted(ask, find(ask.arguments, ask.desk))


def _muted(ask: Ask, subject: Subject) -> Reply:
    ask.desk.store.subscribers.follow(ask.subscriber.id, subject.mute(), ask.now)
    text = ask.texts("mute.done", name=label(subject, ask.words))
    undo = (ask.texts("button.unmute"), f"drop:{remember(subject, ask.desk)}")
    return said(notice(text, (undo, (ask.texts("button.following"), "do:following"))))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    subject = recall(arguments[0], ask.desk)
    return _muted(ask, subject) if subject else Reply(toast=ask.texts("press.unknown"))


COMMAND = Command("mute", "yours", answer=answer, changes=("group",))
PRESSES = {"mute": Press(press, changes=True)}
