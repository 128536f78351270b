"""What a command is asked and what it answers: plain values, so that a command is a function from one to the other."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from telegram import Update

from bot.desk.access import READ, Rights
from bot.desk.context import Context, Desk
from bot.render.texts import Texts
from bot.render.words import Words
from digests.model import Part, Preferences, Subscriber

Group: TypeAlias = Literal["reading", "yours", "about", "admin"]
Scope: TypeAlias = Literal["private", "group"]
Callback: TypeAlias = Callable[[Update, Context], Coroutine[Any, Any, None]]

HELP_GROUPS: tuple[Group, ...] = ("reading", "yours", "about", "admin")


@dataclass(frozen=True, slots=True)
class Ask:
    """One command or button press, with all that an answer depends on."""

    desk: Desk
    subscriber: Subscriber
    """Whose settings and history count: the chat's, or the channel's that its admin manages from here."""
    words: Words
    """Of the language of whoever asks."""
    now: int
    arguments: str = ""
    command: str = ""
    """The command as it was typed, without slash and ``@name``; ``""`` for plain text and buttons."""
    user_id: int = 0
    """0 where the sender is hidden (an anonymous admin)."""
    chat_kind: Scope = "private"

    @property
    def texts(self) -> Texts:
        return self.words.texts

    @property
    def preferences(self) -> Preferences:
        return self.subscriber.preferences

    @property
    def zone(self) -> str:
        return self.subscriber.schedule.zone

    def with_arguments(self, arguments: str) -> "Ask":
        return replace(self, arguments=arguments)

    def speaking(self, subscriber: Subscriber) -> "Ask":
        """The same, after ``subscriber`` changed: in the language they have now."""
        words = Words(self.desk.text(subscriber.preferences.language), self.desk.catalogue)
        return replace(self, subscriber=subscriber, words=words)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is shown, and where: as new messages, or in place of the message whose button was pressed."""

    parts: tuple[Part, ...] = ()
    shown: Literal["below", "instead"] = "below"
    toast: str = ""
    """A short notice over the chat; only a button press can have one."""
    document: tuple[str, bytes] | None = None
    """(file name, content)."""
    keyboard: Literal["location", "channel", "none"] | None = None
    """Buttons in place of the phone's keyboard; ``none`` takes them away."""
    feedback: str = ""
    """What the admins are told that this reader said."""
    menu_language: str | None = None
    """The chat's command menu is to be shown in this language from now on."""


Answer: TypeAlias = Callable[[Ask], Reply]
PressAnswer: TypeAlias = Callable[[Ask, tuple[str, ...]], Reply]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, where it stands in the help, what answers, and who may use it."""

    name: str
    group: Group
    order: int = 99
    """Where it stands in its group: in the menus and the help the lowest comes first, and those without one come last,
    by their name."""
    callback: Callback | None = None
    """For a command that has to ask Telegram itself; the others have an ``answer``."""
    answer: Answer | None = None
    """Beside a ``callback``: what a button answers that does what the command does."""
    rights: Rights = READ
    leads: "Callable[[Ask], Command | None] | None" = None
    """The command that its arguments lead to (a deep link): whoever may not use that one may not come this way."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a verb on a button does."""

    answer: PressAnswer
    form: str = ""
    """A regular expression for what follows the verb; data that it does not match are of an older version, or made
    up, and reach no ``answer``."""
    rights: Rights = READ
    stale: PressAnswer | None = None
    """What an old button shows instead of acting; ``None`` = it works for ever."""
    leads: Callable[[tuple[str, ...]], Command | None] | None = None
    """The command that it does; ``None`` from it = there is no such command."""


Presses: TypeAlias = Mapping[str, Press]


def said(*parts: Part, **more: Any) -> Reply:
    """New messages."""
    return Reply(parts=parts, **more)


def instead(*parts: Part, **more: Any) -> Reply:
    """In place of the message whose button was pressed."""
    return Reply(parts=parts, shown="instead", **more)
