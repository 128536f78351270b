"""Which updates were handled: the same one twice has one effect."""

from collections.abc import Iterable, Mapping

from digests.store.engine.aside import Aside
from digests.store.engine.database import Database


class UpdateLog:
    """The tables ``updates`` (handled) and ``kept_updates`` (as they came, not handled yet)."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

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
        """They are handled, and no longer kept. It lasts, with all that was written for them: Telegram forgets them."""
        rows = [{"id": update_id, "now": now} for update_id in update_ids]
        with self._db.lasting() as change:
            change.executemany(
                "INSERT INTO updates (update_id, at) VALUES (:id, :now) ON CONFLICT (update_id) DO NOTHING", rows
            )
            change.executemany("DELETE FROM kept_updates WHERE update_id = :id", rows)

    def keep(self, bodies: Mapping[int, str], now: int) -> None:
        """Store updates as they came (id -> JSON), so that Telegram may forget them; not one that is handled."""
        rows = [{"id": update_id, "body": body, "now": now} for update_id, body in bodies.items()]
        with self._db.lasting() as change:
            change.executemany(
                "INSERT INTO kept_updates (update_id, body, at) SELECT :id, :body, :now"
                " WHERE NOT EXISTS (SELECT 1 FROM updates WHERE update_id = :id)"
                " ON CONFLICT (update_id) DO NOTHING",
                rows,
            )

    def kept(self) -> list[tuple[int, str]]:
        """(id, JSON) of what was kept and is not handled yet, in the order in which it came."""
        rows = self._db.query("SELECT update_id, body FROM kept_updates ORDER BY update_id")
        return [(row["update_id"], row["body"]) for row in rows]

    def pass_over(self, update_id: int, error: Exception, now: int) -> None:
        """It cannot be read and never will be: as if it were handled, and noted with the reason."""
        self._aside.put("update", update_id, error)
        self.add([update_id], now)

    def prune(self, before: int) -> None:
        """Telegram keeps an update for 24 hours; what is older cannot come again."""
        with self._db.write() as change:
            change.execute("DELETE FROM updates WHERE at < :before", {"before": before})
            change.execute(
                "DELETE FROM set_aside WHERE kind = 'update' AND CAST(key AS INTEGER) NOT IN"
                " (SELECT update_id FROM updates)"
            )
