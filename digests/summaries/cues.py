"""What a sentence does: decides, measures, dates, proposes; or recalls, praises, quotes, tells a story. Pure.

The words are those of news and official prose in five languages (``digests/rules/cues.toml``). A sentence has a cue or
has not.
"""

import re
from collections.abc import Mapping

from digests.rules.engine import Matcher, load_words

_MATCHERS: Mapping[str, Matcher] = {cue: Matcher(rules, flags=re.NOFLAG) for cue, rules in load_words("cues").items()}
CUES: tuple[str, ...] = tuple(_MATCHERS)
_LONGEST = 1000
"""Characters of a sentence that are searched: longer ones are never quoted, and a megabyte of digits takes minutes."""


def cues(sentence: str) -> tuple[bool, ...]:
    """Which of ``CUES`` the sentence has, in their order."""
    return tuple(matcher.found_in(sentence[:_LONGEST]) for matcher in _MATCHERS.values())
