"""The codes that everything else is said in: countries and grades."""

from typing import Literal, TypeAlias

Grade: TypeAlias = Literal["trilateral", "bilateral", "national", "none"]
COUNTRIES: tuple[str, ...] = ("CN", "JP", "KR")
GRADES: tuple[Grade, ...] = ("trilateral", "bilateral", "national", "none")
"""From the widest to none; ``GRADES.index`` orders them."""
