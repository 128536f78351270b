"""From an update to an answer: who asks, whether they may, the command's own function, and the reply."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from telegram import BotCommandScopeChat, Message, Update
from telegram.constants import ChatAction, ChatType
from telegram.error import TelegramError

from bot.conversation.admins import Admins
from bot.conversation.admission import admitted, written
from bot.conversation.menus import audience_of, menu
from bot.conversation.presses import act, close, may_press, read
from bot.conversation.questions import asked, asked_by_press
from bot.conversation.replies import Where, show
from bot.conversation.threads import topic_of
from bot.desk.access import READ, REFUSALS, Refused, Rights
from bot.desk.context import Context
from bot.desk.keyboards import Keyboards
from bot.desk.request import Answer, Ask, Callback, Command, Presses, Reply, said
from bot.render.escape import escape
from bot.render.texts import closest_language
from bot.render.words import Words
from digests.model import Part

_PATIENCE = 0.7
"""Seconds after which a reader is shown that we are at work."""
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


class Answering:
    """Turns the answers of commands and buttons into what python-telegram-bot calls."""

    def __init__(self, commands: Sequence[Command], table: Presses) -> None:
        self._commands = commands
        self._presses = table

    def typed(self, command: Command) -> Callback:
        """A command as it is typed."""
        if command.callback is not None:
            return self.guarded(command.callback, command.rights)
        if command.answer is None:
            raise ValueError(f"/{command.name} has neither an answer nor a callback")
        return self.command(command.answer, command.rights, leads=command.leads)

    def command(
        self, answer: Answer, rights: Rights = READ, *, leads: Callable[[Ask], Command | None] | None = None
    ) -> Callback:
        """What ``answer`` says to whoever has ``rights``, and those of the command that it ``leads`` to."""
        return partial(self._answer, answer, rights, leads)

    def guarded(self, callback: Callback, rights: Rights) -> Callback:
        """``callback`` for those who have ``rights``."""
        return partial(self._guarded, callback, rights)

    async def _answer(
        self,
        answer: Answer,
        rights: Rights,
        leads: Callable[[Ask], Command | None] | None,
        update: Update,
        context: Context,
    ) -> None:
        message = update.effective_message
        if message is None:
            return
        ask = await asyncio.to_thread(asked, context.desk, message)
        led = leads(ask) if leads else None
        asks_for = (rights, led.rights) if led else (rights,)
        if await self._welcome(ask, asks_for, message, context):
            where = destination(ask, message, context)
            await self.give(await work(partial(answer, ask), where), ask, where)

    async def _guarded(self, callback: Callback, rights: Rights, update: Update, context: Context) -> None:
        message = update.effective_message
        if message is None:
            return
        ask = await asyncio.to_thread(asked, context.desk, message)
        if await self._welcome(ask, (rights,), message, context):
            await callback(update, context)

    async def _welcome(self, ask: Ask, asks_for: Sequence[Rights], message: Message, context: Context) -> bool:
        """Whether whoever wrote ``message`` may go on; who may not is told why."""
        request = written(message, context.desk)
        for rights in asks_for:
            verdict = await admitted(request, rights, message.chat.id, ask.user_id, context)
            if isinstance(verdict, Refused):
                text = escape(ask.texts(REFUSALS[verdict.why]))
                await show(said(Part(text=text)), destination(ask, message, context))
                return False
        return True

    async def press(self, update: Update, context: Context) -> None:
        """Every button press: read, allowed, acted on, and the waiting on the button ended."""
        query = update.callback_query
        if query is None:
            return
        texts = context.desk.text(closest_language(query.from_user.language_code, context.desk.texts))
        message = query.message
        meant = read(query.data or "", self._presses, context.desk)
        if meant is None or not isinstance(message, Message):  # forged, of an older version, or under an old message
            await close(query, texts("press.unknown"))
            return
        what, press = meant
        ask = await asyncio.to_thread(asked_by_press, context.desk, query, message, what)
        if ask is None:
            await close(query, texts("press.gone"))
            return
        if not await may_press(press, what, ask, query, message, texts, context):
            return
        where = destination(ask, message, context, pressed=message.message_id)
        reply = await work(partial(act, press, ask, what), where)
        if reply.shown == "instead":  # what is pressed next is acted on meanwhile, and its edit goes in place of this
            context.pass_on(update.update_id)
        where = await _as_it_stands(ask, where)
        await asyncio.gather(self._shown(reply, ask, where), close(query, reply.toast))

    async def give(self, reply: Reply, ask: Ask, where: Where) -> None:
        """Show the reply, and where the language changed put the chat's command menu into it."""
        await self._shown(reply, ask, await _as_it_stands(ask, where))

    async def _shown(self, reply: Reply, ask: Ask, where: Where) -> None:
        await show(reply, where)
        if reply.feedback:
            chat = where.subscriber.title or str(where.subscriber.chat_id)
            await Admins(where.bot, ask.desk).tell("feedback", chat=chat, text=reply.feedback)
        if reply.menu_language is not None and where.subscriber.kind == "private":
            words = Words(ask.desk.text(reply.menu_language), ask.desk.catalogue)
            audience = audience_of(ask.user_id, ask.desk.settings)
            scope = BotCommandScopeChat(where.chat_id)
            await where.bot.set_my_commands(menu(self._commands, words, audience), scope=scope)


async def _as_it_stands(ask: Ask, where: Where) -> Where:
    """An answer may have changed settings: its buttons are signed for the version that now holds."""
    now = await asyncio.to_thread(ask.desk.store.subscribers.get, where.subscriber.id)
    return replace(where, subscriber=now or where.subscriber)


def destination(ask: Ask, message: Message, context: Context, *, pressed: int | None = None) -> Where:
    """Where the answer goes: the chat and topic of ``message``; in a group as a reply to it."""
    group = message.chat.type in GROUPS
    return Where(
        bot=context.bot,
        chat_id=message.chat.id,
        thread_id=topic_of(message),
        keyboards=Keyboards.of(context.desk.settings),
        server=context.server,
        subscriber=ask.subscriber,
        texts=ask.texts,
        message_id=pressed,
        quoting=message.message_id if group and pressed is None else None,
    )


async def work(answer: Callable[[], Reply], where: Where) -> Reply:
    """The answer, worked out off the event loop; whoever waits longer than a moment sees "typing"."""
    task = asyncio.create_task(asyncio.to_thread(answer))
    done, _ = await asyncio.wait({task}, timeout=_PATIENCE)
    if not done:
        with suppress(TelegramError):  # whether it is seen or not, the answer comes
            await where.bot.send_chat_action(where.chat_id, ChatAction.TYPING, message_thread_id=where.thread_id)
    return await task
