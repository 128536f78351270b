"""Broadcasts at work: filled into the outbox, their progress told in the admin's chat, and recalled."""

import asyncio
import logging
from collections.abc import Callable

from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.conversation import broadcast_panel as drawn
from bot.desk.context import Desk
from bot.desk.keyboards import Keyboards
from bot.render.words import Words
from digests.editions.broadcasting import Broadcasting
from digests.model import Part, Subscriber
from digests.store.sending.broadcasts import Broadcast

log = logging.getLogger(__name__)

_LATEST = 5
_PATIENCE = 2.0
"""Seconds that one run waits for an admin's chat."""
_DELETABLE = 48 * 3600
"""Seconds in which Telegram lets a bot delete its messages."""
_PAGE = 100
_ENDED = ("done", "cancelled", "recalled")
_TOLD = 3 * 86_400
"""For so many seconds after its end a report still counts who leaves; the rows that it counts are deleted later."""


class BroadcastRunner:
    """What is to be done for broadcasts every few seconds."""

    def __init__(self, bot: ExtBot[None], desk: Desk, wake: Callable[[], None]) -> None:
        self._bot, self._desk, self._wake = bot, desk, wake
        self._broadcasting = Broadcasting(desk.store)
        self._going = True
        self._telling: dict[int, asyncio.Task[None]] = {}
        """By broadcast: what its admin's chat has not shown yet."""

    def stop(self) -> None:
        self._going = False

    async def round(self) -> None:
        """Go on with everything that was started, and tell how far it is."""
        store = self._desk.store
        if await asyncio.to_thread(self._broadcasting.advance, self._desk.clock(), going=lambda: self._going):
            self._wake()
        for broadcast in await asyncio.to_thread(store.broadcasts.latest, _LATEST):
            if broadcast.state == "recalling":
                await self._recall(broadcast)
            if broadcast.state not in _ENDED or self._desk.clock() - broadcast.updated < _TOLD:
                await self._told(broadcast)

    async def _recall(self, broadcast: Broadcast) -> None:
        """Delete what it sent. What Telegram refuses to delete is left; where it cannot be reached, or while something
        is still on its way, the next round goes on."""
        store, after = self._desk.store, 0
        while self._going:
            page = await asyncio.to_thread(store.broadcast_messages.delivered, broadcast.id, after, _PAGE)
            if not page:
                standing = await asyncio.to_thread(self._broadcasting.standing, broadcast)
                if standing.waiting:  # still on its way: the next round deletes it
                    return
                change_state = store.broadcasts.change_state
                await asyncio.to_thread(change_state, broadcast.id, ["recalling"], "recalled", self._desk.clock())
                return
            for row, chat_id, message_id in page:
                after = row
                try:
                    await self._bot.delete_message(chat_id, message_id)
                except BadRequest as error:
                    log.info("broadcast %d in chat %d is not recalled: %s", broadcast.id, chat_id, error)
                except Forbidden as error:
                    log.info("broadcast %d in chat %d is not recalled: %s", broadcast.id, chat_id, error)
                except TelegramError as error:
                    log.warning("broadcast %d in chat %d is not recalled yet: %s", broadcast.id, chat_id, error)
                    if self._desk.clock() - broadcast.updated < _DELETABLE:
                        return
                else:
                    await asyncio.to_thread(store.broadcast_messages.recalled, row, self._desk.clock())
            await self._told(await asyncio.to_thread(store.broadcasts.get, broadcast.id))

    async def _told(self, broadcast: Broadcast) -> None:
        """Tell how far it is. No broadcast stands still for an admin's chat that hangs: it is told when it can be."""
        if broadcast.id not in self._telling:
            task = self._telling[broadcast.id] = asyncio.create_task(self._tell(broadcast))
            task.add_done_callback(lambda _: self._telling.pop(broadcast.id))
            await asyncio.wait({task}, timeout=_PATIENCE)
            if task.done():
                await task

    async def _tell(self, broadcast: Broadcast) -> None:
        """The progress message, edited where something changed."""
        reader = await asyncio.to_thread(self._desk.store.subscribers.by_chat, broadcast.chat_id)
        if reader is None:
            return
        part = await asyncio.to_thread(self._drawn, broadcast.id, reader)
        if part.text == broadcast.progress_text:
            return
        markup = Keyboards.of(self._desk.settings).markup(part.buttons, reader)
        message_id = broadcast.progress_message
        try:
            if message_id is None:
                sent = await self._bot.send_message(
                    broadcast.chat_id, part.text, parse_mode="HTML", reply_markup=markup
                )
                message_id = sent.message_id
            else:
                await self._bot.edit_message_text(
                    part.text, broadcast.chat_id, message_id, parse_mode="HTML", reply_markup=markup
                )
        except BadRequest as error:
            log.info("the progress of broadcast %d is not shown: %s", broadcast.id, error)
            message_id = message_id if "not modified" in str(error).lower() else None
        except TelegramError as error:
            log.warning("the progress of broadcast %d is not shown: %s", broadcast.id, error)
            return
        await asyncio.to_thread(self._desk.store.broadcasts.told, broadcast.id, message_id, part.text)

    def _drawn(self, broadcast_id: int, reader: Subscriber) -> Part:
        broadcast = self._desk.store.broadcasts.get(broadcast_id)
        settings = self._desk.settings
        return drawn.progress(
            broadcast,
            self._broadcasting.standing(broadcast),
            Words(self._desk.text(reader.preferences.language), self._desk.catalogue),
            rate=settings.paid_messages_per_second or settings.messages_per_second,
            zone=reader.schedule.zone,
            now=self._desk.clock(),
        )
