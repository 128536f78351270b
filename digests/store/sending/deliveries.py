"""How deliveries stand: what waits, what arrived, what did not, and why."""

from digests.store.engine.database import Database, Row


class Deliveries:
    """Reads of the table ``outbox`` for people: for admins, ``doctor`` and a reader's "why was it not sent?"."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def standing(self, now: int) -> list[tuple[int, str, str, int, int]]:
        """(lane, state, reason, how many, age of the oldest in seconds) of everything kept."""
        rows = self._db.query(
            "SELECT lane, state, reason, COUNT(*) AS n, :now - MIN(created) AS age FROM outbox"
            " GROUP BY lane, state, reason ORDER BY lane, state, n DESC",
            {"now": now},
        )
        return [(row["lane"], row["state"], row["reason"], row["n"], row["age"]) for row in rows]

    def unknowns(self) -> int:
        """How many deliveries were resent because nobody could tell whether they had arrived."""
        row = self._db.one("SELECT COALESCE(SUM(unknowns), 0) AS n FROM outbox WHERE unknowns > 0")
        return int(row["n"]) if row else 0

    def of_subscriber(self, subscriber_id: int, limit: int) -> list[Row]:
        """The last rows for one subscriber, newest first: why something was or was not sent."""
        return self._db.query(
            "SELECT edition, part, state, reason, attempts, unknowns, created, updated, not_before FROM outbox"
            " WHERE subscriber_id = :id ORDER BY id DESC LIMIT :limit",
            {"id": subscriber_id, "limit": limit},
        )
