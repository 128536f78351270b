"""A reader's query with what its filters name: codes and ids of ours, whatever they were called; and what of it can be
followed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from babel import Locale

from bot.desk.context import Desk
from bot.phrases.names import Kind
from bot.phrases.subjects import Subject, bare, find, is_specific, named
from digests.errors import QueryError
from digests.language.query import Query, parse_query
from digests.language.synonyms import widened
from digests.model import COUNTRIES

_NAMED: Mapping[str, Kind] = {"sector": "sector", "mechanism": "mechanism", "country": "country"}
_LANGUAGES = Locale("en").languages
_CHINESE = ("zh-hans", "zh-hant")
"""Two languages of ours; of the others the region says nothing."""

Refusal: TypeAlias = Literal["follow.short", "follow.search"]
"""Why something cannot be followed: the text that says so."""


def understood(text: str, desk: Desk, now: int) -> Query:
    """What ``text`` asks for.

    Raises:
        QueryError: it cannot be understood, or a filter names a language, a country, a sector or a mechanism that there
            is not; the advice says what to write instead.
    """
    query = parse_query(text, now)
    return replace(query, facets=_values(text, query.facets, desk), excluded=_values(text, query.excluded, desk))


def _values(text: str, facets: Mapping[str, tuple[str, ...]], desk: Desk) -> dict[str, tuple[str, ...]]:
    return {key: tuple(_value(text, key, value, desk) for value in values) for key, values in facets.items()}


def widest(text: str, desk: Desk, now: int) -> Query:
    """What ``text`` asks for, its words also by what else they are called, but for those in quotes.

    Raises:
        QueryError: as :func:`understood`.
    """
    return widened(understood(text, desk, now), desk.synonyms)


def followed_as(subject: Subject, desk: Desk, now: int) -> Subject | Refusal:
    """What goes on a reader's list for ``subject``: for a keyword what it names, also by a filter (``sector:ai``).
    Other searches cannot be followed, and words too short say nothing."""
    if subject.kind != "keyword":
        return subject
    words = bare(subject.value)
    if (known := find(words, desk)).kind != "keyword":
        return known
    try:
        query = understood(subject.value, desk, now)
    except QueryError:
        return "follow.search"
    if query.plain:
        return known if is_specific(words) else "follow.short"
    key, value = query.sole or ("", "")
    return (named(value, _NAMED[key], desk) if key in _NAMED else None) or "follow.search"


def _value(text: str, key: str, value: str, desk: Desk) -> str:
    if key == "lang":
        code = value if value in _CHINESE else value.split("-")[0]
        if code == "zh" or code not in (*_CHINESE, *_LANGUAGES):
            raise QueryError(text, f"there is no language {value}", "write a code, e.g. ja")
        return code
    if key not in _NAMED:
        return value
    if subject := named(value, _NAMED[key], desk):
        return subject.value
    known = {
        "sector": [sector.id for sector in desk.catalogue.sectors],
        "mechanism": [mechanism.id for mechanism in desk.catalogue.mechanisms],
        "country": COUNTRIES,
    }
    raise QueryError(text, f"there is no {key} {value}", f"write one of {', '.join(known[key])}")
