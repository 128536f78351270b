"""Documents and links that were sent in Telegram, until their sender is told what became of them."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from digests.store.engine.aside import Aside
from digests.store.engine.database import Database, Row

Outcome = Literal["read", "refused", "lost"]


@dataclass(frozen=True, slots=True)
class Submission:
    """One of them; ``outcome`` is what the drop folder made of it."""

    id: int
    chat_id: int
    thread_id: int
    name: str
    outcome: Outcome
    problem: str
    """Why it, or a part of it, was refused."""
    advice: str
    items: tuple[int, ...]
    """What is told by it, whether it was known before or not; at most the first few."""
    entries: int
    """How many it holds."""
    added: int
    """How many of them are new."""
    ended: int
    """When its outcome was known."""


class SubmissionStore:
    """The table ``submissions``."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

    def add(self, chat_id: int, thread_id: int, message_id: int, *, name: str, mark: str, now: int) -> None:
        """Remember that a message brought the file ``mark``; the same message once more brings another one."""
        self._db.change(
            """
            INSERT INTO submissions (chat_id, thread_id, message_id, name, mark, created, ended)
            VALUES (:chat, :thread, :message, :name, :mark, :now, :now)
            ON CONFLICT (chat_id, message_id) DO UPDATE SET name = excluded.name, mark = excluded.mark, outcome = '',
                created = excluded.created
            """,
            {"chat": chat_id, "thread": thread_id, "message": message_id, "name": name, "mark": mark, "now": now},
        )

    def read(self, mark: str, items: Sequence[int], *, entries: int, added: int, problem: str, now: int) -> None:
        """The file ``mark`` was taken in."""
        held: dict[str, str | int] = {
            "items": json.dumps(list(items)),
            "entries": entries,
            "added": added,
            "problem": problem,
        }
        self._end(mark, "read", held, now)

    def refuse(self, mark: str, problem: str, advice: str, now: int) -> None:
        """The file ``mark`` was refused."""
        self._end(mark, "refused", {"problem": problem, "advice": advice}, now)

    def lose(self, there: Collection[str], before: int, now: int) -> None:
        """Whatever waits since ``before`` and is not among the marks ``there`` was taken away unread."""
        for row in self._db.query(
            "SELECT mark FROM submissions WHERE outcome = '' AND created < :before", {"before": before}
        ):
            if row["mark"] not in there:
                self._end(row["mark"], "lost", {}, now)

    def waiting(self, before: int) -> bool:
        """Whether any came before ``before`` and has no outcome yet."""
        row = self._db.one(
            "SELECT 1 FROM submissions WHERE outcome = '' AND created < :before LIMIT 1", {"before": before}
        )
        return row is not None

    def unread(self) -> int:
        """How many still lie in the drop folder, or are being read."""
        row = self._db.one("SELECT COUNT(*) AS n FROM submissions WHERE outcome = ''")
        return int(row["n"]) if row else 0

    def ended(self) -> list[Submission]:
        """Those with an outcome, the oldest first."""
        while rows := self._db.query(_ENDED):
            if found := self._aside.readable("submission", rows, _submission):
                return found
        return []

    def remove(self, submission_id: int) -> None:
        self._db.change("DELETE FROM submissions WHERE id = :id", {"id": submission_id})

    def _end(self, mark: str, outcome: Outcome, held: dict[str, str | int], now: int) -> None:
        values: dict[str, str | int] = {"problem": "", "advice": "", "items": "[]", "entries": 0, "added": 0}
        self._db.change(
            """
            UPDATE submissions SET outcome = :outcome, problem = :problem, advice = :advice, items = :items,
                entries = :entries, added = :added, ended = :now
            WHERE id = (SELECT MIN(id) FROM submissions WHERE mark = :mark AND outcome = '')
            """,
            {"mark": mark, "outcome": outcome, "now": now} | values | held,
        )


_ENDED = (
    "SELECT * FROM submissions WHERE outcome <> '' AND id NOT IN"
    " (SELECT CAST(key AS INTEGER) FROM set_aside WHERE kind = 'submission') ORDER BY id LIMIT 50"
)


def _submission(row: Row) -> Submission:
    return Submission(
        row["id"],
        row["chat_id"],
        row["thread_id"],
        row["name"],
        row["outcome"],
        row["problem"],
        row["advice"],
        _ids(row["items"]),
        row["entries"],
        row["added"],
        row["ended"],
    )


def _ids(text: str) -> tuple[int, ...]:
    """Ids of items; what is none is left out, so that the sender is told in short rather than not at all.

    Raises:
        ValueError: no list.
    """
    found = json.loads(text)
    if not isinstance(found, list):
        raise ValueError("no list of items")
    return tuple(each for each in found if type(each) is int)
