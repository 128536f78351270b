"""How fast Telegram lets a bot send: three servers that differ in how they count. Times are monotonic seconds."""

from collections import defaultdict, deque
from typing import Protocol

SENDING = frozenset({"sendMessage", "sendRichMessage", "sendPhoto", "sendDocument", "copyMessage", "forwardMessage"})
EDITING = frozenset({"editMessageText", "editMessageCaption", "editMessageReplyMarkup"})


class Limits(Protocol):
    @property
    def counted(self) -> frozenset[str]:
        """The methods whose calls count."""
        ...

    def refuse(self, chat_id: int, now: float, *, paid: bool) -> int:
        """Seconds to wait, or 0 where the message may pass (and is then counted)."""
        ...


class Unlimited:
    counted = SENDING

    def refuse(self, chat_id: int, now: float, *, paid: bool) -> int:
        return 0


class Strict:
    """Refuses more than ``rate`` in any one second, more than ``burst`` in ``burst`` seconds in one chat, and more
    than ``group`` a minute in one group; an edit counts like a message. What is refused counts for nothing.
    """

    counted = SENDING | EDITING

    def __init__(self, rate: int = 30, *, paid_rate: int = 1000, burst: int = 3, group: int = 20) -> None:
        self.rate, self.paid_rate, self.burst, self.group = rate, paid_rate, burst, group
        self._all: deque[float] = deque()
        self._chats: dict[int, deque[float]] = defaultdict(deque)

    def refuse(self, chat_id: int, now: float, *, paid: bool) -> int:
        rate = self.paid_rate if paid else self.rate
        while self._all and self._all[0] <= now - 1:
            self._all.popleft()
        if len(self._all) >= rate:
            return 1
        limit, seconds = (self.group, 60.0) if chat_id < 0 else (self.burst, float(self.burst))
        chat = self._chats[chat_id]
        while chat and chat[0] <= now - seconds:
            chat.popleft()
        if len(chat) >= limit:
            return max(1, round(chat[0] + seconds - now))
        self._all.append(now)
        chat.append(now)
        return 0


class TokenBucket:
    """``capacity`` at once, refilled at ``rate`` a second: what a burst leaves empty is refused for a while."""

    counted = SENDING

    def __init__(self, rate: float = 30, capacity: float = 30) -> None:
        self.rate, self.capacity = rate, capacity
        self._tokens, self._at = capacity, 0.0

    def refuse(self, chat_id: int, now: float, *, paid: bool) -> int:
        self._tokens = min(self.capacity, self._tokens + (now - self._at) * self.rate)
        self._at = now
        if self._tokens < 1:
            return 1
        self._tokens -= 1
        return 0
