"""The record of what editors and operators change: who, when, what, how it was before and how it was after."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from digests.store.editing.snapshots import Difference
from digests.store.engine.database import Database, Row


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as whoever made it may read it."""

    id: int
    at: int
    user_id: int
    """0 = they had all that is kept about them deleted."""
    act: str
    subject: str
    before: str
    after: str
    undone: int | None
    """When it was taken back."""

    @property
    def command(self) -> str:
        """As it is typed."""
        return f"/{self.act} {self.subject}".rstrip()


class Audit:
    """The tables ``audit`` and ``audit_rows``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(
        self,
        act: str,
        subject: str,
        *,
        user_id: int,
        now: int,
        before: str = "",
        after: str = "",
        rows: Iterable[Difference] = (),
    ) -> int:
        """Remember a change; its number. ``rows`` are what it takes to undo it. Call it in the change's transaction."""
        told = {"at": now, "user_id": user_id, "act": act, "subject": subject, "before": before, "after": after}
        with self._db.write():
            [row] = self._db.change(
                "INSERT INTO audit (at, user_id, act, subject, before, after) "
                "VALUES (:at, :user_id, :act, :subject, :before, :after) RETURNING id",
                told,
            )
            self._db.change_many(
                "INSERT INTO audit_rows (audit_id, part, key, subscriber_id, before, after) "
                "VALUES (:audit_id, :part, :key, :subscriber_id, :before, :after)",
                [
                    {
                        "audit_id": row["id"],
                        "part": each.part,
                        "key": each.key,
                        "subscriber_id": each.subscriber_id,
                        "before": None if each.before is None else json.dumps(each.before, ensure_ascii=False),
                        "after": None if each.after is None else json.dumps(each.after, ensure_ascii=False),
                    }
                    for each in rows
                ],
            )
        return int(row["id"])

    def get(self, change_id: int) -> Change | None:
        row = self._db.one("SELECT * FROM audit WHERE id = :id", {"id": change_id})
        return _change(row) if row else None

    def latest(self, limit: int) -> list[Change]:
        """The last changes, the newest first."""
        rows = self._db.query("SELECT * FROM audit ORDER BY id DESC LIMIT :limit", {"limit": limit})
        return [_change(row) for row in rows]

    def undoable(self) -> Change | None:
        """The last change that can be taken back and was not."""
        row = self._db.one(
            """
            SELECT * FROM audit WHERE undone IS NULL AND id IN (SELECT audit_id FROM audit_rows)
            ORDER BY id DESC LIMIT 1
            """
        )
        return _change(row) if row else None

    def rows(self, change_id: int) -> list[Difference]:
        """What a change did, row by row, but for readers who are gone."""
        rows = self._db.query(
            "SELECT part, key, before, after FROM audit_rows WHERE audit_id = :id ORDER BY part, key", {"id": change_id}
        )
        return [Difference(row["part"], row["key"], _values(row["before"]), _values(row["after"])) for row in rows]

    def mark_undone(self, change_id: int, now: int) -> None:
        self._db.change("UPDATE audit SET undone = :now WHERE id = :id", {"id": change_id, "now": now})


def _change(row: Row) -> Change:
    return Change(**dict(row))


def _values(text: str | None) -> dict[str, object] | None:
    return None if text is None else dict(json.loads(text))
