"""The codes that everything else is said in: languages, countries, grades."""

from typing import Literal, TypeAlias

Grade: TypeAlias = Literal["trilateral", "bilateral", "national", "none"]
COUNTRIES: tuple[str, ...] = ("CN", "JP", "KR")
LANGUAGES: tuple[str, ...] = ("en", "zh-Hans", "zh-Hant", "ja", "ko")
GRADES: tuple[Grade, ...] = ("trilateral", "bilateral", "national", "none")
"""From the widest to none; ``GRADES.index`` orders them."""
