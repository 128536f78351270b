"""The gate: a generated text and its sources -> what in it they do not bear out. Pure."""

from collections.abc import Sequence

from digests.claims.faults import Fault, SourceSentence
from digests.claims.form import form_faults
from digests.language.fold import fold
from digests.language.names import Names
from digests.stories.numbers import certain_amounts_in, numbers_in


def claim_faults(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> tuple[Fault, ...]:
    """What ``text``, in ``language``, says that no source bears out; nothing where it may be sent."""
    known = frozenset().union(*(numbers_in(fold(source.text)) for source in sources))
    invented = [Fault("number", f"{number:g}") for number in sorted(certain_amounts_in(fold(text)) - known)]
    said = frozenset().union(*(names.ids(source.text, source.language) for source in sources))
    named = [
        Fault("name", text[mention.start : mention.end])
        for mention in names.found(text, language)
        if mention.name.id not in said
    ]
    return (*form_faults(text, language, sources), *invented, *named)


def translation_faults(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> tuple[Fault, ...]:
    """What is wrong with ``text`` as the translation of all ``sources``: what they do not bear out, what of them is
    lost, and a length that no translation has."""
    return claim_faults(text, language, sources, names)
