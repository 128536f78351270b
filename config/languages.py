"""Which languages the bot speaks: those that have a file in ``locales``, and nothing else decides it."""

from pathlib import Path

LOCALES = Path(__file__).parent / "locales"
FIRST = ("en", "zh-Hans", "zh-Hant", "ja", "ko")
"""Those that come with us, in the order in which readers choose; another comes after these, by its code."""


def _place(code: str) -> tuple[int, str]:
    return (FIRST.index(code) if code in FIRST else len(FIRST), code)


LANGUAGES: tuple[str, ...] = tuple(sorted((path.stem for path in LOCALES.glob("*.po")), key=_place))
"""BCP-47 codes; English is always among them."""
