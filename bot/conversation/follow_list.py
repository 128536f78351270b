"""What /follow and /mute share: what is named, whether it can go on the reader's list, and what is said of it then."""

from typing import Literal, TypeAlias

from bot.conversation.listing import MAX_QUERY, notice
from bot.conversation.standing import told_in_vain, way_on
from bot.desk.request import Ask, PressAnswer, Reply, said
from bot.phrases.filters import Refusal, followed_as, understood
from bot.phrases.subjects import Subject, bare, label, recall, remember, several
from bot.render.classic import Button
from digests.errors import QueryError
from digests.model import Part

Mode: TypeAlias = Literal["follow", "mute"]
KEY = r"[smckp][^:]{1,40}"
"""A subject's key on a button."""

_DONE = {"follow": "follow.done", "mute": "mute.done"}
_DONE_IN_PART = {"country": "mute.done.country", "sector": "mute.done.sector"}
"""Muting a country or a sector leaves out less than the word suggests, so the answer says how much."""
_UNDO = {"follow": "button.unfollow", "mute": "button.unmute"}


def keep(ask: Ask, mode: Mode) -> Reply:
    """The command: follow or mute what its arguments name."""
    if not ask.arguments:
        return said(notice(ask.texts(f"{mode}.usage"), ((ask.texts("button.topics"), "topics"),)))
    if len(ask.arguments) > MAX_QUERY:
        return said(notice(ask.texts("search.long", limit=MAX_QUERY)))
    subjects = several(ask.arguments, ask.desk)
    return _kept(ask, subjects[0], mode) if len(subjects) == 1 else _all_kept(ask, subjects, mode)


def pressed(mode: Mode) -> PressAnswer:
    """The button ``follow:<key>`` or ``mute:<key>``."""

    def press(ask: Ask, arguments: tuple[str, ...]) -> Reply:
        subject = recall(arguments[0], ask)
        return _kept(ask, subject, mode) if subject else Reply(toast=ask.texts("press.unknown"))

    return press


def _kept(ask: Ask, asked: Subject, mode: Mode) -> Reply:
    subject = followed_as(asked, ask.desk, ask.now)
    if not isinstance(subject, Subject):
        return _refused(ask, asked, subject)
    text = _keep(ask, subject, mode)
    undo = (ask.texts(_UNDO[mode]), f"drop:{remember(subject, ask)}")
    return said(_noted(ask, text, (undo, (ask.texts("button.following"), "do:following"))))


def _all_kept(ask: Ask, asked: tuple[Subject, ...], mode: Mode) -> Reply:
    """Each with a line of its own; none where one of them cannot be kept."""
    subjects = [(each, followed_as(each, ask.desk, ask.now)) for each in asked]
    for each, refusal in subjects:
        if not isinstance(refusal, Subject):
            return _refused(ask, each, refusal)
    text = "\n".join(_keep(ask, subject, mode) for _, subject in subjects if isinstance(subject, Subject))
    return said(_noted(ask, text, ((ask.texts("button.following"), "do:following"),)))


def _noted(ask: Ask, text: str, row: tuple[Button, ...]) -> Part:
    """What was kept, and that no digest comes yet where none does."""
    unheard, on = told_in_vain(ask, ask.subscriber), way_on(ask, ask.subscriber)
    return notice(f"{text}\n{unheard}" if unheard else text, *((on,) if on else ()), row)


def _refused(ask: Ask, asked: Subject, refusal: Refusal) -> Reply:
    return said(notice(ask.texts(refusal, name=label(asked, ask.words)), ((ask.texts("button.topics"), "topics"),)))


def _keep(ask: Ask, subject: Subject, mode: Mode) -> str:
    """Put it on the list; what is said of it."""
    before = held(ask, subject)
    ask.desk.store.interests.follow(
        ask.subscriber.id, subject.follow() if mode == "follow" else subject.mute(), ask.now
    )
    done = _DONE_IN_PART.get(subject.kind, _DONE[mode]) if mode == "mute" else _DONE[mode]
    text = ask.texts(done, name=label(subject, ask.words))
    if mode == "follow" and subject.kind == "keyword" and not _occurs(ask, subject.value):
        text += "\n" + ask.texts("follow.unheard", name=label(subject, ask.words))
    return text if before in (None, mode) else text + "\n" + ask.texts(f"{mode}.instead")


def _occurs(ask: Ask, keyword: str) -> bool:
    """Whether any report that we have holds the keyword as it will be looked for."""
    try:
        query = understood(f'"{bare(keyword)}"', ask.desk, ask.now)
    except QueryError:
        return False
    return ask.desk.store.search.search(query, limit=1, now=ask.now).total > 0


def held(ask: Ask, subject: Subject) -> str | None:
    """``follow`` or ``mute`` where the subject is on the reader's list."""
    for follow in ask.desk.store.interests.follows(ask.subscriber.id):
        if (follow.kind, follow.value) == (subject.kind, subject.value):
            return follow.mode
    return None


def follow_buttons(ask: Ask, asked: Subject) -> tuple[tuple[Button, ...], ...]:
    """Follow and mute, or what takes them back; none for what cannot be followed."""
    subject = followed_as(asked, ask.desk, ask.now)
    if not isinstance(subject, Subject):
        return ()
    key = remember(subject, ask)
    mode = held(ask, subject)
    if mode is not None:
        return (((ask.texts(_UNDO[mode]), f"drop:{key}"),),)
    return (((ask.texts("button.follow"), f"follow:{key}"), (ask.texts("button.mute"), f"mute:{key}")),)
