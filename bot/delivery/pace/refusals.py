"""Whose is a 429, the chat's or the whole token's? Pure.

Telegram says only how long to wait. Most often it is the chat that was written to too fast, and to halt everybody for
twenty seconds would be our own doing. So the first refusal is its chat's alone; where the next call that Telegram
judges, for another chat, is refused as well while that wait lasts, it is the token's. One that passed in between
shows that the first was the chat's own.
"""

from dataclasses import dataclass
from typing import Literal

Subject = Literal["chat", "token"]


@dataclass(frozen=True, slots=True)
class _Refusal:
    chat_id: int
    at: float
    until: float


class Refusals:
    """Remembers the last refusal that nothing has cleared yet; times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        self._last: _Refusal | None = None

    def refused(self, chat_id: int, now: float, seconds: float) -> Subject:
        """Who has to wait."""
        last, self._last = self._last, _Refusal(chat_id, now, now + seconds)
        return "token" if last is not None and last.chat_id != chat_id and now < last.until else "chat"

    def passed(self, sent: float) -> None:
        """A message that went at ``sent`` was taken."""
        if self._last is not None and sent >= self._last.at:
            self._last = None
