"""From an update to an answer: who asks, whether they may, the command's own function, and the reply."""

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from telegram import BotCommandScopeChat, CallbackQuery, Message, Update, User
from telegram.constants import ChatAction, ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

from bot.admins import Admins
from bot.asking import Answer, Ask, Callback, Command, Press, Presses, Reply, said
from bot.commands.menus import Audience, menu
from bot.context import Context, Desk
from bot.keyboards import Forged, Keyboards, Pressed
from bot.places import home
from bot.render.escape import escape
from bot.render.words import Words
from bot.replies import Where, show
from bot.texts import closest_language
from digests.model import Part, Subscriber

log = logging.getLogger(__name__)

_COMMAND = re.compile(r"/[A-Za-z0-9_]")
_PATIENCE = 0.7
"""Seconds after which a reader is shown that we are at work."""
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_ADMINS = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


def _split(text: str) -> tuple[str, str]:
    """(command without slash and ``@name``, what follows it in one line)."""
    if not _COMMAND.match(text):
        return "", " ".join(text.split())
    first, *rest = text.split(maxsplit=1)
    return first[1:].partition("@")[0], " ".join(" ".join(rest).split())


class Answering:
    """Turns the answers of commands and buttons into what python-telegram-bot calls."""

    def __init__(self, commands: Sequence[Command], table: Presses) -> None:
        self._commands = commands
        self._presses = table

    def command(self, answer: Answer, *, guarded: tuple[str, ...] = ()) -> Callback:
        """A command; in the kinds of chat that are ``guarded`` only their admins may use it."""
        return partial(self._command, answer, guarded)

    async def _command(self, answer: Answer, guarded: tuple[str, ...], update: Update, context: Context) -> None:
        message = update.effective_message
        if message is None:
            return
        ask = await asyncio.to_thread(asked, context.desk, message)
        where = place(ask, message, context)
        if message.chat.type in guarded and not await is_admin(context, message.chat.id, ask.user_id, message):
            await show(said(Part(text=escape(ask.texts("groups.admins")))), where)
            return
        await self.give(await work(partial(answer, ask), where), ask, where)

    async def press(self, update: Update, context: Context) -> None:
        """Every button press: read, allowed, acted on, and the waiting on the button ended."""
        query = update.callback_query
        if query is None or not isinstance(query.message, Message):
            await _close(query, "")
            return
        message = query.message
        language = closest_language(query.from_user.language_code, context.desk.texts)
        try:
            pressed = Keyboards.of(context.desk.settings).read(query.data or "")
            press = self._presses[pressed.verb]
            if pressed.subscriber_id is None and press.changes:
                raise Forged(query.data)
        except (Forged, KeyError):
            await _close(query, context.desk.text(language)("press.unknown"))
            return
        ask = await asyncio.to_thread(_asked_by_press, context.desk, query, message, pressed)
        if ask is None:
            await _close(query, context.desk.text(language)("press.gone"))
            return
        if not await _may_press(press, ask, query, message, context):
            await _close(query, ask.texts("groups.admins"))
            return
        where = place(ask, message, context, pressed=message.message_id)
        reply = await work(partial(_act, press, ask, pressed), where)
        where = await _as_it_stands(ask, where)
        await asyncio.gather(self._shown(reply, ask, where), _close(query, reply.toast))

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
            audience: Audience = "admin" if ask.user_id in ask.desk.settings.admins else "private"
            scope = BotCommandScopeChat(where.chat_id)
            await where.bot.set_my_commands(menu(self._commands, words, audience), scope=scope)


async def _as_it_stands(ask: Ask, where: Where) -> Where:
    """An answer may have changed settings: its buttons are signed for the version that now holds."""
    now = await asyncio.to_thread(ask.desk.store.subscribers.get, where.subscriber.id)
    return replace(where, subscriber=now or where.subscriber)


async def _may_press(press: Press, ask: Ask, query: CallbackQuery, message: Message, context: Context) -> bool:
    """Settings of a group are its admins' alone, and those of another chat (a channel) that chat's admins'."""
    elsewhere = ask.subscriber.chat_id != message.chat.id
    if not elsewhere and not (press.changes and message.chat.type in GROUPS):
        return True
    return await is_admin(context, ask.subscriber.chat_id, query.from_user.id, None)


