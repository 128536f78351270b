"""/unfollow <what>: neither follow nor mute it any more."""

from bot.asking import Ask, Command, Press, Reply, said
from bot.commands import following
from bot.commands.listing import MAX_QUERY, notice
from bot.filters import followed_as
from bot.subjects import Subject, find, label, recall


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return following.answer(ask)
    if len(ask.arguments) > MAX_QUERY:
        return said(notice(ask.texts("search.long", limit=MAX_QUERY)))
    asked = find(ask.arguments, ask.desk)
    meant = followed_as(asked, ask.desk, ask.now)
    subject = meant if isinstance(meant, Subject) else asked
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
