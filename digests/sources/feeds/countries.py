"""A feed's country where nobody names it: guessed from its address, else from the language it is written in. Pure."""

import re
from urllib.parse import urlsplit

NOWHERE = "XX"
"""An international body, or a country that nobody knows."""
_OF_DOMAIN = {
    "cn": "CN", "jp": "JP", "kr": "KR", "hk": "HK", "tw": "TW", "mo": "MO", "sg": "SG", "uk": "GB", "us": "US",
    "gov": "US", "int": "XX",
}  # fmt: skip
_OF_LANGUAGE = {"zh-Hans": "CN", "ja": "JP", "ko": "KR"}
"""Traditional Chinese is written in several places, English in all."""


def is_country(code: str) -> bool:
    """Whether ``code`` is written as a country's: two letters, as in ISO 3166."""
    return re.fullmatch("[A-Z]{2}", code) is not None


def guess(url: str, language: str | None) -> tuple[str, str]:
    """(country, by what): ``domain``, ``language``, or ``""`` where neither tells it and it is ``XX``."""
    domain = (urlsplit(url).hostname or "").rsplit(".", 1)[-1]
    if domain in _OF_DOMAIN:
        return _OF_DOMAIN[domain], "domain"
    if language in _OF_LANGUAGE:
        return _OF_LANGUAGE[language], "language"
    return NOWHERE, ""
