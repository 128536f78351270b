"""Editions on their way into the outbox: what makes sending one twice impossible."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digests.model import Edition
from digests.store.engine.database import Database

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


class EditionStore:
    """The table ``editions``, and the rows of the outbox that carry them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def told(self, key: str) -> tuple[int, ...] | None:
        """Ids of the stories of an edition; ``None`` = there was none."""
        row = self._db.one("SELECT stories FROM editions WHERE key = :key", {"key": key})
        return None if row is None else tuple(json.loads(row["stories"]))

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
