"""Buttons: what pressing one means, encoded into at most 64 bytes, signed, and decoded again here alone.

``15.3.Zk3Wb0x1.pick:grade:national`` = subscriber 41 and settings version 3 (base 36), signature, action. The
signature keeps one chat's button from working on another's settings; the version tells an old keyboard from the
present one. A digest is written once for all readers who get the same, so its buttons (``story:12``) are not signed:
such an action is for whoever presses it, and may change nothing.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from config.settings import Settings

MAX_BYTES = 64
_SIGNATURE = 8
_UNSIGNED = re.compile(r"[a-z]+(:[a-z0-9+-]+)*")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Owner(Protocol):
    """Whose settings a button works on: a ``Subscriber``, or what the outbox knows of one."""

    @property
    def id(self) -> int: ...

    @property
    def settings_version(self) -> int: ...


class Forged(Exception):
    """Callback data that this desk did not make, or made under another token."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button as it was pressed."""

    subscriber_id: int | None
    """``None`` on a digest's button: the chat in which it was pressed."""
    version: int | None
    """The settings version when the button was made."""
    verb: str
    arguments: tuple[str, ...]


def action(verb: str, *arguments: str | int) -> str:
    """``set:grade:national``: what a renderer puts on a button. No argument may hold a colon but the last."""
    return ":".join([verb, *(str(argument) for argument in arguments)])


class Keyboards:
    """Signs buttons for one subscriber and reads them back."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    @classmethod
    def of(cls, settings: Settings) -> "Keyboards":
        """The key comes from the token: nobody else has it, and it needs no keeping."""
        token = settings.token.get_secret_value() if settings.token else ""
        return cls(sha256(b"trilateral buttons " + token.encode()).digest())

    def data(self, what: str, subscriber: Owner) -> str:
        """Callback data for the action ``what``.

        Raises:
            ValueError: it would be longer than Telegram takes; the action is ours, so this is a fault of ours.
        """
        head = f"{_base36(subscriber.id)}.{_base36(subscriber.settings_version)}"
        data = f"{head}.{self._sign(head, what)}.{what}"
        if len(data.encode()) > MAX_BYTES:
            raise ValueError(f"callback data of {len(data.encode())} bytes: {data}")
        return data

    def read(self, data: str) -> Pressed:
        """Callback data -> what was pressed.

        Raises:
            Forged: it is not ours.
        """
        if _UNSIGNED.fullmatch(data):
            return Pressed(None, None, *_parts(data))
        try:
            subscriber, version, signature, what = data.split(".", 3)
            pressed = Pressed(int(subscriber, 36), int(version, 36), *_parts(what))
            ours = self._sign(f"{subscriber}.{version}", what)
            genuine = hmac.compare_digest(signature.encode(), ours.encode())
        except ValueError as error:  # half a character cannot be encoded, and is a ValueError as well
            raise Forged(data) from error
        if not genuine:
            raise Forged(data)
        return pressed

    def markup(self, rows: tuple[tuple[tuple[str, str], ...], ...], subscriber: Owner) -> InlineKeyboardMarkup | None:
        """Rows of (label, action or address) as Telegram takes them; ``None`` where there is no button."""
        keyboard = [[self._button(label, what, subscriber) for label, what in row] for row in rows if row]
        return InlineKeyboardMarkup(keyboard) if keyboard else None

    def _button(self, label: str, what: str, subscriber: Owner) -> InlineKeyboardButton:
        if what.startswith(("https://", "http://", "tg://")):
            return InlineKeyboardButton(label, url=what)
        return InlineKeyboardButton(label, callback_data=self.data(what, subscriber))

    def _sign(self, head: str, what: str) -> str:
        digest = hmac.digest(self._secret, f"{head}.{what}".encode(), "sha256")
        return urlsafe_b64encode(digest)[:_SIGNATURE].decode()


def _parts(what: str) -> tuple[str, tuple[str, ...]]:
    verb, *arguments = what.split(":")
    return verb, tuple(arguments)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits
