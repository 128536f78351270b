"""When the next message may go: pure, evenly spaced, and never faster than Telegram counts.

Three limits at once (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this):

- the token: ``per_second``, evenly spaced (see ``cell``);
- a chat: one message a second, edits among them; a reply may use a short burst, until a server has refused one;
- a group: 20 a minute; a burst of 4 and then one every 60.5/(20 - 4) seconds, so that no minute holds more than 20.

``retry_after`` is a deadline for a chat or for the whole token (see ``refusals``). Paid broadcasts have a rate of their
own.
"""

from dataclasses import dataclass
from enum import IntEnum

from bot.delivery.pace.cell import Cell, Ticket

_GROUP_BURST = 4
_MANY = 10_000

NO_CHAT = 0
"""For calls that no chat's limit counts."""


class Lane(IntEnum):
    """What goes first; the numbers of the outbox."""

    REPLY = 0
    ALERT = 1
    DIGEST = 2
    BROADCAST = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """The limits, as an operator sets them."""

    per_second: float = 29.4
    chat_seconds: float = 1.05
    """Seconds between two messages to one chat; a little over one, for the jitter of the network."""
    reply_burst: int = 4
    group_per_minute: int = 20
    paid_per_second: float | None = None
    """``None`` = nothing is paid for."""


class Pacer:
    """Remembers what was sent; times are seconds of any one monotonic clock."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.halted_until = 0.0
        self._reply_burst = pace.reply_burst
        self._token = Cell(1 / pace.per_second)
        self._paid = None if pace.paid_per_second is None else Cell(1 / pace.paid_per_second)
        self._chats: dict[int, float] = {}
        self._groups: dict[int, float] = {}
        self._halts: dict[int, float] = {}

    def ready_at(self, chat_id: int, lane: Lane) -> float:
        """The first moment when a message to ``chat_id`` may go; at or before ``now`` = at once."""
        return max(self.lane_ready_at(lane), self.chat_ready_at(chat_id, lane))

    def chat_ready_at(self, chat_id: int, lane: Lane) -> float:
        """The same for the chat alone."""
        pace = self.pace
        burst = self._reply_burst if lane is Lane.REPLY else 1
        at = self._chats.get(chat_id, 0.0) - (burst - 1) * pace.chat_seconds
        if chat_id < 0:
            at = max(at, self._groups.get(chat_id, 0.0) - (_GROUP_BURST - 1) * self._group_seconds)
        return max(at, self._halts.get(chat_id, 0.0))

    def lane_ready_at(self, lane: Lane) -> float:
        """The same for the token alone."""
        return max(self.halted_until, self._cell(lane).ready_at())

    def take(self, chat_id: int, lane: Lane, now: float) -> Ticket:
        """A message to ``chat_id`` goes now."""
        ticket = self._cell(lane).take(now)
        if chat_id == NO_CHAT:
            return ticket
        self._chats[chat_id] = max(self._chats.get(chat_id, 0.0), now) + self.pace.chat_seconds
        if chat_id < 0:
            self._groups[chat_id] = max(self._groups.get(chat_id, 0.0), now) + self._group_seconds
        if len(self._chats) > _MANY:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}
            self._groups = {chat: at for chat, at in self._groups.items() if at > now}
            self._halts = {chat: at for chat, at in self._halts.items() if at > now}
        return ticket

    def answered(self, ticket: Ticket, lane: Lane, took: float) -> None:
        """The message of ``ticket`` was answered after so many seconds: see ``cell``."""
        self._cell(lane).answered(ticket, took)

    def refused(self, chat_id: int, now: float) -> None:
        """Telegram answered 429 to a message for ``chat_id``. Where that had used a chat's burst, a burst is what this
        server does not take: each would be refused."""
        if self._chats.get(chat_id, 0.0) - now > self.pace.chat_seconds:
            self._reply_burst = 1

    def halt_chat(self, chat_id: int, until: float) -> None:
        """Telegram said ``retry_after`` to this chat's message: nothing goes there before ``until``."""
        self._halts[chat_id] = max(self._halts.get(chat_id, 0.0), until)

    def halted(self, chat_id: int) -> float:
        """When Telegram lets something into this chat again, as far as it said."""
        return max(self.halted_until, self._halts.get(chat_id, 0.0))

    def halt(self, until: float) -> None:
        """Telegram said ``retry_after`` to all: nothing goes before ``until``."""
        self.halted_until = max(self.halted_until, until)
        for cell in (self._token, self._paid):
            if cell is not None:
                cell.restart(until)

    def _cell(self, lane: Lane) -> Cell:
        return self._paid if self._paid is not None and lane is Lane.BROADCAST else self._token

    @property
    def _group_seconds(self) -> float:
        return 60.5 / max(1, self.pace.group_per_minute - _GROUP_BURST)
