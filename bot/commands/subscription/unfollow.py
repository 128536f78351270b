"""/unfollow <what>: neither follow nor mute it any more; several at once as /follow takes them."""

from bot.commands.subscription import following
from bot.conversation.follow_list import KEY, held
from bot.conversation.listing import MAX_QUERY, notice
from bot.desk.access import CHANGE
from bot.desk.request import Ask, Command, Press, Reply, said
from bot.phrases.filters import followed_as
from bot.phrases.subjects import Subject, label, recall, several


def answer(ask: Ask) -> Reply:
    if not ask.arguments:
        return following.answer(ask)
    if len(ask.arguments) > MAX_QUERY:
        return said(notice(ask.texts("search.long", limit=MAX_QUERY)))
    whole = Subject("keyword", ask.arguments)
    subjects = (whole,) if held(ask, whole) else several(ask.arguments, ask.desk)
    text = "\n".join(_dropped(ask, each) for each in subjects)
    return said(notice(text, ((ask.texts("button.following"), "do:following"),)))


def _dropped(ask: Ask, asked: Subject) -> str:
    """Take it off the list; what is said of it."""
    meant = followed_as(asked, ask.desk, ask.now)
    subject = meant if isinstance(meant, Subject) else asked
    known = ask.desk.store.interests.unfollow(ask.subscriber.id, subject.kind, subject.value)
    return ask.texts("unfollow.done" if known else "unfollow.none", name=label(subject, ask.words))


def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
    subject = recall(arguments[0], ask)
    if subject is None:
        return Reply(toast=ask.texts("press.unknown"))
    ask.desk.store.interests.unfollow(ask.subscriber.id, subject.kind, subject.value)
    text = ask.texts("unfollow.done", name=label(subject, ask.words))
    again = (ask.texts("button.follow"), f"follow:{arguments[0]}")
    return said(notice(text, (again, (ask.texts("button.following"), "do:following"))))


COMMAND = Command("unfollow", "yours", order=2, answer=answer, rights=CHANGE)
PRESSES = {"drop": Press(press, form=KEY, rights=CHANGE)}
