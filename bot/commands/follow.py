"""/follow <sector|mechanism|country|words>: more of it, and word when something happens."""

from bot.asking import Ask, Command, Press, Reply, said
from bot.commands.listing import notice
from bot.commands.topic import MAX_QUERY
from bot.subjects import Subject, find, label, recall, remember


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return said(notice(ask.texts("follow.usage"), ((ask.texts("button.topics"), "topics:s"),)))
    if len(ask.arguments) > MAX_QUERY:
        return said(notice(ask.texts("search.long", limit=MAX_QUERY)))
    return _followed(ask, find(ask.arguments, ask.desk))


def _followed(ask: Ask, subject: Subject) -> Reply:
    ask.desk.store.subscribers.follow(ask.subscriber.id, subject.follow(), ask.now)
    text = ask.texts("follow.done", name=label(subject, ask.words))
    undo = (ask.texts("button.unfollow"), f"drop:{remember(subject, ask.desk)}")
    return said(notice(text, (undo, (ask.texts("button.following"), "do:following"))))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    subject = recall(arguments[0], ask.desk)
    return _followed(ask, subject) if subject else Reply(toast=ask.texts("press.unknown"))


COMMAND = Command("follow", "yours", answer=answer, changes=("group",))
PRESSES = {"follow": Press(press, changes=True)}
