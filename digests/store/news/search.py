"""Full-text search over every item: FTS5, fed with our own tokens (``language.tokens``), asked in its own syntax.

The original text stays in ``items``; the index holds folded tokens and, in a column of their own, an item's facets
(language, countries, sectors …, its day, month and year), so that a filter costs no look-up of its items.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from digests.language.query import Query, Term
from digests.language.snippets import Snippet, Wanted, snippet, whole
from digests.model import Item
from digests.store.engine.database import Database, Row
from digests.store.engine.parameters import marks_for
from digests.store.news.search_rows import index_row
from digests.store.news.search_stories import FRESH_SECONDS, WINDOW, Group, completed, grouped
from digests.store.news.search_syntax import match_of

_WEIGHTS = "8.0, 3.0, 1.0, 0.0, 0.0"
"""BM25 weights of title, summary, text, facets, parts: what only cuts a number or a word comes last."""
_TOGETHER = 500
"""Items that are indexed in one transaction when an index is filled."""
SHOWN = 4
"""Reports of one story that are shown, the best first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found."""

    item_id: int
    snippet: str
    """A piece of the original text around the words, one line."""
    rank: float
    """Relevance and freshness in one; higher is better, only comparable within one search."""
    marks: tuple[tuple[int, int], ...] = ()
    """Offsets into ``snippet`` of the words that were looked for."""
    title: Snippet = field(default_factory=lambda: Snippet(""))
    """The title with the words in it; only where stories were asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A story that was found, or an item that stands in none."""

    story_id: int | None
    hits: tuple[Hit, ...]
    """Its reports that hold the words, best first: at most :data:`SHOWN`."""


@dataclass(frozen=True, slots=True)
class FoundStories:
    """One page of stories, best first."""

    stories: tuple[Found, ...]
    total: int
    """How many items hold the words, on all pages."""
    more: bool
    """Whether there is another page."""


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found, best first."""

    hits: tuple[Hit, ...]
    total: int
    """How many items there are on all pages."""


class SearchIndex:
    """What is found by which words; written by the intake, asked by the bot and the command line."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, items: Iterable[Item]) -> None:
        """Index ``items``; one that is already there is indexed anew (a rewrite, or other tags)."""
        rows = [index_row(item) for item in items]
        with self._db.write() as change:
            change.executemany("DELETE FROM item_search WHERE rowid = :id", rows)
            change.executemany(
                """
                INSERT INTO item_search (rowid, title, summary, text, facets, parts)
                VALUES (:id, :title, :summary, :text, :facets, :parts)
                """,
                rows,
            )

    def fill(self, items: Iterable[Item]) -> None:
        """Index ``items`` where nothing is indexed: the database is new, or an earlier version made it."""
        if self._db.one("SELECT 1 FROM item_search LIMIT 1") is not None:
            return
        waiting = iter(items)
        while batch := list(islice(waiting, _TOGETHER)):
            self.add(batch)

    def remove(self, item_ids: Iterable[int]) -> None:
        """Forget these items."""
        self._db.change_many("DELETE FROM item_search WHERE rowid = :id", [{"id": item_id} for item_id in item_ids])

    def search(self, query: Query, *, limit: int, offset: int = 0, now: int) -> Results:
        """The items that hold all that ``query`` asks for, ``limit`` of them from the ``offset``-th on."""
        query, total = self._settled(query)
        ranked = self._page(query, limit, offset, now) if total else []
        shown = {row["id"]: row for row in self._texts([row["id"] for row in ranked])}
        wanted = _wanted(query)
        return Results(tuple(_hit(row, shown[row["id"]], wanted) for row in ranked), total)

    def stories(self, query: Query, *, limit: int, offset: int = 0, now: int, language: str = "") -> FoundStories:
        """The stories of those items, each once and where its best report stands; ``limit`` of them from the
        ``offset``-th on. Reports in ``language`` stand first among their story's."""
        query, total = self._settled(query)
        groups = grouped(self._db, query, offset + limit + 1, now) if total else []
        page = completed(self._db, query, groups[offset : offset + limit], language)
        texts = {row["id"]: row for row in self._texts([each for group in page for each in group.items[:SHOWN]])}
        wanted = _wanted(query)
        stories = tuple(_found(group, texts, wanted) for group in page)
        return FoundStories(stories, total, more=len(groups) > offset + limit)

    def _settled(self, query: Query) -> tuple[Query, int]:
        """The query that is asked in the end, and how many items it finds.

        Words that nothing holds are tried again as beginnings of words; not where only a filter leaves nothing over, so
        that a filter and its opposite part what the words find.
        """
        total = self._count(query)
        if not total and (looser := query.loosened()) and not self._count(query.unfiltered()):
            return looser, self._count(looser)
        return query, total

    def _count(self, query: Query) -> int:
        row = self._db.one(_COUNT_DATED if query.dated else _COUNT, _asked(query))
        return int(row["n"]) if row else 0

    def _page(self, query: Query, limit: int, offset: int, now: int) -> list[Row]:
        """The ranked window first, then what came in before it."""
        asked = _asked(query) | {"now": now, "window": WINDOW}
        ranked: list[Row] = []
        if offset < WINDOW:
            ranked = self._db.query(_RANKED, asked | {"limit": min(limit, WINDOW - offset), "offset": offset})
        if len(ranked) < limit and offset + limit > WINDOW:
            ranked += self._db.query(
                _UNRANKED, asked | {"limit": limit - len(ranked), "offset": max(WINDOW, offset + len(ranked))}
            )
        return ranked

    def _texts(self, item_ids: Sequence[int]) -> list[Row]:
        marks, parameters = marks_for(item_ids)
        return self._db.query(
            f"SELECT id, title, lead, text FROM items WHERE id IN ({marks})",  # noqa: S608 - marks are parameters
            parameters,
        )


