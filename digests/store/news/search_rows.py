"""An item -> its row in the search index: folded tokens, and a token for each of its facets."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

from digests.language.fold import fold
from digests.language.orders import added
from digests.language.tokens import index_tokens, part_tokens
from digests.model import Item

_DAY = 86_400
EVERY = "all"
"""A facet of all items: what a query without words starts from."""
_FACETS = 1_024
"""Facets that are remembered: nearly all that there are, but for mistakes in what is asked for."""
_APART = "\u241e"
"""The token between a text and what is indexed beside it, so that no phrase reaches across."""


def index_row(item: Item) -> dict[str, object]:
    folded = [fold(text) for text in (item.title, item.entry.lead, item.entry.text)]
    title, lead, text = map(_tokens, folded)
    return {
        "id": item.id,
        "title": title,
        "summary": lead,
        "text": text,
        "facets": " ".join(_facets(item)),
        "parts": f" {_APART} ".join(" ".join(part_tokens(each)) for each in folded),
    }


def _tokens(folded: str) -> str:
    tokens = [*index_tokens(folded)]
    for piece in added(folded):
        tokens += (_APART, *index_tokens(piece))
    return " ".join(tokens)


def _facets(item: Item) -> Iterator[str]:
    yield EVERY
    yield facet("lang", item.language)
    yield facet("grade", item.reading.grade)
    yield from (facet("country", country) for country in item.reading.countries)
    yield from (facet("sector", sector) for sector in item.sectors)
    yield from (facet("mechanism", mechanism) for mechanism in item.mechanisms)
    yield from _dates(item.published // _DAY)


@lru_cache(maxsize=_FACETS)
def _dates(day: int) -> tuple[str, str, str]:
    date = datetime.fromtimestamp(day * _DAY, UTC).date()
    return f"day{date:%Y%m%d}", f"month{date:%Y%m}", f"year{date:%Y}"


@lru_cache(maxsize=_FACETS)
def facet(key: str, value: str) -> str:
    """One token, whatever signs the value holds."""
    return key + "".join(character if character.isalnum() else f"x{ord(character):x}" for character in value.casefold())
