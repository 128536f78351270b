"""Which items each story holds, as the joiner and an admin write it; ``stories`` reads what they are."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from digests.model import Item
from digests.store.engine.database import Database
from digests.store.engine.encoding import names_to_text
from digests.store.news.parted import take_along
from digests.store.news.stories import StoryStore
from digests.store.news.story_rows import columns_of
from digests.stories.telling import Telling, tell

_READERS_MOVE = (
    """
    INSERT INTO seen (subscriber_id, story_id, reports, at)
    SELECT subscriber_id, :into, reports, at FROM seen WHERE story_id = :old
    ON CONFLICT (subscriber_id, story_id) DO UPDATE SET reports = seen.reports + excluded.reports
    """,
    "DELETE FROM seen WHERE story_id = :old",
    """
    INSERT INTO votes (subscriber_id, story_id, vote, at)
    SELECT subscriber_id, :into, vote, at FROM votes WHERE story_id = :old
    ON CONFLICT (subscriber_id, story_id) DO NOTHING
    """,
    "DELETE FROM votes WHERE story_id = :old",
    """
    INSERT INTO follows (subscriber_id, kind, value, mode, created)
    SELECT subscriber_id, kind, CAST(:into AS TEXT), mode, created FROM follows
    WHERE kind = 'story' AND value = CAST(:old AS TEXT)
    ON CONFLICT (subscriber_id, kind, value) DO NOTHING
    """,
    "DELETE FROM follows WHERE kind = 'story' AND value = CAST(:old AS TEXT)",
)
"""What readers had, voted on and follow goes with the reports when one story is merged into another."""
_SECTORS_MOVE = (
    """
    INSERT INTO story_sectors (story_id, sectors) SELECT :into, sectors FROM story_sectors WHERE story_id = :old
    ON CONFLICT (story_id) DO NOTHING
    """,
    "DELETE FROM story_sectors WHERE story_id = :old",
    """
    UPDATE stories SET sectors = (SELECT sectors FROM story_sectors WHERE story_id = :into)
    WHERE id = :into AND EXISTS (SELECT 1 FROM story_sectors WHERE story_id = :into)
    """,
)
"""So do the sectors that an editor gave, unless the other story was given some as well."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of a time window, as the joiner needs it: no words."""

    item_id: int
    published: int
    story_id: int | None
    pinned: int | None
    """The story an admin put it in; clustering leaves it there."""


