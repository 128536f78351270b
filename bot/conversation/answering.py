"""From an update to an answer: who asks, whether they may, the command's own function, and the reply."""

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from telegram import BotCommandScopeChat, CallbackQuery, Message, Update, User
from telegram.constants import ChatAction, ChatType
from telegram.error import BadRequest, TelegramError

from bot.conversation.admins import Admins
from bot.conversation.admission import admitted, place_of, pressed, written
from bot.conversation.menus import Audience, menu
from bot.conversation.replies import Where, show
from bot.conversation.threads import subscribed_topic, topic_of
from bot.desk.access import READ, REFUSALS, Refused, Rights
from bot.desk.context import Context, Desk
from bot.desk.keyboards import Forged, Keyboards, Pressed
from bot.desk.request import Answer, Ask, Callback, Command, Press, Presses, Reply, said
from bot.phrases.places import home
from bot.render.escape import escape
from bot.render.texts import Texts, closest_language
from bot.render.words import Words
from digests.model import Part, Subscriber

log = logging.getLogger(__name__)

_COMMAND = re.compile(r"/[A-Za-z0-9_]")
_PATIENCE = 0.7
"""Seconds after which a reader is shown that we are at work."""
_OF_A_STORY = ("story", "card", "sides", "why")
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_HALVES = re.compile("[\ud800-\udfff\x00]")
_TOAST = 200
"""Characters that Telegram takes."""


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
            where = place(ask, message, context)
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
                await show(said(Part(text=text)), place(ask, message, context))
                return False
        return True

    async def press(self, update: Update, context: Context) -> None:
        """Every button press: read, allowed, acted on, and the waiting on the button ended."""
        query = update.callback_query
        if query is None:
            return
        texts = context.desk.text(closest_language(query.from_user.language_code, context.desk.texts))
        message = query.message
        read = self._read(query.data or "", context.desk)
        if read is None or not isinstance(message, Message):  # forged, of an older version, or under an old message
            await _close(query, texts("press.unknown"))
            return
        what, press = read
        ask = await asyncio.to_thread(_asked_by_press, context.desk, query, message, what)
        if ask is None:
            await _close(query, texts("press.gone"))
            return
        if not await _may_press(press, what, ask, query, message, texts, context):
            return
        where = place(ask, message, context, pressed=message.message_id)
        reply = await work(partial(_act, press, ask, what), where)
        if reply.place == "instead":  # what is pressed next is acted on meanwhile, and its edit goes in place of this
            context.pass_on(update.update_id)
        where = await _as_it_stands(ask, where)
        await asyncio.gather(self._shown(reply, ask, where), _close(query, reply.toast))

    def _read(self, data: str, desk: Desk) -> tuple[Pressed, Press] | None:
        """What a button's data say; ``None`` where no button that we make today says so."""
        try:
            what = Keyboards.of(desk.settings).read(data)
        except Forged:
            return None
        press = self._presses.get(what.verb)
        if press is None or not re.fullmatch(press.form, ":".join(what.arguments)):
            return None
        return None if press.leads and press.leads(what.arguments) is None else (what, press)

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


async def _may_press(
    press: Press, what: Pressed, ask: Ask, query: CallbackQuery, message: Message, texts: Texts, context: Context
) -> bool:
    """Whether the press may act: it needs its own rights and those of the command that it does. Who may not is told
    so in ``texts``, which are theirs; a channel's reader is led to a chat where they may."""
    chat_id, user_id = ask.subscriber.chat_id, ask.user_id
    request = pressed(query, message, what, chat_id, context.desk)
    led = press.leads(what.arguments) if press.leads else None
    for rights in (press.rights, led.rights) if led else (press.rights,):
        verdict = await admitted(request, rights, chat_id, user_id, context)
        if verdict == Refused("channel"):
            await _close(query, texts(REFUSALS["channel"]), url=_link(what, context))
            return False
        if isinstance(verdict, Refused):
            mine = ask.texts if place_of(message) == "private" else texts
            await _close(query, mine(REFUSALS[verdict.why]))
            return False
    return True


def _link(what: Pressed, context: Context) -> str:
    """What a button in a channel shows, in the reader's own chat with the bot."""
    story = f"story_{what.arguments[0]}" if what.verb in _OF_A_STORY and what.arguments else "channel"
    return f"https://t.me/{context.bot.username}?start={story}"


def whole(text: str) -> str:
    """``text`` without halves of characters and without NUL: neither can be stored or sent."""
    return _HALVES.sub("\ufffd", text)


def asked(desk: Desk, message: Message) -> Ask:
    """The question in ``message``; a chat that we do not know yet becomes a subscriber that nothing is sent to."""
    user = message.from_user
    now = desk.clock()
    subscriber = _subscriber(desk, message, user, now)
    desk.store.subscribers.touch(subscriber.id, now)
    command, arguments = _split(whole(message.text or ""))
    return Ask(
        desk=desk,
        subscriber=subscriber,
        words=Words(desk.text(subscriber.preferences.language), desk.catalogue),
        now=now,
        arguments=arguments,
        command=command,
        user_id=user.id if user and message.sender_chat is None else 0,
        chat_kind="private" if message.chat.type == ChatType.PRIVATE else "group",
    )


def _subscriber(desk: Desk, message: Message, user: User | None, now: int) -> Subscriber:
    """The chat (or its topic) in which ``message`` stands; made in the language of ``user`` where it is new."""
    thread = subscribed_topic(message)
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
        title=whole(message.chat.effective_name or ""),
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


async def _close(query: CallbackQuery, toast: str, *, url: str | None = None) -> None:
    """End the button's waiting; a press that is too old to be answered needs no answer."""
    try:
        await query.answer(toast[:_TOAST] or None, url=url)
    except BadRequest as error:
        log.info("press of %s not answered: %s", query.from_user.id, error)


# ------------------------------------------------------------------ both


def place(ask: Ask, message: Message, context: Context, *, pressed: int | None = None) -> Where:
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
