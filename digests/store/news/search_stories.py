"""The stories that a query finds, in order: each as the items of its own that hold the words.

The newest matches are ranked by where the words stand and by freshness, as ``search.py`` ranks items; but whether a
column holds a word is asked of the index, and nothing is counted. BM25 goes through all matches of every spelling for
its statistics, and a word that is looked for by a dozen names has a dozen times as many.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from digests.language.query import Query, Term
from digests.store.engine.database import Database, Row
from digests.store.news.search_syntax import in_columns, match_of

FRESH_SECONDS = 30 * 86_400
"""The age, in seconds, at which a match keeps three quarters of its rank; it never falls below half."""
WINDOW = 1500
"""How many matches are ranked by relevance: those that came in last; the others follow, newest first."""
_FURTHER = 500
"""Older ones that are read at a time."""
_COLUMNS = (("title", 8.0), ("summary", 3.0), ("title summary text", 1.0))
"""What a word counts in each; in the last it stands somewhere, and is not only cut out of a number or a longer word."""


@dataclass(slots=True)
class Group:
    """A story (``None``: an item in no story) and its items that hold the words, best first."""

    story_id: int | None
    items: list[int]
    rank: float
    languages: dict[int, str]

    def beginning_in(self, language: str) -> "Group":
        """The same with its items in ``language`` first."""
        return replace(self, items=sorted(self.items, key=lambda item: self.languages[item] != language))


def grouped(db: Database, query: Query, count: int, now: int) -> list[Group]:
    """The first ``count`` stories, or some more: the ranked ones, then what came in before them."""
    groups: dict[int, Group] = {}
    rows = _newest(db, query, WINDOW, 0)
    for row, rank in _ranked(db, query, rows, now):
        _put(groups, row, rank)
    seen = len(rows)
    while rows and seen >= WINDOW and len(groups) < count:
        rows = _newest(db, query, _FURTHER, seen)
        for row in rows:
            _put(groups, row, 0.0)
        seen += len(rows)
    return list(groups.values())


def _put(groups: dict[int, Group], row: Row, rank: float) -> None:
    group = groups.setdefault(row["story_id"] or -row["id"], Group(row["story_id"], [], rank, {}))
    group.items.append(row["id"])
    group.languages[row["id"]] = row["language"]


def _ranked(db: Database, query: Query, rows: list[Row], now: int) -> Iterator[tuple[Row, float]]:
    if not rows:
        return
    worth = dict.fromkeys((row["id"] for row in rows), 0.0)
    oldest = rows[-1]["id"]
    for term in query.terms:
        for columns, weight in _COLUMNS:
            for item_id in _holding(db, term, columns, oldest):
                if item_id in worth:
                    worth[item_id] += weight

    def rank(row: Row) -> float:
        age = max(now - int(row["published"]), 0) / FRESH_SECONDS
        return (1.0 + worth[row["id"]]) * (0.5 + 0.5 / (1.0 + age))

    for row in sorted(rows, key=lambda row: (-rank(row), -row["id"])):
        yield row, rank(row)


def _newest(db: Database, query: Query, limit: int, offset: int) -> list[Row]:
    asked = {"match": match_of(query), "start": query.start or 0, "end": 2**62 if query.end is None else query.end}
    return db.query(
        """
        SELECT items.id AS id, items.story_id AS story_id, items.published AS published,
            items.language AS language
        FROM item_search JOIN items ON items.id = item_search.rowid
        WHERE item_search MATCH :match AND items.published >= :start AND items.published < :end
        ORDER BY item_search.rowid DESC LIMIT :limit OFFSET :offset
        """,
        asked | {"limit": limit, "offset": offset},
    )


def _holding(db: Database, term: Term, columns: str, oldest: int) -> Iterator[int]:
    """The items, not older than ``oldest``, that hold the term in one of the ``columns``."""
    rows = db.query(
        "SELECT rowid AS id FROM item_search WHERE item_search MATCH :match AND rowid >= :oldest ORDER BY rowid DESC",
        {"match": in_columns(term, columns), "oldest": oldest},
    )
    yield from (row["id"] for row in rows)
