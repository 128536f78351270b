"""Which languages the bot speaks: those that have a file in ``locales``, and nothing else decides it."""

from pathlib import Path

LOCALES = Path(__file__).parent / "locales"
_FIRST = ("en", "zh-Hans", "zh-Hant", "ja", "ko")
"""The order in which readers choose; a language that is not named here comes after these, by its code."""


def _place(code: str) -> tuple[int, str]:
    return (_FIRST.index(code) if code in _FIRST else len(_FIRST), code)


LANGUAGES: tuple[str, ...] = tuple(sorted((path.stem for path in LOCALES.glob("*.po")), key=_place))
"""BCP-47 codes; English is always among them."""
