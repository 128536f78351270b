"""An update as it came: read into what python-telegram-bot makes of it, and who asks in it."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from telegram import Bot, Update

from bot.updates.flood import Reader

log = logging.getLogger(__name__)

Given = Mapping[str, Any]
"""An update as it came; it has an ``update_id``."""


def read(given: Given, bot: Bot) -> Update | None:
    """``None`` where python-telegram-bot cannot read it: it would come again for a day, and is passed over."""
    try:
        return Update.de_json(dict(given), bot)
    except Exception:
        log.exception("update %d cannot be read and is passed over", given["update_id"])
        return None


def restored(update_id: int, body: str, bot: Bot) -> Update | None:
    """An update as it was kept."""
    try:
        return read(json.loads(body), bot)
    except ValueError:
        log.exception("update %d was not kept whole and is passed over", update_id)
        return None


def asks(update: Update) -> bool:
    """A question or a press; what else comes (a document, a member who leaves) is never left out."""
    return update.callback_query is not None or (update.message is not None and update.message.text is not None)


def reader_of(update: Update) -> Reader:
    """Whose turn it is: an inline query stands in no chat, and readers do not wait for each other's."""
    chat, user = update.effective_chat, update.effective_user
    whose = chat or user
    return (whose.id if whose else 0, user.id if user else 0)
