"""Are grade, countries, sectors and mechanisms those that a careful reader gives?

Items are scored one by one, by what they are exported with (what their story voted, where several tell it; what each
says by itself is told beside it); F1 over (item, label) pairs. Beside grade and countries stands the simplest way to do
it: count which of the three countries' names occur in title and text, and grade by their number.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from digests.evaluate.gold import Gold, GoldItem
from digests.evaluate.report import Figure, Section
from digests.evaluate.run import Readings
from digests.model import GRADES
from digests.stories.telling import Tags

GRADE, TRILATERAL, COUNTRIES, SECTORS, SECTORS_MACRO, MECHANISMS = 0.92, 0.97, 0.96, 0.80, 0.75, 0.85
"""The targets."""
_NAMES = {
    "CN": re.compile(r"China|Chinese|中国|中國|중국|中日|日中|中韓|中韩|한중|중일"),
    "JP": re.compile(r"Japan|日本|일본|中日|日中|日韓|日韩|한일|중일"),
    "KR": re.compile(r"Korea|韓国|韩国|韓國|한국|日韓|日韩|中韓|中韩|한중|한일"),
}
_Labels = Collection[str]


@dataclass(frozen=True, slots=True)
class F1:
    """Pairs that were right, said without being so, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def value(self) -> float:
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else 1.0

    def __str__(self) -> str:
        precision, recall = self.right / max(self.right + self.wrong, 1), self.right / max(self.right + self.missed, 1)
        return f"precision {precision:.2f}, recall {recall:.2f}, {self.right + self.missed} labelled"


def f1(pairs: Iterable[tuple[_Labels, _Labels]]) -> F1:
    """(labelled, said) by item -> counts over all labels."""
    counts = [(len(set(a) & set(b)), len(set(b) - set(a)), len(set(a) - set(b))) for a, b in pairs]
    return F1(sum(c[0] for c in counts), sum(c[1] for c in counts), sum(c[2] for c in counts))


def tags(gold: Gold, readings: Readings) -> Section | None:
    """All figures of tagging; ``None`` where there are no items."""
    pairs = [(item, readings.items[item.id]) for item in gold.items if item.id in readings.items]
    if not pairs:
        return None
    alone = [(item, Tags.alone(reading)) for item, reading in pairs]
    told = [(item, readings.told.get(item.id) or tags) for item, tags in alone]
    rows = (figure for figures in (_grades, _countries, _sectors, _mechanisms) for figure in figures(told, alone))
    return Section("Tags", tuple(rows), tuple(_mistakes(told)))


_Pairs: TypeAlias = Sequence[tuple[GoldItem, Tags]]
"""Each item with what is said of it: as told by its story, or by itself alone."""


def _grades(told: _Pairs, alone: _Pairs) -> list[Figure]:
    simple = sum(item.grade == _counted(item)[0] for item, _ in told) / len(told)
    by_itself = sum(item.grade == tags.grade for item, tags in alone) / len(alone)
    confused = Counter((item.grade, tags.grade) for item, tags in told if item.grade != tags.grade)
    right = len(told) - confused.total()
    mistaken = "; ".join(f"{a} read as {b}: {count}" for (a, b), count in confused.most_common())
    detail = f"{right} of {len(told)}; each item alone {by_itself:.3f}; counting names {simple:.3f}"
    rows = [Figure("grade, accuracy", right / len(told), GRADE, detail="; ".join(filter(None, (detail, mistaken))))]
    for grade in GRADES:
        found = f1(((item.grade,) * (item.grade == grade), (t.grade,) * (t.grade == grade)) for item, t in told)
        counted = f1(
            ((item.grade,) * (item.grade == grade), (grade,) * (_counted(item)[0] == grade)) for item, _ in told
        )
        target = TRILATERAL if grade == "trilateral" else None
        rows.append(Figure(f"grade {grade}, F1", found.value, target, detail=f"{found}; counting {counted.value:.3f}"))
    return rows


def _countries(told: _Pairs, alone: _Pairs) -> list[Figure]:
    found = f1((item.countries, tags.countries) for item, tags in told)
    by_itself = f1((item.countries, tags.countries) for item, tags in alone)
    simple = f1((item.countries, _counted(item)[1]) for item, _ in told)
    detail = f"{found}; each item alone {by_itself.value:.3f}; counting names {simple.value:.3f}"
    return [Figure("countries, micro-F1", found.value, COUNTRIES, detail=detail)]


def _sectors(told: _Pairs, alone: _Pairs) -> list[Figure]:
    said = [(item.sectors, tags.sectors) for item, tags in told]
    by_itself = f1((item.sectors, tags.sectors) for item, tags in alone)
    names = sorted({name for labelled, given in said for name in (*labelled, *given)})
    each = {name: f1(([x for x in a if x == name], [x for x in b if x == name]) for a, b in said) for name in names}
    labelled = [found.value for found in each.values() if found.right + found.missed]
    whole = f1(said)
    macro = sum(labelled) / len(labelled) if labelled else 1.0
    return [
        Figure("sectors, micro-F1", whole.value, SECTORS, detail=f"{whole}; each item alone {by_itself.value:.3f}"),
        Figure("sectors, macro-F1", macro, SECTORS_MACRO, detail=f"{len(labelled)} sectors"),
        *(Figure(f"sector {name}, F1", found.value, detail=str(found)) for name, found in each.items()),
    ]


def _mechanisms(told: _Pairs, alone: _Pairs) -> list[Figure]:
    found = f1((item.mechanisms, tags.mechanisms) for item, tags in told)
    by_itself = f1((item.mechanisms, tags.mechanisms) for item, tags in alone)
    detail = f"{found}; each item alone {by_itself.value:.3f}"
    return [Figure("mechanisms, micro-F1", found.value, MECHANISMS, detail=detail)]


def _counted(item: GoldItem) -> tuple[str, tuple[str, ...]]:
    """The grade and countries of whoever counts names."""
    text = f"{item.title} {item.text}"
    named = tuple(country for country, pattern in _NAMES.items() if pattern.search(text))
    return ("none", "national", "bilateral", "trilateral")[len(named)], named


def _mistakes(told: _Pairs) -> Iterable[str]:
    """Wrong grades first, those furthest off before; then what has most wrong labels."""
    mistakes: list[tuple[float, str]] = []
    for item, tags in told:
        faults: list[str] = []
        off = float(abs(GRADES.index(item.grade) - GRADES.index(tags.grade)))
        if off or set(item.countries) != set(tags.countries):
            said, right = " ".join(tags.countries), " ".join(item.countries)
            faults.append(f"{tags.grade} ({said}) for {item.grade} ({right})")
        for name, given, labelled in (
            ("sectors", tags.sectors, item.sectors),
            ("mechanisms", tags.mechanisms, item.mechanisms),
        ):
            if set(given) != set(labelled):
                faults.append(f"{name} {', '.join(given) or 'none'} for {', '.join(labelled) or 'none'}")
                off += len(set(given) ^ set(labelled)) / 10
        if faults:
            mistakes.append((off, f"{item.id} {item.language} {'; '.join(faults)}: {item.title}"))
    return (line for _, line in sorted(mistakes, key=lambda mistake: -mistake[0]))
