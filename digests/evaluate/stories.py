"""Are reports of one event in one story, whatever their language, and no others?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from digests.evaluate.gold import Gold, GoldItem
from digests.evaluate.report import Figure, Section
from digests.evaluate.run import Readings
from digests.model import Reading

PAIRS, BCUBED, ACROSS, SQUEEZED = 0.92, 0.96, 0.90, 0.80
_WINDOW = 72 * 3600
_COSINE = 0.45
"""The baseline's threshold, the best of .35-.60 on the development sample: it is given what it wants."""

Grouping = Mapping[str, int]
"""Item id -> the story it was put in."""


def stories(gold: Gold, readings: Readings) -> Section | None:
    """Pair F1, B-cubed F1 (Bagga and Baldwin 1998) and recall of pairs in two languages; what plain cosine and a
    window reach stands in brackets."""
    if not gold.items or not readings.stories:
        return None
    told, squeezed = _placed(gold, readings.stories), _placed(gold, readings.squeezed)
    baseline = _by_cosine(gold, readings.items)
    precision, recall = pair_scores(gold.items, told)
    tight = pair_scores(gold.items, squeezed)
    rows = (
        Figure(
            "pairs, F1",
            f1(precision, recall),
            PAIRS,
            detail=f"precision {precision:.3f}, recall {recall:.3f}; "
            f"cosine and a window {f1(*pair_scores(gold.items, baseline)):.3f}",
        ),
        Figure(
            "B-cubed, F1",
            bcubed(gold.items, told),
            BCUBED,
            detail=f"cosine and a window {bcubed(gold.items, baseline):.3f}",
        ),
        Figure("pairs in two languages, recall", across_recall(gold.items, told), ACROSS),
        Figure(
            "dates squeezed into ten days: pairs, F1",
            f1(*tight),
            SQUEEZED,
            detail=f"precision {tight[0]:.3f}, recall {tight[1]:.3f}",
        ),
        Figure("items taken for copies", len(readings.copies), unit="count", better="lower"),
    )
    return Section("Stories", rows, tuple(_mistakes(gold.items, told)))


def pair_scores(items: Sequence[GoldItem], told: Grouping) -> tuple[float, float]:
    """Precision and recall over pairs of items; 1 where there is nothing to be right about."""
    right = sum(size * (size - 1) // 2 for size in Counter((item.story, told[item.id]) for item in items).values())
    said = sum(size * (size - 1) // 2 for size in Counter(told[item.id] for item in items).values())
    labelled = sum(size * (size - 1) // 2 for size in Counter(item.story for item in items).values())
    return (right / said if said else 1.0, right / labelled if labelled else 1.0)


def bcubed(items: Sequence[GoldItem], told: Grouping) -> float:
    """F1 of the mean, over items, of how much of the item's group and of its story the two share."""
    both = Counter((item.story, told[item.id]) for item in items)
    groups, labelled = Counter(told[item.id] for item in items), Counter(item.story for item in items)
    shared = [(both[item.story, told[item.id]], groups[told[item.id]], labelled[item.story]) for item in items]
    precision = sum(common / group for common, group, _ in shared) / len(shared)
    recall = sum(common / story for common, _, story in shared) / len(shared)
    return f1(precision, recall)


def across_recall(items: Sequence[GoldItem], told: Grouping) -> float:
    """Of the labelled pairs in two languages, the share that is in one group."""
    pairs = [
        told[one.id] == told[other.id]
        for one, other in combinations(items, 2)
        if one.story == other.story and one.language != other.language
    ]
    return sum(pairs) / len(pairs) if pairs else 1.0


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _placed(gold: Gold, found: Grouping) -> dict[str, int]:
    """An item that was lost on the way is in a group of its own."""
    return {item.id: found.get(item.id, -1 - number) for number, item in enumerate(gold.items)}


def _mistakes(items: Sequence[GoldItem], told: Grouping) -> Iterator[str]:
    """What was merged and what was split wrongly, what most pairs are wrong by first."""
    lines: list[tuple[int, str]] = []
    for members in _grouped(items, [str(told[item.id]) for item in items]):
        if len({item.story for item in members}) > 1:
            lines.append((_between(members, [item.story for item in members]), "merged: " + _titles(members)))
    for members in _grouped(items, [item.story for item in items]):
        if len({told[item.id] for item in members}) > 1:
            groups = [str(told[item.id]) for item in members]
            lines.append((_between(members, groups), f"split {members[0].story}: " + _titles(members)))
    return (line for _, line in sorted(lines, key=lambda scored: -scored[0]))


def _grouped(items: Sequence[GoldItem], keys: Sequence[str]) -> list[list[GoldItem]]:
    groups: dict[str, list[GoldItem]] = defaultdict(list)
    for item, key in zip(items, keys, strict=True):
        groups[key].append(item)
    return list(groups.values())


def _between(members: Sequence[GoldItem], parts: Sequence[str]) -> int:
    """How many pairs of ``members`` are in different parts."""
    return (len(members) ** 2 - sum(size**2 for size in Counter(parts).values())) // 2


def _titles(members: Sequence[GoldItem]) -> str:
    return " / ".join(f"{item.id} {item.story} {item.title[:40]}" for item in members)


def _by_cosine(gold: Gold, readings: Mapping[str, Reading]) -> dict[str, int]:
    """Average linkage over plain cosines of the readings' vectors inside the window."""
    known = [item for item in gold.items if item.id in readings and readings[item.id].vector]
    grouping = {item.id: -1 - number for number, item in enumerate(gold.items)}
    if known:
        vectors = np.stack([np.frombuffer(readings[item.id].vector, dtype="<f4") for item in known])
        published = np.array([item.published for item in known])
        apart = np.abs(published[:, None] - published[None, :]) > _WINDOW
        agreement = np.where(apart, -1.0, vectors @ vectors.T - _COSINE)
        for number, group in enumerate(_linked(agreement)):
            grouping |= {known[index].id: number for index in group}
    return grouping


def _linked(agreement: NDArray[np.float64]) -> Iterator[list[int]]:
    """The groups that average linkage makes of a symmetric matrix, those above zero joined, the best first."""
    totals, sizes = agreement.copy(), np.ones(len(agreement))
    members = [[index] for index in range(len(agreement))]
    while True:
        means = np.triu(totals / np.outer(sizes, sizes), 1)
        one, other = np.unravel_index(int(means.argmax()), means.shape)
        if means[one, other] <= 0:
            yield from (group for group in members if group)
            return
        totals[one] += totals[other]
        totals[:, one] += totals[:, other]
        totals[other], totals[:, other] = -np.inf, -np.inf
        sizes[one] += sizes[other]
        members[one] += members[other]
        members[other] = []
