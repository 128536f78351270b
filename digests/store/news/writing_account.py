"""What the language model took and gave, day by day (UTC): tokens, money, calls, what passed the gate and what not."""

from collections.abc import Mapping
from datetime import UTC, datetime

from digests.store.engine.database import Database

MILLION = 1_000_000
"""Money is counted in millionths, so that a token's price is a whole number of them or nearly so."""


def day_of(now: int) -> str:
    """The day of an account, ISO."""
    return datetime.fromtimestamp(now, UTC).date().isoformat()


class WritingAccount:
    """The table ``writing_account``. What is counted: ``calls``, ``tokens.in``, ``tokens.out``, ``cost`` (millionths),
    ``good``, ``verbatim``, ``hits`` (written before, for an earlier digest), ``reject.<kind>``, ``fault.<kind>``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, amounts: Mapping[str, int], now: int) -> None:
        """Count more of these on today's account."""
        day = day_of(now)
        self._db.change_many(
            "INSERT INTO writing_account (day, what, amount) VALUES (:day, :what, :amount)"
            " ON CONFLICT (day, what) DO UPDATE SET amount = writing_account.amount + excluded.amount",
            [{"day": day, "what": what, "amount": amount} for what, amount in amounts.items() if amount],
        )

    def of_day(self, now: int) -> dict[str, int]:
        """Today's account."""
        rows = self._db.query("SELECT what, amount FROM writing_account WHERE day = :day", {"day": day_of(now)})
        return {row["what"]: row["amount"] for row in rows}

    def since(self, start: int) -> dict[str, int]:
        """What was counted from the day of ``start`` on."""
        rows = self._db.query(
            "SELECT what, SUM(amount) AS amount FROM writing_account WHERE day >= :day GROUP BY what",
            {"day": day_of(start)},
        )
        return {row["what"]: row["amount"] for row in rows}
