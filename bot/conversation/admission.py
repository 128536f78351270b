"""The facts that :func:`bot.desk.access.may` decides by, as Telegram gives them: who asks, where, as whose admin."""

import logging
from dataclasses import replace

from telegram import CallbackQuery, Message
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

from bot.desk.access import ChatKind, Refused, Request, Rights, Verdict, may
from bot.desk.context import Context, Desk
from bot.desk.keyboards import Pressed

log = logging.getLogger(__name__)

_ADMINS = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


def chat_kind_of(message: Message) -> ChatKind:
    """The kind of chat in which ``message`` stands."""
    if message.chat.type == ChatType.PRIVATE:
        return "private"
    return "channel" if message.chat.type == ChatType.CHANNEL else "group"


def written(message: Message, desk: Desk) -> Request:
    """Who writes as a chat is no person: an admin where that chat is this one, somebody's channel where it is not."""
    where, behind = chat_kind_of(message), message.sender_chat
    if behind is not None:
        return Request(where, chat_admin=behind.id == message.chat.id)
    user = message.from_user
    if user is None:
        return Request(where)
    return Request(where, operator=user.id in desk.settings.admins, editor=user.id in desk.settings.editors)


def pressed(query: CallbackQuery, message: Message, what: Pressed, chat_id: int, desk: Desk) -> Request:
    """``chat_id`` is that of the subscription whose settings count."""
    return Request(
        chat_kind_of(message),
        operator=query.from_user.id in desk.settings.admins,
        editor=query.from_user.id in desk.settings.editors,
        own=chat_id == message.chat.id,
        signed=what.subscriber_id is not None,
    )


async def admitted(request: Request, rights: Rights, chat_id: int, user_id: int, context: Context) -> Verdict:
    """Whether ``request`` may; Telegram is asked whether the user is an admin only where it hangs on that."""
    verdict = may(request, rights)
    if isinstance(verdict, Refused) and verdict.for_want_of_an_admin and request.chat_admin is None:
        return may(replace(request, chat_admin=await is_admin(context, chat_id, user_id)), rights)
    return verdict


async def is_admin(context: Context, chat_id: int, user_id: int) -> bool:
    """True for an administrator of the chat."""
    try:
        member = await context.bot.get_chat_member(chat_id, user_id)
    except (BadRequest, Forbidden) as error:
        log.info("chat %s: cannot tell whether %s is an admin: %s", chat_id, user_id, error)
        return False
    return member.status in _ADMINS
