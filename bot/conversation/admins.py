"""What the admins are told, in their own language, in their chats with the bot."""

import asyncio
import logging
from typing import Any

from telegram import Bot, LinkPreviewOptions
from telegram.error import TelegramError

from bot.desk.context import Desk
from bot.render.escape import clean

log = logging.getLogger(__name__)

_PATIENCE = 5.0
"""Seconds to wait until the admins are told: an admin's chat that hangs must not hold up the caller."""


class Admins:
    """Those in ``TRILATERAL_ADMINS``; who never wrote to the bot cannot be told, and the log says so."""

    def __init__(self, bot: Bot, desk: Desk) -> None:
        self._bot, self._desk = bot, desk
        self._telling: set[asyncio.Task[None]] = set()

    async def tell(self, key: str, **values: Any) -> None:
        """The text ``admin.<key>``."""
        tasks = {asyncio.create_task(self._tell(admin, key, values)) for admin in self._desk.settings.admins}
        if tasks:
            for task in tasks:
                self._telling.add(task)  # the loop alone would not keep it
                task.add_done_callback(self._telling.discard)
            await asyncio.wait(tasks, timeout=_PATIENCE)

    async def _tell(self, admin: int, key: str, values: dict[str, Any]) -> None:
        subscriber = self._desk.store.subscribers.by_chat(admin)
        texts = self._desk.text(subscriber.preferences.language if subscriber else "en")
        try:
            text = clean(texts(f"admin.{key}", **values))  # plain: what others wrote is no markup, and no preview
            await self._bot.send_message(admin, text, link_preview_options=LinkPreviewOptions(is_disabled=True))
        except TelegramError as error:
            log.warning("admin %d could not be told of %s: %s", admin, key, error)
