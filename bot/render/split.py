"""Blocks of markup -> messages within Telegram's limits: cut between blocks, and inside one only where it alone is
too long, at a line, a blank or at least a grapheme, with its tags closed and opened again."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.render.escape import Html, entities, graphemes, length, units

MAX_UNITS = 4096
MAX_ENTITIES = 100
GAP = "\n\n"

_TOKEN = re.compile(r"<[^<>]*>|&[a-z]+;|&#\d+;|[^<&]+")


@dataclass(frozen=True, slots=True)
class Packed:
    """One message: its markup, and which blocks (by index) stand in it."""

    markup: Html
    blocks: tuple[int, ...]


def pack(
    blocks: Sequence[Html], *, max_units: int = MAX_UNITS, max_entities: int = MAX_ENTITIES, gap: str = GAP
) -> tuple[Packed, ...]:
    """As few messages as hold ``blocks`` in order; empty blocks are left out.

    A block that alone is over the limit is cut; its index then stands in every message that holds a piece of it.
    """
    messages: list[Packed] = []
    current: list[str] = []
    indices: list[int] = []
    used, marked = 0, 0

    def close() -> None:
        if current:
            messages.append(Packed(Html(gap.join(current)), tuple(dict.fromkeys(indices))))
        current.clear()
        indices.clear()

    for index, block in enumerate(blocks):
        for piece in cut(block, max_units=max_units, max_entities=max_entities):
            size, marks = length(piece), entities(piece)
            if current and (used + len(gap) + size > max_units or marked + marks > max_entities):
                close()
            used = used + len(gap) + size if current else size
            marked = marked + marks if current else marks
            current.append(piece)
            indices.append(index)
    close()
    return tuple(messages)


def cut(block: Html, *, max_units: int = MAX_UNITS, max_entities: int = MAX_ENTITIES) -> Iterator[Html]:
    """The pieces of a block, each within the limits; the visible text of all of them is that of the block."""
    if not block.strip():
        return
    if length(block) <= max_units and entities(block) <= max_entities:
        yield block
        return
    yield from _Cutter(max_units, max_entities).pieces(block)


class _Cutter:
    """Walks through a block's tokens and starts a new piece where the present one is full."""

    def __init__(self, max_units: int, max_entities: int) -> None:
        self._max_units = max_units
        self._max_entities = max_entities
        self._open: list[str] = []
        self._piece = ""
        self._used = 0
        self._marks = 0

    def pieces(self, block: Html) -> Iterator[Html]:
        for token in _TOKEN.findall(block):
            if token.startswith("</"):
                self._open.pop()
                self._piece += token
            elif token.startswith("<"):
                if self._marks + len(self._open) + 1 > self._max_entities:
                    yield self._finish()
                self._open.append(token)
                self._marks += 1
                self._piece += token
            else:
                yield from self._text(token)
        if self._used:
            yield self._finish()

    def _text(self, token: str) -> Iterator[Html]:
        for atom in _atoms(token, self._max_units):
            size = units(html.unescape(atom))
            marks = entities(atom)
            full = self._used + size > self._max_units or self._marks + marks > self._max_entities
            if full and self._used:
                yield self._finish()
            self._piece += atom
            self._used += size
            self._marks += marks

    def _finish(self) -> Html:
        closing = "".join(f"</{re.split('[ >]', tag[1:], maxsplit=1)[0]}>" for tag in reversed(self._open))
        piece = Html(self._piece + closing)
        self._piece = "".join(self._open)
        self._used = 0
        self._marks = len(self._open)
        return piece


def _atoms(token: str, max_units: int) -> Iterator[str]:
    """What is never cut: an entity, a run of text up to a blank, and where that is too long a grapheme."""
    if token.startswith("&"):
        yield token
        return
    for run in re.findall(r"\S+\s?|\s", token):
        if units(run) <= max_units:
            yield run
            continue
        for grapheme in graphemes(run):
            if units(grapheme) <= max_units:
                yield grapheme
            else:
                yield from grapheme
