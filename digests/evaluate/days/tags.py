"""Are sectors and mechanisms those that a careful reader gives?"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from digests.evaluate.days.labels import NewsDays
from digests.evaluate.days.replay import Replayed
from digests.evaluate.days.scores import Counts, counted, share, summed
from digests.evaluate.report import Figure, Section

SECTORS, ORDINARY = 0.80, 0.72
"""The targets: of all labelled items, and of ordinary news alone."""

_Pairs: TypeAlias = Sequence[tuple[Collection[str], Collection[str]]]
"""By item: labelled, said."""


def tags(days: NewsDays, replayed: Replayed) -> Section:
    """How well sectors and mechanisms are told."""
    labels, rows = days.labels, replayed.rows
    seen = [url for url in labels if url in rows]
    between = [url for url in seen if labels[url].grade in ("bilateral", "trilateral")]
    sample = [url for url in seen if labels[url].part == "b"]

    def sectors(urls: Sequence[str]) -> _Pairs:
        return [(labels[url].sectors, rows[url].sectors) for url in urls]

    mechanisms = [(labels[url].mechanisms, rows[url].mechanisms) for url in seen]
    figures = (
        _figure("sectors, micro-F1", sectors(seen), SECTORS),
        _figure("sectors of a random sample, micro-F1", sectors(sample), ORDINARY),
        _figure("sectors of what is between the countries, micro-F1", sectors(between)),
        _figure("mechanisms, micro-F1", mechanisms),
        *_each(sectors(seen)),
    )
    return Section("Sectors and mechanisms", figures, tuple(_mistakes(days, replayed, seen)))


def _figure(name: str, pairs: _Pairs, target: float | None = None) -> Figure:
    found = summed(counted(*pair) for pair in pairs)
    each = [count.f1 for count in _by_name(pairs).values() if count.right + count.missed]
    return Figure(name, found.f1, target, detail=f"{found}; macro-F1 {share(sum(each), len(each)):.3f}")


def _by_name(pairs: _Pairs) -> dict[str, Counts]:
    right: Counter[str] = Counter(name for want, said in pairs for name in set(want) & set(said))
    wrong: Counter[str] = Counter(name for want, said in pairs for name in set(said) - set(want))
    missed: Counter[str] = Counter(name for want, said in pairs for name in set(want) - set(said))
    return {name: Counts(right[name], wrong[name], missed[name]) for name in sorted({*right, *wrong, *missed})}


def _each(pairs: _Pairs) -> Iterator[Figure]:
    for name, count in _by_name(pairs).items():
        yield Figure(f"sector {name}, F1", count.f1, detail=str(count))


def _mistakes(days: NewsDays, replayed: Replayed, seen: Sequence[str]) -> Iterator[str]:
    """What has most wrong labels first."""
    wrong: list[tuple[int, str]] = []
    for url in seen:
        want, said = set(days.labels[url].sectors), set(replayed.rows[url].sectors)
        if want != said:
            names = f"{', '.join(sorted(said)) or 'none'} for {', '.join(sorted(want)) or 'none'}"
            wrong.append((len(want ^ said), f"{names}: {replayed.rows[url].title}"))
    return (line for _, line in sorted(wrong, key=lambda scored: -scored[0]))
