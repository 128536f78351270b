"""One message on its way: claimed, sent, and what became of it recorded."""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable
from math import ceil

from telegram.error import TelegramError

from bot.delivery.attempt import Attempt
from bot.delivery.fallbacks import pieces, plain
from bot.delivery.in_flight import InFlight
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.outcomes import (
    ChatLost,
    ChatMoved,
    Later,
    Outcome,
    Refused,
    Reword,
    Unknown,
    outcome_of,
    pause,
    unanswered,
)
from bot.delivery.pace.pacer import Lane
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.post import Address, Post
from digests.model import Part
from digests.store.sending.bodies import Copy, load_body
from digests.store.sending.changes import Claim, Lost, Moved, Parcel, TopicDeleted
from digests.store.sending.outbox import LONGEST, UNREADABLE
from digests.trail import trail

log = logging.getLogger(__name__)

UNKNOWNS = 8
"""A message is given up after so many calls of which nobody can tell whether they arrived."""
ATTEMPTS = 200
"""The same number while Telegram answers nobody: that is not the message's fault, and lasts hours at worst."""
_LEASE = 300
_WAITED = 200.0
"""Seconds in the send queue after which a claim is given back: its lease might end while it is on its way."""


class Courier:
    """Delivers one parcel at a time, as many at once as it is asked to."""

    def __init__(
        self,
        post: Post,
        outbox_writer: OutboxWriter,
        send_queue: SendQueue,
        clock: Callable[[], int],
        in_flight: InFlight,
    ) -> None:
        self._post, self._outbox_writer, self._send_queue = post, outbox_writer, send_queue
        self._clock, self._in_flight = clock, in_flight
        self.round_trip = 0.08
        self.sent_at = float("-inf")
        """When the last message went."""
        self.tally: Counter[str] = Counter()
        """What became of the attempts of this process, by outcome."""
        self.refused_forms: deque[tuple[int, str]] = deque(maxlen=20)
        """Rows whose markup Telegram refused, and why: a fault of ours. The row keeps the original."""

    async def deliver(self, parcel: Parcel) -> bool:
        """Deliver ``parcel``; True once it has arrived. Otherwise its row may be pending again, moved or given up, and
        the outbox has to be read anew."""
        if not await self._outbox_writer.apply(Claim(parcel.id, self._clock() + _LEASE)):
            return False
        attempt = Attempt(parcel)
        try:
            body = load_body(parcel.body)
        except (ValueError, LookupError, TypeError) as error:
            await self._record(attempt, Refused(f"{UNREADABLE}: {error!r}"[:300]))
            return False
        if isinstance(body, Part) and body.mode == "rich" and not self._post.rich:
            attempt.form = max(1, attempt.form)
        outcome = await self._attempt(attempt, body)
        if isinstance(outcome, Reword) and attempt.form == 0 and isinstance(body, Part):
            self._reword(attempt, outcome)
            outcome = await self._attempt(attempt, body)
        await self._record(attempt, outcome)
        return outcome is None

    def _reword(self, attempt: Attempt, outcome: Reword) -> None:
        parcel = attempt.parcel
        level = (
            logging.INFO if outcome.server else logging.WARNING
        )  # a server without rich messages is none of our faults
        log.log(level, "row %d for chat %d is sent in other words: %s", parcel.id, parcel.chat_id, outcome.reason)
        attempt.form, attempt.reason = 1, f"reworded: {outcome.reason}"
        self.tally["reworded"] += 1
        if outcome.ours and not outcome.server:
            self.refused_forms.append((parcel.id, outcome.reason))

    async def _attempt(self, attempt: Attempt, body: Part | Copy) -> Outcome | None:
        """Send what is left of ``body`` in its present form; ``None`` = all of it has arrived."""
        parcel = attempt.parcel
        messages: tuple[Part | Copy, ...] = (body,) if isinstance(body, Copy) else pieces(body, attempt.form)
        for step in range(attempt.step, len(messages)):
            outcome = await self._send(parcel, messages[step], attempt)
            if isinstance(outcome, Reword) and outcome.server:
                self._post.rich = False
            if isinstance(outcome, Reword) and attempt.form > 0 and isinstance(messages[step], Part):
                outcome = await self._send_plain(parcel, messages[step], attempt)
            if outcome is not None:
                return outcome
            attempt.step = step + 1
            if attempt.step < len(messages):
                await self._outbox_writer.apply(attempt.finish("sending", lease=self._clock() + _LEASE))
        return None

    async def _send_plain(self, parcel: Parcel, message: Part | Copy, attempt: Attempt) -> Outcome | None:
        if isinstance(message, Copy):
            return None
        for bare in plain(message):
            if (outcome := await self._send(parcel, bare, attempt)) is not None:
                return Refused(outcome.reason) if isinstance(outcome, Reword) else outcome
        return None

    async def _send(self, parcel: Parcel, message: Part | Copy, attempt: Attempt) -> Outcome | None:
        lane = Lane(parcel.lane)
        to = Address(parcel.chat_id, parcel.thread_id, parcel.subscriber_id or 0, parcel.settings_version)
        came = asyncio.get_running_loop().time()
        ticket = await self._send_queue.enter(lane, parcel.chat_id)
        if ticket.at - came > _WAITED:
            return Later("waited too long")
        await self._in_flight.calls()
        self.sent_at = ticket.at
        outcome: Outcome | None = None
        try:
            attempt.message_id = await self._post.send(to, message, lane)
        except TelegramError as error:
            outcome = outcome_of(error, rich=isinstance(message, Part) and message.mode == "rich")
            if unanswered(outcome):
                self._send_queue.unheard(parcel.chat_id, ticket.at)
            else:
                self._send_queue.heard()
        except OSError as error:
            outcome = Reword(f"the picture cannot be read: {error.strerror}")
        except Exception as error:
            log.exception("row %d for chat %d", parcel.id, parcel.chat_id)
            outcome = Unknown(f"unknown: {type(error).__name__}")
        else:
            self.round_trip += (self._send_queue.answered(ticket, lane) - self.round_trip) / 16
        self._in_flight.called(answered=outcome is None or not unanswered(outcome))
        return outcome

    async def _record(self, attempt: Attempt, outcome: Outcome | None) -> None:
        parcel, now = attempt.parcel, self._clock()
        self.tally[type(outcome).__name__.lower() if outcome else "sent"] += 1
        match outcome:
            case None:
                await self._outbox_writer.apply(attempt.finish("sent"))
                if trail.isEnabledFor(logging.INFO):
                    told = await self._outbox_writer.items_told(parcel)
                    beside = {"row": parcel.id, "chat": parcel.chat_id, "sent_as": attempt.message_id}
                    trail.info("message sent", extra=beside | ({"items": told} if told else {}))
                return
            case Later(halt=None):
                delay = pause(parcel.attempts + 1)
                await self._outbox_writer.apply(attempt.finish("pending", outcome.reason, not_before=now + delay))
            case Later():
                until = now + self._halt(parcel.chat_id, outcome)
                await self._outbox_writer.apply(attempt.finish("pending", outcome.reason, not_before=until))
            case Unknown():
                down = self._send_queue.down
                last = parcel.attempts + 1 >= ATTEMPTS if down else parcel.unknowns + 1 >= UNKNOWNS
                state, until = "given up" if last else "pending", now + pause(parcel.unknowns + 1)
                await self._outbox_writer.apply(
                    attempt.finish(state, outcome.reason, not_before=until, unknown=int(not down))
                )
            case ChatMoved():
                moved = Moved(parcel.chat_id, outcome.new_chat_id)
                await self._outbox_writer.apply(attempt.finish("pending", outcome.reason), moved)
            case ChatLost(state="gone", topic=True) if parcel.thread_id:
                deleted = TopicDeleted(parcel.chat_id, parcel.thread_id)
                await self._outbox_writer.apply(attempt.finish("pending", outcome.reason), deleted)
            case ChatLost():
                lost = Lost(parcel.chat_id, parcel.thread_id if outcome.topic else None, outcome.state, outcome.reason)
                await self._outbox_writer.apply(attempt.finish("given up", outcome.reason), lost)
            case Refused() | Reword():
                await self._outbox_writer.apply(attempt.finish("given up", outcome.reason))
        log.info("row %d for chat %d: %s", parcel.id, parcel.chat_id, outcome)

    def _halt(self, chat_id: int, outcome: Later) -> int:
        """The chat has to wait, or everybody; for how many seconds the row is put off."""
        seconds = outcome.halt or 0.0
        if outcome.reason.startswith("429"):
            self._send_queue.refused(chat_id, seconds)
            return min(LONGEST, ceil(seconds))
        log.error("nothing can be sent for %d s: %s", seconds, outcome.reason)
        self._send_queue.halt(seconds)
        return 0
