"""Words of what countries do with each other: matters between two by their name, and kinds of dealings.

Passages -> lexicons of ``dealings.toml`` -> where each kind stands first: in the title or behind it
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from digests.model import Evidence
from digests.tagging.country_words import begins_a_word
from digests.tagging.lexicon import Lexicon, Passage, words

Where: TypeAlias = Literal["t", "l"]
"""In the title, or in the lead or the text's start."""
MATTERS = ("between", "claimed", "drawn")
NOTHING = "nothing"
"""Titles of what is no news."""
SENTENCES = 3
"""So many of a text's first sentences are read where they stand in for a lead."""
_LANGUAGES = ("en", "zh", "ja", "ko")


@dataclass(frozen=True, slots=True)
class Dealing:
    """A word of a list, at its first place."""

    where: Where
    evidence: Evidence


class Dealings:
    """Finds them in texts of every language. Build once.

    Args:
        tables: ``dealings.toml`` as it stands.
    """

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._matters = {language: _lexicon(tables, (*MATTERS, NOTHING), language) for language in _LANGUAGES}
        self._cues = {language: _lexicon(tables, ("cues",), language) for language in _LANGUAGES}

    def matters(self, passages: Sequence[Passage], language: str) -> dict[str, Dealing]:
        """``between:JP-KR``, ``claimed:JP-KR``, ``nothing:column`` -> where they stand first; whole words only."""
        return _first(self._matters[language], passages, words_only=begins_a_word)

    def cues(self, passages: Sequence[Passage], language: str) -> dict[str, Dealing]:
        """``cues:market`` -> where words of that kind stand first."""
        return _first(self._cues[language], passages, words_only=lambda text, start: True)


def _first(lexicon: Lexicon, passages: Sequence[Passage], words_only: Callable[[str, int], bool]) -> dict[str, Dealing]:
    found: dict[str, Dealing] = {}
    for passage in passages:
        for match in lexicon.find(passage):
            if passage.place == "text" and passage.sentence(match.start) >= SENTENCES:
                break
            if words_only(passage.folded, match.start):
                where: Where = "t" if passage.place == "title" else "l"
                for key in match.keys:
                    if key not in found:
                        found[key] = Dealing(where, passage.evidence(match.start, match.end))
    return found


def _lexicon(tables: Mapping[str, Any], kinds: Iterable[str], language: str) -> Lexicon:
    return Lexicon(
        (f"{kind}:{name}", words(table.get(code, ())))
        for kind in kinds
        for name, table in tables.get(kind, {}).items()
        for code in dict.fromkeys((language, "en"))
    )
