"""The list of commands -> the handlers that python-telegram-bot calls."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, InlineQueryHandler, MessageHandler, filters

from bot.asking import Answer, Ask, Callback, Command, Presses, Reply
from bot.commands import COMMANDS, PRESSES, channel, dropping, inline, membership, search, timezone, topic, unknown
from bot.commands.answering import GROUPS, Answering
from bot.commands.menus import topic_commands
from bot.context import Context, Desk

Handler = BaseHandler[Any, Context, Any]

_NUMBERED = re.compile(r"^/(story|sides|why)_\d{1,15}(@\w+)?$")
_NEW = filters.UpdateType.MESSAGE
"""A message that is edited later is not asked again."""


def handlers(desk: Desk, commands: Sequence[Command] = COMMANDS, table: Presses = PRESSES) -> list[Handler]:
    """In the order in which they are tried: commands, every topic's own, numbered ones, then whatever is left."""
    answering = Answering(commands, table)
    topical = answering.command(partial(_topical, topic_commands(desk.catalogue)))
    not_known = answering.command(partial(unknown.answer, commands))
    return [
        *(_handler(command, answering, desk) for command in commands),
        CommandHandler(list(topic_commands(desk.catalogue)), topical, filters=_NEW),
        MessageHandler(_NEW & filters.Regex(_NUMBERED), answering.command(partial(_numbered, commands))),
        MessageHandler(_NEW & filters.COMMAND, partial(_if_for_us, not_known)),
        MessageHandler(_NEW & filters.LOCATION & filters.ChatType.PRIVATE, partial(timezone.located, answering)),
        MessageHandler(_NEW & filters.StatusUpdate.CHAT_SHARED, partial(channel.shared, answering)),
        MessageHandler(_ours(desk) & filters.Document.ALL, partial(dropping.document, answering)),
        MessageHandler(_ours(desk) & filters.Regex(dropping.LINK), partial(dropping.link, answering)),
        MessageHandler(_NEW & filters.TEXT & filters.ChatType.PRIVATE, answering.command(search.answer)),
        CallbackQueryHandler(answering.press),
        InlineQueryHandler(inline.answer),
        *membership.handlers(),
    ]


def _ours(desk: Desk) -> filters.BaseFilter:
    """A new message that an admin sends in private."""
    return _NEW & filters.ChatType.PRIVATE & filters.User(desk.settings.admins)


def _handler(command: Command, answering: Answering, desk: Desk) -> Handler:
    allowed: filters.BaseFilter = _NEW
    if command.admin_only:
        allowed &= filters.User(desk.settings.admins)
    if command.scopes == ("private",):
        allowed &= filters.ChatType.PRIVATE
    return CommandHandler(command.name, _callback(command, answering), filters=allowed)


def _callback(command: Command, answering: Answering) -> Callback:
    if command.callback is not None:
        return command.callback
    if command.answer is None:
        raise ValueError(f"/{command.name} has neither an answer nor a callback")
    return answering.command(command.answer, guarded=GROUPS if "group" in command.changes else ())


def _topical(topics: dict[str, str], ask: Ask) -> Reply:
    """``/supply_chain`` is ``/topic supply-chain``."""
    return topic.of(ask, topics[ask.command.lower()])


def _numbered(commands: Sequence[Command], ask: Ask) -> Reply:
    """``/story_12`` is ``/story 12``."""
    name, _, number = ask.command.partition("_")
    answer: Answer | None = next(command.answer for command in commands if command.name == name)
    return answer(ask.with_arguments(number)) if answer else Reply()


async def _if_for_us(answer: Callback, update: Update, context: Context) -> None:
    """In a group a command that is not ours, without our name, is another bot's."""
    message = update.effective_message
    if message is None or message.text is None:
        return
    _, at, name = message.text.split(maxsplit=1)[0].partition("@")
    named = bool(at) and name.lower() == (context.bot.username or "").lower()
    if named or (not at and message.chat.type == ChatType.PRIVATE):
        await answer(update, context)
