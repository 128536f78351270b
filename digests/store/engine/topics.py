"""Topics that are no longer a subscription: those of private chats, and those that were deleted in a forum.

An earlier version kept a subscription for each topic of a private chat; a migration makes one reader of them.
The chat's own row stays with its settings, or where there is none the newest topic's becomes it. Follows, mutes and
votes of all are joined; where two disagree, the row that stays, and then the newer, is right. What waits to be sent
goes to the reader, outside any topic.
"""

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database as Toolbox

_OF_BOTH = (
    "INSERT OR IGNORE INTO follows (subscriber_id, kind, value, mode, created)"
    " SELECT :kept, kind, value, mode, created FROM follows WHERE subscriber_id = :other",
    "INSERT OR IGNORE INTO votes (subscriber_id, story_id, vote, at)"
    " SELECT :kept, story_id, vote, at FROM votes WHERE subscriber_id = :other",
    "INSERT OR IGNORE INTO seen (subscriber_id, story_id, reports, at)"
    " SELECT :kept, story_id, reports, at FROM seen WHERE subscriber_id = :other",
)
_MOVED = ("feedback", "editions", "outbox")
_ENDED = ("follows", "votes", "seen")


def merge(db: Toolbox) -> None:
    """Every private chat with topics becomes one row."""
    for (chat_id,) in db.execute(
        "SELECT DISTINCT chat_id FROM subscribers WHERE kind = 'private' AND thread_id <> 0"
    ).fetchall():
        rows = list(
            db.query(
                "SELECT id, thread_id, state, next_due FROM subscribers WHERE chat_id = :chat"
                " ORDER BY thread_id <> 0, created DESC, id DESC",
                {"chat": chat_id},
            )
        )
        kept, others = rows[0], rows[1:]
        for other in others:
            _join(db, kept["id"], other["id"])
        db.execute(
            "UPDATE subscribers SET thread_id = 0, next_due = :due WHERE id = :id",
            {"id": kept["id"], "due": _due(kept, others)},
        )
        db.execute(
            "UPDATE outbox SET thread_id = 0 WHERE chat_id = :chat AND state IN ('pending', 'held', 'sending')",
            {"chat": chat_id},
        )


def _due(kept: dict[str, Any], others: Sequence[dict[str, Any]]) -> int | None:
    """Whoever set up digests only in a topic goes on getting them."""
    wanted = [kept] if kept["next_due"] is not None or kept["state"] != "active" else others
    dues: list[int | None] = [each["next_due"] for each in wanted if each is kept or each["state"] == "active"]
    return next((due for due in dues if due is not None), None)


def _join(db: Toolbox, kept: int, other: int) -> None:
    ids = {"kept": kept, "other": other}
    for statement in _OF_BOTH:
        db.execute(statement, ids)
    for table in _MOVED:
        db.execute(f"UPDATE {table} SET subscriber_id = :kept WHERE subscriber_id = :other", ids)  # noqa: S608
    for table in _ENDED:
        db.execute(f"DELETE FROM {table} WHERE subscriber_id = :other", {"other": other})  # noqa: S608
    db.execute("DELETE FROM subscribers WHERE id = :other", {"other": other})


def rehouse(connection: Any, chat_id: int, thread_id: int, now: int) -> None:
    """A forum's topic was deleted: its digests go on in the chat itself, where that gets none of its own; what waits
    is sent there in any case, but for broadcasts, which the chat gets besides."""
    values = {"chat": chat_id, "thread": thread_id, "now": now}
    own = connection.execute(
        "SELECT id, next_due, state FROM subscribers WHERE chat_id = :chat AND thread_id = 0", values
    ).fetchone()
    if own is None:
        connection.execute(
            "UPDATE subscribers SET thread_id = 0, kind = CASE kind WHEN 'topic' THEN 'group' ELSE kind END"
            " WHERE chat_id = :chat AND thread_id = :thread",
            values,
        )
    else:
        if own["next_due"] is None and own["state"] == "active":
            connection.execute(_TAKE_OVER, values)
        connection.execute(
            "UPDATE subscribers SET state = 'gone', state_reason = 'topic deleted'"
            " WHERE chat_id = :chat AND thread_id = :thread AND state IN ('active', 'paused')",
            values,
        )
    waiting = "chat_id = :chat AND thread_id = :thread AND state IN ('pending', 'held')"
    connection.execute(
        "UPDATE outbox SET state = 'given up', reason = 'topic deleted', updated = :now"  # noqa: S608 - only names
        f" WHERE {waiting} AND broadcast_id IS NOT NULL",
        values,
    )
    connection.execute(f"UPDATE outbox SET thread_id = 0, updated = :now WHERE {waiting}", values)  # noqa: S608


_TAKE_OVER = """
    UPDATE subscribers SET settings_version = settings_version + 1,
        (preferences, schedule, state, paused_until, next_due) =
            (SELECT t.preferences, t.schedule, t.state, t.paused_until, t.next_due FROM subscribers AS t
                WHERE t.chat_id = :chat AND t.thread_id = :thread)
        WHERE chat_id = :chat AND thread_id = 0
"""
"""The chat itself was never set up: it gets what was set up in the topic."""