_FOUND = """
    FROM item_search JOIN items ON items.id = item_search.rowid
    WHERE item_search MATCH :match AND items.published >= :start AND items.published < :end
"""
_COUNT = "SELECT count(*) AS n FROM item_search WHERE item_search MATCH :match"
_COUNT_DATED = f"SELECT count(*) AS n {_FOUND}"
_RANKED = f"""
    SELECT id, rank FROM (
        SELECT items.id AS id, -bm25(item_search, {_WEIGHTS})
            * (0.5 + 0.5 / (1.0 + max(:now - items.published, 0) / {FRESH_SECONDS}.0)) AS rank
        {_FOUND} ORDER BY item_search.rowid DESC LIMIT :window
    ) ORDER BY rank DESC, id DESC LIMIT :limit OFFSET :offset
"""  # noqa: S608
_UNRANKED = f"""
    SELECT items.id AS id, 0.0 AS rank
    {_FOUND} ORDER BY item_search.rowid DESC LIMIT :limit OFFSET :offset
"""


def _asked(query: Query) -> dict[str, object]:
    return {"match": match_of(query), "start": query.start or 0, "end": 2**62 if query.end is None else query.end}


def _wanted(query: Query) -> list[Wanted]:
    return [Wanted(text, _goes_on(term, text)) for term in query.terms for text in term.marked]


def _goes_on(term: Term, marked: str) -> bool:
    """Whether a marked word may be the beginning of a longer one: as it was typed, not by what else it is called."""
    words = {word.text: word for word in term.apart}
    return words.get(marked, term).phrases[0].open_end and (marked in words or marked == term.marked[0])


def _found(group: Group, texts: Mapping[int, Row], wanted: Sequence[Wanted]) -> Found:
    """The first report with a piece of it; of the others, too, where their titles do not hold the words."""
    hits: list[Hit] = []
    for item_id in group.items[:SHOWN]:
        item = texts[item_id]
        title = whole(item["title"], wanted)
        quoted = title if hits and title.marks else snippet((item["lead"], item["text"], item["title"]), wanted)
        hits.append(Hit(item_id, quoted.text, group.rank, quoted.marks, title))
    return Found(group.story_id, tuple(hits))


def _hit(row: Row, item: Row, wanted: Sequence[Wanted]) -> Hit:
    quoted = snippet((item["lead"], item["text"], item["title"]), wanted)
    return Hit(row["id"], quoted.text, row["rank"], quoted.marks)
