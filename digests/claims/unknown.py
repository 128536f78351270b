"""Names of which we know nothing: told by how they are written, and looked for in the sources by their sound. Pure.

English: capitals (``capitals.py``). Japanese: katakana. Japanese, Korean and Chinese: what stands beside a title, and
the names of sites (``titled.py``).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from digests.claims.capitals import ALWAYS, WORD, capitalised, people
from digests.claims.faults import Fault, SourceSentence
from digests.claims.known import Known
from digests.claims.spelt import stands
from digests.claims.titled import PERSON, chinese, japanese, korean, sites
from digests.claims.words import plain_words
from digests.language.fold import fold
from digests.language.names import Names, column

_FOREIGN = regex.compile("[A-Za-zァ-ヺ]")
_KATAKANA = regex.compile(r"[ァ-ヺー]{2,}+(?:[・=＝][ァ-ヺー]{2,}+)*+")


def unknown_faults(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> Iterator[Fault]:
    """The names of ``text`` that we do not know and that stand in no source."""
    said = [source.text for source in sources]
    tongue = column(language)
    left = _without_known(text, language, names)
    for name in spotted_in(text, language, names):
        if not stands(name, said) and not all(stands(part, said) for part in regex.split("[ ・=＝]", name)):
            yield Fault("name", name)
    if tongue != "en":
        yield from (Fault("name", word) for word in _latin(left) if not stands(word, said))


def spotted_in(text: str, language: str, names: Names) -> Iterator[str]:
    """Words of ``text`` that are written as names are, and none that we know."""
    left = _without_known(text, language, names)
    found = {"en": capitalised, "ja": _japanese, "ko": korean, "zh": chinese}[column(language)](left)
    yield from dict.fromkeys(found)


def lost_unknown(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> Iterator[Fault]:
    """People of the sources, told by how they are written, whom a translation does not name."""
    for source in sources:
        tongue = column(source.language)
        left = _without_known(source.text, source.language, names)
        for name in {"en": people, "ja": japanese, "ko": korean, "zh": chinese}[tongue](left):
            if not stands(name, [text]) and not all(stands(part, [text]) for part in regex.split("[ ・]", name)):
                yield Fault("missing", name)


def _without_known(text: str, language: str, names: Names) -> str:
    """The text with a bar for every name that we know: those are compared by what they are. What follows a person's
    name and belongs to it (``President Lee`` Jae-myung) is known with it."""
    for each in reversed(Known.of(text, language, names).mentioned):
        end = each.end
        if each.name.group == "terms" and not _FOREIGN.search(each.said):
            continue
        if each.name.group == "people":
            rest = WORD.match(text, end + 1)
            if rest and any(fold(rest.group()) in fold(spelt) for spelt in each.name.spellings["en"]):
                end = rest.end()
        text = text[: each.start] + (PERSON if each.name.group == "people" else "|") * (end - each.start) + text[end:]
    return text


def _japanese(text: str) -> Iterator[str]:
    for run in _KATAKANA.finditer(text):
        if not all(map(_is_common_katakana, regex.split("[・=＝]", run.group().strip("ー")))):
            yield run.group()
    yield from sites(fold(text))
    yield from japanese(text)


@lru_cache(maxsize=10_000)
def _is_common_katakana(run: str) -> bool:
    """Whether a run of katakana is made of common words."""
    words = plain_words("katakana")
    reached = {0}
    for end in range(1, len(run) + 1):
        if any(start in reached and run[start:end] in words for start in range(max(0, end - 8), end)):
            reached.add(end)
    return len(run) in reached


def _latin(text: str) -> Iterator[str]:
    """Words in Latin letters within another script: they are names, or codes."""
    for word in WORD.finditer(text):
        if word.group().isascii() and len(word.group()) > 1 and word.group().casefold() not in ALWAYS:
            yield word.group()
