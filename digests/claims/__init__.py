"""The claim gate: nothing that a language model wrote is sent unless the sources bear it out. Pure.

    text, its language, source sentences, names -> faults; none = it may be sent

gate.py      ``claim_faults``: one text against its sources; ``translation_faults``: and as a translation of them
briefs.py    ``brief_faults``: a brief with citations, sentence by sentence, each against the sources it cites
faults.py    what a text is held against, and what may be wrong with it
form.py      language, length, markup, template tokens, echoes and refusals
figures.py   numbers (quantities, units) and times
named.py     names that we know (known); unknown.py those that we do not (capitals, titled, spelt, transcribed)
quoted.py    quotations
polarity.py  denials; opposed.py words that exclude each other; roles.py who does it to whom
paired.py    numbers told of others; anchors.py nothing in common at all
words/       the words of all that, in five languages

It asks no model and needs no ``[llm]``: a text is compared, never understood, and what cannot be compared is refused
where it could be wrong. What is checked and what is not: ``docs/claims.md``.
"""

from digests.claims.briefs import MOST_SENTENCES, CitedSentence, brief_faults, read_brief
from digests.claims.faults import Fault, Kind, SourceSentence
from digests.claims.gate import claim_faults, translation_faults

__all__ = [
    "MOST_SENTENCES",
    "CitedSentence",
    "Fault",
    "Kind",
    "SourceSentence",
    "brief_faults",
    "claim_faults",
    "read_brief",
    "translation_faults",
]
