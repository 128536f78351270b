"""What waits to be sent, what is on its way, and what became of it.

    pending -> sending (committed before the HTTP call, with a lease) -> sent | pending (later) | given up
    pending <-> held (a paused broadcast), pending -> cancelled; what was on its way meanwhile and has to go once more
    is held or cancelled with them

Delivery is at-least-once: a crash between the call and its record leaves rows in ``sending``, which nobody can tell
from messages that arrived; they are sent again. So only a few calls are ever made at once, and those few, with those
that hang (see ``bot/delivery/places.py``), are the most that a crash can repeat. Every change names the state (and the
attempt) it starts from: who comes late changes nothing.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from digests.model import Edition
from digests.store.engine.database import Database, Row, marks_for
from digests.store.engine.topics import rehouse
from digests.store.people.subscribers import SubscriberStore
from digests.store.sending.bodies import Body, dump_body

_log = logging.getLogger(__name__)

RowState = Literal["pending", "sending", "sent", "held", "given up", "cancelled", "recalled"]
REPLY, ALERT, DIGEST, BROADCAST = 0, 1, 2, 3
"""Lanes: what goes first."""
UNREADABLE = "it cannot be read"
"""How the reason begins where a row is given up because nobody can tell what it says."""
LONGEST = 120
"""Seconds: nothing is put off for longer."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A row that is ready to go. ``form`` and ``step`` say how far a delivery in other words has come."""

    id: int
    chat_id: int
    thread_id: int
    lane: int
    body: str
    form: int
    step: int
    attempts: int
    unknowns: int
    subscriber_id: int | None
    broadcast_id: int | None
    settings_version: int
    """The subscriber's, for the buttons."""
    followed: bool
    """Another part of the edition comes after it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Asks for a row: pending -> sending."""

    id: int
    lease: int
    """Epoch seconds after which the row counts as abandoned."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Says what became of attempt number ``attempts``: sending -> ``state``."""

    id: int
    attempts: int
    state: str
    reason: str = ""
    message_id: int | None = None
    not_before: int = 0
    unknown: int = 0
    form: int = 0
    step: int = 0
    lease: int | None = None
    """Only where ``state`` is ``sending`` still: one of several messages has arrived."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A chat does not want us any more or is gone: its subscription ends in ``state``, what waits for it ends too."""

    chat_id: int
    thread_id: int | None
    """``None`` = every topic of the chat."""
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicDeleted:
    """A topic is no more, its chat is: the subscription goes on in the chat itself where that has none of its own, and
    what waits is sent there."""

    chat_id: int
    thread_id: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup: what waits for it moves along."""

    chat_id: int
    new_chat_id: int


Change = Claim | Finish | Lost | TopicDeleted | Moved


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition ready to be stored: its parts as ids of bodies, the stories told, when the next is due."""

    edition: Edition
    chat_id: int
    thread_id: int
    lane: int
    body_ids: tuple[int, ...]
    stories: Mapping[int, int]
    """Story id -> how many reports it had."""
    settings_version: int
    next_due: int | None


