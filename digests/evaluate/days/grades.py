"""Is it told which items are about two or three of the countries, and about which?

Part a of the labels holds every such item, so anything else that we call bilateral or trilateral is wrong.
"""

from collections.abc import Collection, Iterator

from digests.evaluate.days.labels import NewsDays
from digests.evaluate.days.replay import Replayed
from digests.evaluate.days.scores import counted, share
from digests.evaluate.report import Figure, Section

INVOLVED, TRILATERAL = 0.92, 0.80
"""The targets."""
_BETWEEN = ("bilateral", "trilateral")


def grades(days: NewsDays, replayed: Replayed) -> Section:
    """How well grade and countries are told."""
    labels, rows = days.labels, replayed.rows
    seen = [url for url in labels if url in rows]
    sample = [url for url in seen if labels[url].part == "b"]
    both = [url for url in seen if labels[url].grade in _BETWEEN and rows[url].grade in _BETWEEN]
    countries = sum(set(labels[url].countries) == set(rows[url].countries) for url in both)
    figures = (
        _graded("about two or three of the countries, F1", _BETWEEN, days, replayed, INVOLVED),
        _graded("trilateral, F1", ("trilateral",), days, replayed, TRILATERAL),
        Figure("countries of those found, accuracy", share(countries, len(both)), detail=f"{len(both)} items"),
        _accuracy("grade of labelled items, accuracy", seen, days, replayed),
        _accuracy("grade of a random sample, accuracy", sample, days, replayed),
    )
    return Section(f"Whose business ({len(rows):,} items)", figures, tuple(_mistakes(days, replayed)))


def _graded(name: str, wanted: Collection[str], days: NewsDays, replayed: Replayed, target: float) -> Figure:
    want, have = _as(wanted, days, replayed)
    found = counted(want, have)
    return Figure(name, found.f1, target if want else None, detail=str(found))


def _as(grades: Collection[str], days: NewsDays, replayed: Replayed) -> tuple[set[str], set[str]]:
    """Addresses of those labelled with one of ``grades``, and of those that we say are."""
    rows = replayed.rows
    want = {url for url, label in days.labels.items() if label.grade in grades and url in rows} - days.unsure
    return want, {url for url, row in rows.items() if row.grade in grades} - days.unsure


def _accuracy(name: str, urls: list[str], days: NewsDays, replayed: Replayed) -> Figure:
    right = sum(days.labels[url].grade == replayed.rows[url].grade for url in urls)
    return Figure(name, share(right, len(urls)), detail=f"{right} of {len(urls)}")


def _mistakes(days: NewsDays, replayed: Replayed) -> Iterator[str]:
    """Said to be between the countries and not so; missed; right but for the countries."""
    want, have = _as(_BETWEEN, days, replayed)
    rows = replayed.rows
    for url in sorted(have - want):
        yield f"wrongly {rows[url].grade} ({' '.join(rows[url].countries)}): {rows[url].title}"
    for url in sorted(want - have, key=lambda url: -days.labels[url].worth):
        label, row = days.labels[url], rows[url]
        yield f"missed {label.grade} ({' '.join(label.countries)}), read as {row.grade}: {row.title}"
    for url in sorted(want & have):
        if set(days.labels[url].countries) != set(rows[url].countries):
            right, said = " ".join(days.labels[url].countries), " ".join(rows[url].countries)
            yield f"countries {said} for {right}: {rows[url].title}"
