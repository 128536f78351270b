"""Whether the text of a document reads like text: fonts that do not say which characters they show give numbers of
shapes in their place. Pure."""

import re

from digests.sources.text.readability import readability

_LEAST = 0.15
"""The score (``readability``) below which characters beyond ASCII are no writing; running text has 0.7 to 1, in other
scripts at least 0.3."""
_FEWEST, _SHARE = 12, 0.1
"""Characters beyond ASCII that are judged, and their share."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\uffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MOST_CONTROL, _MOST_PRIVATE = 0.05, 0.2
"""The most that control characters, and characters for private use (bullets, logos), make of a text, as shares."""
_WORDS = re.compile(r"[A-Za-z]{2,}")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_SPOKEN, _MOST_MUTE = 20, 0.5
"""Words that are judged, and the share without a vowel in what is no language: ``7KH WUDGH PLQLVWHUV``."""


def is_legible(text: str) -> bool:
    """False for what no reader could read; a short text is given the benefit of the doubt."""
    seen = re.sub(r"\s", "", text)
    if len(_CONTROL.findall(seen)) > max(2.0, _MOST_CONTROL * len(seen)):
        return False
    if len(_PRIVATE.findall(seen)) > max(2.0, _MOST_PRIVATE * len(seen)):
        return False
    read = readability(text)
    if read.measured >= max(_FEWEST, _SHARE * len(seen)) and read.score < _LEAST:
        return False
    words = _WORDS.findall(text[:20_000])
    mute = sum(not _VOWEL.search(word) for word in words)
    return len(words) < _SPOKEN or sum(map(len, words)) < 0.5 * min(len(seen), 20_000) or mute < _MOST_MUTE * len(words)
