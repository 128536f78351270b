"""What a sentence does: decides, measures, dates, proposes; or recalls, praises, quotes, tells a story. Pure.

The words are those of news and official prose in five languages (``digests/rules/cues.toml``). A sentence has a cue or
has not.
"""

import re

from digests.rules.engine import KindMatcher, load_words

_WORDS = load_words("cues")
CUES: tuple[str, ...] = tuple(_WORDS)
_MATCHER = KindMatcher(_WORDS, flags=re.NOFLAG)
_LONGEST = 1000
"""Characters of a sentence that are searched: longer ones are never quoted, and a megabyte of digits takes minutes."""


def cues(sentence: str) -> tuple[bool, ...]:
    """Which of ``CUES`` the sentence has, in their order."""
    return _MATCHER.found_in(sentence[:_LONGEST])
