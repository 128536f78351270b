"""Stories: which items each holds, under which ids it was known, what it continues."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from digests.model import GRADES, Grade, Head, Item, Story
from digests.store.engine import encoding
from digests.store.engine.aside import Aside
from digests.store.engine.database import Database, Row
from digests.store.engine.parameters import marks_for
from digests.store.news.items import ItemStore
from digests.store.news.parted import take_along
from digests.stories.telling import Telling, tell

_MANY = 500
_DAY = 86_400
_HEARD_DAYS = 1
"""Enough of a country must have been read from so many days before a story up to its latest report to hear it."""
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


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of a time window, as the joiner needs it: no words."""

    item_id: int
    published: int
    story_id: int | None
    pinned: int | None
    """The story an admin put it in; clustering leaves it there."""


class StoryStore:
    """Written by the joiner (and by an admin's split), read by all."""

    def __init__(self, db: Database, items: ItemStore) -> None:
        self._db = db
        self._items = items
        self._aside = Aside(db)

    # ------------------------------------------------------------------ reading

    def get(self, story_id: int) -> Story | None:
        """The story of that id, or the one it was merged into."""
        return next(iter(self.many([story_id])), None)

    def many(self, story_ids: Iterable[int]) -> list[Story]:
        """The stories of ``story_ids`` (or what they were merged into), each once, in that order."""
        current = self.current(story_ids)
        wanted = list(dict.fromkeys(current.values()))
        rows = {row["id"]: row for row in self._rows_of("stories", "id", wanted)}
        return self._stories([rows[story_id] for story_id in wanted if story_id in rows])

    def current(self, story_ids: Iterable[int]) -> dict[int, int]:
        """For each id given, the id its story has today: itself, or the older one it was merged into."""
        wanted = list(dict.fromkeys(story_ids))
        aliases = {row["old_id"]: row["story_id"] for row in self._rows_of("story_aliases", "old_id", wanted)}
        return {story_id: aliases.get(story_id, story_id) for story_id in wanted}

    def since(self, start: int, *, until: int | None = None) -> list[Story]:
        """Stories that changed at or after ``start`` and before ``until``, the oldest change first."""
        return self._stories(
            self._db.query(
                "SELECT * FROM stories WHERE changed >= :start AND changed < :until ORDER BY changed, id",
                {"start": start, "until": 2**62 if until is None else until},
            )
        )

    def published(self, start: int, end: int) -> list[Story]:
        """Stories with a report published, or a file dropped, from ``start`` up to, not including, ``end``; by their
        latest report."""
        return self._stories(
            self._db.query(
                """
                SELECT * FROM stories WHERE id IN (
                    SELECT story_id FROM items WHERE published >= :start AND published < :end
                    UNION SELECT story_id FROM items
                        WHERE source = 'drop' AND first_seen >= :start AND first_seen < :end
                ) ORDER BY last_seen, id
                """,
                {"start": start, "end": end},
            )
        )

    def every(self, *, start: int = 0, end: int = 2**62, batch: int = 500) -> Iterator[Story]:
        """All stories with a first report from ``start`` up to ``end``, by id, loaded ``batch`` at a time."""
        last = 0
        while rows := self._db.query(
            """
            SELECT * FROM stories WHERE id > :last AND first_seen >= :start AND first_seen < :end
            ORDER BY id LIMIT :batch
            """,
            {"last": last, "start": start, "end": end, "batch": batch},
        ):
            yield from self._stories(rows)
            last = rows[-1]["id"]

    def of_items(self, item_ids: Iterable[int]) -> list[Story]:
        """The stories that ``item_ids`` belong to, each once, in that order."""
        wanted = list(dict.fromkeys(item_ids))
        rows = self._rows_of("items", "id", wanted, columns="id, story_id")
        by_item = {row["id"]: row["story_id"] for row in rows if row["story_id"] is not None}
        return self.many(by_item[item_id] for item_id in wanted if item_id in by_item)

    def page(
        self,
        *,
        sector: str | None = None,
        country: str | None = None,
        mechanism: str | None = None,
        grade: Grade | None = None,
        at_least: Grade | None = None,
        limit: int,
        offset: int = 0,
    ) -> list[Story]:
        """Stories that carry all of what is asked for, the latest report first; ``at_least`` bilateral = those of two
        of the countries and those of all three."""
        wanted = {"sectors": sector, "countries": country, "mechanisms": mechanism}
        clauses = [f"{column} LIKE :{column}" for column, name in wanted.items() if name is not None]
        parameters: dict[str, object] = {column: f'%"{name}"%' for column, name in wanted.items() if name is not None}
        if grade is not None:
            clauses.append("grade = :grade")
            parameters["grade"] = grade
        if at_least is not None:
            wide = GRADES[: GRADES.index(at_least) + 1]
            clauses.append(f"grade IN ({', '.join(f':wide{place}' for place in range(len(wide)))})")
            parameters |= {f"wide{place}": name for place, name in enumerate(wide)}
        where = " AND ".join(clauses) or "1 = 1"
        return self._stories(
            self._db.query(
                f"SELECT * FROM stories WHERE {where} ORDER BY last_seen DESC, id DESC LIMIT :limit OFFSET :offset",  # noqa: S608
                parameters | {"limit": limit, "offset": offset},
            )
        )

    def heads(self, start: int, end: int) -> list[Head]:
        """Stories first reported from ``start`` up to, not including, ``end``, without their items."""
        rows = self._db.query(
            """
            SELECT * FROM stories WHERE last_seen >= :start AND first_seen >= :start AND first_seen < :end
            ORDER BY first_seen, id
            """,
            {"start": start, "end": end},
        )
        return self._aside.readable("story", rows, _head)

    def told(self, start: int, end: int) -> dict[int, tuple[str, ...]]:
        """Of the stories first reported from ``start`` up to, not including, ``end``: the countries of whose media."""
        told: dict[int, tuple[str, ...]] = {}
        for row in self._db.query(
            """
            SELECT DISTINCT items.story_id, item_sources.country FROM stories
            JOIN items ON items.story_id = stories.id
            JOIN item_sources ON item_sources.item_id = items.id
            WHERE stories.last_seen >= :start AND stories.first_seen >= :start AND stories.first_seen < :end
            """,
            {"start": start, "end": end},
        ):
            told[row["story_id"]] = (*told.get(row["story_id"], ()), row["country"])
        return told

    def timeline(self, story_id: int) -> list[Story]:
        """The story, those it continues and those that continue it, the earliest first; ``[]`` if there is none."""
        found = [self.current([story_id])[story_id]]
        fresh = list(found)
        while fresh:
            marks, parameters = marks_for(fresh)
            rows = self._db.query(
                f"SELECT id, follows FROM stories WHERE id IN ({marks}) OR follows IN ({marks})",  # noqa: S608
                parameters,
            )
            near = {number for row in rows for number in (row["id"], row["follows"]) if number is not None}
            fresh = sorted(near - set(found))
            found += fresh
        return sorted(self.many(found), key=lambda story: (story.first_seen, story.id))

    # ------------------------------------------------------------------ what the joiner asks and writes

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

    def members(self, story_ids: Iterable[int]) -> dict[int, list[int]]:
        """The ids of the items that each story holds."""
        members: dict[int, list[int]] = {}
        for row in self._rows_of("items", "story_id", list(story_ids), columns="id, story_id"):
            members.setdefault(row["story_id"], []).append(row["id"])
        return members

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
            _columns(telling, items) | {"follows": follows, "now": now},
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
            _columns(telling, items) | {"id": story_id, "now": now},
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
            for statement in _READERS_MOVE:
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
            for story in self.of_items(gone):
                rest = [item for item in story.items if item.id not in gone]
                self._unplace([item.id for item in story.items if item.id in gone])
                if rest:
                    self.change(story.id, tell(rest), rest, now=now)
                else:
                    self._db.change("UPDATE stories SET follows = NULL WHERE follows = :id", {"id": story.id})
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

    # ------------------------------------------------------------------ inside

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

    def _stories(self, rows: Sequence[Row]) -> list[Story]:
        members: dict[int, list[Item]] = {}
        for item in self._items.in_stories([row["id"] for row in rows]):
            members.setdefault(item.story_id or 0, []).append(item)
        heard: dict[tuple[int, int], tuple[str, ...]] = {}

        def read(row: Row) -> Story:
            days = row["first_seen"] // _DAY - _HEARD_DAYS, row["last_seen"] // _DAY + 1
            if days not in heard:  # the stories of a list share few of these
                heard[days] = self._items.heard(days[0] * _DAY, days[1] * _DAY)
            return _story(row, members[row["id"]], heard[days])

        return self._aside.readable("story", (row for row in rows if row["id"] in members), read)

    def _rows_of(self, table: str, column: str, values: Sequence[int], columns: str = "*") -> list[Row]:
        rows: list[Row] = []
        for start in range(0, len(values), _MANY):
            chunk = values[start : start + _MANY]
            marks, parameters = marks_for(chunk)
            rows += self._db.query(
                f"SELECT {columns} FROM {table} WHERE {column} IN ({marks})",  # noqa: S608 - names from above
                parameters,
            )
        return rows


