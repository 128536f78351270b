"""python-telegram-bot's replies through our gate: ahead of digests, and not lost to the first error.

A call of the sender (``PACED``) has passed the gate and goes straight through. Every other call for a chat waits in the
lane of replies, messages for their chat's turn too. What is for no chat (the answer to a pressed button, an inline
query, a menu) is no message and waits only while Telegram has us wait. 429 is waited out, what was not sent is sent,
and what may have been done is done once more for each time that nobody can tell.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import TelegramError
from telegram.ext import BaseRateLimiter

from bot.delivery.gate import Gate
from bot.delivery.outcomes import Later, Outcome, Unknown, outcome_of, pause, unanswered
from bot.delivery.pacer import NO_CHAT, Lane, Ticket
from bot.delivery.post import PACED

log = logging.getLogger(__name__)

ATTEMPTS = 8
_LONG_POLL = "getUpdates"

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Paced(BaseRateLimiter[str]):
    """The rate limiter of our application."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

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
        chat_id = _chat(endpoint, data)
        attempt = 1
        while True:
            ticket = await self._enter(chat_id, data)
            try:
                answer = await callback(*args, **kwargs)
            except TelegramError as error:
                outcome = outcome_of(error)
                counts = self._counts(outcome, chat_id)
                if (counts and attempt == ATTEMPTS) or not isinstance(outcome, Later | Unknown):
                    raise
                log.warning("%s for chat %s: %s; trying again", endpoint, data.get("chat_id"), outcome.reason)
                if isinstance(outcome, Later) and outcome.halt is not None:
                    if not outcome.reason.startswith("429"):
                        raise
                    self._gate.refused(chat_id, outcome.halt)
                elif counts:
                    await asyncio.sleep(pause(attempt) / 2)
                attempt += counts
            else:
                if ticket is None:
                    self._gate.heard()
                else:
                    self._gate.answered(ticket)
                return answer

    def _counts(self, outcome: Outcome, chat_id: int) -> bool:
        """Whether it is one of the :data:`ATTEMPTS`: while nobody is answered the gate keeps the pauses, and a reply
        is tried for as long as it takes."""
        if not unanswered(outcome):
            self._gate.heard()
            return True
        self._gate.unheard(chat_id)
        return not self._gate.down

    async def _enter(self, chat_id: int, data: dict[str, Any]) -> Ticket | None:
        """Wait until the call may go; its ticket, where it is one that Telegram counts."""
        if data.get("chat_id") is not None:
            return await self._gate.enter(Lane.REPLY, chat_id)
        await asyncio.sleep(self._gate.halted)
        return None


def _chat(endpoint: str, data: dict[str, Any]) -> int:
    """The chat whose limit the call counts against: of a message that is sent, and of an edit in a group."""
    try:
        chat_id = int(data["chat_id"])
    except (KeyError, TypeError, ValueError):
        return NO_CHAT
    sends = endpoint.startswith(("send", "copy", "forward")) and endpoint != "sendChatAction"
    edits = endpoint.startswith("edit") and chat_id < 0
    return chat_id if sends or edits else NO_CHAT
