"""What the reports of a story share, in words that anyone can check: why they were joined. Pure.

    two reports of one language    the words that stand in both
    of two languages               the first's words for what both speak of (``concepts``), and names by their sound
    any two                        how near their meanings are (cosine), how much of the shorter headline both hold

Joining itself weighs these by how rare they are in the window of its day (``groups``), which is not kept.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np
import regex

from digests.language.fold import fold, folded_with_offsets
from digests.language.names import column
from digests.model import Item
from digests.stories.clues import COMMON, names_of
from digests.stories.concepts import concepts, named
from digests.stories.corrections import likeness

_READ = 400
"""Characters of the lead, or of a text without one, that are read after the headline."""
_RUN = regex.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*|[^\W\d_a-z]+")
_SHORTEST, _SHORTEST_NUMBER = 4, 3
"""Letters of a Latin word, and digits of a number, that tell something."""


@dataclass(frozen=True, slots=True)
class Bond:
    """What one report shares with the report that stands for its story."""

    item_id: int
    words: tuple[str, ...]
    """As they stand in the report that stands for the story; those of its headline first."""
    headline: float
    """The share of the words of the shorter headline that the other holds, 0-1; 0 between two languages."""
    meaning: float
    """Cosine of the two meanings."""


def bonds(lead: Item, others: Sequence[Item]) -> tuple[Bond, ...]:
    """What each of ``others`` shares with ``lead``."""
    return tuple(_bond(lead, other) for other in others if other.id != lead.id)


def _bond(lead: Item, other: Item) -> Bond:
    same = column(lead.language) == column(other.language)
    told = _words_of_one(lead, other) if same else _words_of_two(lead, other)
    headline = likeness(lead.title, other.title) if same else 0.0
    return Bond(other.id, tuple(dict.fromkeys(told)), round(headline, 2), round(cosine(lead, other), 2))


def cosine(one: Item, other: Item) -> float:
    """How near the meanings of two reports are; 0 where one was read by another model, or not at all."""
    first, second = (np.frombuffer(item.reading.vector, dtype="<f4") for item in (one, other))
    return float(first @ second) if first.size == second.size else 0.0


def said(item: Item) -> str:
    """What is compared of a report: headline and lead, or the beginning of a text without one."""
    return f"{item.title}\n{(item.entry.lead or item.entry.text)[:_READ]}"


def _words_of_one(lead: Item, other: Item) -> Iterator[str]:
    """Latin words, and the longest runs of other letters, that stand in both."""
    text = said(lead)
    mine = folded_with_offsets(text)
    held = set(_RUN.findall(fold(said(other))))
    pairs = {run[at : at + 2] for run in held for at in range(len(run) - 1)}
    for run in _RUN.finditer(mine.text):
        for start, end in _shared(run.group(), held, pairs):
            first, last = mine.span(run.start() + start, run.start() + end)
            yield text[first:last]


def _shared(run: str, held: Set[str], pairs: Set[str]) -> Iterator[tuple[int, int]]:
    """Offsets in a run of letters of what the other report holds as well."""
    if run[0].isascii():
        if run in held and run not in COMMON and len(run) >= (_SHORTEST_NUMBER if run.isdigit() else _SHORTEST):
            yield 0, len(run)
        return
    start = None
    for at in range(len(run)):
        if run[at : at + 2] in pairs and at + 1 < len(run):
            start = at if start is None else start
        elif start is not None:
            yield start, at + 1
            start = None


def _words_of_two(lead: Item, other: Item) -> Iterator[str]:
    """The words of ``lead`` for what both speak of, and names that sound alike."""
    text, others = said(lead), said(other)
    mine, theirs = folded_with_offsets(text), fold(others)
    shared = concepts(theirs, other.language)
    for start, end, numbers in named(mine.text, lead.language):
        if numbers & shared:
            first, last = mine.span(start, end)
            yield text[first:last]
    sounds = {sound for sound, _ in names_of(others, theirs)}
    yield from (word for sound, word in names_of(text, mine.text) if sound in sounds)
