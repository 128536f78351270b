"""Chats that come, go, and change: added, blocked, removed, grown into a supergroup."""

import asyncio
import logging
from typing import Any

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, ChatMemberHandler, MessageHandler, filters

from bot.desk.context import Context, Desk
from digests.store.people.subscriber_rows import State

log = logging.getLogger(__name__)

_AWAY = (ChatMember.LEFT, ChatMember.BANNED)


def handlers() -> list[BaseHandler[Any, Context, Any]]:
    return [
        ChatMemberHandler(_membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, _migrated),
    ]


async def _membership(update: Update, context: Context) -> None:
    """Blocked or removed: nothing more is sent there; the settings stay for the day the reader comes back."""
    change = update.my_chat_member
    if change is None:
        return
    if change.new_chat_member.status in _AWAY:
        state: State = "blocked" if change.chat.type == ChatType.PRIVATE else "gone"
        await asyncio.to_thread(_left, context.desk, change.chat.id, state)


def _left(desk: Desk, chat_id: int, state: State) -> None:
    for subscriber in desk.store.subscribers.of_chat(chat_id):
        desk.store.subscribers.set_state(subscriber.id, state, reason="left")
        log.info("subscriber %s is %s", subscriber.id, state)


async def _migrated(update: Update, context: Context) -> None:
    """Telegram tells it twice, once in each chat; doing it twice does nothing."""
    message = update.effective_message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    await asyncio.to_thread(context.desk.store.subscribers.migrate, old, new)
    log.info("chat %s goes on as %s", old, new)
