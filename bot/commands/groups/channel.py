"""/channel: an admin subscribes a channel from the private chat and manages it from there."""

import asyncio
from dataclasses import replace

from telegram import Update
from telegram.error import BadRequest, Forbidden

from bot.commands.subscription import settings
from bot.conversation.admission import is_admin
from bot.conversation.answering import destination
from bot.conversation.coming import coming
from bot.conversation.listing import notice
from bot.conversation.questions import asked
from bot.conversation.replies import show
from bot.conversation.saving import begin
from bot.desk.access import Rights
from bot.desk.context import Context
from bot.desk.request import Ask, Command, Reply, said
from bot.phrases.timezones import home
from bot.render.words import ASSUMED
from digests.model import Subscriber


async def callback(update: Update, context: Context) -> None:
    """``/channel @name``; without a name a button on the phone's keyboard picks the channel."""
    message = update.effective_message
    if message is None:
        return
    ask = await asyncio.to_thread(asked, context.desk, message)
    where = destination(ask, message, context)
    if not ask.arguments:
        await show(which(ask), where)
        return
    name = ask.arguments.split()[0]
    name = name if name.lstrip("-").isdigit() else f"@{name.rsplit('/', 1)[-1].lstrip('@')}"
    await _subscribe(ask, name, update, context)


def which(ask: Ask) -> Reply:
    return said(notice(ask.texts("channel.ask")), keyboard="channel")


async def shared(update: Update, context: Context) -> None:
    """The channel that was picked with the button."""
    message = update.effective_message
    if message is None or message.chat_shared is None:
        return
    ask = await asyncio.to_thread(asked, context.desk, message)
    await _subscribe(ask, message.chat_shared.chat_id, update, context)


async def _subscribe(ask: Ask, name: str | int, update: Update, context: Context) -> None:
    message = update.effective_message
    if message is None:
        return
    where = destination(ask, message, context)
    try:
        chat = await context.bot.get_chat(name)
    except (BadRequest, Forbidden):
        await show(said(notice(ask.texts("channel.unknown", name=str(name)[:40])), keyboard="none"), where)
        return
    if not await is_admin(context, chat.id, ask.user_id):
        await show(said(notice(ask.texts("channel.not.admin", name=chat.title or name)), keyboard="none"), where)
        return
    channel = await asyncio.to_thread(_begun, ask, chat.id, chat.title or "")
    reply = said(settings.overview(replace(ask, subscriber=channel), channel), keyboard="none")
    await show(Reply(parts=(notice(ask.texts("channel.done", name=channel.title)),), keyboard="none"), where)
    await show(reply, replace(where, subscriber=channel))
    if channel.schedule.zone == ASSUMED:
        zones = coming(replace(ask, subscriber=channel), channel, "")
        await show(said(zones), replace(where, subscriber=channel))


def _begun(ask: Ask, chat_id: int, title: str) -> Subscriber:
    """The channel's subscription, begun with the language and zone of the admin who makes it."""
    subscribers = ask.desk.store.subscribers
    language = ask.preferences.language
    channel = subscribers.ensure(chat_id, 0, "channel", language, ask.now, title=title)
    if channel.subscribed:
        return channel
    zone = ask.zone if ask.zone != ASSUMED else home(language)
    return begin(replace(ask, subscriber=channel), replace(channel, schedule=replace(channel.schedule, zone=zone)))


COMMAND = Command("channel", "yours", order=13, callback=callback, answer=which, rights=Rights(private=True))
