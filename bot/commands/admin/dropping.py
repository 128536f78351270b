"""A document or a link that an admin sends in private: left in the inbox like any other drop."""

import asyncio
import logging
import re
from functools import partial

from telegram import Update
from telegram.error import TelegramError

from bot.conversation import refusals
from bot.conversation.addressed import Albums
from bot.conversation.answering import GROUPS, Answering
from bot.conversation.listing import notice
from bot.conversation.threads import topic_of
from bot.desk.context import Context, Desk
from bot.desk.request import Ask, Reply, said
from bot.render.legible import in_one_line
from digests.errors import SourceError
from digests.sources.drops.documents import KINDS
from digests.sources.drops.inbox import LARGEST, leave
from digests.sources.drops.names import shown_name
from digests.sources.isolation.pool import ParserPool
from digests.sources.web.addresses import AddressPolicy
from digests.sources.web.fetch import Fetcher
from digests.sources.web.linked import linked

log = logging.getLogger(__name__)

LINK = re.compile(r"^\s*https?://\S+\s*$")
_MEGABYTE = 1 << 20


async def document(answering: Answering, update: Update, context: Context) -> None:
    """Download it and leave it in the inbox."""
    message = update.effective_message
    sent = message.document if message is not None else None
    if message is None or sent is None:
        return
    name = sent.file_name or f"{sent.file_unique_id}.txt"
    if (sent.file_size or 0) > LARGEST:
        await answering.command(partial(_large, name))(update, context)
        return
    try:
        file = await context.bot.get_file(sent.file_id)
        if (file.file_size or 0) > LARGEST:  # a server of one's own knows no limit, and the message need not say
            await answering.command(partial(_large, name))(update, context)
            return
        content = bytes(await file.download_as_bytearray())
    except TelegramError as error:
        log.warning("%s, sent by %d, was not handed over: %s", shown_name(name), message.chat.id, error)
        await answering.command(partial(_failed, name, error))(update, context)
        return
    await _leave(answering, update, context, name, name, content)


async def link(answering: Answering, update: Update, context: Context) -> None:
    """Fetch the page behind it, with the guard that feeds have, and leave its article in the inbox."""
    message = update.effective_message
    url = (message.text or "").strip() if message is not None else ""
    try:
        name, content = await _fetched(url, context.desk)
    except SourceError as error:
        log.info("%s", error)
        await answering.command(partial(_failed, url, error))(update, context)
        return
    await _leave(answering, update, context, url, name, content)


async def unread(answering: Answering, albums: Albums, update: Update, context: Context) -> None:
    """Whatever else somebody sends to the bot: what can be done with words, and who may send documents. Of an album
    the first is answered."""
    message = update.effective_message
    user = update.effective_user
    if message is None or user is None or not albums.first(message):
        return
    admin = user.id in context.desk.settings.admins
    kind = "admin" if admin else "document" if message.document is not None else "other"
    if kind == "other" and message.chat.type in GROUPS:
        kind = "group"
    await answering.command(partial(_not_read, kind))(update, context)


async def _leave(
    answering: Answering, update: Update, context: Context, called: str, name: str, content: bytes
) -> None:
    """Into the inbox, and remembered: whoever sent it is told what became of it (``bot/conversation/receipts.py``)."""
    message, desk = update.effective_message, context.desk
    if message is None:
        return
    thread = topic_of(message) or 0

    def remember(mark: str) -> None:
        desk.store.submissions.add(
            message.chat.id, thread, message.message_id, name=in_one_line(called), mark=mark, now=desk.clock()
        )

    try:
        await asyncio.to_thread(leave, desk.settings.inbox, name, content, before=remember)
    except (OSError, SourceError) as error:
        log.error("%s, sent by %d, cannot be left in the inbox: %s", shown_name(name), message.chat.id, error)
        await answering.command(partial(_failed, called, error))(update, context)
        return
    await answering.command(partial(_taken, called))(update, context)


async def _fetched(url: str, desk: Desk) -> tuple[str, bytes]:
    settings = desk.settings
    policy = AddressPolicy(allow_private=settings.allow_private_addresses, ports=frozenset(settings.allowed_ports))
    async with Fetcher(policy, contact_url=settings.contact_url, clock=desk.clock) as pages, ParserPool(1) as workers:
        return await linked(url, pages, workers)


def _taken(name: str, ask: Ask) -> Reply:
    return said(notice(ask.texts("drop.taken", name=name[:200])))


def _not_read(kind: str, ask: Ask) -> Reply:
    latest = ((ask.texts("button.latest"), "latest"), (ask.texts("button.help"), "do:help"))
    kinds = ask.words.listed([ending.lstrip(".") for ending in KINDS])
    return said(notice(ask.texts(f"unread.{kind}", kinds=kinds), latest))


def _large(name: str, ask: Ask) -> Reply:
    return said(notice(ask.texts("drop.large", name=name[:200], limit=LARGEST // _MEGABYTE)))


def _failed(name: str, error: Exception, ask: Ask) -> Reply:
    return said(notice(ask.texts("drop.failed", name=name[:200], reason=refusals.failure(error, ask.texts))))
