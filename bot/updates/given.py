"""An update as it came, and who asks in it."""

from collections.abc import Mapping
from typing import Any

from telegram import Update

from bot.updates.flood import Reader

Given = Mapping[str, Any]
"""An update as it came; it has an ``update_id``."""


def asks(update: Update) -> bool:
    """A question or a press; what else comes (a document, a member who leaves) is never left out."""
    return update.callback_query is not None or (update.message is not None and update.message.text is not None)


def reader_of(update: Update) -> Reader:
    """Whose turn it is: an inline query stands in no chat, and readers do not wait for each other's."""
    chat, user = update.effective_chat, update.effective_user
    whose = chat or user
    return (whose.id if whose else 0, user.id if user else 0)
