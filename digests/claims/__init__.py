"""The claim gate: nothing that a language model wrote is sent unless the sources bear it out. Pure.

    text, its language, source sentences, names -> faults; none = it may be sent

faults.py   what a text is held against, and what may be wrong with it
gate.py     ``claim_faults``: one text against its sources; ``translation_faults``: and as a translation of them
briefs.py   ``brief_faults``: a brief with citations, sentence by sentence, each against the sources it cites
form.py     language, markup, template tokens, echoes and refusals

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
