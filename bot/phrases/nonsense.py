"""Is a word none in any language? ``asdfgh``, ``ㅁㄴㅇㄹ``, ``あああああ``: nobody wants to follow that."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from bot.desk.context import Desk
from bot.phrases.names import Source, by_name, by_word, source
from digests.language.fold import fold

_WORDS = re.compile(r"\w+")
_LATIN = re.compile(r"[a-z]+")
_UNFINISHED = re.compile(r"[\u1100-\u11ff\u3130-\u318f\u3100-\u312f]+")
"""Letters of Hangul and of Zhuyin that make no syllable."""
_AGAIN = re.compile(r"(.{1,3}?)\1{2,}.?")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
"""Of the keyboard: four letters in a row, either way, are a hand on it."""
_VOWEL = re.compile("[aeiouy]")
_TELLING = 5
"""Letters from which a Latin word can be told from noise; shorter ones are often abbreviations."""
_LEAST = 0.3
"""Share of its three-letter pieces that must stand in words we know: ``asdfgh`` has none, ``kioxia`` half of them."""


def is_nonsense(text: str, desk: Desk) -> bool:
    """Whether every word of ``text`` is noise."""
    words = _WORDS.findall(fold(text))
    return bool(words) and all(_is_noise(word, desk) for word in words)


def _is_noise(word: str, desk: Desk) -> bool:
    if _UNFINISHED.fullmatch(word) or (len(word) > 2 and _AGAIN.fullmatch(word) and not word.isdigit()):
        return True
    if not _LATIN.fullmatch(word):
        return False
    if len(word) > 3 and any(word in row or word in row[::-1] for row in _ROWS):
        return True
    if len(word) < _TELLING:
        return False
    if not _VOWEL.search(word):
        return True
    pieces = [word[at : at + 3] for at in range(len(word) - 2)]
    known = _pieces(source(desk))
    return sum(piece in known for piece in pieces) < _LEAST * len(pieces)


@lru_cache(4)
def _pieces(words: Source) -> frozenset[str]:
    return frozenset(_three_letters(words))


def _three_letters(words: Source) -> Iterator[str]:
    for name in chain(by_word(words), by_name(words)):
        for word in _LATIN.findall(name):
            yield from (word[at : at + 3] for at in range(len(word) - 2))
