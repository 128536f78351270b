"""What waits to be sent, what is on its way, and what became of it.

    pending -> sending (committed before the HTTP call, with a lease) -> sent | pending (later) | given up
    pending <-> held (a paused broadcast), pending -> cancelled; what was on its way meanwhile and has to go once more
    is held or cancelled with them

Delivery is at-least-once: a crash between the call and its record leaves rows in ``sending``, which nobody can tell
from messages that arrived; they are sent again. So only a few calls are ever made at once, and those few, with those
that hang (see ``bot/delivery/in_flight.py``), are the most that a crash can repeat. Every change names the state
(and the attempt) it starts from: who comes late changes nothing.
"""

import json
import logging
from collections.abc import Iterable, Sequence

from digests.store.engine.database import Database, Row
from digests.store.engine.parameters import marks_for
from digests.store.sending.bodies import Body, dump_body
from digests.store.sending.changes import ALERT, BROADCAST, DIGEST, REPLY, Change, Parcel
from digests.store.sending.transitions import AGAIN, carry_out

_log = logging.getLogger(__name__)
UNREADABLE = "it cannot be read"
"""How the reason begins where a row is given up because nobody can tell what it says."""
LONGEST = 120
"""Seconds: nothing is put off for longer."""
_READY = (
    "SELECT o.*, b.body, EXISTS (SELECT 1 FROM outbox AS l WHERE l.edition = o.edition AND l.part > o.part)"
    " AS followed, COALESCE(s.settings_version, 0) AS settings_version FROM outbox AS o"
    " JOIN bodies AS b ON b.id = o.body_id LEFT JOIN subscribers AS s ON s.id = o.subscriber_id"
    " WHERE o.state = 'pending' AND (o.not_before <= :now OR o.not_before > :now + :longest)"
    " AND NOT EXISTS (SELECT 1 FROM outbox AS e WHERE e.chat_id = o.chat_id"
    " AND e.state IN ('pending', 'sending', 'held') AND e.state <> 'held'"
    " AND e.id < o.id AND e.lane = o.lane AND e.thread_id = o.thread_id)"
    " ORDER BY o.lane, o.id LIMIT :limit"
)


