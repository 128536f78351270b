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
    found = frozenset().union(*(numbers for _, _, numbers in _markets().named(folded, language)))
    told = [_sessions()[number] for number in sorted(found)]
    return {market: (published + (24 - ends) * 3600) // _DAY for market, ends in told}


@cache
def _sessions() -> tuple[tuple[str, int], ...]:
    """Each market by number, and the hour at which its day ends."""
    return tuple((market, int(row["day_ends"])) for market, row in _markets().table.items())


@cache
def _markets() -> Vocabulary:
    source: Any = tomllib.loads(files("digests.stories").joinpath(_SOURCE).read_text(encoding="utf-8"))
    return Vocabulary(source["markets"])
