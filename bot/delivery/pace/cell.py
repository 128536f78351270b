"""One rate, evenly spaced, and never more within a second than Telegram counts: pure.

A generic cell rate algorithm, twice: each message moves the time at which the next is expected by one interval. Over
the long run that is the operator's rate, and a second that was lost is made up for. From one message to the next it is
as many as a second may hold, evenly: what was held back for a moment is caught up with at once, by a message or two,
what was lost for longer is not. So there is never a heap of messages with a gap behind it in which a reply would wait.

Telegram counts arrivals, and a message may be late on its way. How late is not known, only how long its answer took:
so it is taken to have arrived as late as its round trip was longer than a quick one. A round trip of 80 ms that takes
110 for once may have arrived 30 ms late, and the message that follows thirty places behind it is held back by as much.
"""

from collections import deque
from math import ceil

_MAKE_UP = 1.0
"""Seconds of lost time that are made up for."""
_CATCH_UP = 0.05
"""Seconds for which a message may have been held back and is caught up with at once."""
_CLOSEST = 0.5
"""How close messages come to each other then, as a share of the interval. With these two, calls that are up to 30 ms
late on their way cost .2 % of the rate; at 0.85 of an interval and no difference between short and long it was .8 %,
and gaps of 130 ms."""
_MARGIN = 0.006
"""Seconds added to the window of one second: a message may be faster than those that count as quick."""
_LATEST = 0.5
"""Seconds: the most that a message is counted late."""
_TICK = 0.005
"""Seconds: intervals shorter than an event loop sleeps reliably are kept on average only."""
_MEMORY = 30
"""Messages beyond the window that are remembered, in case they arrive late."""
_TRIPS, _QUICK = 64, 10
"""Round trips that are remembered, and the share of them that counts as quick (a tenth): one odd answer that came at
once does not decide."""


class Ticket:
    """One message that was let go: when, and how long its answer took; ``None`` = there is none yet."""

    __slots__ = ("at", "took")

    def __init__(self, at: float) -> None:
        self.at = at
        self.took: float | None = None


class Cell:
    """One rate; times are seconds of any one monotonic clock."""

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._closest = _CLOSEST * interval if interval > _TICK else 0.0
        self._arrival = 0.0
        """When the next message is expected; behind the clock where time was lost."""
        self._most = ceil(1 / interval)
        self._step = (1 + _MARGIN) / self._most if interval > _TICK else 0.0
        self._even = 0.0
        """The same, for as many as a second may hold."""
        self._recent: deque[Ticket] = deque(maxlen=self._most + (_MEMORY if interval > _TICK else 0))
        self._trips: deque[float] = deque(maxlen=_TRIPS)
        self._quick = 0.0

    def ready_at(self) -> float:
        if not self._recent:
            return self._arrival
        return max(self._arrival, self._even, self._recent[-1].at + self._closest, self._window())

    def take(self, now: float) -> Ticket:
        self._arrival = max(self._arrival, now - _MAKE_UP) + self._interval
        self._even = max(self._even, now - _CATCH_UP) + self._step
        ticket = Ticket(now)
        self._recent.append(ticket)
        return ticket

    def answered(self, ticket: Ticket, took: float) -> None:
        """The call of ``ticket`` took so many seconds."""
        ticket.took = took
        self._trips.append(took)
        self._quick = sorted(self._trips)[len(self._trips) // _QUICK]

    def restart(self, at: float) -> None:
        """Nothing is made up for from before ``at``."""
        self._arrival = max(self._arrival, at)

    def _window(self) -> float:
        """When the message that is ``_most`` back has left the window of one second."""
        if len(self._recent) < self._most:
            return 0.0
        if self._closest:
            return sorted(map(self._arrived, self._recent))[-self._most] + 1 + _MARGIN
        return self._recent[0].at + 1 + _MARGIN

    def _arrived(self, ticket: Ticket) -> float:
        late = 0.0 if ticket.took is None else ticket.took - self._quick
        return ticket.at + max(0.0, min(_LATEST, late))
