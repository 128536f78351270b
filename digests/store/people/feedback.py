"""What readers write to whoever runs the service."""

from digests.store.engine.database import Database


class FeedbackStore:
    """The table ``feedback``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, subscriber_id: int, text: str, now: int, *, user_id: int = 0) -> None:
        """``user_id`` 0 = somebody who writes as the chat."""
        self._db.change(
            "INSERT INTO feedback (subscriber_id, text, at, user_id) VALUES (:id, :text, :now, :user)",
            {"id": subscriber_id, "text": text, "now": now, "user": user_id},
        )

    def count_since(self, subscriber_id: int, since: int, *, user_id: int = 0) -> int:
        """How often this person (0: this chat) has written after ``since``, wherever they did."""
        row = self._db.one(
            "SELECT COUNT(*) AS n FROM feedback WHERE user_id = :user AND at > :since"
            " AND (:user <> 0 OR subscriber_id = :id)",
            {"user": user_id, "since": since, "id": subscriber_id},
        )
        return int(row["n"]) if row else 0
