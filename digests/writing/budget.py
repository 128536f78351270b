"""May another call be made today? Pure. Money is in millionths of whatever the prices are in."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Budget:
    """What a day (UTC) may take; ``None`` = as much as it will."""

    tokens: int | None = None
    cost: float | None = None
    price_in: float = 0.0
    """Of a million tokens."""
    price_out: float = 0.0

    def price(self, tokens_in: int, tokens_out: int) -> int:
        """In millionths, rounded up."""
        return ceil(tokens_in * self.price_in + tokens_out * self.price_out)

    def allows(self, account: Mapping[str, int], reserved: tuple[int, int], tokens_in: int, tokens_out: int) -> bool:
        """Whether a call that takes at most so much fits beside what the day took and what is on its way (``reserved``:
        tokens in and out)."""
        into, out = tokens_in + reserved[0], tokens_out + reserved[1]
        used = account.get("tokens.in", 0) + account.get("tokens.out", 0)
        if self.tokens is not None and used + into + out > self.tokens:
            return False
        return self.cost is None or account.get("cost", 0) + self.price(into, out) <= self.cost * MILLION
