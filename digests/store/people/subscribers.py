"""Who reads us: a chat with its settings and its state."""

from collections.abc import Mapping, Sequence
from typing import Any

from digests.model import Preferences, Schedule, Subscriber
from digests.store.engine.aside import UNREADABLE, Aside
from digests.store.engine.database import Database, Row
from digests.store.engine.parameters import chunks, marks_for
from digests.store.people.subscriber_rows import (
    Kind,
    State,
    as_far_as_readable,
    preferences_text,
    schedule_text,
    subscriber_of,
)


class SubscriberStore:
    """The table ``subscribers``, one subscriber at a time.

    A row that cannot be read is set aside where many are read. Whoever it belongs to is answered all the same, with
    default settings in place of those that cannot be read, and what they save makes the row readable again.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

    def ensure(
        self,
        chat_id: int,
        thread_id: int,
        kind: Kind,
        language: str,
        now: int,
        *,
        title: str = "",
        zone: str = "UTC",
    ) -> Subscriber:
        """The subscriber of this chat (and topic; 0 = none), made with ``language``, ``zone`` and else default settings
        where there is none yet.

        A new subscriber is not due until a schedule is saved.
        """
        found = self.by_chat(chat_id, thread_id)
        if found is not None:
            return found
        with self._db.write() as change:
            change.execute(
                "INSERT INTO subscribers (chat_id, thread_id, kind, title, preferences, schedule, created, active)"
                " VALUES (:chat, :thread, :kind, :title, :preferences, :schedule, :now, :now)"
                " ON CONFLICT (chat_id, thread_id) DO NOTHING",
                {
                    "chat": chat_id,
                    "thread": thread_id,
                    "kind": kind,
                    "title": title,
                    "preferences": preferences_text(Preferences(language=language)),
                    "schedule": schedule_text(Schedule(zone=zone)),
                    "now": now,
                },
            )
            row = change.execute(
                "SELECT * FROM subscribers WHERE chat_id = :chat AND thread_id = :thread",
                {"chat": chat_id, "thread": thread_id},
            ).fetchone()
        return self._mended(row)

    def get(self, subscriber_id: int) -> Subscriber | None:
        row = self._db.one("SELECT * FROM subscribers WHERE id = :id", {"id": subscriber_id})
        return None if row is None else self._mended(row)

    def by_chat(self, chat_id: int, thread_id: int = 0) -> Subscriber | None:
        row = self._db.one(
            "SELECT * FROM subscribers WHERE chat_id = :chat AND thread_id = :thread",
            {"chat": chat_id, "thread": thread_id},
        )
        return None if row is None else self._mended(row)

    def of_chat(self, chat_id: int) -> list[Subscriber]:
        """Every subscription of a chat: itself and its topics."""
        rows = self._db.query("SELECT * FROM subscribers WHERE chat_id = :chat ORDER BY thread_id", {"chat": chat_id})
        return [self._mended(row) for row in rows]

    def many(self, ids: Sequence[int]) -> list[Subscriber]:
        """Those of ``ids`` that there are, by id."""
        found: list[Subscriber] = []
        for chunk in chunks(ids):
            marks, values = marks_for(chunk)
            rows = self._db.query(f"SELECT * FROM subscribers WHERE id IN ({marks}) ORDER BY id", values)  # noqa: S608
            found += self._aside.readable("subscriber", rows, subscriber_of)
        return found

    def save_preferences(self, subscriber_id: int, preferences: Preferences) -> Subscriber:
        """Replace the preferences; the settings version grows by one."""
        return self._saved(
            "UPDATE subscribers SET preferences = :value, settings_version = settings_version + 1"
            " WHERE id = :id RETURNING *",
            {"id": subscriber_id, "value": preferences_text(preferences)},
        )

    def save_schedule(self, subscriber_id: int, schedule: Schedule, next_due: int | None) -> Subscriber:
        """Replace the schedule and say when it is due next (``None`` = never); the settings version grows by one."""
        return self._saved(
            "UPDATE subscribers SET schedule = :value, next_due = :due, settings_version = settings_version + 1"
            " WHERE id = :id RETURNING *",
            {"id": subscriber_id, "value": schedule_text(schedule), "due": next_due},
        )

    def set_next_due(self, subscriber_id: int, next_due: int | None) -> None:
        self._db.change("UPDATE subscribers SET next_due = :due WHERE id = :id", {"id": subscriber_id, "due": next_due})

    def set_state(
        self, subscriber_id: int, state: State, *, reason: str = "", paused_until: int | None = None
    ) -> Subscriber:
        """Pause, resume, stop, or note that a chat is lost; ``reason`` is what Telegram or the reader said.

        A subscriber who stops is never due; to begin again, a schedule is saved.
        """
        return self._changed(
            "UPDATE subscribers SET state = :state, state_reason = :reason, paused_until = :until,"
            " next_due = CASE WHEN :state = 'stopped' THEN NULL ELSE next_due END WHERE id = :id RETURNING *",
            {"id": subscriber_id, "state": state, "reason": reason, "until": paused_until},
        )

    def touch(self, subscriber_id: int, now: int) -> None:
        """Note that the reader was here; once an hour is exact enough."""
        self._db.change(
            "UPDATE subscribers SET active = :now WHERE id = :id AND active < :stale",
            {"id": subscriber_id, "now": now, "stale": now - 3600},
        )

    def migrate(self, chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup: its subscriptions go on under the new id.

        Where the new id was already subscribed with settings of its own, those stay and the old ones end.
        """
        with self._db.write() as change:
            ids = {"old": chat_id, "new": new_chat_id}
            change.execute(
                "DELETE FROM subscribers WHERE chat_id = :new AND settings_version = 0 AND thread_id IN"
                " (SELECT thread_id FROM subscribers WHERE chat_id = :old)",
                ids,
            )
            change.execute(
                "UPDATE subscribers SET chat_id = :new WHERE chat_id = :old AND thread_id NOT IN"
                " (SELECT thread_id FROM subscribers WHERE chat_id = :new)",
                ids,
            )
            change.execute("DELETE FROM subscribers WHERE chat_id = :old", ids)

    def _changed(self, sql: str, parameters: Mapping[str, Any]) -> Subscriber:
        rows = self._db.change(sql, parameters)
        if not rows:
            raise LookupError(f"no subscriber {parameters['id']}")
        return self._mended(rows[0])

    def _mended(self, row: Row) -> Subscriber:
        """The row as far as it can be read."""
        try:
            return subscriber_of(row)
        except UNREADABLE as error:
            self._aside.put("subscriber", row["id"], error)
            return as_far_as_readable(row)

    def _saved(self, sql: str, parameters: Mapping[str, Any]) -> Subscriber:
        """Everything that the reader saw as their settings when they saved holds from now on."""
        saved = self._changed(sql, parameters)
        if self._aside.lift("subscriber", saved.id):
            return self._changed(
                "UPDATE subscribers SET preferences = :preferences, schedule = :schedule WHERE id = :id RETURNING *",
                {
                    "id": saved.id,
                    "preferences": preferences_text(saved.preferences),
                    "schedule": schedule_text(saved.schedule),
                },
            )
        return saved
