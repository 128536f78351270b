"""Fingerprints of entries: what makes an article that comes back known, also when its item is pruned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digests.store.engine.database import Database
from digests.store.engine.parameters import chunks, marks_for


@dataclass(frozen=True, slots=True)
class Met:
    """What a fingerprint stood for when it was last met."""

    item_id: int
    wording: int
    """See :func:`digests.sources.feeds.naming.wording`; 0 = not known."""


class FingerprintStore:
    """The table ``fingerprints``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def known(self, keys: Sequence[str]) -> dict[str, int]:
        """Those of ``keys`` that were seen before, with the item each belongs to (kept when the item is pruned)."""
        return {key: met.item_id for key, met in self.met(keys).items()}

    def teasers(self, keys: Sequence[str]) -> dict[str, int]:
        """As :meth:`known`, with the part of the words that was the feed's own (``naming.teaser``); 0 = not known."""
        return {key: met.wording >> 32 for key, met in self.met(keys).items()}

    def met(self, keys: Sequence[str]) -> dict[str, Met]:
        """As :meth:`known`, with the words that each stood for."""
        found: dict[str, Met] = {}
        for chunk in chunks(list(dict.fromkeys(keys))):
            marks, parameters = marks_for(chunk)
            rows = self._db.query(
                f"SELECT key, item_id, wording FROM fingerprints WHERE key IN ({marks})",  # noqa: S608
                parameters,
            )
            found |= {row["key"]: Met(row["item_id"], row["wording"]) for row in rows}
        return found

    def remember(self, keys: Iterable[str], item_id: int, now: int, *, wording: int = 0) -> None:
        """``keys`` belong to ``item_id`` from now on and stand for this wording; a key that is known keeps its item."""
        self._db.change_many(
            """
            INSERT INTO fingerprints (key, item_id, seen, wording) VALUES (:key, :item_id, :seen, :wording)
            ON CONFLICT (key) DO UPDATE SET seen = excluded.seen, wording = CASE
                WHEN fingerprints.item_id = excluded.item_id THEN excluded.wording ELSE fingerprints.wording END
            """,
            [{"key": key, "item_id": item_id, "seen": now, "wording": wording} for key in keys],
        )

    def name(self, keys: Iterable[str], item_id: int, now: int, *, wording: int) -> None:
        """As :meth:`remember`, but a key that is known stands for this item instead of the other."""
        self._db.change_many(
            """
            INSERT INTO fingerprints (key, item_id, seen, wording) VALUES (:key, :item_id, :seen, :wording)
            ON CONFLICT (key) DO UPDATE
                SET seen = excluded.seen, wording = excluded.wording, item_id = excluded.item_id
            """,
            [{"key": key, "item_id": item_id, "seen": now, "wording": wording} for key in keys],
        )
