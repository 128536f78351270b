"""What readers searched for, kept so that a button can carry a query of any length; deleted with the reader."""

from digests.store.engine.database import Database

KEPT = 100
"""Texts of one reader; the buttons of older ones say that they are too old."""


class SearchHistory:
    """The table ``asked``: one text a reader and key, the last :data:`KEPT` of each reader."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, subscriber_id: int, key: str) -> str | None:
        row = self._db.one(
            "SELECT text FROM asked WHERE subscriber_id = :id AND key = :key", {"id": subscriber_id, "key": key}
        )
        return None if row is None else str(row["text"])

    def set(self, subscriber_id: int, key: str, text: str, now: int) -> None:
        values = {"id": subscriber_id, "key": key, "text": text, "now": now}
        with self._db.write() as change:
            change.execute(
                "INSERT INTO asked (subscriber_id, key, text, at) VALUES (:id, :key, :text, :now)"
                " ON CONFLICT (subscriber_id, key) DO UPDATE SET text = excluded.text, at = excluded.at",
                values,
            )
            change.execute(
                "DELETE FROM asked WHERE subscriber_id = :id AND key IN (SELECT key FROM asked"
                " WHERE subscriber_id = :id ORDER BY at DESC, key LIMIT 1000 OFFSET :kept) AND key <> :key",
                {**values, "kept": KEPT},
            )

    def prune(self, before: int) -> None:
        """Forget what was asked long ago."""
        self._db.change("DELETE FROM asked WHERE at < :before", {"before": before})
