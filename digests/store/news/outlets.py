"""Whom we read: publishers, as the sources of items name them."""

from dataclasses import dataclass

from digests.model import outlet_of
from digests.store.engine.database import Database
from digests.store.engine.encoding import names_from_text


@dataclass(frozen=True, slots=True)
class Outlet:
    """Whom we read: a publisher of one country, and the feed (or drop) that its last report came with."""

    name: str
    country: str
    feed: str
    """The feed's URL, or ``drop:<file name>``."""
    last: int
    """When its last report was published."""


class OutletStore:
    """Reads of the table ``item_sources`` by publisher."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def since(self, since: int) -> list[Outlet]:
        """Everyone of whom we have anything published since then, the latest first."""
        rows = self._db.query(
            """
            SELECT publisher, country, feed, MAX(published) AS last FROM item_sources
            GROUP BY publisher, country, feed HAVING MAX(published) >= :since ORDER BY last, feed
            """,
            {"since": since},
        )
        latest = {(row["publisher"], row["country"]): row for row in rows}
        outlets = [Outlet(row["publisher"], row["country"], row["feed"], row["last"]) for row in latest.values()]
        return sorted(outlets, key=lambda outlet: (-outlet.last, outlet.name))

    def sectors(self, since: int) -> dict[str, dict[str, int]]:
        """For each sector, how many feeds of each country brought reports about it that were published since then: of
        stories that it is a sector of."""
        rows = self._db.query(
            """
            SELECT DISTINCT items.feed AS feed, items.country AS country, stories.sectors AS sectors
            FROM items JOIN stories ON stories.id = items.story_id
            WHERE items.published >= :since AND items.source = 'feed'
            """,
            {"since": since},
        )
        brought = {(name, row["country"], row["feed"]) for row in rows for name in names_from_text(row["sectors"])}
        counted: dict[str, dict[str, int]] = {}
        for name, country, _ in sorted(brought):
            counted.setdefault(name, {}).setdefault(country, 0)
            counted[name][country] += 1
        return counted

    def at(self, host: str) -> str:
        """The publisher whose reports stand under that host; "" where we have none."""
        for start in (f"https://{host}/", f"http://{host}/"):
            row = self._db.one(
                "SELECT publisher FROM item_sources WHERE url >= :start AND url < :end LIMIT 1",
                {"start": start, "end": f"{start[:-1]}0"},
            )
            if row is not None:
                return str(row["publisher"])
        return ""

    def stories(self, name: str, since: int) -> list[int]:
        """Ids of the stories that this publisher has told since then, the latest first."""
        rows = self._db.query(
            "SELECT items.story_id AS id, MAX(item_sources.published) AS last FROM item_sources"
            " JOIN items ON items.id = item_sources.item_id WHERE item_sources.publisher = :name"
            " AND item_sources.published >= :since AND items.story_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1",
            {"name": name, "since": since},
        )
        return [row["id"] for row in rows]

    def names(self) -> set[str]:
        """Every name that readers see a report published under, whenever that was; each is found by one step in an
        index, since there are few of them under very many reports."""
        rows = self._db.query(
            """
            WITH RECURSIVE names (name) AS (
                SELECT MIN(publisher) FROM item_sources
                UNION ALL SELECT (SELECT MIN(publisher) FROM item_sources WHERE publisher > name)
                    FROM names WHERE name IS NOT NULL
            )
            SELECT name, (SELECT feed FROM item_sources WHERE publisher = name LIMIT 1) AS feed
            FROM names WHERE name IS NOT NULL
            """
        )
        return {outlet_of(row["name"], row["feed"]) for row in rows} - {""}
