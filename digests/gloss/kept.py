"""Glosses made once: a headline's line is the same for all readers of a language."""

from functools import lru_cache
from urllib.parse import quote

from digests.gloss.line import gloss
from digests.language.names import Names

_KEPT = 4096
"""Headlines times languages: a day's stories in each language."""
_ELSEWHERE = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
"""What services that translate call the two written forms of Chinese."""


class Glosses:
    """Tells what a headline mentions and where its page can be read in another language. The lines that it made last
    are kept; any thread may ask."""

    def __init__(self, names: Names, pages: str = "") -> None:
        """``pages``: an address with ``{url}`` and ``{lang}`` for a page and a language; empty = there is no such
        service."""
        self._names = names
        self._pages = pages
        self._kept = lru_cache(_KEPT)(self._made)

    def __call__(self, title: str, language: str, reader: str, /) -> str:
        """What ``title`` mentions, in the language of the ``reader``; empty where there is too little to tell."""
        return self._kept(title, language, reader)

    def page(self, url: str | None, reader: str, /) -> str:
        """Where the page at ``url`` is shown in the language of the ``reader``; empty where nobody does that."""
        if not (self._pages and url):
            return ""
        language = _ELSEWHERE.get(reader, reader)
        return self._pages.replace("{lang}", language).replace("{url}", quote(url, safe=""))

    def _made(self, title: str, language: str, reader: str) -> str:
        found = gloss(title, language, reader, self._names)
        return found.text if found else ""
