"""What articles said before their text changed, and until when."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from digests.model import Item, Sentence
from digests.store.engine import encoding
from digests.store.engine.aside import Aside
from digests.store.engine.database import Database, Row
from digests.store.engine.parameters import marks_for


@dataclass(frozen=True, slots=True)
class Version:
    """Words of an article that newer ones have replaced."""

    until: int
    """When we first saw the newer ones."""
    title: str
    lead: str
    text: str
    url: str | None
    published: int | None
    """The date that the entry gave itself."""
    summary: tuple[Sentence, ...]
    """The sentences that were quoted from it."""
    changes: tuple[tuple[str, str], ...] = ()
    """Pairs of what was told and what is said instead, where a number or a name differs."""


class VersionStore:
    """Written by the intake; gone with the item."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

    def keep(self, item: Item, changes: Sequence[tuple[str, str]], until: int) -> None:
        """Remember ``item`` as it was up to now."""
        entry = item.entry
        self._db.change(
            """
            INSERT INTO item_versions (item_id, until, title, lead, text, url, published_given, summary, changes)
            VALUES (:item_id, :until, :title, :lead, :text, :url, :published, :summary, :changes)
            """,
            {
                "item_id": item.id,
                "until": until,
                "title": entry.title,
                "lead": entry.lead,
                "text": entry.text,
                "url": entry.url,
                "published": entry.published,
                "summary": encoding.sentences_to_text(item.reading.summary),
                "changes": json.dumps(list(changes), ensure_ascii=False),
            },
        )

    def of(self, item_id: int) -> tuple[Version, ...]:
        """What the item said before, the oldest first."""
        rows = self._db.query(
            "SELECT rowid AS id, * FROM item_versions WHERE item_id = :id ORDER BY until, rowid", {"id": item_id}
        )
        return tuple(self._aside.readable("version", rows, _version))

    def counts(self, item_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
        """For each of ``item_ids`` (a few hundred) that changed: how often, and when last."""
        marks, parameters = marks_for(item_ids)
        rows = self._db.query(
            f"SELECT item_id, COUNT(*) AS n, MAX(until) AS last FROM item_versions WHERE item_id IN ({marks})"  # noqa: S608
            " GROUP BY item_id",
            parameters,
        )
        return {row["item_id"]: (row["n"], row["last"]) for row in rows}


def _version(row: Row) -> Version:
    return Version(
        row["until"],
        row["title"],
        row["lead"],
        row["text"],
        row["url"],
        row["published_given"],
        encoding.sentences_from_text(row["summary"]),
        tuple((str(was), str(now)) for was, now in json.loads(row["changes"])),
    )
