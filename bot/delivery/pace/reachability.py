"""Is Telegram there at all, or does it only not answer for one chat? Pure."""

from collections import deque

_RUN = 4
"""Calls in a row without an answer after which Telegram counts as down; one in five may fail in bad times."""


class Reachability:
    """What became of the last calls; times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        self._unheard: deque[int] = deque(maxlen=_RUN)
        """The chats of the last calls, where none of them was answered."""
        self._heard_at = float("-inf")
        self._polls_answered = True
        self.silences = 0
        """How often it was found down since it was last heard."""

    def heard(self, now: float) -> None:
        """Telegram has answered a call, whatever it said."""
        self._unheard.clear()
        self._heard_at = now
        self.silences = 0

    def unheard(self, chat_id: int, began: float) -> None:
        """A call for ``chat_id`` that began then was not answered. Where somebody else's was meanwhile, the silence is
        that chat's own."""
        if self._heard_at < began:
            self._unheard.append(chat_id)

    def polled(self, *, answered: bool) -> None:
        """What became of the last poll for updates."""
        self._polls_answered = answered

    @property
    def down(self) -> bool:
        """Nobody is answered: the fault is not a message's own. One chat alone tells that only with the polls."""
        run = len(self._unheard) == _RUN
        return run and (len(set(self._unheard)) > 1 or not self._polls_answered)
