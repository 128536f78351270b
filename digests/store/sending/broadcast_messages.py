"""The messages of a broadcast: one row of the outbox for each subscriber it goes to."""

from collections.abc import Sequence

from digests.store.engine.database import Database


class BroadcastMessages:
    """Rows of the table ``outbox`` by the broadcast that they carry."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def fill(
        self, broadcast_id: int, body_id: int, chats: Sequence[tuple[int, int, int]], now: int, *, state: str
    ) -> None:
        """A row of a broadcast for each (subscriber, chat, thread); twice for the same subscriber is once."""
        self._db.change_many(
            "INSERT INTO outbox (edition, part, subscriber_id, chat_id, thread_id, lane, body_id, broadcast_id, state,"
            " created, updated) VALUES (:edition, 0, :subscriber, :chat, :thread, 3, :body, :broadcast, :state, :now,"
            " :now) ON CONFLICT (edition, part) DO NOTHING",
            [
                {
                    "edition": f"b{broadcast_id}/{subscriber_id}",
                    "subscriber": subscriber_id,
                    "chat": chat_id,
                    "thread": thread_id,
                    "body": body_id,
                    "broadcast": broadcast_id,
                    "state": state,
                    "now": now,
                }
                for subscriber_id, chat_id, thread_id in chats
            ],
        )

    def change_state(self, broadcast_id: int, old: str, new: str, now: int) -> int:
        """Every row of a broadcast from one state to another (pending, held, cancelled); how many."""
        rows = self._db.change(
            "UPDATE outbox SET state = :new, updated = :now WHERE broadcast_id = :id AND state = :old RETURNING id",
            {"id": broadcast_id, "old": old, "new": new, "now": now},
        )
        return len(rows)

    def counts(self, broadcast_id: int) -> dict[tuple[str, str], int]:
        """(state, reason) -> rows, of one broadcast."""
        rows = self._db.query(
            "SELECT state, reason, COUNT(*) AS n FROM outbox WHERE broadcast_id = :id GROUP BY state, reason",
            {"id": broadcast_id},
        )
        return {(row["state"], row["reason"]): row["n"] for row in rows}

    def delivered(self, broadcast_id: int, after: int, limit: int) -> list[tuple[int, int, int]]:
        """(row, chat, message) of what a broadcast has sent and not recalled, after row ``after``."""
        rows = self._db.query(
            "SELECT id, chat_id, message_id FROM outbox WHERE broadcast_id = :id AND state = 'sent' AND id > :after"
            " AND message_id IS NOT NULL ORDER BY id LIMIT :limit",
            {"id": broadcast_id, "after": after, "limit": limit},
        )
        return [(row["id"], row["chat_id"], row["message_id"]) for row in rows]

    def recalled(self, row_id: int, now: int) -> None:
        self._db.change(
            "UPDATE outbox SET state = 'recalled', updated = :now WHERE id = :id AND state = 'sent'",
            {"id": row_id, "now": now},
        )
