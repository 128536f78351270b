"""File names from outside: as they may be shown, and as they may be written. Pure."""

import re
import unicodedata
from pathlib import PurePath

_LONGEST = 200
"""Bytes; file systems allow 255, and ``.reason.txt`` and a number are added."""
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff/\\]")


def shown_name(name: str) -> str:
    """One line of composed characters (NFC): no control or direction marks, nothing that is no character."""
    return _ODD.sub("_", unicodedata.normalize("NFC", name))


def file_name(name: str, number: int = 1) -> str:
    """``name`` as it is kept: shown form, no dot at its head, at most 200 bytes of UTF-8, its ending kept;
    ``number`` > 1 is added."""
    shown = shown_name(name).strip().lstrip(".") or "unnamed"
    suffix = PurePath(shown).suffix
    suffix = suffix if len(suffix.encode()) <= 20 else ""
    stem = shown[: len(shown) - len(suffix)]
    added = f"-{number}" if number > 1 else ""
    room = _LONGEST - len(suffix.encode()) - len(added)
    return stem.encode()[:room].decode("utf-8", "ignore") + added + suffix
