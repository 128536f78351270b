"""The answer to a reader who asks faster than can be answered."""

import asyncio
from typing import Any

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot.desk.context import Desk
from bot.render.texts import closest_language

App = Application[Any, Any, Any, Any, Any, Any]


async def one_moment(application: App, update: Update) -> None:
    """Says once that what came last is left out: above the button that was pressed, or as a message."""
    desk: Desk = application.bot_data["desk"]
    text = desk.text(await asyncio.to_thread(_language, desk, update))("flood.moment")
    if update.callback_query is not None:
        await _close(update, text)
    elif isinstance(update.effective_message, Message):
        message = update.effective_message
        thread = message.message_thread_id if message.is_topic_message else None
        await application.bot.send_message(message.chat.id, text, message_thread_id=thread, disable_notification=True)


async def hush(application: App, update: Update) -> None:
    """Only ends the waiting of a button that was pressed."""
    await _close(update, None)


async def _close(update: Update, text: str | None) -> None:
    if update.callback_query is None:
        return
    try:
        await update.callback_query.answer(text)
    except TelegramError:
        return  # it is too old to be answered


def _language(desk: Desk, update: Update) -> str:
    """The chat's, or what the reader's own Telegram speaks."""
    chat, user = update.effective_chat, update.effective_user
    known = desk.store.subscribers.by_chat(chat.id) if chat else None
    return known.preferences.language if known else closest_language(user.language_code if user else None, desk.texts)
