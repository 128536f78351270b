"""What a reader wants more or less of, and which stories they have had."""

from collections.abc import Mapping

from digests.model import Follow
from digests.store.engine.database import Database


class InterestStore:
    """The tables ``follows``, ``votes`` and ``seen``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def follow(self, subscriber_id: int, follow: Follow, now: int) -> None:
        """Follow or mute; what was followed and is muted now is followed no more."""
        self._db.change(
            "INSERT INTO follows (subscriber_id, kind, value, mode, created)"
            " VALUES (:id, :kind, :value, :mode, :now)"
            " ON CONFLICT (subscriber_id, kind, value) DO UPDATE SET mode = excluded.mode",
            {"id": subscriber_id, "kind": follow.kind, "value": follow.value, "mode": follow.mode, "now": now},
        )

    def unfollow(self, subscriber_id: int, kind: str, value: str) -> bool:
        """Neither follow nor mute it any more; False where it was neither followed nor muted."""
        rows = self._db.change(
            "DELETE FROM follows WHERE subscriber_id = :id AND kind = :kind AND value = :value RETURNING kind",
            {"id": subscriber_id, "kind": kind, "value": value},
        )
        return bool(rows)

    def follows(self, subscriber_id: int) -> list[Follow]:
        """What is followed and what is muted, in the order it was said."""
        rows = self._db.query(
            "SELECT kind, value, mode FROM follows WHERE subscriber_id = :id ORDER BY created, kind, value",
            {"id": subscriber_id},
        )
        return [Follow(row["kind"], row["value"], row["mode"]) for row in rows]

    def vote(self, subscriber_id: int, story_id: int, vote: int, now: int) -> None:
        """1 = more like this, -1 = less, 0 takes a vote back."""
        parameters = {"id": subscriber_id, "story": story_id, "vote": vote, "now": now}
        if vote == 0:
            self._db.change("DELETE FROM votes WHERE subscriber_id = :id AND story_id = :story", parameters)
            return
        self._db.change(
            "INSERT INTO votes (subscriber_id, story_id, vote, at) VALUES (:id, :story, :vote, :now)"
            " ON CONFLICT (subscriber_id, story_id) DO UPDATE SET vote = excluded.vote, at = excluded.at",
            parameters,
        )

    def votes(self, subscriber_id: int) -> dict[int, int]:
        """Story id -> 1 or -1."""
        rows = self._db.query("SELECT story_id, vote FROM votes WHERE subscriber_id = :id", {"id": subscriber_id})
        return {row["story_id"]: row["vote"] for row in rows}

    def mark_seen(self, subscriber_id: int, reports: Mapping[int, int], now: int) -> None:
        """Story id -> how many reports it had when the reader got it."""
        self._db.change_many(
            "INSERT INTO seen (subscriber_id, story_id, reports, at) VALUES (:id, :story, :reports, :now)"
            " ON CONFLICT (subscriber_id, story_id) DO UPDATE SET reports = excluded.reports, at = excluded.at",
            [{"id": subscriber_id, "story": story, "reports": n, "now": now} for story, n in reports.items()],
        )

    def seen(self, subscriber_id: int, *, since: int = 0) -> dict[int, int]:
        """Story id -> reports, of what the reader got at or after ``since``."""
        rows = self._db.query(
            "SELECT story_id, reports FROM seen WHERE subscriber_id = :id AND at >= :since",
            {"id": subscriber_id, "since": since},
        )
        return {row["story_id"]: row["reports"] for row in rows}

    def had(self, subscriber_id: int, story_id: int) -> int | None:
        """When the reader last got this story; ``None`` = never."""
        row = self._db.one(
            "SELECT at FROM seen WHERE subscriber_id = :id AND story_id = :story",
            {"id": subscriber_id, "story": story_id},
        )
        return None if row is None else int(row["at"])

    def prune_seen(self, before: int) -> None:
        """Forget what was read long ago; stories that old are in no digest any more."""
        self._db.change("DELETE FROM seen WHERE at < :before", {"before": before})
