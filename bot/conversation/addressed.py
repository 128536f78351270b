"""Which messages of a group are meant for the bot, and which of an album is answered.

In a group a picture or a document is the members' own business, unless it answers the bot or names it.
"""

import re
from collections import deque

from telegram import Message, Update

from bot.desk.context import Context
from bot.desk.request import Callback

_REMEMBERED = 256
"""Albums; their messages come within a second of each other."""


class Albums:
    """Albums of which one message was seen already."""

    def __init__(self) -> None:
        self._seen: deque[str] = deque(maxlen=_REMEMBERED)

    def first(self, message: Message) -> bool:
        """Whether ``message`` stands alone, or is the first of its album to come."""
        album = message.media_group_id
        if album is None:
            return True
        if album in self._seen:
            return False
        self._seen.append(album)
        return True

    def holds(self, message: Message) -> bool:
        """Whether one of its album was seen."""
        return message.media_group_id in self._seen


class Addressed:
    """Tells what is meant for the bot: of an album only one message bears the words."""

    def __init__(self) -> None:
        self._albums = Albums()

    def only(self, callback: Callback) -> Callback:
        """``callback`` for what is meant for the bot, and nothing for the rest."""

        async def asked(update: Update, context: Context) -> None:
            message = update.effective_message
            if message is not None and self._is(message, context):
                await callback(update, context)

        return asked

    def _is(self, message: Message, context: Context) -> bool:
        if _names(message, context.bot.username or "") or _answers(message, context.bot.id):
            self._albums.first(message)
            return True
        return self._albums.holds(message)


def _answers(message: Message, bot_id: int) -> bool:
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == bot_id


def _names(message: Message, name: str) -> bool:
    said = message.caption or ""
    return bool(name) and re.search(rf"@{re.escape(name)}\b", said, re.IGNORECASE) is not None
