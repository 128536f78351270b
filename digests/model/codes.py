"""The codes that everything else is said in: countries, grades and lengths."""

from typing import Literal, TypeAlias

Grade: TypeAlias = Literal["trilateral", "bilateral", "national", "none"]
Length: TypeAlias = Literal["brief", "normal", "full"]
COUNTRIES: tuple[str, ...] = ("CN", "JP", "KR")
GRADES: tuple[Grade, ...] = ("trilateral", "bilateral", "national", "none")
"""From the widest to none; ``GRADES.index`` orders them."""
LENGTHS: tuple[Length, ...] = ("brief", "normal", "full")
"""How much a digest tells: a line each of a few stories, a sentence or two of some, or more of as many as there are on
a busy day."""
