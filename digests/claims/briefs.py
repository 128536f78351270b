"""A brief: a few sentences about a story, each with the numbers of the source sentences that bear it out. Pure.

Japan and South Korea agree on hydrogen.[1][3] China did not sign.[2]
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from digests.claims.faults import Fault, SourceSentence
from digests.claims.form import is_whole
from digests.claims.gate import claim_faults
from digests.claims.polarity import lost_negations
from digests.language.names import Names
from digests.language.segment import sentences

MOST_SENTENCES = 3
_LONGEST = 4000
"""Characters of a brief that are read: what is longer has too many sentences before."""
_MARK = r"\s?[\[［【]\s?(?:[0-9]{1,3}\s?[,、，]?\s?){1,9}+[\]］】]"
_CITATION = regex.compile(_MARK)
_AFTER_STOP = regex.compile(rf"([.。!?！？][”\"'’」』]{{0,2}})((?:{_MARK}){{1,9}}+)")


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of a brief without its citations, and the numbers (from 1) of the sources that it cites."""

    text: str
    cites: tuple[int, ...]
    faults: tuple[Fault, ...] = ()
    """What is wrong with it; nothing where it may be sent."""


def read_brief(text: str, language: str) -> tuple[CitedSentence, ...]:
    """A brief as its sentences; a citation belongs to the sentence that it stands in or behind."""
    moved = _AFTER_STOP.sub(lambda found: found[2] + found[1], text[:_LONGEST])
    return tuple(_cited(moved[start:end]) for start, end in sentences(moved, language))


def brief_faults(
    text: str, language: str, sources: Sequence[SourceSentence], names: Names
) -> tuple[CitedSentence, ...]:
    """The sentences of a brief, each with what is wrong with it: a claim that the sources it cites do not bear out,
    a citation of nothing, or of what is not there. It may be sent where none has a fault and there is a sentence."""
    return tuple(
        CitedSentence(sentence.text, sentence.cites, _faults(sentence, number, language, sources, names))
        for number, sentence in enumerate(read_brief(text, language), start=1)
    )


def _cited(sentence: str) -> CitedSentence:
    numbers = [int(one) for found in _CITATION.findall(sentence) for one in regex.findall("[0-9]+", found)]
    return CitedSentence(_CITATION.sub("", sentence).strip(), tuple(dict.fromkeys(numbers)))


def _faults(
    sentence: CitedSentence, number: int, language: str, sources: Sequence[SourceSentence], names: Names
) -> tuple[Fault, ...]:
    if not sentence.cites:
        return (Fault("citation", "none"),)
    absent = [Fault("citation", f"[{cited}]") for cited in sentence.cites if not 1 <= cited <= len(sources)]
    if absent:
        return tuple(absent)
    long = [Fault("length", f"sentence {number} of {MOST_SENTENCES}")] if number > MOST_SENTENCES else []
    cited = [sources[cited - 1] for cited in sentence.cites]
    lost = lost_negations(sentence.text, language, cited) if is_whole(sentence.text, language, cited) else ()
    return (*long, *claim_faults(sentence.text, language, cited, names), *lost)
