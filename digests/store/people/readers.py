"""What a tick needs to know of many subscribers at once: what they follow, what they had, when they were served."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digests.leanings import Leanings, leanings
from digests.model import Follow
from digests.store.engine.aside import Aside
from digests.store.engine.database import Database, Row
from digests.store.engine.encoding import names_from_text
from digests.store.engine.parameters import marks_for

_PAGE = 5000


@dataclass(frozen=True, slots=True)
class Served:
    """When a subscriber was last given a daily edition (0 = never), and when they missed one since (0 = not)."""

    at: int = 0
    missed: int = 0


class Readers:
    """Reads across ``follows``, ``seen`` and ``editions`` for a page of subscribers (at most a few thousand)."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

    def follows(self, ids: Sequence[int]) -> dict[int, tuple[Follow, ...]]:
        """Subscriber -> what is followed and muted, in the order it was said; who follows nothing is left out."""
        marks, values = marks_for(ids)
        rows = self._db.query(
            f"SELECT subscriber_id, kind, value, mode FROM follows WHERE subscriber_id IN ({marks})"  # noqa: S608
            " ORDER BY subscriber_id, created, kind, value",
            values,
        )
        found: dict[int, list[Follow]] = defaultdict(list)
        for row in rows:
            found[row["subscriber_id"]].append(Follow(row["kind"], row["value"], row["mode"]))
        return {subscriber_id: tuple(follows) for subscriber_id, follows in found.items()}

    def followers(self, wanted: Iterable[tuple[str, str | None]]) -> dict[int, tuple[Follow, ...]]:
        """Active subscribers who follow any (kind, value) of ``wanted`` -> all that each follows and mutes.

        ``None`` for a value = anything of that kind.
        """
        ids: set[int] = set()
        for kind, value in wanted:
            rows = self._db.query(
                "SELECT f.subscriber_id FROM follows AS f JOIN subscribers AS s ON s.id = f.subscriber_id"
                " WHERE f.kind = :kind AND (:value IS NULL OR f.value = :value) AND f.mode = 'follow'"
                " AND s.state = 'active'",
                {"kind": kind, "value": value},
            )
            ids.update(row["subscriber_id"] for row in rows)
        found: dict[int, tuple[Follow, ...]] = {}
        ordered = sorted(ids)
        for start in range(0, len(ordered), _PAGE):
            found |= self.follows(ordered[start : start + _PAGE])
        return found

    def alerted(self, ids: Sequence[int], since: int) -> dict[int, int]:
        """Subscriber -> alerts made since then."""
        counts: dict[int, int] = {}
        for start in range(0, len(ids), _PAGE):
            marks, values = marks_for(ids[start : start + _PAGE])
            rows = self._db.query(
                f"SELECT subscriber_id, COUNT(*) AS n FROM editions WHERE subscriber_id IN ({marks})"  # noqa: S608
                " AND created > :since AND slot LIKE 'a%' GROUP BY subscriber_id",
                {**values, "since": since},
            )
            counts |= {row["subscriber_id"]: row["n"] for row in rows}
        return counts

    def seen(self, ids: Sequence[int], story_ids: Sequence[int]) -> dict[int, dict[int, int]]:
        """Subscriber -> story -> reports it had, of ``story_ids``."""
        found: dict[int, dict[int, int]] = defaultdict(dict)
        if not story_ids:
            return found
        wanted = set(story_ids)
        for start in range(0, len(ids), _PAGE):
            marks, values = marks_for(ids[start : start + _PAGE])
            rows = self._db.query(
                f"SELECT subscriber_id, story_id, reports FROM seen WHERE subscriber_id IN ({marks})"  # noqa: S608
                " AND story_id BETWEEN :low AND :high",
                {**values, "low": min(wanted), "high": max(wanted)},
            )
            for row in rows:
                if row["story_id"] in wanted:
                    found[row["subscriber_id"]][row["story_id"]] = row["reports"]
        return found

    def corrected(self, ids: Sequence[int], story_ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Subscriber -> those of ``story_ids`` that they were told of before a report of them was corrected; who was
        told nothing wrong is left out."""
        found: dict[int, tuple[int, ...]] = {}
        stories, story_values = marks_for(story_ids, "story")
        for start in range(0, len(ids) if story_ids else 0, _PAGE):
            marks, values = marks_for(ids[start : start + _PAGE])
            rows = self._db.query(
                "SELECT DISTINCT s.subscriber_id, s.story_id FROM seen s JOIN items i ON i.story_id = s.story_id"  # noqa: S608
                f" WHERE s.subscriber_id IN ({marks}) AND s.story_id IN ({stories})"
                " AND i.corrected > s.at AND i.first_seen <= s.at ORDER BY s.subscriber_id, s.story_id",
                {**values, **story_values},
            )
            for row in rows:
                found[row["subscriber_id"]] = (*found.get(row["subscriber_id"], ()), row["story_id"])
        return found

    def leanings(self, ids: Sequence[int]) -> dict[int, Leanings]:
        """Subscriber -> what their votes say; who never voted is left out."""
        marks, values = marks_for(ids)
        rows = self._db.query(
            "SELECT v.subscriber_id, v.vote, s.id, s.sectors, s.mechanisms FROM votes v"  # noqa: S608
            f" JOIN stories s ON s.id = v.story_id WHERE v.subscriber_id IN ({marks})",
            values,
        )
        voted: dict[int, list[tuple[Sequence[str], Sequence[str], int]]] = defaultdict(list)
        for subscriber_id, vote in self._aside.readable("story", rows, _vote):
            voted[subscriber_id].append(vote)
        return {subscriber_id: leanings(votes) for subscriber_id, votes in voted.items()}

    def last_served(self, ids: Sequence[int]) -> dict[int, Served]:
        """Subscriber -> when they were last served; who never was is left out."""
        marks, values = marks_for(ids)
        rows = self._db.query(
            "SELECT subscriber_id, MAX(CASE WHEN slot LIKE 'm%' THEN 0 ELSE created END) AS at,"  # noqa: S608
            " MAX(CASE WHEN slot LIKE 'm%' THEN created ELSE 0 END) AS missed FROM editions"
            f" WHERE subscriber_id IN ({marks}) AND (slot LIKE 'd%' OR slot LIKE 'm%') GROUP BY subscriber_id",
            values,
        )
        return {
            row["subscriber_id"]: Served(row["at"], row["missed"] if row["missed"] > row["at"] else 0) for row in rows
        }


def _vote(row: Row) -> tuple[int, tuple[tuple[str, ...], tuple[str, ...], int]]:
    return row["subscriber_id"], (names_from_text(row["sectors"]), names_from_text(row["mechanisms"]), row["vote"])
