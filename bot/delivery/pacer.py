"""When the next message may go: pure, evenly spaced, and never faster than Telegram counts.

Three limits at once (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this):

- the token: ``per_second``, as a generic cell rate algorithm: each message moves the theoretical arrival time by
  1/rate. What was lost to a late wake-up is made up for, but never closer than 85 % of an interval and
  never as the 31st message within a second (with a margin for the jitter of the network);
- a chat: one message a second; a reply may use a short burst, until a server has refused one;
- a group: 20 a minute; a burst of 4 and then one every 60.5/(20 - 4) seconds, so that no minute holds more than 20.

``retry_after`` is a deadline for the whole token. Paid broadcasts have a rate of their own and are held by neither.
"""

from collections import deque
from dataclasses import dataclass
from enum import IntEnum
from math import ceil

_MAKE_UP = 1.0
"""Seconds of lost time that are made up for."""
_CLOSEST = 0.85
"""Of the interval: how close messages come to each other while lost time is made up for. What comes closer fills its
second early, and leaves a gap at the end in which a reply must wait: a quarter of a second at 0.75."""
_MARGIN = 0.014
"""Seconds that the window of one second is counted wider: arrivals jitter. 30 messages at 29.4/s take 1.0204."""
_TICK = 0.005
"""Seconds: intervals shorter than an event loop sleeps reliably are kept on average only."""
_MEMORY = 30
"""Messages beyond the window that are remembered, in case they arrive late."""
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
        self._token = _Cell(1 / pace.per_second)
        self._paid = None if pace.paid_per_second is None else _Cell(1 / pace.paid_per_second)
        self._chats: dict[int, float] = {}
        self._groups: dict[int, float] = {}

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
        return at

    def lane_ready_at(self, lane: Lane) -> float:
        """The same for the token alone."""
        return max(self.halted_until, self._cell(lane).ready_at())

    def take(self, chat_id: int, lane: Lane, now: float) -> "Ticket":
        """A message to ``chat_id`` goes now. Where it turns out to have been late on its way, its ticket's ``at`` is
        put right: Telegram counts arrivals."""
        ticket = self._cell(lane).take(now)
        if chat_id == NO_CHAT:
            return ticket
        self._chats[chat_id] = max(self._chats.get(chat_id, 0.0), now) + self.pace.chat_seconds
        if chat_id < 0:
            self._groups[chat_id] = max(self._groups.get(chat_id, 0.0), now) + self._group_seconds
        if len(self._chats) > _MANY:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}
            self._groups = {chat: at for chat, at in self._groups.items() if at > now}
        return ticket

    def refused(self, chat_id: int, now: float) -> None:
        """Telegram answered 429 to a message for ``chat_id``. Where that had used a chat's burst, a burst is what this
        server does not take: each would halt the whole token."""
        if self._chats.get(chat_id, 0.0) - now > self.pace.chat_seconds:
            self._reply_burst = 1

    def halt(self, until: float) -> None:
        """Telegram said ``retry_after``: nothing goes before ``until``."""
        self.halted_until = max(self.halted_until, until)
        for cell in (self._token, self._paid):
            if cell is not None:
                cell.restart(until)

    def _cell(self, lane: Lane) -> "_Cell":
        return self._paid if self._paid is not None and lane is Lane.BROADCAST else self._token

    @property
    def _group_seconds(self) -> float:
        return 60.5 / max(1, self.pace.group_per_minute - _GROUP_BURST)


class Ticket:
    """One message that was let go: when, and by which cell it was counted."""

    __slots__ = ("at",)

    def __init__(self, at: float) -> None:
        self.at = at


class _Cell:
    """One rate: evenly spaced, lost time made up for within the limit of any one second."""

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._closest = _CLOSEST * interval if interval > _TICK else 0.0
        self._arrival = 0.0
        """When the next message is expected; behind the clock where time was lost."""
        self._most = ceil(1 / interval)
        self._recent: deque[Ticket] = deque(maxlen=self._most + (_MEMORY if interval > _TICK else 0))

    def ready_at(self) -> float:
        if not self._recent:
            return self._arrival
        return max(self._arrival, self._recent[-1].at + self._closest, self._window())

    def _window(self) -> float:
        """When the message that is ``_most`` back has left the window of one second."""
        if len(self._recent) < self._most:
            return 0.0
        if self._closest:  # some may have been late on their way: count by arrival
            return sorted(ticket.at for ticket in self._recent)[-self._most] + 1 + _MARGIN
        return self._recent[0].at + 1 + _MARGIN

    def take(self, now: float) -> Ticket:
        self._arrival = max(self._arrival, now - _MAKE_UP) + self._interval
        ticket = Ticket(now)
        self._recent.append(ticket)
        return ticket

    def restart(self, at: float) -> None:
        """Nothing is made up for from before ``at``."""
        self._arrival = max(self._arrival, at)
