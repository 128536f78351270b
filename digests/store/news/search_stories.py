"""The stories that a query finds, in order: each as the items of its own that hold the words.

The newest matches are ranked by where the words stand and by freshness, as ``search.py`` ranks items; but whether a
column holds a word is asked of the index, and nothing is counted. BM25 goes through all matches of every spelling for
its statistics, and a word that is looked for by a dozen names has a dozen times as many.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from digests.language.query import Query
from digests.store.engine.database import Database, Row
from digests.store.engine.parameters import marks_for
from digests.store.news.search_syntax import in_columns, match_of

FRESH_SECONDS = 30 * 86_400
"""The age, in seconds, at which a match keeps three quarters of its rank; it never falls below half."""
WINDOW = 1500
"""How many matches are ranked by relevance: those that came in last; the others follow, newest first."""
_FURTHER = 500
"""Older ones that are read at a time."""
_A_STORY = 8
"""Matches that are read for each story wanted: few stories have more among the best."""
_COLUMNS = (("title", 8.0), ("summary", 3.0))
"""What a word counts in each, beside the one that it counts anywhere."""
_WHOLE = ("title summary text", 1.0)
"""A number or a word that may also be cut out of a longer one counts so much more where it is whole."""


@dataclass(frozen=True, slots=True)
class Group:
    """A story (``None``: an item in no story) and its items that hold the words, best first."""

    story_id: int | None
    items: tuple[int, ...]
    rank: float


def grouped(db: Database, query: Query, count: int, now: int) -> list[Group]:
    """The first ``count`` stories, or some more: the ranked ones, then what came in before them. Items of a story that
    rank far below its best may be missing (:func:`completed`)."""
    asked: dict[str, object] = {"match": match_of(query), "start": query.start or 0}
    asked["end"] = 2**62 if query.end is None else query.end
    groups: dict[int, Group] = {}
    statement, parameters = _ranking(db, query, asked, now)
    wanted = count * _A_STORY
    while len(rows := db.query(statement, {**parameters, "limit": wanted})) == wanted < WINDOW:
        if len({row["story_id"] or -row["id"] for row in rows}) >= count:
            break
        wanted *= 4
    _put(groups, rows)
    seen = len(rows)
    while seen >= WINDOW and len(groups) < count:
        rows = db.query(_UNRANKED, {**asked, "limit": _FURTHER, "offset": seen})
        if not rows:
            break
        _put(groups, rows)
        seen += len(rows)
    return list(groups.values())


def completed(db: Database, query: Query, groups: Sequence[Group], language: str) -> list[Group]:
    """The same with every item of their stories that holds the words, those in ``language`` first."""
    marks, parameters = marks_for([group.story_id for group in groups if group.story_id is not None])
    told = db.query(f"SELECT id, story_id, language FROM items WHERE story_id IN ({marks})", parameters)  # noqa: S608
    if not told:
        return list(groups)
    between = {"first": min(row["id"] for row in told), "last": max(row["id"] for row in told)}
    holding = {row["id"] for row in db.query(_HOLDING, {"match": match_of(query), **between})}
    completed = []
    for group in groups:
        own = {row["id"]: row["language"] for row in told if row["story_id"] == group.story_id}
        items = dict.fromkeys((*group.items, *(item for item in own if item in holding)))
        completed.append(replace(group, items=tuple(sorted(items, key=lambda item: own.get(item) != language))))
    return completed


def _ranking(db: Database, query: Query, asked: Mapping[str, object], now: int) -> tuple[str, dict[str, object]]:
    beyond = db.one(_BEYOND, asked)  # nothing older needs to be asked of the columns
    parameters = {**asked, "now": now, "window": WINDOW, "oldest": beyond["id"] if beyond else 0}
    worth = ["1.0"]
    for term in query.terms:
        for columns, weight in (*_COLUMNS, *([_WHOLE] if term.parts else [])):
            name = f"column{len(worth)}"
            parameters[name] = in_columns(term, columns)
            worth.append(f"{weight} * {_STANDS_IN.format(name=name)}")
    return _RANKED.format(worth=" + ".join(worth)), parameters


def _put(groups: dict[int, Group], rows: Iterable[Row]) -> None:
    for row in rows:
        key = row["story_id"] or -row["id"]
        held = groups.get(key)
        if held is None:
            groups[key] = Group(row["story_id"], (row["id"],), row["rank"])
        else:
            groups[key] = replace(held, items=(*held.items, row["id"]))


_FOUND = """
    FROM item_search JOIN items ON items.id = item_search.rowid
    WHERE item_search MATCH :match AND items.published >= :start AND items.published < :end
    ORDER BY item_search.rowid DESC
"""
_BEYOND = f"""
    SELECT rowid AS id FROM item_search WHERE item_search MATCH :match ORDER BY rowid DESC LIMIT 1 OFFSET {WINDOW}
"""  # noqa: S608
_HOLDING = "SELECT rowid AS id FROM item_search WHERE item_search MATCH :match AND rowid BETWEEN :first AND :last"
_UNRANKED = f"SELECT items.id AS id, items.story_id AS story_id, 0.0 AS rank {_FOUND} LIMIT :limit OFFSET :offset"
_STANDS_IN = "(id IN (SELECT rowid FROM item_search WHERE item_search MATCH :{name} AND rowid >= :oldest))"
_RANKED = f"""
    SELECT id, story_id, ({{worth}}) * (0.5 + 0.5 / (1.0 + max(:now - published, 0) / {FRESH_SECONDS}.0)) AS rank
    FROM (SELECT items.id AS id, items.story_id AS story_id, items.published AS published {_FOUND} LIMIT :window)
    ORDER BY rank DESC, id DESC LIMIT :limit
"""  # noqa: S608
