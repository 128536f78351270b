"""/unfollow <what>: neither follow nor mute it any more."""

from bot.asking import Ask, Command, Press, Reply, said
from bot.commands import following
from bot.commands.listing import notice
from bot.commands.topic import MAX_QUERY
from bot.subjects import find, label, recall


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return following.answer(ask)
    if len(ask.arguments) > MAX_QUERY:
        return said(notice(ask.texts("search.long", limit=MAX_QUERY)))
    subject = find(ask.arguments, ask.desk)
    known = ask.desk.store.subscribers.unfollow(ask.subscriber.id, subject.kind, subject.value)
    text = ask.texts("unfollow.done" if known else "unfollow.none", name=label(subject, ask.words))
    return said(notice(text, ((ask.texts("button.following"), "do:following"),)))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    subject = recall(arguments[0], ask.desk)
    if subject is None:
        return Reply(toast=ask.texts("press.unknown"))
    ask.desk.store.subscribers.unfollow(ask.subscriber.id, subject.kind, subject.value)
    text = ask.texts("unfollow.done", name=label(subject, ask.words))
    again = (ask.texts("button.follow"), f"follow:{arguments[0]}")
    return said(notice(text, (again, (ask.texts("button.following"), "do:following"))))


COMMAND = Command("unfollow", "yours", answer=answer, changes=("group",))
PRESSES = {"drop": Press(press, changes=True)}
