"""Does a generated text deny what its sources say, or say what they deny? Told by the words that negate. Pure.

Three kinds of words count (``words/negation.toml``): certain denials (``not``, 않, ない, 未), words with a denial in
them (``ban``, 否认), and what may render a denial (``hardly``, 難しい). A certain denial of one text is found in the
other as a denial, as what may render it, or as a word with a denial in it that the first does not have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from digests.claims.faults import Fault, SourceSentence
from digests.claims.words import words_of
from digests.language.fold import fold
from digests.language.names import column


@dataclass(frozen=True, slots=True)
class Negations:
    """How often a text negates, by the kind of word."""

    certain: tuple[str, ...]
    lexical: int
    loose: int

    @classmethod
    def of(cls, text: str, language: str) -> "Negations":
        tongue = column(language)
        left = _pattern("idle", tongue).sub(" ", fold(text))
        certain = tuple(found.group() for found in _pattern("certain", tongue).finditer(left))
        left = _pattern("certain", tongue).sub(" ", left)
        lexical = len(_pattern("lexical", tongue).findall(left))
        return cls(certain, lexical, len(_pattern("loose", tongue).findall(_pattern("lexical", tongue).sub(" ", left))))

    def may_render(self, other: "Negations") -> int:
        """How many certain denials of another text this one may have."""
        return len(self.certain) + self.loose + max(0, self.lexical - other.lexical)


def negation_faults(text: str, language: str, sources: Sequence[SourceSentence]) -> Iterator[Fault]:
    """Denials that no source makes."""
    said = Negations.of(text, language)
    if len(said.certain) > _told(sources).may_render(said):
        yield Fault("negation", said.certain[-1])


def lost_negations(text: str, language: str, sources: Sequence[SourceSentence]) -> Iterator[Fault]:
    """Denials of the sources that are not told."""
    told = _told(sources)
    if len(told.certain) > Negations.of(text, language).may_render(told):
        yield Fault("negation", told.certain[-1])


def _told(sources: Sequence[SourceSentence]) -> Negations:
    several = [Negations.of(source.text, source.language) for source in sources]
    certain = tuple(word for each in several for word in each.certain)
    return Negations(certain, sum(each.lexical for each in several), sum(each.loose for each in several))


@cache
def _pattern(kind: str, tongue: str) -> "regex.Pattern[str]":
    return regex.compile("|".join(words_of("negation", kind, tongue)))