def _columns(telling: Telling, items: Sequence[Item]) -> dict[str, object]:
    published = [item.published for item in items]
    return {
        "lead_id": telling.lead_id,
        "grade": telling.grade,
        "countries": encoding.names_to_text(telling.countries),
        "sectors": encoding.names_to_text(telling.sectors),
        "mechanisms": encoding.names_to_text(telling.mechanisms),
        "first_seen": min(published),
        "last_seen": max(published),
    }


def _head(row: Row) -> Head:
    return Head(
        row["id"],
        row["first_seen"],
        _grade(row),
        encoding.names_from_text(row["countries"]),
        encoding.names_from_text(row["sectors"]),
        encoding.names_from_text(row["mechanisms"]),
    )


def _grade(row: Row) -> Grade:
    """Raises:
    ValueError: it is none.
    """
    return GRADES[GRADES.index(row["grade"])]


def _story(row: Row, items: Sequence[Item], heard: tuple[str, ...]) -> Story:
    ordered = tuple(sorted(items, key=lambda item: (item.published, item.id)))
    return Story(
        id=row["id"],
        items=ordered,
        lead_id=row["lead_id"] if any(item.id == row["lead_id"] for item in ordered) else ordered[0].id,
        grade=_grade(row),
        countries=encoding.names_from_text(row["countries"]),
        sectors=encoding.names_from_text(row["sectors"]),
        mechanisms=encoding.names_from_text(row["mechanisms"]),
        follows=row["follows"],
        heard=heard,
    )