class Outbox:
    """The tables ``editions``, ``bodies`` and ``outbox``."""

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

    def publish(self, publications: Sequence[Publication], now: int) -> int:
        """Store editions, their parts, what was seen, and the next due times in one transaction; how many were new.

        An edition that is there already writes nothing but its ``next_due``: sent twice is impossible by its key. A
        subscriber whose settings changed meanwhile keeps the ``next_due`` that the change gave.
        """
        with self._db.write() as change:
            new = [each for each in publications if change.execute(_EDITION, _edition(each, now)).fetchone()]
            change.executemany(_PART, (row for each in new for row in _parts(each, now)))
            change.executemany(_SEEN, (row for each in new for row in _seen(each, now)))
            change.executemany(_NEXT_DUE, [_next_due(each) for each in publications])
        return len(new)

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
            outcomes = []
            for change in changes:
                match change:
                    case Claim():
                        sql, values = _CLAIM, {"id": change.id, "lease": change.lease, "now": now}
                    case Finish():
                        sql, values = _FINISH, _finish(change, now)
                    case Lost():
                        self._lose(connection, change, now)
                        outcomes.append(True)
                        continue
                    case TopicDeleted():
                        rehouse(connection, change.chat_id, change.thread_id, now)
                        outcomes.append(True)
                        continue
                    case Moved():
                        SubscriberStore(self._db).migrate(change.chat_id, change.new_chat_id)
                        sql, values = _MOVE, {"old": change.chat_id, "new": change.new_chat_id, "now": now}
                outcomes.append(bool(connection.execute(sql, values).fetchall()))
            return outcomes

    def recover(self, now: int, *, everything: bool = False, flying: Sequence[int] = ()) -> int:
        """Rows whose sender is gone become pending again, counted as unknown; how many there were.

        ``everything`` at the start of a process that holds the lock on the data: no lease can belong to another. What
        is ``flying`` has a sender, whatever a clock that has stepped ahead makes of its lease.
        """
        marks, values = marks_for(flying)
        rows = self._db.change(
            f"UPDATE outbox SET state = {_AGAIN}, unknowns = unknowns + 1, lease = NULL, updated = :now,"  # noqa: S608
            f" reason = 'unknown: interrupted' WHERE state = 'sending' AND lease < :expired AND id NOT IN ({marks})"
            " RETURNING id",
            {**values, "now": now, "expired": 2**62 if everything else now},
        )
        return len(rows)

    @staticmethod
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

    # ------------------------------------------------------------------ broadcasts' rows

    def fill(
        self, broadcast_id: int, body_id: int, chats: Sequence[tuple[int, int, int]], now: int, *, state: str
    ) -> None:
        """A row of a broadcast for each (subscriber, chat, thread); twice for the same subscriber is once."""
        self._db.change_many(
            "INSERT INTO outbox (edition, part, subscriber_id, chat_id, thread_id, lane, body_id, broadcast_id, state,"
            " created, updated) VALUES (:edition, 0, :subscriber, :chat, :thread, 3, :body, :broadcast, :state, :now,"
            " :now) ON CONFLICT (edition, part) DO NOTHING",
            [
                {
                    "edition": f"b{broadcast_id}/{subscriber_id}",
                    "subscriber": subscriber_id,
                    "chat": chat_id,
                    "thread": thread_id,
                    "body": body_id,
                    "broadcast": broadcast_id,
                    "state": state,
                    "now": now,
                }
                for subscriber_id, chat_id, thread_id in chats
            ],
        )

    def turn(self, broadcast_id: int, old: str, new: str, now: int) -> int:
        """Every row of a broadcast from one state to another (pending, held, cancelled); how many."""
        rows = self._db.change(
            "UPDATE outbox SET state = :new, updated = :now WHERE broadcast_id = :id AND state = :old RETURNING id",
            {"id": broadcast_id, "old": old, "new": new, "now": now},
        )
        return len(rows)

    def counts(self, broadcast_id: int) -> dict[tuple[str, str], int]:
        """(state, reason) -> rows, of one broadcast."""
        rows = self._db.query(
            "SELECT state, reason, COUNT(*) AS n FROM outbox WHERE broadcast_id = :id GROUP BY state, reason",
            {"id": broadcast_id},
        )
        return {(row["state"], row["reason"]): row["n"] for row in rows}

    def delivered(self, broadcast_id: int, after: int, limit: int) -> list[tuple[int, int, int]]:
        """(row, chat, message) of what a broadcast has sent and not recalled, after row ``after``."""
        rows = self._db.query(
            "SELECT id, chat_id, message_id FROM outbox WHERE broadcast_id = :id AND state = 'sent' AND id > :after"
            " AND message_id IS NOT NULL ORDER BY id LIMIT :limit",
            {"id": broadcast_id, "after": after, "limit": limit},
        )
        return [(row["id"], row["chat_id"], row["message_id"]) for row in rows]

    def recalled(self, row_id: int, now: int) -> None:
        self._db.change(
            "UPDATE outbox SET state = 'recalled', updated = :now WHERE id = :id AND state = 'sent'",
            {"id": row_id, "now": now},
        )

    # ------------------------------------------------------------------ how it stands

    def standing(self, now: int) -> list[tuple[int, str, str, int, int]]:
        """(lane, state, reason, how many, age of the oldest in seconds) of everything kept."""
        rows = self._db.query(
            "SELECT lane, state, reason, COUNT(*) AS n, :now - MIN(created) AS age FROM outbox"
            " GROUP BY lane, state, reason ORDER BY lane, state, n DESC",
            {"now": now},
        )
        return [(row["lane"], row["state"], row["reason"], row["n"], row["age"]) for row in rows]

    def unknowns(self) -> int:
        """How many deliveries were resent because nobody could tell whether they had arrived."""
        row = self._db.one("SELECT COALESCE(SUM(unknowns), 0) AS n FROM outbox WHERE unknowns > 0")
        return int(row["n"]) if row else 0

    def of_subscriber(self, subscriber_id: int, limit: int) -> list[Row]:
        """The last rows for one subscriber, newest first: why something was or was not sent."""
        return self._db.query(
            "SELECT edition, part, state, reason, attempts, unknowns, created, updated, not_before FROM outbox"
            " WHERE subscriber_id = :id ORDER BY id DESC LIMIT :limit",
            {"id": subscriber_id, "limit": limit},
        )

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
_EDITION = (
    "INSERT INTO editions (key, subscriber_id, date, slot, stories, created)"
    " VALUES (:key, :subscriber, :date, :slot, :stories, :now) ON CONFLICT (key) DO NOTHING RETURNING key"
)
_PART = (
    "INSERT INTO outbox (edition, part, subscriber_id, chat_id, thread_id, lane, body_id, created, updated)"
    " VALUES (:edition, :part, :subscriber, :chat, :thread, :lane, :body, :now, :now)"
    " ON CONFLICT (edition, part) DO NOTHING"
)
_SEEN = (
    "INSERT INTO seen (subscriber_id, story_id, reports, at) VALUES (:subscriber, :story, :reports, :now)"
    " ON CONFLICT (subscriber_id, story_id) DO UPDATE SET reports = excluded.reports, at = excluded.at"
)
_NEXT_DUE = (
    "UPDATE subscribers SET next_due = :due WHERE id = :id AND settings_version = :version AND state <> 'stopped'"
)
_CLAIM = (
    "UPDATE outbox SET state = 'sending', lease = :lease, attempts = attempts + 1, updated = :now"
    " WHERE id = :id AND state = 'pending' RETURNING id"
)
_AGAIN = (
    "COALESCE((SELECT CASE b.state WHEN 'paused' THEN 'held' WHEN 'cancelled' THEN 'cancelled'"
    " WHEN 'recalling' THEN 'cancelled' WHEN 'recalled' THEN 'cancelled' END"
    " FROM broadcasts AS b WHERE b.id = outbox.broadcast_id), 'pending')"
)
"""What becomes of a row that was on its way and has to go once more: its broadcast may not run any more."""
_FINISH = (
    f"UPDATE outbox SET state = CASE WHEN :state = 'pending' THEN {_AGAIN} ELSE :state END,"  # noqa: S608
    " reason = :reason, message_id = COALESCE(:message, message_id),"
    " not_before = :not_before, unknowns = unknowns + :unknown, form = :form, step = :step, lease = :lease,"
    " updated = :now WHERE id = :id AND state = 'sending' AND attempts = :attempts RETURNING id"
)
_MOVE = (
    "UPDATE outbox SET chat_id = :new, updated = :now WHERE chat_id = :old AND state IN ('pending', 'held', 'sending')"
    " RETURNING id"
)


def _edition(each: Publication, now: int) -> dict[str, Any]:
    stories = "[" + ",".join(map(str, each.stories)) + "]"
    edition = each.edition
    return {
        "key": edition.key,
        "subscriber": edition.subscriber_id,
        "date": edition.date,
        "slot": edition.slot,
        "stories": stories,
        "now": now,
    }


def _parts(each: Publication, now: int) -> Iterable[dict[str, Any]]:
    for part, body_id in enumerate(each.body_ids):
        yield {
            "edition": each.edition.key,
            "part": part,
            "subscriber": each.edition.subscriber_id,
            "chat": each.chat_id,
            "thread": each.thread_id,
            "lane": each.lane,
            "body": body_id,
            "now": now,
        }


def _seen(each: Publication, now: int) -> Iterable[dict[str, Any]]:
    for story_id, reports in each.stories.items():
        yield {"subscriber": each.edition.subscriber_id, "story": story_id, "reports": reports, "now": now}


def _next_due(each: Publication) -> dict[str, Any]:
    return {"id": each.edition.subscriber_id, "due": each.next_due, "version": each.settings_version}


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
