"""What an evaluation says: sections of figures, each with its target, and the worst mistakes."""

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value."""

    name: str
    value: float
    target: float | None = None
    """``None`` = told, not judged."""
    unit: Literal["share", "count", "ms"] = "share"
    """``share`` is 0-1 (accuracy, F1, precision, recall)."""
    better: Literal["higher", "lower"] = "higher"
    detail: str = ""
    """What the value is made of, e.g. ``158 of 158``."""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; ``None`` where there is none."""
        if self.target is None:
            return None
        return self.value >= self.target if self.better == "higher" else self.value <= self.target


@dataclass(frozen=True, slots=True)
class Section:
    """The figures of one room."""

    title: str
    rows: tuple[Figure, ...]
    mistakes: tuple[str, ...] = ()
    """One line each, the worst first: which item, what we said, what is right."""


@dataclass(frozen=True, slots=True)
class Report:
    """All sections for one labelled set."""

    subject: str
    sections: tuple[Section, ...]

    @property
    def met(self) -> bool:
        """Whether every target is met."""
        return all(row.met is not False for section in self.sections for row in section.rows)

    def as_json(self) -> dict[str, Any]:
        """Plain lists, texts and numbers; ``met`` beside every figure."""
        sections = [
            {
                "title": section.title,
                "rows": [asdict(row) | {"met": row.met} for row in section.rows],
                "mistakes": list(section.mistakes),
            }
            for section in self.sections
        ]
        return {"subject": self.subject, "met": self.met, "sections": sections}

    def as_text(self, *, mistakes: int = 10) -> str:
        """A table for people; at most ``mistakes`` lines of mistakes a section."""
        lines = [self.subject]
        for section in self.sections:
            width = max(len(row.name) for row in section.rows)
            lines += ["", section.title, *(_line(row, width) for row in section.rows)]
            lines += [f"    - {mistake}" for mistake in section.mistakes[:mistakes]]
            left = len(section.mistakes) - mistakes
            lines += [f"    … and {left} more"] if left > 0 else []
        return "\n".join(lines)


def _line(row: Figure, width: int) -> str:
    sign = ">=" if row.better == "higher" else "<="
    target = "" if row.target is None else f"  {sign} {_value(row.target, row.unit)} {'met' if row.met else 'MISSED'}"
    detail = f"  ({row.detail})" if row.detail else ""
    return f"  {row.name:<{width}}  {_value(row.value, row.unit):>8}{target}{detail}"


def _value(value: float, unit: str) -> str:
    return {"share": f"{value:.3f}", "count": f"{value:,.0f}", "ms": f"{value:,.1f} ms"}[unit]
