"""What goes wrong on the way, on demand or at random."""

import random
from collections import deque
from collections.abc import Iterable, Sequence
from typing import Literal

from tests.fake_telegram.limits import SENDING

Fault = Literal["429", "500", "502", "reset before", "reset after", "silence", "silence before", "404", "400"]
FAULTS: tuple[Fault, ...] = ("429", "500", "502", "reset before", "reset after", "silence", "silence before")
"""``429`` with seconds; ``500`` with JSON; ``502`` with HTML; the connection reset before and after the message was
taken; no answer at all though it was taken; no answer, and it was not. 500 and 502 are answered before anything is
done. On demand only: ``404``, a server that does not know the method; ``400``, one that refuses the call."""

DONE: frozenset[Fault] = frozenset({"reset after", "silence"})
"""The message was taken all the same."""


class Faults:
    """``share`` of the calls to ``methods`` fail in a way drawn from ``kinds``; ``script`` names the next ones first.

    The draw is seeded: a run can be repeated.
    """

    def __init__(
        self,
        share: float = 0.0,
        kinds: Sequence[Fault] = FAULTS,
        *,
        methods: Iterable[str] = SENDING,
        retry_after: tuple[int, int] = (1, 3),
        seed: int = 1,
    ) -> None:
        self.share, self.kinds, self.methods, self.retry_after = share, tuple(kinds), frozenset(methods), retry_after
        self.script: deque[Fault | None] = deque()
        self._random = random.Random(seed)

    def next(self, method: str) -> Fault | None:
        if method not in self.methods:
            return None
        if self.script:
            return self.script.popleft()
        return self._random.choice(self.kinds) if self.share and self._random.random() < self.share else None

    def seconds(self) -> int:
        return self._random.randint(*self.retry_after)
