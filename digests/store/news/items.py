"""Items, every place each was seen at, and the fingerprints that make a reappearing article known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from digests.model import COUNTRIES, GRADES, Entry, Item, Reading, SourceLink, outlet_of
from digests.store.engine import encoding
from digests.store.engine.aside import Aside
from digests.store.engine.database import Database, Parameters, Row, marks_for

_MANY = 500
"""Ids in one statement: under SQLite's and PostgreSQL's limits on parameters."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Whom we read: a publisher of one country, and the feed (or drop) that its last report came with."""

    name: str
    country: str
    feed: str
    """The feed's URL, or ``drop:<file name>``."""
    last: int
    """When its last report was published."""


@dataclass(frozen=True, slots=True)
class Met:
    """What a fingerprint stood for when it was met last."""

    item_id: int
    wording: int
    """See :func:`digests.sources.feeds.naming.wording`; 0 = not known."""


class ItemStore:
    """What was read and when; written by the intake, read by all."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aside = Aside(db)

    def add(self, entry: Entry, reading: Reading, *, published: int, first_seen: int, pushable: bool) -> Item:
        """Store a new item with its first source; call it inside ``db.write()`` to add many at once."""
        row = self._db.change(
            """
            INSERT INTO items (source, feed, publisher, country, url, guid, title, lead, text, author, published,
                published_given, published_raw, declared_language, first_seen, pushable, language, grade, countries,
                sectors, mechanisms, summary, why_grade, vector)
            VALUES (:source, :feed, :publisher, :country, :url, :guid, :title, :lead, :text, :author, :published,
                :published_given, :published_raw, :declared_language, :first_seen, :pushable, :language, :grade,
                :countries, :sectors, :mechanisms, :summary, :why_grade, :vector)
            RETURNING id
            """,
            _entry_columns(entry)
            | _reading_columns(reading)
            | {"published": published, "first_seen": first_seen, "pushable": int(pushable)},
        )[0]
        link = SourceLink(entry.publisher, entry.country, entry.url, entry.feed, published, entry.title)
        self.add_source(row["id"], link, first_seen)
        return Item(row["id"], entry, reading, published, first_seen, None, (link,), pushable)

    def add_source(self, item_id: int, link: SourceLink, now: int) -> None:
        """Another place where the item can be read."""
        self._db.change(
            """
            INSERT INTO item_sources (item_id, publisher, country, url, feed, published, title, seen)
            VALUES (:item_id, :publisher, :country, :url, :feed, :published, :title, :seen)
            """,
            {
                "item_id": item_id,
                "publisher": link.publisher,
                "country": link.country,
                "url": link.url,
                "feed": link.feed,
                "published": link.published,
                "title": link.title,
                "seen": now,
            },
        )

    def revise(self, item: Item, entry: Entry, reading: Reading, *, corrected: int | None) -> None:
        """The item's article says something else now: its words and what we read in them change, its id and dates stay.

        ``corrected``: when a number or a name of what was told changed; ``None`` leaves what is known of that.
        """
        columns = _entry_columns(entry) | _reading_columns(reading) | {"id": item.id, "corrected": corrected}
        self._db.change(
            """
            UPDATE items SET title = :title, lead = :lead, text = :text, url = :url, author = :author,
                published_given = :published_given, published_raw = :published_raw,
                language = :language, grade = :grade, countries = :countries, sectors = :sectors,
                mechanisms = :mechanisms, summary = :summary, why_grade = :why_grade, vector = :vector,
                corrected = COALESCE(:corrected, corrected)
            WHERE id = :id
            """,
            columns,
        )
        if entry.feed == item.entry.feed and entry.url == item.entry.url:
            self._db.change(
                """
                UPDATE item_sources SET title = :title WHERE item_id = :id AND feed = :feed AND title = :before
                    AND (url = :url OR url IS NULL)
                """,
                {"title": entry.title, "id": item.id, "feed": entry.feed, "before": item.title, "url": entry.url},
            )

    def unjoined(self) -> list[Item]:
        """Items that belong to no story yet: what a crash left behind between storing and joining."""
        return self._load("story_id IS NULL", "item_id IN (SELECT id FROM items WHERE story_id IS NULL)", {})

    def remove(self, ids: Iterable[int]) -> None:
        """Delete items with their sources and whatever fingerprints name them: as if they had never come."""
        with self._db.write():
            for chunk in _chunks(list(ids)):
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
        for chunk in _chunks(wanted):
            marks, parameters = marks_for(chunk)
            found |= {i.id: i for i in self._load(f"id IN ({marks})", f"item_id IN ({marks})", parameters)}
        return [found[item_id] for item_id in wanted if item_id in found]

    def at(self, url: str) -> list[int]:
        """Ids of the items that can be read at this very address."""
        rows = self._db.query("SELECT DISTINCT item_id FROM item_sources WHERE url = :url", {"url": url})
        return [row["item_id"] for row in rows]

    def in_stories(self, story_ids: Iterable[int]) -> list[Item]:
        """All items of the stories, the oldest first."""
        found: list[Item] = []
        for chunk in _chunks(list(dict.fromkeys(story_ids))):
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
        """Those of the three countries of whose media we have anything published from ``start`` up to ``end``."""
        return tuple(
            country
            for country in COUNTRIES
            if self._db.one(
                "SELECT 1 FROM item_sources WHERE country = :country AND published >= :start AND published < :end "
                "LIMIT 1",
                {"country": country, "start": start, "end": end},
            )
        )

    def began(self) -> int | None:
        """When the first of them was taken in; ``None`` before there is any."""
        row = self._db.one("SELECT MIN(first_seen) AS at FROM items")
        return row["at"] if row else None

    def outlets(self, since: int) -> list[Outlet]:
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

    def publishers(self) -> set[str]:
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

    def count(self) -> int:
        row = self._db.one("SELECT count(*) AS n FROM items")
        return int(row["n"]) if row else 0

    def known(self, keys: Sequence[str]) -> dict[str, int]:
        """Those of ``keys`` that were seen before, with the item each belongs to (kept when the item is pruned)."""
        return {key: met.item_id for key, met in self.met(keys).items()}

    def teasers(self, keys: Sequence[str]) -> dict[str, int]:
        """As :meth:`known`, with the part of the words that was the feed's own (``naming.teaser``); 0 = not known."""
        return {key: met.wording >> 32 for key, met in self.met(keys).items()}

    def met(self, keys: Sequence[str]) -> dict[str, Met]:
        """As :meth:`known`, with the words that each stood for."""
        found: dict[str, Met] = {}
        for chunk in _chunks(list(dict.fromkeys(keys))):
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
            links.setdefault(row["item_id"], []).append(_link(row))
        rows = self._db.query(f"SELECT * FROM items WHERE {where}", parameters)  # noqa: S608
        return self._aside.readable("item", rows, lambda row: _item(row, tuple(links.get(row["id"], ()))))


