"""Unicode's data on each language that the bot speaks: what it calls places, clocks, languages and days."""

from functools import cache

from babel import Locale

from config.languages import LANGUAGES


@cache
def locales() -> tuple[Locale, ...]:
    """In the order of ``LANGUAGES``."""
    return tuple(Locale.parse(code, sep="-") for code in LANGUAGES)
