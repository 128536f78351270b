"""Broadcasts: from a draft to a report; every step names the state it starts from, so none is taken twice.

draft -> scheduled -> filling -> running -> done -> recalling -> recalled
filling, running <-> paused; scheduled, filling, running, paused -> cancelled; draft -> dropped
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from pydantic import TypeAdapter

from digests.store.engine.aside import Aside
from digests.store.engine.database import Database, Row
from digests.store.people.audiences import Audience
from digests.store.sending.bodies import Body, load_body

BroadcastState = Literal[
    "draft",
    "dropped",
    "scheduled",
    "filling",
    "running",
    "paused",
    "done",
    "cancelled",
    "recalling",
    "recalled",
]

_audience = TypeAdapter(Audience)
_SAME = 3600
"""Seconds in which the same words again are taken for a mistake."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One message to many."""

    id: int
    admin_id: int
    chat_id: int
    """Where its progress is told."""
    audience: Audience
    state: BroadcastState
    scheduled: int | None
    filled: int
    """The id of the last subscriber who has a row in the outbox."""
    body_id: int
    body: Body
    progress_message: int | None
    progress_text: str
    created: int
    updated: int


class BroadcastStore:
    """The table ``broadcasts``."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

    def draft(self, admin_id: int, chat_id: int, body_id: int, now: int) -> Broadcast:
        """A new one for everybody, not started."""
        rows = self._db.change(
            "INSERT INTO broadcasts (admin_id, chat_id, body_id, audience, created, updated)"
            " VALUES (:admin, :chat, :body, :audience, :now, :now) RETURNING id",
            {"admin": admin_id, "chat": chat_id, "body": body_id, "audience": _dump(Audience()), "now": now},
        )
        return self.get(rows[0]["id"])

    def get(self, broadcast_id: int) -> Broadcast:
        """Raises:
        LookupError: there is none that can be read.
        """
        found = self._where("b.id = :value", broadcast_id)
        if not found:
            raise LookupError(f"no broadcast {broadcast_id}")
        return found[0]

    def active(self) -> list[Broadcast]:
        """Those that something is to be done for, the oldest first."""
        return self._where("b.state IN ('scheduled', 'filling', 'running', 'paused', 'recalling') AND :value = 0", 0)

    def latest(self, limit: int) -> list[Broadcast]:
        """The last ones that were started, the newest first."""
        return self._where("b.state NOT IN ('draft', 'dropped') AND :value = 0", 0)[::-1][:limit]

    def readable(self) -> int:
        """Read every one and set aside those that cannot be read; how many can."""
        return len(self._where("b.id > :value", 0))

    def change_state(self, broadcast_id: int, olds: Sequence[BroadcastState], new: BroadcastState, now: int) -> bool:
        """From one of ``olds`` to ``new``; False where somebody else was first."""
        marks = ", ".join(f":s{index}" for index in range(len(olds)))
        values: dict[str, object] = {f"s{index}": old for index, old in enumerate(olds)}
        rows = self._db.change(
            "UPDATE broadcasts SET state = :new, updated = :now"  # noqa: S608 - only marks
            f" WHERE id = :id AND state IN ({marks}) RETURNING id",
            {**values, "id": broadcast_id, "new": new, "now": now},
        )
        return bool(rows)

    def start(self, broadcast_id: int, at: int | None, now: int) -> bool:
        """Draft -> scheduled for ``at``, or now; False where it was started before."""
        rows = self._db.change(
            "UPDATE broadcasts SET state = 'scheduled', scheduled = :at, updated = :now"
            " WHERE id = :id AND state = 'draft' RETURNING id",
            {"id": broadcast_id, "at": at or now, "now": now},
        )
        return bool(rows)

    def twin(self, broadcast: Broadcast, now: int) -> Broadcast | None:
        """Another with the same words that is on its way or was within the last hour."""
        row = self._db.one(
            "SELECT b.id FROM broadcasts AS b JOIN bodies AS t ON t.id = b.body_id"
            " JOIN bodies AS mine ON mine.id = :body WHERE b.id <> :id AND t.body = mine.body"
            " AND (b.state IN ('scheduled', 'filling', 'running', 'paused')"
            " OR b.state IN ('done', 'recalling') AND b.updated > :since) LIMIT 1",
            {"body": broadcast.body_id, "id": broadcast.id, "since": now - _SAME},
        )
        return None if row is None else self.get(row["id"])

    def choose(self, broadcast_id: int, audience: Audience, now: int) -> None:
        """Another audience for a draft."""
        self._db.change(
            "UPDATE broadcasts SET audience = :audience, updated = :now WHERE id = :id AND state = 'draft'",
            {"id": broadcast_id, "audience": _dump(audience), "now": now},
        )

    def fill(self, broadcast_id: int, last: int) -> bool:
        """Subscribers up to ``last`` have their rows; False where it is not being filled any more."""
        rows = self._db.change(
            "UPDATE broadcasts SET filled = :last WHERE id = :id AND state = 'filling' RETURNING id",
            {"id": broadcast_id, "last": last},
        )
        return bool(rows)

    def told(self, broadcast_id: int, message_id: int | None, text: str) -> None:
        """What the progress message says now."""
        self._db.change(
            "UPDATE broadcasts SET progress_message = :message, progress_text = :text WHERE id = :id",
            {"id": broadcast_id, "message": message_id, "text": text},
        )

    def left(self, broadcast_id: int) -> int:
        """How many of those it was sent to have stopped, blocked us or gone since it was made."""
        row = self._db.one(
            "SELECT COUNT(*) AS n FROM outbox AS o JOIN subscribers AS s ON s.id = o.subscriber_id"
            " WHERE o.broadcast_id = :id AND s.state IN ('stopped', 'blocked', 'gone')",
            {"id": broadcast_id},
        )
        return int(row["n"]) if row else 0

    def _where(self, condition: str, value: int) -> list[Broadcast]:
        rows = self._db.query(
            f"SELECT b.*, t.body FROM broadcasts AS b JOIN bodies AS t ON t.id = b.body_id WHERE {condition}"  # noqa: S608
            " ORDER BY b.id",
            {"value": value},
        )
        return self._aside.readable("broadcast", rows, _broadcast)


def _dump(audience: Audience) -> str:
    return _audience.dump_json(audience).decode()


def _broadcast(row: Row) -> Broadcast:
    return Broadcast(
        id=row["id"],
        admin_id=row["admin_id"],
        chat_id=row["chat_id"],
        audience=_audience.validate_json(row["audience"]),
        state=cast(BroadcastState, row["state"]),
        scheduled=row["scheduled"],
        filled=row["filled"],
        body_id=row["body_id"],
        body=load_body(row["body"]),
        progress_message=row["progress_message"],
        progress_text=row["progress_text"],
        created=row["created"],
        updated=row["updated"],
    )
