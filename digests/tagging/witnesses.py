"""Which of the names of the news speak for one of the three countries: its people in office, bodies, firms and towns.

Name (config/names) -> kind of the glossary, and the spellings that mean it wherever they stand
"""

from collections.abc import Iterable, Iterator

from digests.model import COUNTRIES, Name, Word

_KINDS = {
    **dict.fromkeys(
        ("person", "ministry", "agency", "central-bank", "military", "parliament", "party", "court", "association"),
        "bodies",
    ),
    "exchange": "bodies",
    **dict.fromkeys(("company", "product", "group"), "firms"),
    **dict.fromkeys(("city", "province", "prefecture", "municipality", "island"), "places"),
}
_OFFICIAL = frozenset(("ministry", "agency", "parliament", "court", "central-bank", "exchange", "association"))
_ALIKE = frozenset(("en", "zh"))
"""Languages in which several countries call their ministries the same: the glossary says whose they are there."""
_SHORTEST, _SHORTEST_LATIN = 3, 4
"""Shorter spellings are parts of other words too often (경기, 동경, 일은)."""
_CODES = {"en": ("en",), "zh": ("zh-Hans", "zh-Hant"), "ja": ("ja",), "ko": ("ko",)}


def witnesses(names: Iterable[Name], language: str, known: frozenset[str]) -> Iterator[tuple[str, list[Word]]]:
    """Lists as those of the glossary: ``bodies:CN`` -> words.

    Args:
        language: ``en``, ``zh``, ``ja`` or ``ko``.
        known: words that the glossary has, which it knows better.
    """
    for name in names:
        kind = _KINDS.get(name.kind)
        if kind is None or name.country not in COUNTRIES or (name.kind in _OFFICIAL and language in _ALIKE):
            continue
        spellings = {spelling for code in _CODES[language] for spelling in name.spellings[code]}
        words = [Word(text, 1.0, name.unless) for text in sorted(spellings - name.alone - known) if _long_enough(text)]
        if words:
            yield f"{kind}:{name.country}", words


def _long_enough(text: str) -> bool:
    return len(text) >= (_SHORTEST_LATIN if text.isascii() else _SHORTEST)
