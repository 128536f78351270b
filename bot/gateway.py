"""Updates in, each handled once, and confirmed to Telegram only then.

Telegram keeps an update until the next offset (polling) or a 200 (webhook), for 24 hours. So whatever ends this
process, what was not handled comes again; and the log of handled updates makes that which was handled have no second
effect. Within a chat updates are handled in order; chats do not wait for each other.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, Update
from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.delivery.gate import Gate
from bot.delivery.outcomes import pause, seconds_of
from digests.store.updates import UpdateLog

log = logging.getLogger(__name__)

ALLOWED = ("message", "callback_query", "inline_query", "my_chat_member", "channel_post")
AT_ONCE = 8
"""Updates in work at once: the most that a crash can have answered and will answer again."""
PATIENCE = 60.0
"""Seconds that one update may take; then the others go on without it."""
LONG_POLL = 25
LOOK_AGAIN = 0.02
"""Seconds between polls while an update is in work: Telegram answers at once then, with that update among the new
ones, so that the next reader would wait for it."""
_IDLE = 0.05
"""Seconds after an empty poll: some servers answer at once though they were asked to wait."""

App = Application[Any, Any, Any, Any, Any, Any]
Given = Mapping[str, Any]
"""An update as it came; it has an ``update_id``."""


class Desklog:
    """Handles each update once: what runs, what ran, and the log of both."""

    def __init__(
        self,
        application: App,
        updates: UpdateLog,
        clock: Callable[[], int],
        gate: Gate | None = None,
        *,
        patience: float = PATIENCE,
    ) -> None:
        """Without a ``gate`` no answer is ever held back."""
        self._application, self._updates, self._clock = application, updates, clock
        self.gate = gate
        self._patience = patience
        self._running: dict[int, asyncio.Task[None]] = {}
        self._chats: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        """A chat's lock lives for as long as anyone holds it or waits for it."""
        self._room = asyncio.Semaphore(AT_ONCE)

    async def fresh(self, updates: Sequence[Update]) -> list[Update]:
        """Those that neither were handled nor are in work."""
        handled = await asyncio.to_thread(self._updates.handled, [update.update_id for update in updates])
        return [u for u in updates if u.update_id not in handled and u.update_id not in self._running]

    def take(self, update: Update) -> asyncio.Task[None]:
        """Start to handle ``update``, or join whoever does already; done once it is in the log."""
        if update.update_id not in self._running:
            task = asyncio.create_task(self._handle(update))
            self._running[update.update_id] = task
            task.add_done_callback(lambda _: self._running.pop(update.update_id, None))
        return self._running[update.update_id]

    @property
    def running(self) -> dict[int, asyncio.Task[None]]:
        return self._running

    async def _handle(self, update: Update) -> None:
        chat = _chat(update)
        turn = self._chats.setdefault(chat, asyncio.Lock())
        async with turn, self._room:
            if update.update_id in await asyncio.to_thread(self._updates.handled, [update.update_id]):
                return  # it ended while whoever brought it again looked it up
            try:
                if not await self._processed(update):
                    log.error("update %d of chat %d took too long and was given up", update.update_id, chat)
            except Exception:
                log.exception("update %d of chat %d", update.update_id, chat)
            await asyncio.to_thread(self._updates.add, [update.update_id], self._clock())

    async def _processed(self, update: Update) -> bool:
        """Whether it came to its end in time. While Telegram takes nothing, no answer can: that time does not count."""
        loop = asyncio.get_running_loop()
        task = loop.create_task(self._application.process_update(update))
        began = loop.time()
        try:
            while not task.done():
                free = began if self.gate is None else max(began, self.gate.pacer.halted_until)
                if (left := free + self._patience - loop.time()) <= 0:
                    return False
                await asyncio.wait({task}, timeout=left)
        finally:
            task.cancel()
        await task
        return True


def is_update(given: object) -> bool:
    return isinstance(given, dict) and isinstance(given.get("update_id"), int)


def read(given: Given, bot: Bot) -> Update | None:
    """``None`` where python-telegram-bot cannot read it: it would come again for a day, and is passed over."""
    try:
        return Update.de_json(dict(given), bot)
    except Exception:
        log.exception("update %d cannot be read and is passed over", given["update_id"])
        return None


def _chat(update: Update) -> int:
    """Whose turn it is: an inline query stands in no chat, and readers do not wait for each other's."""
    asks = update.effective_chat or update.effective_user
    return asks.id if asks else 0


