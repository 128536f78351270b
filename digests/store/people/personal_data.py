"""All that we hold of one subscriber: out as JSON, and deleted."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from digests.model import Follow
from digests.store.engine.database import Database, Row
from digests.store.people.interests import InterestStore

_PAGE = 1000
_OF_ONE = {  # what somebody wrote in groups is theirs as well
    "follows": "SELECT * FROM follows WHERE subscriber_id = :id ORDER BY created",
    "seen": "SELECT * FROM seen WHERE subscriber_id = :id ORDER BY at",
    "votes": "SELECT * FROM votes WHERE subscriber_id = :id ORDER BY at",
    "feedback": "SELECT text, at FROM feedback WHERE subscriber_id = :id OR user_id = "
    "(SELECT chat_id FROM subscribers WHERE id = :id AND kind = 'private') ORDER BY at",
    "editions": "SELECT * FROM editions WHERE subscriber_id = :id ORDER BY created",
    "asked": "SELECT * FROM asked WHERE subscriber_id = :id ORDER BY at",
    "edited": "SELECT part, before, after FROM audit_rows WHERE subscriber_id = :id ORDER BY audit_id, part, key",
    "edits": "SELECT at, act, subject, before, after, undone FROM audit WHERE user_id = "
    "(SELECT chat_id FROM subscribers WHERE id = :id AND kind = 'private') ORDER BY id",
}
_FORGET = {  # of what an editor changed it stays known that it was changed
    "feedback": "DELETE FROM feedback WHERE subscriber_id = :id OR user_id = "
    "(SELECT chat_id FROM subscribers WHERE id = :id AND kind = 'private')",
    "outbox": "DELETE FROM outbox WHERE subscriber_id = :id",
    "editions": "DELETE FROM editions WHERE subscriber_id = :id",
    "edits": "UPDATE audit SET user_id = 0 WHERE user_id = "
    "(SELECT chat_id FROM subscribers WHERE id = :id AND kind = 'private')",
    "submissions": "DELETE FROM submissions WHERE chat_id = (SELECT chat_id FROM subscribers WHERE id = :id)",
}


class PersonalData:
    """Reads and deletes across the tables that name a subscriber."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._interests = InterestStore(db)

    def export(self, subscriber_id: int) -> dict[str, Any]:
        """All that we hold of one subscriber, ready for JSON; times in epoch seconds.

        Raises:
            LookupError: there is none.
        """
        row = self._db.one("SELECT * FROM subscribers WHERE id = :id", {"id": subscriber_id})
        if row is None:
            raise LookupError(f"no subscriber {subscriber_id}")
        held = _plain(row)
        for table in _OF_ONE:
            rows = self._db.query(_OF_ONE[table], {"id": subscriber_id})
            held[table] = [{key: value for key, value in dict(each).items() if key != "subscriber_id"} for each in rows]
        return held

    def export_all(self) -> Iterator[dict[str, Any]]:
        """Every subscriber with what is needed to serve them from another bot."""
        last = 0
        while rows := self._db.query(
            "SELECT * FROM subscribers WHERE id > :last ORDER BY id LIMIT :limit", {"last": last, "limit": _PAGE}
        ):
            for row in rows:
                yield _plain(row) | {"follows": [_fields(follow) for follow in self._interests.follows(row["id"])]}
            last = rows[-1]["id"]

    def forget(self, subscriber_id: int) -> None:
        """Delete all that we hold of one subscriber, what waits in the outbox included."""
        with self._db.write() as change:
            for statement in _FORGET.values():
                change.execute(statement, {"id": subscriber_id})
            change.execute("DELETE FROM subscribers WHERE id = :id", {"id": subscriber_id})


def _fields(follow: Follow) -> dict[str, str]:
    return {"kind": follow.kind, "value": follow.value, "mode": follow.mode}


def _plain(row: Row) -> dict[str, Any]:
    held: dict[str, Any] = dict(row)
    for column in ("preferences", "schedule"):
        with suppress(ValueError):  # what cannot be read goes out as it stands
            held[column] = json.loads(row[column])
    return held
