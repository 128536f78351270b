"""What ``feeds check`` and ``feeds list`` end with: which country, language, sector and institution has a living
source, and which has none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from bot.render.legible import Terminal
from bot.render.texts import load_texts
from bot.render.words import Words
from bot.service.assembly import Assembly
from config.languages import LANGUAGES
from digests.model import COUNTRIES, Feed
from digests.sources.feeds.coverage import Coverage, Row, coverage
from digests.sources.feeds.silence import standing
from digests.store.news.feeds import StoredFeed

_MONTH = 30 * 86_400
_WIDTH = 110
"""Columns in a pipe, and the most that a wide terminal gets: what is longer folds."""
_FIRST = 46
_NAMED = 4
"""Names of sources that a row shows."""


def remembered(stored: Iterable[StoredFeed], now: int) -> list[tuple[Feed, bool]]:
    """Each feed and whether it lives, by what its last polls came to; nothing where none was ever polled."""
    on = [each for each in stored if each.feed.enabled]
    if not any(each.state.last_poll for each in on):
        return []
    return [(each.feed, standing(each.state, now) == "living") for each in on]


def print_coverage(opened: Assembly, feeds: Sequence[tuple[Feed, bool]], by: str, out: Console) -> None:
    """``by``: by what it is known which of ``feeds`` live, in words."""
    console = Terminal(file=out.file, width=min(out.width, _WIDTH) if out.is_terminal else _WIDTH, soft_wrap=False)
    if not feeds:
        console.print("\nNo feed was asked yet, so nobody knows which live: trilateral feeds check asks each.")
        return
    brought = opened.store.outlets.sectors(opened.clock() - _MONTH)
    found = coverage(feeds, LANGUAGES, opened.catalogue.sectors, opened.catalogue.institutions, brought)
    words = Words(load_texts()["en"], opened.catalogue)
    console.print(f"\nCoverage: {found.living} of {found.feeds} feeds live, {by}.\n")
    for table in _tables(found, words):
        console.print(table)
        console.print()
    console.print("No living source:")
    for line in _missing(found, words):
        console.print(Padding(line, (0, 0, 0, 2)))


def _tables(found: Coverage, words: Words) -> Iterator[Table]:
    yield _table("country", "by language", ((_country(row.id, words), row, _parts(row)) for row in found.countries))
    yield _table("language", "", ((words.language(row.id), row, "") for row in found.languages))
    by_the_way = "its own sources · feeds that told of it in 30 days"
    yield _table("sector", by_the_way, ((row.name, row, _sector(row)) for row in found.sectors))
    yield _table("institution", "its own sources", ((row.name, row, _sources(row)) for row in found.institutions))


def _table(first: str, third: str, rows: Iterable[tuple[str, Row, str]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first, width=_FIRST)
    table.add_column("live", justify="right", width=5)
    table.add_column(third)
    for name, row, told in rows:
        table.add_row(name, f"{row.living}/{row.feeds}" if row.living else "none", told, style=_style(row))
    return table


def _style(row: Row) -> str:
    return "" if row.living else "yellow"


def _country(code: str, words: Words) -> str:
    return "International" if code == "XX" else words.country(code)


def _parts(row: Row) -> str:
    return ", ".join(f"{code} {number}" for code, number in (row.parts or {}).items())


def _sector(row: Row) -> str:
    return " · ".join(filter(None, (_sources(row), _by_country(row.parts or {}))))


def _by_country(parts: Mapping[str, int]) -> str:
    """``CN 3, JP 5, KR 0, others 2``; nothing where nobody told anything."""
    if not any(parts.values()):
        return ""
    others = sum(number for code, number in parts.items() if code not in COUNTRIES)
    three = [f"{code} {parts.get(code, 0)}" for code in COUNTRIES]
    return ", ".join([*three, *([f"others {others}"] if others else [])])


def _sources(row: Row) -> str:
    if row.sources:
        return _first_of(row.sources)
    return f"not living: {_first_of(row.dead)}" if row.dead else row.note


def _first_of(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _missing(found: Coverage, words: Words) -> Iterator[str]:
    """One line a kind: what nothing that lives is a source of."""
    kinds = {
        "countries": [_country(row.id, words) for row in found.countries if not row.living],
        "languages": [words.language(row.id) for row in found.languages if not row.living],
        "sectors": [row.name for row in found.sectors if not row.living],
        "sectors of which nobody told in 30 days either": [row.name for row in found.sectors if not row.told],
        "institutions": [row.name for row in found.institutions if not row.living],
    }
    lines = [f"{kind} ({len(names)}): {', '.join(names)}" for kind, names in kinds.items() if names]
    yield from lines or ["none is missing"]
