"""Stories: which items each holds, under which ids it was known, what it continues."""

from collections.abc import Iterable, Iterator, Sequence

from digests.model import GRADES, Grade, Head, Item, Story
from digests.store.engine.aside import Aside
from digests.store.engine.database import Database, Row
from digests.store.engine.parameters import marks_for
from digests.store.news.items import ItemStore
from digests.store.news.story_rows import head_of, story_of

_MANY = 500
_DAY = 86_400
_HEARD_DAYS = 1
"""Enough of a country must have been read from so many days before a story up to its latest report to hear it."""


class StoryStore:
    """What everybody reads; ``joins`` writes it."""

    def __init__(self, db: Database, items: ItemStore) -> None:
        self._db = db
        self._items = items
        self._aside = Aside(db)

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
        return self._aside.readable("story", rows, head_of)

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

    def members(self, story_ids: Iterable[int]) -> dict[int, list[int]]:
        """The ids of the items that each story holds."""
        members: dict[int, list[int]] = {}
        for row in self._rows_of("items", "story_id", list(story_ids), columns="id, story_id"):
            members.setdefault(row["story_id"], []).append(row["id"])
        return members

    def _stories(self, rows: Sequence[Row]) -> list[Story]:
        members: dict[int, list[Item]] = {}
        for item in self._items.in_stories([row["id"] for row in rows]):
            members.setdefault(item.story_id or 0, []).append(item)
        heard: dict[tuple[int, int], tuple[str, ...]] = {}

        def read(row: Row) -> Story:
            days = row["first_seen"] // _DAY - _HEARD_DAYS, row["last_seen"] // _DAY + 1
            if days not in heard:  # the stories of a list share few of these
                heard[days] = self._items.heard(days[0] * _DAY, days[1] * _DAY)
            return story_of(row, members[row["id"]], heard[days])

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
