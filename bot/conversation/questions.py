"""From a message or a press to the question that a command answers: which subscriber, in which words, asks what."""

import re

from telegram import CallbackQuery, Message, User
from telegram.constants import ChatType

from bot.conversation.threads import subscribed_topic
from bot.desk.context import Desk
from bot.desk.keyboards import Pressed
from bot.desk.request import Ask
from bot.phrases.timezones import home
from bot.render.texts import closest_language
from bot.render.words import Words
from digests.model import Subscriber

_COMMAND = re.compile(r"/[A-Za-z0-9_]")
_HALVES = re.compile("[\ud800-\udfff\x00]")


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


def asked_by_press(desk: Desk, query: CallbackQuery, message: Message, pressed: Pressed) -> Ask | None:
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


def _split(text: str) -> tuple[str, str]:
    """(command without slash and ``@name``, what follows it in one line)."""
    if not _COMMAND.match(text):
        return "", " ".join(text.split())
    first, *rest = text.split(maxsplit=1)
    return first[1:].partition("@")[0], " ".join(" ".join(rest).split())


def whole(text: str) -> str:
    """``text`` without halves of characters and without NUL: neither can be stored or sent."""
    return _HALVES.sub("\ufffd", text)
