"""What was perhaps meant by a word that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.6
"""How alike two words must be to be told as perhaps meant (``difflib``'s ratio): contry and country are .92."""


def nearest(word: str, known: Iterable[str], alike: float = _ALIKE) -> str | None:
    """What of ``known`` is most like ``word`` in whatever case, where anything is (from 0 to 1, as difflib has it)."""
    by_small = {each.casefold(): each for each in known}
    found = get_close_matches(word.casefold(), by_small, n=1, cutoff=alike)
    return by_small[found[0]] if found else None
