"""Updates in, and confirmed to Telegram only once they are handled, or kept by us.

Telegram keeps an update until the next offset (polling) or a 200 (webhook), for 24 hours. So whatever ends this
process, what was not handled comes again, from Telegram or from the table of those that were kept; and the log of
handled updates makes that which was handled have no second effect.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.delivery.outcomes import pause, seconds_of
from bot.updates.at_work import AT_ONCE
from bot.updates.given import Given
from bot.updates.handling import PATIENCE, App, UpdateHandler

log = logging.getLogger(__name__)

__all__ = ["ALLOWED", "AT_ONCE", "PATIENCE", "App", "Given", "Polling", "UpdateHandler", "is_update"]

ALLOWED = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member", "channel_post")
LONG_POLL = 25
LOOK_AGAIN = 0.02
"""Seconds between polls while an update is in work: Telegram answers at once then, with that update among the new
ones, so that the next reader would wait for it."""
_IDLE = 0.05
"""Seconds after an empty poll: some servers answer at once though they were asked to wait."""

CROWD = 30
"""Where one poll brings so many updates, those in work are kept by us: Telegram gives at most a hundred, and whoever
comes behind a hundred that wait would not be seen."""


def is_update(given: object) -> bool:
    return isinstance(given, dict) and isinstance(given.get("update_id"), int)


def _nobody_asks(error: BaseException | None) -> None:
    """Where nobody wants to know what became of a poll."""


class Polling:
    """Long polling of our own: python-telegram-bot's confirms an update before it is handled."""

    def __init__(
        self,
        application: App,
        update_handler: UpdateHandler,
        tell: Callable[[str], Awaitable[None]],
        *,
        patience: float = 7.0,
        polled: Callable[[BaseException | None], None] = _nobody_asks,
    ) -> None:
        """``patience``: seconds in which what has begun may come to its end once it is stopped. ``polled`` is told of
        each poll: what went wrong, or ``None``."""
        self._bot = application.bot
        self._update_handler = update_handler
        self._tell = tell
        self._patience = patience
        self._polled = polled
        self._stopping = asyncio.Event()
        self._offset: int | None = None
        self._seen = 0
        """The highest update that came; all below it are in the log once nothing is in work."""
        self._conflicts = 0
        self._away = False
        """The last poll was not answered; that is said once."""
        self._webhook = True
        """A webhook may be set; while it is, Telegram gives no updates to those who poll."""

    async def run(self) -> None:
        """Until :meth:`stop`; then what was taken is finished and confirmed."""
        failures = 0
        await self._update_handler.resume()
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
        """Remove the webhook. Whether that worked is seen at the next poll."""
        self._webhook = False
        try:
            await self._bot.delete_webhook()
        except TelegramError as error:
            log.warning("an earlier webhook could not be taken down: %s", error)

    async def _taken(self, poll: "asyncio.Task[Sequence[Given]]") -> bool:
        """Take what a poll brought; whether it went well."""
        if self._update_handler.send_queue is not None:
            self._update_handler.send_queue.polled(answered=not isinstance(poll.exception(), NetworkError))
        self._polled(poll.exception())
        try:
            given = poll.result()
        except Conflict as error:
            await self._conflict(error)
            return False
        except RetryAfter as error:
            await self._rest(seconds_of(error))
            return True
        except NetworkError as error:
            if not self._away:
                log.warning("no updates: %s; asking on", error)
            self._away = True
            return False
        except TelegramError as error:
            log.error("no updates: %s; is TELEGRAM_BOT_TOKEN right?", error)
            return False
        if self._away:
            log.info("updates come again")
        self._conflicts, self._away = 0, False
        new = [each for each in given if each["update_id"] not in self._update_handler.running]
        readable = [await self._update_handler.read(each, each["update_id"]) for each in new]
        fresh = await self._update_handler.fresh([update for update in readable if update is not None])
        for update in fresh:
            self._update_handler.take(update)
        if len(given) > CROWD:
            await self._update_handler.keep(given)
        if given and not fresh and self._update_handler.running:  # the same again: wait for one of them
            await asyncio.wait(
                self._update_handler.running.values(), timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED
            )
        self._confirm([each["update_id"] for each in given])
        if not given:
            await self._rest(_IDLE)
        return True

    def _confirm(self, seen: Sequence[int]) -> None:
        """The next offset is the first update that is neither handled nor kept."""
        self._seen = max(self._seen, *seen, 0)
        if held := self._update_handler.held_by_telegram:
            self._offset = min(held)
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
        left = await self._update_handler.stop(self._patience)
        if self._offset is None:
            return
        self._offset = min(left) if left else max(self._offset, self._seen + 1)
        try:
            await self._ask(timeout=0, limit=1)
        except TelegramError as error:
            log.info("the last updates are not confirmed: %s", error)
