"""Which market's day a headline tells: of one index on two days there are two events in nearly equal words. Pure.

``markets.toml`` names the markets; a session belongs to the day on which it ends, so that what is written at night of
New York's close and next morning in Seoul is one day's.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from digests.stories.concepts import Vocabulary

_SOURCE = "markets.toml"
_DAY = 86400


def market_days(folded: str, language: str, published: int) -> Mapping[str, int]:
    """Market -> the day (counted from 1970) that a headline, folded and published at ``published``, tells of it."""
    ends = _ends()
    names = tuple(ends)
    found = frozenset().union(*(numbers for _, _, numbers in _markets().named(folded, language)))
    return {names[number]: (published + (24 - ends[names[number]]) * 3600) // _DAY for number in sorted(found)}


@cache
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = tomllib.loads(
        files("digests.stories").joinpath(_SOURCE).read_text(encoding="utf-8")
    )["markets"]
    return table


@cache
def _ends() -> dict[str, int]:
    return {market: int(row["day_ends"]) for market, row in _table().items()}


@cache
def _markets() -> Vocabulary:
    return Vocabulary(_table())
