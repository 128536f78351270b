"""The gate: a generated text and its sources -> what in it they do not bear out. Pure."""

from collections.abc import Sequence

from digests.claims.anchors import anchor_faults
from digests.claims.faults import Fault, SourceSentence
from digests.claims.figures import figure_faults, lost_figures
from digests.claims.form import form_faults, length_faults
from digests.claims.named import lost_names, name_faults
from digests.claims.opposed import opposed_faults
from digests.claims.paired import pairing_faults
from digests.claims.polarity import lost_negations, negation_faults
from digests.claims.quoted import quotation_faults
from digests.claims.roles import role_faults
from digests.claims.unknown import lost_unknown, unknown_faults
from digests.language.names import Names

_LONGEST = 2000
"""Characters of a text, and of each source, that are looked at: a longer text is refused, and what stands further on in
a source bears nothing out."""


def claim_faults(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> tuple[Fault, ...]:
    """What ``text``, in ``language``, says that no source bears out; nothing where it may be sent."""
    if len(text) > _LONGEST:
        return (Fault("length", f"{len(text)} characters"),)
    sources = _bounded(sources)
    return (
        *form_faults(text, language, sources),
        *figure_faults(text, language, sources),
        *name_faults(text, language, sources, names),
        *unknown_faults(text, language, sources, names),
        *quotation_faults(text, language, sources, names),
        *opposed_faults(text, language, sources),
        *role_faults(text, language, sources, names),
        *anchor_faults(text, language, sources, names),
        *pairing_faults(text, language, sources, names),
        *negation_faults(text, language, sources),
    )


def translation_faults(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> tuple[Fault, ...]:
    """What is wrong with ``text`` as the translation of all ``sources``: what they do not bear out, what of them is
    lost, and a length that no translation has."""
    if len(text) > _LONGEST:
        return (Fault("length", f"{len(text)} characters"),)
    sources = _bounded(sources)
    return (
        *claim_faults(text, language, sources, names),
        *length_faults(text, language, sources),
        *lost_figures(text, language, sources),
        *lost_names(text, language, sources, names),
        *lost_unknown(text, language, sources, names),
        *lost_negations(text, language, sources),
    )


def _bounded(sources: Sequence[SourceSentence]) -> list[SourceSentence]:
    return [SourceSentence(source.text[:_LONGEST], source.language) for source in sources]
