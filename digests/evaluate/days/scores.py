"""Precision, recall and F1, as all parts count them: pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """What was right, said without being so, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}, recall {self.recall:.3f}, {self.right + self.missed} labelled"


def counted(wanted: Collection[str], said: Collection[str]) -> Counts:
    """Two sets of addresses, or of names, against each other."""
    want, have = set(wanted), set(said)
    return Counts(len(want & have), len(have - want), len(want - have))


def summed(counts: Iterable[Counts]) -> Counts:
    """The counts of many items as one."""
    every = list(counts)
    return Counts(sum(c.right for c in every), sum(c.wrong for c in every), sum(c.missed for c in every))


def share(part: float, whole: float) -> float:
    """``part`` of ``whole``; 0 where there is none."""
    return part / whole if whole else 0.0
