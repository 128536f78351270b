"""Quotations in a generated text: word for word in a source of its language, or a source's, translated. Pure."""

from collections.abc import Iterator, Sequence

import regex

from digests.claims.faults import Fault, SourceSentence
from digests.language.fold import fold
from digests.language.names import Names, column

_QUOTED = regex.compile(
    r"“([^“”]{1,400}+)”|「([^「」]{1,400}+)」|『([^『』]{1,400}+)』|\"([^\"]{1,400}+)\"|‘([^‘’]{1,400}+)’(?![a-z])"
    r"|(?<![\p{L}\d])'([^']{1,400}+)'(?![\p{L}\d](?<=[a-z]))"
)
_LEAST = {"en": 9, "ko": 4, "zh": 4, "ja": 4}
"""Letters from which a quotation is one, and not a word set off."""
_TIMES = 3.0
"""A translated quotation is at most so many times as long as another."""
_WEIGHT = {"en": 1.0, "zh": 3.0, "ja": 2.1, "ko": 2.2}
_LETTER = regex.compile(r"[\p{L}\p{N}]")


def quotation_faults(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> Iterator[Fault]:
    """The quotations of ``text`` that nobody says in a source."""
    free = [
        (_letters(quoted), source.language) for source in sources for quoted in quotations(source.text, source.language)
    ]
    for quoted in quotations(text, language):
        bare = _letters(quoted)
        if any(_letters(source.text).find(bare) >= 0 for source in sources if source.language == language):
            continue
        if len(bare) < _LEAST[column(language)] or _is_name(quoted, language, names):
            continue
        meant = next((each for each in free if each[1] != language and _as_long(bare, language, *each)), None)
        if meant is None:
            yield Fault("quotation", quoted)
        else:
            free.remove(meant)


def quotations(text: str, language: str) -> list[str]:
    """What stands in quotation marks, without them; marks within marks are a part of what is quoted."""
    return [next(filter(None, found.groups())) for found in _QUOTED.finditer(text)]


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(fold(text)))


def _as_long(bare: str, language: str, other: str, written_in: str) -> bool:
    one, two = len(bare) * _WEIGHT[column(language)], len(other) * _WEIGHT[column(written_in)]
    return max(one, two) <= _TIMES * min(one, two) + 12


def _is_name(quoted: str, language: str, names: Names) -> bool:
    """Whether nothing is quoted but a name: “一带一路”."""
    found = names.found(quoted, language)
    return bool(found) and sum(each.end - each.start for each in found) >= len(quoted.strip()) - 2
