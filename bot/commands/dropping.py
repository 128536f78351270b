"""A document or a link that an admin sends in private: left in the inbox like any other drop."""

import asyncio
import re
from functools import partial

from telegram import Update
from telegram.error import TelegramError

from bot.asking import Ask, Reply, said
from bot.commands.answering import Answering
from bot.commands.listing import notice
from bot.context import Context, Desk
from digests.errors import SourceError
from digests.sources.addresses import AddressPolicy
from digests.sources.drops import LARGEST, leave
from digests.sources.fetch import Fetcher
from digests.sources.linked import linked
from digests.sources.workers import ParserPool

LINK = re.compile(r"^\s*https?://\S+\s*$")
_MEGABYTE = 1 << 20


async def document(answering: Answering, update: Update, context: Context) -> None:
    """Download it and leave it in the inbox; what comes of it stands in done or rejected."""
    message = update.effective_message
    sent = message.document if message is not None else None
    if sent is None:
        return
    name = sent.file_name or f"{sent.file_unique_id}.txt"
    if (sent.file_size or 0) > LARGEST:
        await answering.command(partial(_large, name))(update, context)
        return
    try:
        content = bytes(await (await context.bot.get_file(sent.file_id)).download_as_bytearray())
    except TelegramError as error:
        await answering.command(partial(_failed, name, str(error)))(update, context)
        return
    await asyncio.to_thread(leave, context.desk.settings.inbox, name, content)
    await answering.command(partial(_taken, name))(update, context)


async def link(answering: Answering, update: Update, context: Context) -> None:
    """Fetch the page behind it, with the guard that feeds have, and leave its article in the inbox."""
    message = update.effective_message
    url = (message.text or "").strip() if message is not None else ""
    try:
        name, content = await _fetched(url, context.desk)
    except SourceError as error:
        await answering.command(partial(_failed, url, error.problem))(update, context)
        return
    await asyncio.to_thread(leave, context.desk.settings.inbox, name, content)
    await answering.command(partial(_taken, url))(update, context)


async def _fetched(url: str, desk: Desk) -> tuple[str, bytes]:
    settings = desk.settings
    policy = AddressPolicy(allow_private=settings.allow_private_addresses, ports=frozenset(settings.allowed_ports))
    async with Fetcher(policy, contact_url=settings.contact_url, clock=desk.clock) as pages, ParserPool(1) as workers:
        return await linked(url, pages, workers)


def _taken(name: str, ask: Ask) -> Reply:
    return said(notice(ask.texts("drop.taken", name=name[:200])))


def _large(name: str, ask: Ask) -> Reply:
    return said(notice(ask.texts("drop.large", name=name[:200], limit=LARGEST // _MEGABYTE)))


def _failed(name: str, problem: str, ask: Ask) -> Reply:
    return said(notice(ask.texts("drop.failed", name=name[:200], problem=problem[:200])))
