"""What the feeds cover, and what has no living source: countries, languages, sectors, institutions. Pure.

(feed, how it is) for each feed that is on, and what the items of the last month were about -> Coverage
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digests.model import COUNTRIES, Feed, Institution, Sector


@dataclass(frozen=True, slots=True)
class Row:
    """How well one country, language, sector or institution is covered."""

    id: str
    name: str
    living: int
    """How many of its feeds live …"""
    feeds: int
    """… of how many that are switched on."""
    sources: tuple[str, ...] = ()
    """Those that live, by name."""
    parts: Mapping[str, int] | None = None
    """Living feeds of a country by language; of a sector, feeds of each country that brought something about it."""
    dead: tuple[str, ...] = ()
    """Those that do not, by name."""
    note: str = ""
    """Why there is none at all, where that is known."""

    @property
    def told(self) -> bool:
        """Whether anything reaches us of it: from a source of its own, or from others by the way."""
        return bool(self.living or (self.parts and any(self.parts.values())))


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole."""

    countries: tuple[Row, ...]
    languages: tuple[Row, ...]
    sectors: tuple[Row, ...]
    institutions: tuple[Row, ...]
    living: int
    feeds: int


def coverage(
    feeds: Sequence[tuple[Feed, bool]],
    languages: Iterable[str],
    sectors: Iterable[Sector],
    institutions: Iterable[Institution],
    brought: Mapping[str, Mapping[str, int]],
) -> Coverage:
    """
    Args:
        feeds: every feed that is switched on, and whether it lives.
        brought: for each sector, how many feeds of each country brought items about it lately.
    """
    return Coverage(
        countries=tuple(_country(code, feeds) for code in _countries(feeds)),
        languages=tuple(_language(code, feeds) for code in languages),
        sectors=tuple(
            _covered(sector.id, sector.names["en"], feeds, brought.get(sector.id, {}), "") for sector in sectors
        ),
        institutions=tuple(_covered(each.id, _whose(each), feeds, None, each.without) for each in institutions),
        living=sum(lives for _, lives in feeds),
        feeds=len(feeds),
    )


def _countries(feeds: Sequence[tuple[Feed, bool]]) -> list[str]:
    """The three first, then those with the most feeds."""
    counted = Counter(feed.country for feed, _ in feeds)
    others = sorted(set(counted) - set(COUNTRIES), key=lambda code: (-counted[code], code))
    return [*COUNTRIES, *others]


def _country(code: str, feeds: Sequence[tuple[Feed, bool]]) -> Row:
    own = [(feed, lives) for feed, lives in feeds if feed.country == code]
    spoken = Counter(feed.language or "?" for feed, lives in own if lives)
    return Row(code, code, sum(lives for _, lives in own), len(own), parts=dict(spoken.most_common()))


def _language(code: str, feeds: Sequence[tuple[Feed, bool]]) -> Row:
    own = [lives for feed, lives in feeds if feed.language == code]
    return Row(code, code, sum(own), len(own))


def _covered(
    name: str, said: str, feeds: Sequence[tuple[Feed, bool]], parts: Mapping[str, int] | None, note: str
) -> Row:
    own = [(feed, lives) for feed, lives in feeds if name in feed.covers]
    sources, dead = _names(own, living=True), _names(own, living=False)
    return Row(name, said, sum(lives for _, lives in own), len(own), sources, parts, dead, note)


def _names(feeds: Iterable[tuple[Feed, bool]], *, living: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(feed.name for feed, lives in feeds if lives == living))


def _whose(institution: Institution) -> str:
    return institution.name if institution.country == "XX" else f"{institution.name} ({institution.country})"
