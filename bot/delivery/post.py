"""One message of ours -> one call of Telegram's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardMarkup
from telegram.ext import ExtBot
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.delivery.pace.pacer import Lane
from bot.delivery.transport import AiohttpRequest
from bot.desk.keyboards import Owner
from digests.model import Part
from digests.store.sending.bodies import Copy

PACED = "paced"
"""Tells the rate limiter that the caller has been through the send queue and sees to errors itself."""


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
    """Sends parts and copies. ``rich`` is turned to False once the server has shown that it knows no rich messages,
    for as long as the process lives: the next start asks again."""

    def __init__(self, bot: ExtBot[None], markup: Markup, *, paid: bool = False) -> None:
        self._bot = bot
        self._markup = markup
        self._paid = paid
        self.rich = True

    async def send(self, to: Address, message: Part | Copy, lane: Lane) -> int | None:
        """The id of the message that was sent, where the answer holds one.

        Raises:
            TelegramError: see ``outcomes``.
            OSError: the picture cannot be read.
        """
        markup = self._markup(message.buttons, to)
        common: dict[str, Any] = {
            "chat_id": to.chat_id,
            "message_thread_id": to.thread_id or None,
            "reply_markup": markup.to_dict() if markup else None,
            "allow_paid_broadcast": True if self._paid and lane is Lane.BROADCAST else None,
        }
        if isinstance(message, Copy):
            copied = {"from_chat_id": message.chat_id, "message_id": message.message_id}
            return await self._call("copyMessage", common | copied)
        if message.mode == "rich":
            return await self._call("sendRichMessage", common | {"rich_message": {"html": message.text}})
        parse_mode = None if message.mode == "plain" else "HTML"
        if message.photo is not None:
            words = {"caption": message.text, "parse_mode": parse_mode, "rate_limit_args": PACED}
            sent = await self._bot.send_photo(photo=Path(message.photo), **common | words)
            return sent.message_id
        preview: dict[str, Any] = {"is_disabled": True} if message.preview is None else {"url": message.preview}
        said = {"text": message.text, "parse_mode": parse_mode, "link_preview_options": preview}
        return await self._call("sendMessage", common | said)

    async def warm(self, connections: int, seconds: float) -> None:
        """Have so many connections open, within so many seconds."""
        if isinstance(self._bot.request, AiohttpRequest):
            await self._bot.request.warm(self._bot.base_url, connections, seconds)

    async def _call(self, method: str, values: Mapping[str, Any]) -> int | None:
        """Straight to the transport: python-telegram-bot's own methods make an object of 90 fields from each answer,
        of which one is needed; that is a third of the CPU of a message."""
        parameters = [RequestParameter(name, value, None) for name, value in values.items() if value is not None]
        answer: Any = await self._bot.request.post(f"{self._bot.base_url}/{method}", RequestData(parameters))
        return int(answer["message_id"]) if isinstance(answer, dict) and "message_id" in answer else None
