"""From one state of a row to the next: the change that is asked for -> the statements that carry it out."""

from typing import Any

from digests.store.engine.database import Database
from digests.store.engine.topics import rehouse
from digests.store.people.subscribers import SubscriberStore
from digests.store.sending.changes import Change, Claim, Finish, Lost, Moved, TopicDeleted

_CLAIM = (
    "UPDATE outbox SET state = 'sending', lease = :lease, attempts = attempts + 1, updated = :now"
    " WHERE id = :id AND state = 'pending' RETURNING id"
)
AGAIN = (
    "COALESCE((SELECT CASE b.state WHEN 'paused' THEN 'held' WHEN 'cancelled' THEN 'cancelled'"
    " WHEN 'recalling' THEN 'cancelled' WHEN 'recalled' THEN 'cancelled' END"
    " FROM broadcasts AS b WHERE b.id = outbox.broadcast_id), 'pending')"
)
"""What becomes of a row that was on its way and has to go once more: its broadcast may not run any more."""
_FINISH = (
    f"UPDATE outbox SET state = CASE WHEN :state = 'pending' THEN {AGAIN} ELSE :state END,"  # noqa: S608
    " reason = :reason, message_id = COALESCE(:message, message_id),"
    " not_before = :not_before, unknowns = unknowns + :unknown, form = :form, step = :step, lease = :lease,"
    " updated = :now WHERE id = :id AND state = 'sending' AND attempts = :attempts RETURNING id"
)
_MOVE = (
    "UPDATE outbox SET chat_id = :new, updated = :now WHERE chat_id = :old AND state IN ('pending', 'held', 'sending')"
    " RETURNING id"
)


def carry_out(db: Database, connection: Any, change: Change, now: int) -> bool:
    """Make the change over ``connection``, which is in a transaction; whether it found the row as it expected it."""
    match change:
        case Claim():
            sql, values = _CLAIM, {"id": change.id, "lease": change.lease, "now": now}
        case Finish():
            sql, values = _FINISH, _finish(change, now)
        case Lost():
            _lose(connection, change, now)
            return True
        case TopicDeleted():
            rehouse(connection, change.chat_id, change.thread_id, now)
            return True
        case Moved():
            SubscriberStore(db).migrate(change.chat_id, change.new_chat_id)
            sql, values = _MOVE, {"old": change.chat_id, "new": change.new_chat_id, "now": now}
    return bool(connection.execute(sql, values).fetchall())


def _lose(connection: Any, lost: Lost, now: int) -> None:
    values = {
        "chat": lost.chat_id,
        "thread": lost.thread_id,
        "state": lost.state,
        "reason": lost.reason,
        "now": now,
    }
    connection.execute(
        "UPDATE subscribers SET state = :state, state_reason = :reason WHERE chat_id = :chat"
        " AND (:thread IS NULL OR thread_id = :thread) AND state IN ('active', 'paused')",
        values,
    )
    connection.execute(
        "UPDATE outbox SET state = 'given up', reason = :reason, updated = :now WHERE chat_id = :chat"
        " AND (:thread IS NULL OR thread_id = :thread) AND state IN ('pending', 'held')",
        values,
    )


def _finish(change: Finish, now: int) -> dict[str, Any]:
    return {
        "id": change.id,
        "attempts": change.attempts,
        "state": change.state,
        "reason": change.reason,
        "message": change.message_id,
        "not_before": change.not_before,
        "unknown": change.unknown,
        "form": change.form,
        "step": change.step,
        "lease": change.lease,
        "now": now,
    }
