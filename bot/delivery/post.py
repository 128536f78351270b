"""One message of ours -> one call of Telegram's."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import EndPointNotFound
from telegram.ext import ExtBot

from bot.delivery.pacer import Lane
from bot.keyboards import Owner
from digests.model import Part
from digests.store.bodies import Copy

PACED = "paced"
"""Tells the rate limiter that the caller has passed the gate and sees to errors itself."""


Rows = tuple[tuple[tuple[str, str], ...], ...]
Markup = Callable[[Rows, Owner], InlineKeyboardMarkup | None]
"""Rows of (label, action or URL) -> buttons of one subscriber; ``Keyboards.markup``."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes, and whose buttons stand under it."""

    chat_id: int
    thread_id: int
    id: int
    """The subscriber's."""
    settings_version: int


class Post:
    """Sends parts and copies. ``rich`` turns False once the server has shown that it knows no rich messages, for as
    long as the process lives: the next start asks again."""

    def __init__(self, bot: ExtBot[None], markup: Markup, *, paid: bool = False) -> None:
        self._bot = bot
        self._markup = markup
        self._paid = paid
        self.rich = True

    async def send(self, to: Address, message: Part | Copy, lane: Lane) -> int:
        """The id of the message that was sent.

        Raises:
            TelegramError: see ``outcomes``.
            OSError: the picture cannot be read.
        """
        common: dict[str, Any] = {
            "chat_id": to.chat_id,
            "message_thread_id": to.thread_id or None,
            "reply_markup": self._markup(message.buttons, to),
            "allow_paid_broadcast": True if self._paid and lane is Lane.BROADCAST else None,
            "rate_limit_args": PACED,
        }
        if isinstance(message, Copy):
            copy = await self._bot.copy_message(from_chat_id=message.chat_id, message_id=message.message_id, **common)
            return copy.message_id
        if message.mode == "rich":
            return await self._send_rich(message, common)
        parse_mode = None if message.mode == "plain" else "HTML"
        if message.photo is not None:
            picture = Path(message.photo)
            sent = await self._bot.send_photo(photo=picture, caption=message.text, parse_mode=parse_mode, **common)
            return sent.message_id
        preview = LinkPreviewOptions(is_disabled=message.preview is None, url=message.preview)
        sent = await self._bot.send_message(
            text=message.text, parse_mode=parse_mode, link_preview_options=preview, **common
        )
        return sent.message_id

    async def _send_rich(self, message: Part, common: dict[str, Any]) -> int:
        values = {name: value for name, value in common.items() if value is not None and name != "rate_limit_args"}
        if "reply_markup" in values:
            values["reply_markup"] = values["reply_markup"].to_dict()
        values["rich_message"] = {"html": message.text}
        try:
            paced: Any = {"rate_limit_args": PACED}
            sent: Any = await self._bot.do_api_request("sendRichMessage", api_kwargs=values, **paced)
        except EndPointNotFound:
            self.rich = False
            raise
        return int(sent["message_id"])
