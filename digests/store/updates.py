"""Which updates were handled: the same one twice has one effect."""

from collections.abc import Iterable

from digests.store.database import Database


class UpdateLog:
    """The table ``updates``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def handled(self, update_ids: Iterable[int]) -> set[int]:
        """Those of ``update_ids`` that were handled before."""
        ids = list(update_ids)
        if not ids:
            return set()
        rows = self._db.query(
            "SELECT update_id FROM updates WHERE update_id BETWEEN :low AND :high", {"low": min(ids), "high": max(ids)}
        )
        return {row["update_id"] for row in rows}.intersection(ids)

    def add(self, update_ids: Iterable[int], now: int) -> None:
        self._db.change_many(
            "INSERT INTO updates (update_id, at) VALUES (:id, :now) ON CONFLICT (update_id) DO NOTHING",
            [{"id": update_id, "now": now} for update_id in update_ids],
        )

    def prune(self, before: int) -> None:
        """Telegram keeps an update for 24 hours; what is older cannot come again."""
        self._db.change("DELETE FROM updates WHERE at < :before", {"before": before})
