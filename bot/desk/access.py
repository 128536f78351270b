"""Who may use what: one pure function, asked before every command, button, deep link, plain word and inline query.

Three roles matter. *Operators* own the bot (``TRILATERAL_ADMINS``); *editors* (``TRILATERAL_EDITORS``) look after its
stories and feeds, which operators may as well; a chat's *admins* are those whom Telegram calls so.
In a private chat everybody is at home. In a group or a channel anyone may read, and only its admins may see and change
its settings, whichever way they come: a command, a button that does what a command does, or data that somebody made up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

ChatKind: TypeAlias = Literal["private", "group", "channel"]
Why: TypeAlias = Literal["operators", "private", "unsigned", "admins", "channel"]


@dataclass(frozen=True, slots=True)
class Rights:
    """What a command or a button asks of whoever uses it."""

    operators: bool = False
    """Only those who run the bot."""
    editors: bool = False
    """Only editors and those who run the bot."""
    admins: bool = False
    """Outside a private chat only the chat's admins: it shows or changes what belongs to all of them."""
    signed: bool = False
    """A button must bear our signature: it changes something, and data without one can be made up by anybody."""
    private: bool = False
    """Only in a private chat."""


READ = Rights()
"""Shows what everybody may see."""
SETTINGS = Rights(admins=True)
"""Shows a chat's settings."""
CHANGE = Rights(admins=True, signed=True)
"""Changes a chat's settings, or hands out what is held of it."""
OPERATE = Rights(operators=True)
"""Is for those who run the bot."""
EDIT = Rights(editors=True)
"""Looks after stories and feeds."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, where, and for whom."""

    chat_kind: ChatKind
    operator: bool = False
    """They run the bot; never true of who writes as a chat."""
    editor: bool = False
    """They look after its stories and feeds; never true of who writes as a chat."""
    chat_admin: bool | None = None
    """They are an admin of the chat whose settings count; ``None`` = Telegram was not asked yet."""
    own: bool = True
    """The settings that count are those of the chat in which they ask; False of a channel that is managed elsewhere,
    and of a button that was made for another chat."""
    signed: bool = True
    """A button's data bears our signature; what is written by hand needs none."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Go on."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Not for them, and why: the key of :data:`REFUSALS`."""

    why: Why

    @property
    def for_want_of_an_admin(self) -> bool:
        """Being an admin of the chat would make a difference."""
        return self.why in ("admins", "channel")


Verdict: TypeAlias = Allowed | Refused

REFUSALS: Mapping[Why, str] = {
    "operators": "access.operators",
    "private": "access.private",
    "unsigned": "press.unknown",
    "admins": "groups.admins",
    "channel": "access.channel",
}
"""What whoever is refused reads."""


def may(request: Request, rights: Rights) -> Verdict:
    """Whether ``request`` may use what asks for ``rights``.

    Where it hangs on being an admin and nobody asked Telegram, it is refused until somebody has.
    """
    if rights.operators and not request.operator:
        return Refused("operators")
    if rights.editors and not (request.operator or request.editor):
        return Refused("operators")
    if rights.private and request.chat_kind != "private":
        return Refused("private")
    if rights.signed and not request.signed:
        return Refused("unsigned")
    if request.chat_admin:
        return Allowed()
    if not request.own or (rights.admins and request.chat_kind != "private"):
        return Refused("admins")
    if request.chat_kind == "channel":  # whatever a reader's press shows would be posted to all its readers
        return Refused("channel")
    return Allowed()
