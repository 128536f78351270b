"""How deliveries stand: what waits, what arrived, what did not, and why."""

from dataclasses import dataclass

from digests.store.engine.database import Database, Row


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one lane; seconds for the oldest."""

    lane: int
    number: int
    fresh: int
    """For less than a minute."""
    old: int
    """For an hour or longer."""
    oldest: int


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

    def waiting(self, now: int) -> list[Waiting]:
        """What is yet to be sent, by lane, the most urgent first."""
        rows = self._db.query(
            """
            SELECT lane, COUNT(*) AS n, :now - MIN(created) AS oldest,
                SUM(CASE WHEN created > :now - 60 THEN 1 ELSE 0 END) AS fresh,
                SUM(CASE WHEN created <= :now - 3600 THEN 1 ELSE 0 END) AS old
            FROM outbox WHERE state IN ('pending', 'sending', 'held') GROUP BY lane ORDER BY lane
            """,
            {"now": now},
        )
        return [Waiting(row["lane"], row["n"], row["fresh"], row["old"], row["oldest"]) for row in rows]

    def failed(self, since: int, limit: int) -> list[Row]:
        """The last messages that were given up at or after ``since``: chat, lane, reason and when, newest first."""
        return self._db.query(
            "SELECT chat_id, lane, reason, updated FROM outbox WHERE state = 'given up' AND updated >= :since"
            " ORDER BY updated DESC, id DESC LIMIT :limit",
            {"since": since, "limit": limit},
        )

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