class JoinStore:
    """What the joiner asks of the items of a window, and what it and an admin decide."""

    def __init__(self, db: Database, stories: StoryStore) -> None:
        self._db = db
        self._stories = stories

    def writing(self) -> AbstractContextManager[object]:
        """All changes inside are one transaction; inside another, part of it."""
        return self._db.write()

    def window(self, start: int, end: int) -> list[Placed]:
        """The items published from ``start`` to ``end`` inclusive, and all others of their stories."""
        rows = self._db.query(
            """
            SELECT i.id, i.published, i.story_id, p.story_id AS pinned FROM items i
            LEFT JOIN story_pins p ON p.item_id = i.id
            WHERE i.published BETWEEN :start AND :end OR i.story_id IN (
                SELECT story_id FROM items WHERE published BETWEEN :start AND :end)
            ORDER BY i.published, i.id
            """,
            {"start": start, "end": end},
        )
        return [Placed(row["id"], row["published"], row["story_id"], row["pinned"]) for row in rows]

    def outside(self, start: int, end: int, limit: int) -> list[int]:
        """Ids of up to ``limit`` items from other days: those before ``start``, then those after ``end``."""
        earlier = self._db.query(
            "SELECT id FROM items WHERE published < :start ORDER BY published DESC, id DESC LIMIT :limit",
            {"start": start, "limit": limit},
        )
        later = self._db.query(
            "SELECT id FROM items WHERE published > :end ORDER BY published, id LIMIT :limit",
            {"end": end, "limit": limit - len(earlier)},
        )
        return [row["id"] for row in (*earlier, *later)]

    def earlier(self, story_id: int, *, seconds: int, limit: int) -> dict[int, int]:
        """Stories about the same countries that ended up to ``seconds`` before this one began: id -> its lead item."""
        rows = self._db.query(
            """
            SELECT old.id, old.lead_id FROM stories new
            JOIN stories old ON old.countries = new.countries
                AND old.last_seen < new.first_seen AND old.last_seen >= new.first_seen - :seconds
            WHERE new.id = :id ORDER BY old.last_seen DESC, old.id DESC LIMIT :limit
            """,
            {"id": story_id, "seconds": seconds, "limit": limit},
        )
        return {row["id"]: row["lead_id"] for row in rows}

    def follow(self, links: Mapping[int, int | None]) -> None:
        """Say for each story which earlier one it continues, or that it continues none."""
        self._db.change_many(
            "UPDATE stories SET follows = :follows WHERE id = :id",
            [{"id": story_id, "follows": follows} for story_id, follows in links.items()],
        )

    def open(self, telling: Telling, items: Sequence[Item], *, follows: int | None, now: int) -> int:
        """A new story of ``items``."""
        row = self._db.change(
            """
            INSERT INTO stories
                (lead_id, grade, countries, sectors, mechanisms, follows, first_seen, last_seen, changed)
            VALUES
                (:lead_id, :grade, :countries, :sectors, :mechanisms, :follows, :first_seen, :last_seen, :now)
            RETURNING id
            """,
            columns_of(telling, items) | {"follows": follows, "now": now},
        )[0]
        story_id = int(row["id"])
        self._place(story_id, items)
        return story_id

    def change(self, story_id: int, telling: Telling, items: Sequence[Item], *, now: int) -> None:
        """The story now holds ``items``."""
        self._db.change(
            """
            UPDATE stories SET lead_id = :lead_id, grade = :grade, countries = :countries, sectors = :sectors,
                mechanisms = :mechanisms, first_seen = :first_seen, last_seen = :last_seen, changed = :now
            WHERE id = :id
            """,
            columns_of(telling, items) | self._given(story_id) | {"id": story_id, "now": now},
        )
        self._place(story_id, items)

    def merge(self, old_id: int, into: int) -> None:
        """``old_id`` holds nothing any more: whoever asks for it gets ``into``, and who had, followed or voted on it
        did so with ``into``."""
        both = {"old": old_id, "into": into}
        with self._db.write() as connection:
            connection.execute("UPDATE items SET story_id = :into WHERE story_id = :old", both)
            connection.execute("UPDATE story_aliases SET story_id = :into WHERE story_id = :old", both)
            connection.execute("UPDATE story_pins SET story_id = :into WHERE story_id = :old", both)
            for statement in (*_READERS_MOVE, *_SECTORS_MOVE):
                connection.execute(statement, both)
            connection.execute("UPDATE stories SET follows = :into WHERE follows = :old AND id <> :into", both)
            connection.execute("UPDATE stories SET follows = NULL WHERE follows = :old", both)
            connection.execute("DELETE FROM stories WHERE id = :old", both)
            connection.execute(
                """
                INSERT INTO story_aliases (old_id, story_id) VALUES (:old, :into)
                ON CONFLICT (old_id) DO UPDATE SET story_id = excluded.story_id
                """,
                both,
            )

    def leave(self, item_ids: Iterable[int], now: int) -> None:
        """The items are about to be removed: their stories go on without them, or end with their last item."""
        gone = set(item_ids)
        with self._db.write():
            for story in self._stories.of_items(gone):
                rest = [item for item in story.items if item.id not in gone]
                self._unplace([item.id for item in story.items if item.id in gone])
                if rest:
                    self.change(story.id, tell(rest), rest, now=now)
                else:
                    self._db.change("UPDATE stories SET follows = NULL WHERE follows = :id", {"id": story.id})
                    self._db.change("DELETE FROM story_sectors WHERE story_id = :id", {"id": story.id})
                    self._db.change("DELETE FROM stories WHERE id = :id", {"id": story.id})

    def pin(self, story_id: int, item_ids: Sequence[int]) -> None:
        """An admin decided: these items stay in ``story_id``, whatever the clues say."""
        self._db.change_many(
            """
            INSERT INTO story_pins (item_id, story_id) VALUES (:item_id, :story_id)
            ON CONFLICT (item_id) DO UPDATE SET story_id = excluded.story_id
            """,
            [{"item_id": item_id, "story_id": story_id} for item_id in item_ids],
        )

    def give(self, story_id: int, sectors: Sequence[str], now: int) -> None:
        """An editor decided: the story is about these sectors, whatever its reports say."""
        both = {"id": story_id, "sectors": names_to_text(sectors)}
        with self._db.write():
            self._db.change(
                """
                INSERT INTO story_sectors (story_id, sectors) VALUES (:id, :sectors)
                ON CONFLICT (story_id) DO UPDATE SET sectors = excluded.sectors
                """,
                both,
            )
            self._db.change("UPDATE stories SET sectors = :sectors, changed = :now WHERE id = :id", both | {"now": now})

    def _given(self, story_id: int) -> dict[str, object]:
        row = self._db.one("SELECT sectors FROM story_sectors WHERE story_id = :id", {"id": story_id})
        return {"sectors": row["sectors"]} if row else {}

    def _place(self, story_id: int, items: Sequence[Item]) -> None:
        take_along(self._db, items, story_id)
        self._db.change_many(
            "UPDATE items SET story_id = :story_id WHERE id = :id",
            [{"story_id": story_id, "id": item.id} for item in items if item.story_id != story_id],
        )

    def _unplace(self, item_ids: Sequence[int]) -> None:
        gone = [{"id": item_id} for item_id in item_ids]
        self._db.change_many("UPDATE items SET story_id = NULL WHERE id = :id", gone)
        self._db.change_many("DELETE FROM story_pins WHERE item_id = :id", gone)