class Outbox:
    """The tables ``bodies`` and ``outbox``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # ------------------------------------------------------------------ in

    def add_body(self, body: Body, now: int) -> int:
        """Store what many rows may carry; its id."""
        rows = self._db.change(
            "INSERT INTO bodies (body, created) VALUES (:body, :now) RETURNING id",
            {"body": dump_body(body), "now": now},
        )
        return int(rows[0]["id"])

    def add(
        self,
        body: Body,
        now: int,
        *,
        chat_id: int,
        thread_id: int = 0,
        lane: int = DIGEST,
        not_before: int = 0,
        subscriber_id: int | None = None,
    ) -> int:
        """One message outside any edition; the row's id."""
        with self._db.write() as change:
            row = change.execute(
                "INSERT INTO outbox (subscriber_id, chat_id, thread_id, lane, body_id, not_before, created, updated)"
                " VALUES (:subscriber, :chat, :thread, :lane, :body, :not_before, :now, :now) RETURNING id",
                {
                    "subscriber": subscriber_id,
                    "chat": chat_id,
                    "thread": thread_id,
                    "lane": lane,
                    "body": self.add_body(body, now),
                    "not_before": not_before,
                    "now": now,
                },
            ).fetchone()
        return int(row["id"])

    # ------------------------------------------------------------------ out

    def ready(self, now: int, limit: int) -> list[Parcel]:
        """What may be sent now, in the order of lanes and age: in each chat (or topic) the first of each lane, so
        that parts of an edition go in order and two editions do not mingle.

        What is put off longer than we ever put anything off was put off by a clock that has stepped back since.
        """
        while rows := self._db.query(_READY, {"now": now, "longest": LONGEST, "limit": limit}):
            found = []
            for row in rows:
                try:
                    found.append(_parcel(row))
                except ValueError as error:
                    self._give_up(row["id"], f"{UNREADABLE}: {error}", now)
            if found:
                return found
        return []

    def items_told(self, row_id: int) -> list[int]:
        """The items of the stories that the edition of a row tells, as they are joined now."""
        row = self._db.one(
            "SELECT e.stories FROM outbox AS o JOIN editions AS e ON e.key = o.edition WHERE o.id = :id", {"id": row_id}
        )
        stories = json.loads(row["stories"]) if row else []
        if not stories:
            return []
        marks, parameters = marks_for(stories)
        rows = self._db.query(f"SELECT id FROM items WHERE story_id IN ({marks}) ORDER BY id", parameters)  # noqa: S608
        return [each["id"] for each in rows]

    def _give_up(self, row_id: int, reason: str, now: int) -> None:
        """A row that nobody can send must not stand before others."""
        _log.error("row %s of the outbox: %s", row_id, reason)
        self._db.change(
            "UPDATE outbox SET state = 'given up', reason = :reason, updated = :now WHERE id = :id",
            {"id": row_id, "reason": reason, "now": now},
        )

    def apply(self, changes: Iterable[Change], now: int) -> list[bool]:
        """Carry out ``changes`` in one lasting transaction; which of them found the row as they expected it."""
        with self._db.lasting() as connection:
            return [carry_out(self._db, connection, change, now) for change in changes]

    def recover(self, now: int, *, everything: bool = False, in_flight: Sequence[int] = ()) -> int:
        """Rows whose sender is gone become pending again, counted as unknown; how many there were.

        ``everything`` at the start of a process that holds the lock on the data: no lease can belong to another. What
        is ``in_flight`` has a sender, whatever a clock that has stepped ahead makes of its lease.
        """
        marks, values = marks_for(in_flight)
        rows = self._db.change(
            f"UPDATE outbox SET state = {AGAIN}, unknowns = unknowns + 1, lease = NULL, updated = :now,"  # noqa: S608
            f" reason = 'unknown: interrupted' WHERE state = 'sending' AND lease < :expired AND id NOT IN ({marks})"
            " RETURNING id",
            {**values, "now": now, "expired": 2**62 if everything else now},
        )
        return len(rows)

    def prune(self, before: int) -> None:
        """Forget what ended before ``before``, bodies that nothing carries any more, and old editions.

        The key of an edition is kept for as long: no clock that steps back further than that is survived.
        """
        with self._db.write() as change:
            values = {"before": before}
            change.execute(
                "DELETE FROM outbox WHERE updated < :before AND state NOT IN ('pending', 'sending', 'held')", values
            )
            change.execute("DELETE FROM editions WHERE created < :before", values)
            change.execute(
                "DELETE FROM bodies WHERE created < :before AND id NOT IN (SELECT body_id FROM outbox)"
                " AND id NOT IN (SELECT body_id FROM broadcasts WHERE body_id IS NOT NULL)",
                values,
            )


def _parcel(row: Row) -> Parcel:
    """Raises:
    ValueError: a column does not hold what it should.
    """
    for name in ("chat_id", "thread_id", "form", "step", "attempts", "unknowns"):
        if not isinstance(row[name], int):
            raise ValueError(f"{name} is {row[name]!r}")
    if row["lane"] not in (REPLY, ALERT, DIGEST, BROADCAST) or not isinstance(row["body"], str):
        raise ValueError(f"lane {row['lane']!r}, a body of {type(row['body']).__name__}")
    return Parcel(
        id=row["id"],
        chat_id=row["chat_id"],
        thread_id=row["thread_id"],
        lane=row["lane"],
        body=row["body"],
        form=row["form"],
        step=row["step"],
        attempts=row["attempts"],
        unknowns=row["unknowns"],
        subscriber_id=row["subscriber_id"],
        broadcast_id=row["broadcast_id"],
        settings_version=row["settings_version"],
        followed=bool(row["followed"]),
    )
