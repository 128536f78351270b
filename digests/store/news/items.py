"""Items, and every place each was seen at."""

from collections.abc import Iterable, Iterator

from digests.model import COUNTRIES, Entry, Item, Reading, SourceLink
from digests.store.engine.aside import Aside
from digests.store.engine.database import Database, Parameters
from digests.store.engine.parameters import chunks, marks_for
from digests.store.news.item_rows import (
    INSERT_ITEM,
    INSERT_SOURCE,
    REVISE_ITEM,
    REVISE_SOURCE,
    entry_columns,
    item_of,
    link_of,
    reading_columns,
    source_columns,
)

_DAY = 86_400
_ENOUGH = 40
_NEWSROOMS = 2
"""Reports a day, and publishers, of a country from which its media count as heard: a broadcaster and the ministries of
one country (14 a day) missed every third of the stories that its papers told."""


class ItemStore:
    """What was read and when; written by the intake, read by all."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

    def add(self, entry: Entry, reading: Reading, *, published: int, first_seen: int, pushable: bool) -> Item:
        """Store a new item with its first source; call it inside ``db.write()`` to add many at once."""
        row = self._db.change(
            INSERT_ITEM,
            entry_columns(entry)
            | reading_columns(reading)
            | {"published": published, "first_seen": first_seen, "pushable": int(pushable)},
        )[0]
        link = SourceLink(entry.publisher, entry.country, entry.url, entry.feed, published, entry.title)
        self.add_source(row["id"], link, first_seen)
        return Item(row["id"], entry, reading, published, first_seen, None, (link,), pushable)

    def add_source(self, item_id: int, link: SourceLink, now: int) -> None:
        """Another place where the item can be read."""
        self._db.change(INSERT_SOURCE, source_columns(item_id, link, now))

    def revise(self, item: Item, entry: Entry, reading: Reading, *, corrected: int | None) -> None:
        """The item's article says something else now: its words and what we read in them change, its id and dates stay.

        ``corrected``: when a number or a name of what was told changed; ``None`` leaves what is known of that.
        """
        columns = entry_columns(entry) | reading_columns(reading) | {"id": item.id, "corrected": corrected}
        self._db.change(REVISE_ITEM, columns)
        if entry.feed == item.entry.feed and entry.url == item.entry.url:
            self._db.change(
                REVISE_SOURCE,
                {"title": entry.title, "id": item.id, "feed": entry.feed, "before": item.title, "url": entry.url},
            )

    def unjoined(self) -> list[Item]:
        """Items that belong to no story yet: what a crash left behind between storing and joining."""
        return self._load("story_id IS NULL", "item_id IN (SELECT id FROM items WHERE story_id IS NULL)", {})

    def remove(self, ids: Iterable[int]) -> None:
        """Delete items with their sources and whatever fingerprints name them: as if they had never come."""
        with self._db.write():
            for chunk in chunks(list(ids)):
                marks, parameters = marks_for(chunk)
                self._db.change(f"DELETE FROM fingerprints WHERE item_id IN ({marks})", parameters)  # noqa: S608
                self._db.change(f"DELETE FROM items WHERE id IN ({marks})", parameters)  # noqa: S608

    def of_feeds(self, prefix: str) -> list[int]:
        """Ids of the items whose feed begins with ``prefix``."""
        rows = self._db.query(
            "SELECT id FROM items WHERE feed >= :prefix AND feed < :end", {"prefix": prefix, "end": prefix + "\uffff"}
        )
        return [row["id"] for row in rows]

    def get(self, item_id: int) -> Item | None:
        return next(iter(self.many([item_id])), None)

    def many(self, ids: Iterable[int]) -> list[Item]:
        """The items of ``ids`` that exist, in the order of ``ids``."""
        wanted = list(dict.fromkeys(ids))
        found: dict[int, Item] = {}
        for chunk in chunks(wanted):
            marks, parameters = marks_for(chunk)
            found |= {i.id: i for i in self._load(f"id IN ({marks})", f"item_id IN ({marks})", parameters)}
        return [found[item_id] for item_id in wanted if item_id in found]

    def stories_of(self, ids: Iterable[int]) -> dict[int, int]:
        """By item, the story that it is in; those that are in none are left out."""
        found: dict[int, int] = {}
        for chunk in chunks(list(ids)):
            marks, parameters = marks_for(chunk)
            sql = f"SELECT id, story_id FROM items WHERE story_id IS NOT NULL AND id IN ({marks})"  # noqa: S608
            found |= {row["id"]: row["story_id"] for row in self._db.query(sql, parameters)}
        return found

    def at(self, url: str) -> list[int]:
        """Ids of the items that can be read at this very address."""
        rows = self._db.query("SELECT DISTINCT item_id FROM item_sources WHERE url = :url", {"url": url})
        return [row["item_id"] for row in rows]

    def in_stories(self, story_ids: Iterable[int]) -> list[Item]:
        """All items of the stories, the oldest first."""
        found: list[Item] = []
        for chunk in chunks(list(dict.fromkeys(story_ids))):
            marks, parameters = marks_for(chunk)
            where = f"story_id IN ({marks})"
            found += self._load(where, f"item_id IN (SELECT id FROM items WHERE {where})", parameters)  # noqa: S608
        return sorted(found, key=lambda item: (item.published, item.id))

    def between(self, start: int, end: int) -> list[Item]:
        """Items published from ``start`` up to, not including, ``end``, the oldest first."""
        return self._range("published", start, end)

    def since(self, first_seen: int) -> list[Item]:
        """Items that we first saw at or after ``first_seen``, the oldest first."""
        return self._range("first_seen", first_seen, 2**62)

    def every(self, *, start: int = 0, end: int = 2**62, batch: int = 1000) -> Iterator[Item]:
        """All items published from ``start`` up to ``end``, in the order of their ids, loaded ``batch`` at a time."""
        last = 0
        while True:
            ids = self._db.query(
                """
                SELECT id FROM items WHERE id > :last AND published >= :start AND published < :end
                ORDER BY id LIMIT :n
                """,
                {"last": last, "start": start, "end": end, "n": batch},
            )
            if not ids:
                return
            yield from self.many(row["id"] for row in ids)
            last = ids[-1]["id"]

    def latest(self, *, limit: int, offset: int = 0) -> list[Item]:
        """The newest by publication."""
        rows = self._db.query(
            "SELECT id FROM items ORDER BY published DESC, id DESC LIMIT :limit OFFSET :offset",
            {"limit": limit, "offset": offset},
        )
        return self.many(row["id"] for row in rows)

    def heard(self, start: int, end: int) -> tuple[str, ...]:
        """Those of the three countries of whose media enough was published from ``start`` up to ``end`` and read by us
        that what is missing there may be said to be missing."""
        rows = self._db.query(
            """
            SELECT country, COUNT(*) AS reports, COUNT(DISTINCT publisher) AS newsrooms FROM item_sources
            WHERE country IN ('CN', 'JP', 'KR') AND published >= :start AND published < :end GROUP BY country
            """,
            {"start": start, "end": end},
        )
        wanted = _ENOUGH * max(1, (end - start) // _DAY)
        enough = {row["country"] for row in rows if row["reports"] >= wanted and row["newsrooms"] >= _NEWSROOMS}
        return tuple(country for country in COUNTRIES if country in enough)

    def began(self) -> int | None:
        """When the first of them was taken in; ``None`` before there is any."""
        row = self._db.one("SELECT MIN(first_seen) AS at FROM items")
        return row["at"] if row else None

    def count(self) -> int:
        row = self._db.one("SELECT count(*) AS n FROM items")
        return int(row["n"]) if row else 0

    def _range(self, column: str, start: int, end: int) -> list[Item]:
        where = f"{column} >= :start AND {column} < :end"
        items = self._load(
            where,
            f"item_id IN (SELECT id FROM items WHERE {where})",  # noqa: S608 - columns named above
            {"start": start, "end": end},
        )
        return sorted(items, key=lambda item: (getattr(item, column), item.id))

    def _load(self, where: str, sources_where: str, parameters: Parameters) -> list[Item]:
        """Two statements, however many items."""
        links: dict[int, list[SourceLink]] = {}
        for row in self._db.query(
            f"SELECT * FROM item_sources WHERE {sources_where} ORDER BY seen, published",  # noqa: S608
            parameters,
        ):
            links.setdefault(row["item_id"], []).append(link_of(row))
        rows = self._db.query(f"SELECT * FROM items WHERE {where}", parameters)  # noqa: S608
        return self._aside.readable("item", rows, lambda row: item_of(row, tuple(links.get(row["id"], ()))))
