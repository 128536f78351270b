"""Full-text search over every item: FTS5, fed with our own tokens (``language.tokens``), asked in its own syntax.

The original text stays in ``items``; the index holds folded tokens and, in a column of their own, an item's facets
(language, countries, sectors …, its day, month and year), so that a filter costs no look-up of its items.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from digests.language.fold import fold
from digests.language.orders import added
from digests.language.query import Query, Term
from digests.language.snippets import Wanted, snippet
from digests.language.tokens import Phrase, index_tokens, part_tokens
from digests.model import Item
from digests.store.engine.database import Database, Row
from digests.store.engine.parameters import marks_for

_WEIGHTS = "8.0, 3.0, 1.0, 0.0, 0.0"
"""BM25 weights of title, summary, text, facets, parts: what only cuts a number or a word comes last."""
_FRESH_SECONDS = 30 * 86_400
"""The age, in seconds, at which a match keeps three quarters of its rank; it never falls below half."""
_WINDOW = 1500
"""How many matches are ranked by relevance: those that came in last; the others follow, newest first."""
_EVERY = "all"
"""A facet of all items: what a query without words starts from."""
_TOGETHER = 500
"""Items that are indexed in one transaction when an index is filled."""
_APART = "\u241e"
"""The token between a text and what is indexed beside it, so that no phrase reaches across."""
_EARLIEST, _LATEST, _ONE_DAY = date(1970, 1, 1), date(2099, 12, 31), timedelta(days=1)


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
        rows = [_row(item) for item in items]
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
        """The items that hold all that ``query`` asks for, ``limit`` of them from the ``offset``-th on.

        Words that nothing holds are tried again as beginnings of words.
        """
        total = self._count(query)
        if not total and (looser := query.loosened()):
            query, total = looser, self._count(looser)
        ranked = self._page(query, limit, offset, now) if total else []
        shown = {row["id"]: row for row in self._texts([row["id"] for row in ranked])}
        wanted = _wanted(query)
        return Results(tuple(_hit(row, shown[row["id"]], wanted) for row in ranked), total)

    def _count(self, query: Query) -> int:
        row = self._db.one(_COUNT_DATED if query.dated else _COUNT, _asked(query))
        return int(row["n"]) if row else 0

    def _page(self, query: Query, limit: int, offset: int, now: int) -> list[Row]:
        """The ranked window first, then what came in before it."""
        asked = _asked(query) | {"now": now, "window": _WINDOW}
        ranked: list[Row] = []
        if offset < _WINDOW:
            ranked = self._db.query(_RANKED, asked | {"limit": min(limit, _WINDOW - offset), "offset": offset})
        if len(ranked) < limit and offset + limit > _WINDOW:
            ranked += self._db.query(
                _UNRANKED, asked | {"limit": limit - len(ranked), "offset": max(_WINDOW, offset + len(ranked))}
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
            * (0.5 + 0.5 / (1.0 + max(:now - items.published, 0) / {_FRESH_SECONDS}.0)) AS rank
        {_FOUND} ORDER BY item_search.rowid DESC LIMIT :window
    ) ORDER BY rank DESC, id DESC LIMIT :limit OFFSET :offset
"""  # noqa: S608
_UNRANKED = f"""
    SELECT items.id AS id, 0.0 AS rank {_FOUND} ORDER BY item_search.rowid DESC LIMIT :limit OFFSET :offset
"""


def _asked(query: Query) -> dict[str, object]:
    return {"match": _match(query), "start": query.start or 0, "end": 2**62 if query.end is None else query.end}


def _wanted(query: Query) -> list[Wanted]:
    return [Wanted(text, term.phrases[0].open_end) for term in query.terms for text in term.marked]


def _hit(row: Row, item: Row, wanted: Sequence[Wanted]) -> Hit:
    quoted = snippet((item["lead"], item["text"], item["title"]), wanted)
    return Hit(row["id"], quoted.text, row["rank"], quoted.marks)


# ------------------------------------------------------------------ an item -> its row


def _row(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "title": _tokens(item.title),
        "summary": _tokens(item.entry.lead),
        "text": _tokens(item.entry.text),
        "facets": " ".join(_facets(item)),
        "parts": f" {_APART} ".join(
            " ".join(part_tokens(fold(text))) for text in (item.title, item.entry.lead, item.entry.text)
        ),
    }


def _tokens(text: str) -> str:
    folded = fold(text)
    tokens = [*index_tokens(folded)]
    for piece in added(folded):
        tokens += (_APART, *index_tokens(piece))
    return " ".join(tokens)


def _facets(item: Item) -> Iterator[str]:
    yield _EVERY
    yield _facet("lang", item.language)
    yield _facet("grade", item.reading.grade)
    yield from (_facet("country", country) for country in item.reading.countries)
    yield from (_facet("sector", sector) for sector in item.sectors)
    yield from (_facet("mechanism", mechanism) for mechanism in item.mechanisms)
    day = datetime.fromtimestamp(item.published, UTC).date()
    yield from (f"day{day:%Y%m%d}", f"month{day:%Y%m}", f"year{day:%Y}")


def _facet(key: str, value: str) -> str:
    """One token, whatever signs the value holds."""
    return key + "".join(character if character.isalnum() else f"x{ord(character):x}" for character in value.casefold())


# ------------------------------------------------------------------ a query -> FTS5's syntax


def _match(query: Query) -> str:
    words = " AND ".join(_found_by(term) for term in query.terms)
    facets = [_any_of(_facet(key, value) for value in values) for key, values in query.facets.items()]
    if query.dated:
        facets.append(_any_of(_days(query.start, query.end)))
    parts = [f"({words})"] if words else []
    parts += [f"facets : ({facet})" for facet in facets or ([] if words else [_EVERY])]
    match = " AND ".join(parts)
    without = " OR ".join(_any_phrase(term) for term in query.without)
    return f"({match}) NOT {{title summary text}} : ({without})" if without else match


def _found_by(term: Term) -> str:
    whole = f"{{title summary text}} : {_any_phrase(term)}"
    cut = " OR ".join(_phrase(phrase) for phrase in term.parts)
    return f"({whole} OR parts : ({cut}))" if cut else f"({whole})"


def _any_phrase(term: Term) -> str:
    return "(" + " OR ".join(_phrase(phrase) for phrase in term.phrases) + ")"


def _phrase(phrase: Phrase) -> str:
    return '"' + " ".join(phrase.tokens) + '"' + (" *" if phrase.open_end else "")


def _days(start: int | None, end: int | None) -> Iterator[str]:
    """The fewest whole years, months and days that cover the time from ``start`` up to ``end``."""
    day = _EARLIEST if start is None else max(_EARLIEST, datetime.fromtimestamp(start, UTC).date())
    last = _LATEST if end is None else min(_LATEST, datetime.fromtimestamp(max(0, end - 1), UTC).date())
    while day <= last:
        year, month = date(day.year + 1, 1, 1), date(day.year + day.month // 12, day.month % 12 + 1, 1)
        if (day.month, day.day) == (1, 1) and year <= last + _ONE_DAY:
            yield f"year{day:%Y}"
            day = year
        elif day.day == 1 and month <= last + _ONE_DAY:
            yield f"month{day:%Y%m}"
            day = month
        else:
            yield f"day{day:%Y%m%d}"
            day += _ONE_DAY


def _any_of(tokens: Iterable[str]) -> str:
    return " OR ".join(f'"{token}"' for token in tokens)
