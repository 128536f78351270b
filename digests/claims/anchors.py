"""Does a generated text share anything at all with its sources? What has nothing of them is babble. Pure."""

from collections.abc import Iterator, Sequence

from digests.claims.faults import Fault, SourceSentence
from digests.claims.figures import Figures
from digests.claims.known import Known
from digests.claims.opposed import sides
from digests.language.names import Names

_ENOUGH = 3
"""Names, numbers, times and words known in five languages of a source, of which a text must have one."""


def anchor_faults(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> Iterator[Fault]:
    """Where the sources say much that we know in every language, and the text nothing of it."""
    told = frozenset().union(*(_anchors(source.text, source.language, names) for source in sources))
    if len(told) >= _ENOUGH and told.isdisjoint(_anchors(text, language, names)):
        yield Fault("missing", "everything")


def _anchors(text: str, language: str, names: Names) -> frozenset[str]:
    figures = Figures.of(text, language)
    known = Known.of(text, language, names)
    return frozenset(
        (
            *known.ids,
            *known.countries,
            *(f"{each.value}" for each in figures.quantities),
            *figures.tokens,
            *(f"{group} {side}" for group, side in sides(text, language)),
        )
    )