def asked(desk: Desk, message: Message) -> Ask:
    """The question in ``message``; a chat that we do not know yet becomes a subscriber that nothing is sent to."""
    user = message.from_user
    now = desk.clock()
    subscriber = _subscriber(desk, message, user, now)
    desk.store.subscribers.touch(subscriber.id, now)
    command, arguments = _split(message.text or "")
    return Ask(
        desk=desk,
        subscriber=subscriber,
        words=Words(desk.text(subscriber.preferences.language), desk.catalogue),
        now=now,
        arguments=arguments,
        command=command,
        user_id=user.id if user else 0,
        chat_kind="private" if message.chat.type == ChatType.PRIVATE else "group",
    )


def _subscriber(desk: Desk, message: Message, user: User | None, now: int) -> Subscriber:
    """The chat (or its topic) in which ``message`` stands; made in the language of ``user`` where it is new."""
    thread = (message.message_thread_id or 0) if message.is_topic_message else 0
    private = message.chat.type == ChatType.PRIVATE
    language = closest_language(user.language_code if user else None, desk.texts)
    return desk.store.subscribers.ensure(
        message.chat.id,
        thread,
        "private"
        if private
        else "channel"
        if message.chat.type == ChatType.CHANNEL
        else "topic"
        if thread
        else "group",
        language,
        now,
        title=message.chat.effective_name or "",
        zone=home(language),
    )


def _act(press: Press, ask: Ask, pressed: Pressed) -> Reply:
    if press.stale is not None and pressed.version != ask.subscriber.settings_version:
        reply = press.stale(ask, pressed.arguments)
        return Reply(parts=reply.parts, place=reply.place, toast=ask.texts("press.old"))
    return press.answer(ask, pressed.arguments)


def _asked_by_press(desk: Desk, query: CallbackQuery, message: Message, pressed: Pressed) -> Ask | None:
    """``None`` where the subscription that the button belongs to is no more."""
    now = desk.clock()
    if pressed.subscriber_id is None:
        subscriber: Subscriber | None = _subscriber(desk, message, query.from_user, now)
    else:
        subscriber = desk.store.subscribers.get(pressed.subscriber_id)
    if subscriber is None:
        return None
    desk.store.subscribers.touch(subscriber.id, now)
    reader = subscriber if subscriber.chat_id == message.chat.id else desk.store.subscribers.by_chat(message.chat.id)
    language = (reader or subscriber).preferences.language
    return Ask(
        desk=desk,
        subscriber=subscriber,
        words=Words(desk.text(language), desk.catalogue),
        now=now,
        user_id=query.from_user.id,
        chat_kind="private" if message.chat.type == ChatType.PRIVATE else "group",
    )


async def _close(query: CallbackQuery | None, toast: str) -> None:
    """End the button's waiting; a press that is too old to be answered needs no answer."""
    if query is None:
        return
    try:
        await query.answer(toast or None)
    except BadRequest as error:
        log.info("press of %s not answered: %s", query.from_user.id, error)


# ------------------------------------------------------------------ both


def place(ask: Ask, message: Message, context: Context, *, pressed: int | None = None) -> Where:
    """Where the answer goes: the chat and topic of ``message``; in a group as a reply to it."""
    group = message.chat.type in GROUPS
    return Where(
        bot=context.bot,
        chat_id=message.chat.id,
        thread_id=message.message_thread_id if message.is_topic_message else None,
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
        await where.bot.send_chat_action(where.chat_id, ChatAction.TYPING, message_thread_id=where.thread_id)
    return await task


async def is_admin(context: Context, chat_id: int, user_id: int, message: Message | None) -> bool:
    """True for an administrator of the chat, one who writes as the chat itself included."""
    if message is not None and message.sender_chat is not None and message.sender_chat.id == chat_id:
        return True
    try:
        member = await context.bot.get_chat_member(chat_id, user_id)
    except (BadRequest, Forbidden) as error:
        log.info("chat %s: cannot tell whether %s is an admin: %s", chat_id, user_id, error)
        return False
    return member.status in _ADMINS
