"""Does a reader ask faster than can be answered? Pure.

Telegram lets us send about one message a second into a chat and twenty a minute into a group. Whoever asks faster only
makes their own queue longer; once so many of a reader's questions wait, what comes after is left out, and the reader is
told so once. What was taken in before is answered.
"""

from collections import Counter
from typing import Literal

Verdict = Literal["take", "tell", "drop"]

MOST, MOST_IN_GROUP = 20, 10
"""Questions of one reader that may wait: 17 s of answers in a private chat, 23 s in a group."""

Reader = tuple[int, int]
"""(chat, user): a member's flood is not the group's."""


class FloodGuard:
    """Counts what waits, by reader."""

    def __init__(self) -> None:
        self._waiting: Counter[Reader] = Counter()
        self._dropped: Counter[Reader] = Counter()

    def comes(self, reader: Reader) -> Verdict:
        """What becomes of a question; one that is taken has to be ended."""
        if self._waiting[reader] < (MOST if reader[0] > 0 else MOST_IN_GROUP):
            self._waiting[reader] += 1
            return "take"
        self._dropped[reader] += 1
        return "drop" if self._dropped[reader] > 1 else "tell"

    def ends(self, reader: Reader) -> int:
        """One of a reader's questions is answered. Once none waits the flood is over: how many it was left out of."""
        self._waiting[reader] -= 1
        if self._waiting[reader] > 0:
            return 0
        del self._waiting[reader]
        return self._dropped.pop(reader, 0)
