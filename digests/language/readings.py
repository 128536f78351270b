"""How Han characters are read in names: 金 is jin in China, 김 and 금 in Korea, キン, カネ and カナ in Japan.

The table (``readings.tsv``) holds what names are read with, the most usual first; by simplified character.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Readings:
    """How one character, or one name, is read."""

    pinyin: tuple[str, ...]
    """Without tones; ``v`` for ``ü``."""
    hangul: tuple[str, ...]
    kana: tuple[str, ...]
    """In katakana."""


_UNKNOWN = Readings((), (), ())


def readings(written: str) -> Readings:
    """Of a simplified character, or of a whole name that is read otherwise than its characters are; nothing of one that
    is not in the table."""
    return _table().get(written, _UNKNOWN)


@cache
def _table() -> Mapping[str, Readings]:
    text = files("digests.language").joinpath("readings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: Readings(*(tuple(cell.split()) for cell in row[1:4])) for row in rows}
