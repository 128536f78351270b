"""The list of commands -> the handlers that python-telegram-bot calls."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, InlineQueryHandler, MessageHandler, filters

from bot.commands import COMMANDS, PLAIN_WORDS, PRESSES
from bot.commands.about import unknown
from bot.commands.admin import dropping
from bot.commands.groups import channel, membership
from bot.commands.reading import inline, search, topic
from bot.commands.subscription import timezone
from bot.conversation.addressed import Addressed, Albums
from bot.conversation.answering import Answering
from bot.conversation.menus import topic_commands
from bot.desk.access import OPERATE
from bot.desk.context import Context, Desk
from bot.desk.request import Ask, Callback, Command, Presses, Reply

Handler = BaseHandler[Any, Context, Any]

_NUMBERED = ("story", "sides", "why")
"""Commands that may carry the number of a story in their name: ``/story_12``."""
_NEW = filters.UpdateType.MESSAGE
"""A message that is edited later is not asked again."""
_PRIVATE = filters.ChatType.PRIVATE
_GROUPS = filters.ChatType.GROUPS
_OTHER = _NEW & ~filters.StatusUpdate.ALL
"""Whatever else a person sends. What Telegram itself reports (a pinned message, a new photo) is not among it."""


def handlers(desk: Desk, commands: Sequence[Command] = COMMANDS, table: Presses = PRESSES) -> list[Handler]:
    """The handlers in the order in which they are tried: commands, those of topics, numbered ones, then everything
    else. Each way in names whose rights it asks for; :mod:`bot.desk.access` decides."""
    answering = Answering(commands, table)
    topics = topic_commands(desk.catalogue)
    topical = answering.command(partial(_topical, topics), topic.COMMAND.rights)
    located = answering.guarded(partial(timezone.located, answering), timezone.COMMAND.rights)
    dropped = answering.guarded(partial(dropping.document, answering), OPERATE)
    operators = _NEW & filters.User(desk.settings.admins)
    ours, ours_in_groups = operators & _PRIVATE, operators & _GROUPS
    addressed = Addressed()
    unread = partial(dropping.unread, answering, Albums())
    linked = answering.guarded(partial(dropping.link, answering), OPERATE)
    return [
        *(CommandHandler(command.name, answering.typed(command), filters=_NEW) for command in commands),
        CommandHandler(list(topics), topical, filters=_NEW),
        *(_numbered(command, answering) for command in commands if command.name in _NUMBERED),
        MessageHandler(_NEW & filters.COMMAND, _if_for_us(answering.command(partial(unknown.answer, commands)))),
        MessageHandler(_NEW & filters.LOCATION & _PRIVATE, located),
        MessageHandler(
            _NEW & filters.StatusUpdate.CHAT_SHARED, answering.guarded(channel.shared, channel.COMMAND.rights)
        ),
        MessageHandler(ours & filters.Document.ALL, dropped),
        MessageHandler(ours & filters.Regex(dropping.LINK), linked),
        MessageHandler(_NEW & filters.TEXT & _PRIVATE, answering.command(PLAIN_WORDS, search.COMMAND.rights)),
        MessageHandler(_OTHER & _PRIVATE, unread),
        MessageHandler(ours_in_groups & filters.Document.ALL, addressed.only(dropped)),
        MessageHandler(_OTHER & _GROUPS & ~filters.TEXT, addressed.only(unread)),
        MessageHandler(filters.UpdateType.EDITED_MESSAGE & filters.TEXT & _PRIVATE, answering.command(unknown.edited)),
        MessageHandler(
            filters.UpdateType.CHANNEL_POST & filters.COMMAND,
            _if_ours(commands, answering.command(unknown.published)),
        ),
        CallbackQueryHandler(answering.press),
        InlineQueryHandler(inline.answer),
        *membership.handlers(),
    ]


def _topical(topics: dict[str, str], ask: Ask) -> Reply:
    """``/supply_chain`` is ``/topic supply-chain``."""
    return topic.of(ask, topics[ask.command.lower()])


def _numbered(command: Command, answering: Answering) -> Handler:
    """``/story_12`` is ``/story 12``."""

    def answer(ask: Ask) -> Reply:
        number = ask.command.rpartition("_")[2]
        return command.answer(ask.with_arguments(number)) if command.answer else Reply()

    form = filters.Regex(re.compile(rf"^/{command.name}_[0-9]{{1,15}}(@\w+)?$"))
    return MessageHandler(_NEW & form, _unless_anothers(answering.command(answer, command.rights)))


def _if_for_us(answer: Callback) -> Callback:
    """In a group a command that is not ours, without our name, is another bot's."""

    async def asked(update: Update, context: Context) -> None:
        message = update.effective_message
        name = _addressed(update)
        ours = name == (context.bot.username or "").lower()
        if message is not None and (ours or (not name and message.chat.type == ChatType.PRIVATE)):
            await answer(update, context)

    return asked


def _if_ours(commands: Sequence[Command], answer: Callback) -> Callback:
    """In a channel, which is read by all, only what is plainly a command of ours is answered."""
    names = {command.name for command in commands}

    async def asked(update: Update, context: Context) -> None:
        text = update.effective_message.text if update.effective_message else None
        if re.split(r"[@\s]", text or "/", maxsplit=1)[0][1:] in names:
            await _unless_anothers(answer)(update, context)

    return asked


def _unless_anothers(answer: Callback) -> Callback:
    """A command of ours may bear another bot's name."""

    async def asked(update: Update, context: Context) -> None:
        if _addressed(update) in ("", (context.bot.username or "").lower()):
            await answer(update, context)

    return asked


def _addressed(update: Update) -> str:
    """The bot whose name the command bears, in lower case; ``""`` = it bears none."""
    text = update.effective_message.text if update.effective_message else None
    return (text or "").split(maxsplit=1)[0].partition("@")[2].lower() if (text or "").strip() else ""
