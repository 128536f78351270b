"""Does a search find every item that holds the query?"""

from statistics import quantiles

import regex

from digests.evaluate.gold import Gold
from digests.evaluate.report import Figure, Section
from digests.evaluate.run import Readings
from digests.language.fold import fold
from digests.model import Entry

MILLISECONDS = 50.0


def search(gold: Gold, readings: Readings) -> Section | None:
    """Recall over parts of titles, and the time of a search (here in a small archive; ``benchmarks/search.py`` has
    a large one)."""
    if not readings.searches:
        return None
    entries = readings.stored or readings.entries
    held = {entry.url or "": fold(_whole(entry)) for name, entry in entries.items() if name not in readings.copies}
    wanted = found = 0
    mistakes: list[str] = []
    for asked in readings.searches:
        expected = {url for url, text in held.items() if _holds(text, asked.query)}
        missing = expected - asked.found
        wanted, found = wanted + len(expected), found + len(expected) - len(missing)
        mistakes += [f"{asked.query} does not find {url}" for url in sorted(missing)]
    times = [asked.milliseconds for asked in readings.searches]
    rows = (
        Figure(
            "items found that hold the query", found / wanted if wanted else 1.0, 1.0, detail=f"{found} of {wanted}"
        ),
        Figure("queries", len(readings.searches), unit="count"),
        Figure("95th percentile", quantiles([*times, times[0]], n=20)[-1], MILLISECONDS, unit="ms", better="lower"),
    )
    return Section("Search", rows, tuple(mistakes))


def _whole(entry: Entry) -> str:
    return "\n".join((entry.title, entry.lead, entry.text))


def _holds(text: str, query: str) -> bool:
    """As it stands, and as a whole word in scripts with spaces."""
    if not query.isascii():
        return query in text
    return regex.search(rf"(?<![a-z0-9]){regex.escape(query)}(?![a-z0-9])", text) is not None