def _chunks(values: Iterable[int | str]) -> Iterator[list[int | str]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, _MANY)):
        yield chunk


def _entry_columns(entry: Entry) -> dict[str, object]:
    return {
        "source": entry.source,
        "feed": entry.feed,
        "publisher": entry.publisher,
        "country": entry.country,
        "url": entry.url,
        "guid": entry.guid,
        "title": entry.title,
        "lead": entry.lead,
        "text": entry.text,
        "author": entry.author,
        "published_given": entry.published,
        "published_raw": entry.published_raw,
        "declared_language": entry.language,
    }


def _reading_columns(reading: Reading) -> dict[str, object]:
    return {
        "language": reading.language,
        "grade": reading.grade,
        "countries": encoding.names_to_text(reading.countries),
        "sectors": encoding.tags_to_text(reading.sectors),
        "mechanisms": encoding.tags_to_text(reading.mechanisms),
        "summary": encoding.sentences_to_text(reading.summary),
        "why_grade": encoding.evidence_to_text(reading.why_grade),
        "vector": reading.vector,
    }


def _link(row: Row) -> SourceLink:
    return SourceLink(row["publisher"], row["country"], row["url"], row["feed"], row["published"], row["title"])


def _item(row: Row, links: tuple[SourceLink, ...]) -> Item:
    """Raises one of ``UNREADABLE`` where a column does not hold what it should."""
    if row["grade"] not in GRADES or not isinstance(row["vector"], bytes) or len(row["vector"]) % 4:
        raise ValueError(f"grade {row['grade']!r}, a vector of {type(row['vector']).__name__}")
    if not isinstance(row["published"], int) or not isinstance(row["first_seen"], int):
        raise ValueError(f"no times: {row['published']!r}, {row['first_seen']!r}")
    entry = Entry(
        source=row["source"],
        feed=row["feed"],
        publisher=row["publisher"],
        country=row["country"],
        title=row["title"],
        lead=row["lead"],
        text=row["text"],
        url=row["url"],
        guid=row["guid"],
        author=row["author"],
        published=row["published_given"],
        published_raw=row["published_raw"],
        language=row["declared_language"],
    )
    reading = Reading(
        language=row["language"],
        grade=row["grade"],
        countries=encoding.names_from_text(row["countries"]),
        sectors=encoding.tags_from_text(row["sectors"]),
        mechanisms=encoding.tags_from_text(row["mechanisms"]),
        summary=encoding.sentences_from_text(row["summary"]),
        vector=row["vector"],
        why_grade=encoding.evidence_from_text(row["why_grade"]),
    )
    return Item(
        row["id"], entry, reading, row["published"], row["first_seen"], row["story_id"], links, bool(row["pushable"]),
        row["corrected"],
    )  # fmt: skip
