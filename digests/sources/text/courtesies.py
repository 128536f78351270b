"""A letter without its courtesies: the lines that greet and those that take leave. Pure.

The phrases are data (``digests/rules/letter.toml``).
"""

from digests.rules.engine import Matcher, load_rules, of_kinds

_RULES = load_rules("letter")
_GREETING = Matcher(of_kinds(_RULES, "greeting"))
_SIGN_OFF = Matcher(of_kinds(_RULES, "sign-off"))
_COVER_NOTE = Matcher(of_kinds(_RULES, "cover-note"))
_GREETINGS = 5
"""Lines at the head of a letter in which it greets."""
_BELOW = 8
"""Lines from the sign-off on: who signs, and for whom."""
_SHORT = 60
"""Characters of a line below a sign-off; where a longer one follows, the letter goes on."""

_COVERING = 160
"""Characters of a note that says nothing but what is attached."""


def is_cover_note(text: str) -> bool:
    """Whether a letter does no more than point to the documents attached to it."""
    return len(text) <= _COVERING and _COVER_NOTE.found_in(text)


def without_courtesies(text: str) -> str:
    """Without the lines that greet and those that take leave; as it is where nothing else was said."""
    lines = text.split("\n")
    start = 0
    while start < min(_GREETINGS, len(lines)) and _GREETING.is_all_of(lines[start].strip()):
        start += 1
    end = len(lines)
    for number in range(max(start, end - _BELOW), end):
        if _SIGN_OFF.is_all_of(lines[number].strip()) and all(len(line) <= _SHORT for line in lines[number:]):
            end = number
            break
    return "\n".join(lines[start:end]) or text
