"""python-telegram-bot's replies through our send queue: ahead of digests, and not lost to the first error.

A call of the sender (``PACED``) has been through the send queue and goes straight on. Every other call for a chat
waits in the lane of replies, messages for their chat's turn too. What is for no chat (the answer to a pressed button,
an inline query, a menu) is no message and waits only while Telegram has us wait. 429 is waited out, what was
not sent is sent, and what may have been done is done once more for each time that nobody can tell.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from telegram.error import TelegramError
from telegram.ext import BaseRateLimiter

from bot.delivery.edits import Edits
from bot.delivery.outcomes import Later, Outcome, Unknown, outcome_of, pause, unanswered
from bot.delivery.pace.cell import Ticket
from bot.delivery.pace.pacer import NO_CHAT, Lane
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.post import PACED

log = logging.getLogger(__name__)

ATTEMPTS = 8
_LONG_POLL = "getUpdates"
_BUTTONS = "editMessageReplyMarkup"
"""An edit of the buttons alone."""

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Paced(BaseRateLimiter[str]):
    """The rate limiter of our application."""

    def __init__(self, send_queue: SendQueue) -> None:
        self._send_queue = send_queue
        self._edits = Edits()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Answer:
        """See the base class. Raises the last error once :data:`ATTEMPTS` are used up; not while Telegram is down."""
        if rate_limit_args == PACED or endpoint == _LONG_POLL:
            return await callback(*args, **kwargs)
        call = _Call(endpoint, data)
        attempt = 1
        while True:
            if not await self._enter(call):
                return True  # a newer edit of the message goes in its place
            try:
                answer = await self._called(call, callback(*args, **kwargs))
            except TelegramError as error:
                outcome = outcome_of(error)
                counts = self._counts(outcome, call)
                if (counts and attempt == ATTEMPTS) or not isinstance(outcome, Later | Unknown):
                    raise
                log.warning("%s for chat %s: %s; trying again", endpoint, data.get("chat_id"), outcome.reason)
                if isinstance(outcome, Later) and outcome.halt is not None:
                    if not outcome.reason.startswith("429"):
                        raise
                    self._send_queue.refused(call.subject, outcome.halt)
                    call.rest = outcome.halt if call.counted == NO_CHAT else 0.0
                else:
                    call.rest = pause(attempt) / 2 if counts else 0.0
                attempt += counts
            else:
                if call.ticket is None:
                    self._send_queue.heard()
                else:
                    self._send_queue.answered(call.ticket, Lane.REPLY)
                return answer

    async def _called(self, call: "_Call", calling: Coroutine[Any, Any, Answer]) -> Answer:
        try:
            return await calling
        finally:
            if call.message is not None:
                self._edits.landed(call.message)

    def _counts(self, outcome: Outcome, call: "_Call") -> bool:
        """Whether it is one of the :data:`ATTEMPTS`: while nobody is answered the send queue keeps the pauses, and a
        reply is tried for as long as it takes."""
        if not unanswered(outcome):
            self._send_queue.heard()
            return True
        self._send_queue.unheard(call.subject, call.began)
        return not self._send_queue.down

    async def _enter(self, call: "_Call") -> bool:
        """Wait until the call may go; False where a newer one goes in its place."""
        if call.message is None:
            call.ticket = await self._wait(call)
        else:
            enter = partial(self._wait, call)
            entered = await self._edits.turn(call.message, enter, whole=call.endpoint != _BUTTONS)
            if entered is None:
                return False
            call.ticket = entered
        call.began = asyncio.get_running_loop().time()
        return True

    async def _wait(self, call: "_Call") -> Ticket | None:
        """Its ticket, where it is for a chat: such a call waits in the send queue, every other only while Telegram has
        us wait."""
        if call.paced:
            await asyncio.sleep(call.rest)
            return await self._send_queue.enter(Lane.REPLY, call.counted)
        await asyncio.sleep(max(call.rest, self._send_queue.halted))
        return None


class _Call:
    """One call, and how far it has come."""

    def __init__(self, endpoint: str, data: dict[str, Any]) -> None:
        self.endpoint = endpoint
        self.paced = data.get("chat_id") is not None
        self.subject = _number(data.get("chat_id"))
        """The chat it is for."""
        puts = endpoint.startswith(("send", "copy", "forward", "edit")) and endpoint != "sendChatAction"
        self.counted = self.subject if puts else NO_CHAT
        """The chat whose limit it counts against."""
        message = _number(data.get("message_id"))
        self.message = (self.subject, message) if endpoint.startswith("edit") and self.subject and message else None
        """The message that it edits."""
        self.rest = 0.0
        self.ticket: Ticket | None = None
        self.began = 0.0


def _number(given: Any) -> int:
    try:
        return int(given)
    except (TypeError, ValueError):
        return NO_CHAT
