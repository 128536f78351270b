"""Glosses made once: a headline's line is the same for all readers of a language."""

from functools import lru_cache

from digests.gloss.line import gloss
from digests.language.names import Names

_KEPT = 4096
"""Headlines times languages: a day's stories in each language."""


class Glosses:
    """Tells what a headline mentions, and remembers the lines that it made last. Any thread may ask."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._kept = lru_cache(_KEPT)(self._made)

    def __call__(self, title: str, language: str, reader: str) -> str:
        """What ``title`` mentions, in the language of the ``reader``; empty where there is too little to tell."""
        return self._kept(title, language, reader)

    def _made(self, title: str, language: str, reader: str) -> str:
        found = gloss(title, language, reader, self._names)
        return found.text if found else ""
