"""A query -> FTS5's own syntax (https://www.sqlite.org/fts5.html#full_text_query_syntax)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from digests.language.query import Query, Term
from digests.language.tokens import Phrase
from digests.store.news.search_rows import EVERY, facet

_EARLIEST, _LATEST, _ONE_DAY = date(1970, 1, 1), date(2099, 12, 31), timedelta(days=1)


def match_of(query: Query) -> str:
    words = " AND ".join(_found_by(term) for term in query.terms)
    facets = [_any_of(facet(key, value) for value in values) for key, values in query.facets.items()]
    if query.dated:
        facets.append(_any_of(_days(query.start, query.end)))
    parts = [f"({words})"] if words else []
    parts += [f"facets : ({facet})" for facet in facets or ([] if words else [EVERY])]
    match = " AND ".join(parts)
    without = " OR ".join((*_left_out_words(query), *_left_out_facets(query)))
    return f"({match}) NOT ({without})" if without else match


def _left_out_words(query: Query) -> Iterator[str]:
    if query.without:
        yield "{title summary text} : (" + " OR ".join(_any_phrase(term) for term in query.without) + ")"


def _left_out_facets(query: Query) -> Iterator[str]:
    for key, values in query.excluded.items():
        yield f"facets : ({_any_of(facet(key, value) for value in values)})"


def _found_by(term: Term) -> str:
    ways = [f"{{title summary text}} : {_any_phrase(term)}"] if term.phrases else []
    ways += ["parts : (" + " OR ".join(_phrase(phrase) for phrase in term.parts) + ")"] if term.parts else []
    ways += ["(" + " AND ".join(_found_by(each) for each in term.apart) + ")"] if term.apart else []
    return "(" + " OR ".join(ways) + ")"


def in_columns(term: Term, columns: str) -> str:
    """What finds a term in one of these columns, parts of words aside."""
    ways = [f"{{{columns}}} : {_any_phrase(term)}"] if term.phrases else []
    ways += ["(" + " AND ".join(in_columns(each, columns) for each in term.apart) + ")"] if term.apart else []
    return "(" + " OR ".join(ways) + ")"


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