class Polling:
    """Long polling of our own: python-telegram-bot's confirms an update before it is handled."""

    def __init__(self, application: App, desklog: Desklog, tell: Callable[[str], Awaitable[None]]) -> None:
        self._bot = application.bot
        self._desklog = desklog
        self._tell = tell
        self._stopping = asyncio.Event()
        self._offset: int | None = None
        self._seen = 0
        """The highest update that came; all below it are in the log once nothing is in work."""
        self._conflicts = 0
        self._webhook = True
        """One may be set: Telegram gives no updates to those who ask while it is."""

    async def run(self) -> None:
        """Until :meth:`stop`; then what was taken is finished and confirmed."""
        failures = 0
        stopping = asyncio.create_task(self._stopping.wait())
        while not self._stopping.is_set():
            poll = asyncio.create_task(self._poll(LONG_POLL))
            await asyncio.wait({poll, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not poll.done():
                poll.cancel()
                break
            failures = 0 if await self._taken(poll) else failures + 1
            if failures:
                await self._rest(pause(failures))
        stopping.cancel()
        await self._finish()

    def stop(self) -> None:
        self._stopping.set()

    async def _poll(self, seconds: int) -> Sequence[Given]:
        """Updates as they came: one that python-telegram-bot cannot read must not hide the others."""
        if self._webhook:
            await self._take_down()
        return await self._ask(timeout=seconds, allowed_updates=list(ALLOWED))

    async def _ask(self, **values: Any) -> Sequence[Given]:
        if self._offset is not None:
            values["offset"] = self._offset
        parameters = RequestData([RequestParameter(name, value, None) for name, value in values.items()])
        url = f"{self._bot.base_url}/getUpdates"
        found: Any = await self._bot.request.post(url, parameters, read_timeout=values["timeout"] + 10)
        return [each for each in found if is_update(each)]

    async def _take_down(self) -> None:
        """Whatever comes of it, the next poll says whether a webhook is still set."""
        self._webhook = False
        try:
            await self._bot.delete_webhook()
        except TelegramError as error:
            log.warning("an earlier webhook could not be taken down: %s", error)

    async def _taken(self, poll: "asyncio.Task[Sequence[Given]]") -> bool:
        """Take what a poll brought; whether it went well."""
        if self._desklog.gate is not None:
            self._desklog.gate.polled(answered=not isinstance(poll.exception(), NetworkError))
        try:
            given = poll.result()
        except Conflict as error:
            await self._conflict(error)
            return False
        except RetryAfter as error:
            await self._rest(seconds_of(error))
            return True
        except NetworkError as error:
            log.warning("no updates: %s", error)
            return False
        except TelegramError as error:
            log.error("no updates: %s; is TELEGRAM_BOT_TOKEN right?", error)
            return False
        self._conflicts = 0
        updates = [update for update in (read(each, self._bot) for each in given) if update is not None]
        fresh = await self._desklog.fresh(updates)
        for update in fresh:
            self._desklog.take(update)
        if updates and not fresh and self._desklog.running:  # the same again: wait for one of them
            await asyncio.wait(self._desklog.running.values(), timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
        self._confirm([each["update_id"] for each in given])
        if not given:
            await self._rest(_IDLE)
        return True

    def _confirm(self, seen: Sequence[int]) -> None:
        """The next offset is the first update that is not handled yet."""
        self._seen = max(self._seen, *seen, 0)
        open_ones = self._desklog.running.keys()
        if open_ones:
            self._offset = min(open_ones)
        elif seen:
            self._offset = max(seen) + 1

    async def _conflict(self, error: Conflict) -> None:
        if "webhook" in str(error).lower():
            log.warning("no updates: %s; taking it down", error)
            self._webhook = True
            return
        self._conflicts += 1
        log.error("another instance polls with the same token: %s; stop it", error)
        if self._conflicts == 3:  # once could be our own last poll, cut off by a restart
            await self._tell("conflict")

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    async def _finish(self) -> None:
        """Confirm what was handled, so that the next start need not look at it again."""
        if self._desklog.running:
            await asyncio.wait(self._desklog.running.values(), timeout=7.0)
        if self._offset is None:
            return
        if not self._desklog.running:
            self._offset = max(self._offset, self._seen + 1)
        try:
            await self._ask(timeout=0, limit=1)
        except TelegramError as error:
            log.info("the last updates are not confirmed: %s", error)
