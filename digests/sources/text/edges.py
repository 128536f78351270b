"""What stands above and below an article on its page -> gone from its text, so that a story shows and a search finds
the article. Pure.

Only whole lines, only at the edges, and only what says of itself that it is no article: buttons, counters, rights,
tags, lists of other pages, who the author is. Whatever could be the article's own stays; what is quoted is decided in
``summaries.furniture``. The phrases are data (``digests/rules/edge.toml``).
"""

import re

from digests.rules.engine import Matcher, but_kinds, load_rules, of_kinds

_LONGEST = 160
"""Characters of a line that is looked at."""
_BELOW = 12
"""Lines that may follow the heading of a list of other pages, or of what is said of the author."""
_OF_AUTHOR = 1_200
"""Characters that are said of an author at most."""

_RULES = load_rules("edge")
_LINE = Matcher(but_kinds(_RULES, "author", "other-pages"))
_AUTHOR = Matcher(of_kinds(_RULES, "author"))
_OTHER_PAGES = Matcher(of_kinds(_RULES, "other-pages"))
_BARE = " \t　*_#|｜·•>＞»›«‹<＜▶▲▼→←↑[]【】〈〉《》()（）…"
_SENTENCE = re.compile(r"[。．.！？!?][\"'」』”’）)]*$")


def trimmed(text: str) -> str:
    """``text`` (a paragraph a line) without the page around it; as it is where nothing else would be left."""
    lines = text.split("\n")
    start, end = 0, _lower(lines, 0)
    while start < end and (not lines[start].strip() or _is_page(lines[start])):
        start += 1
    return "\n".join(lines[start:end]) if any(line.strip() for line in lines[start:end]) else text


def _lower(lines: list[str], start: int) -> int:
    """The number of the line below which only the page is left."""
    end = _above(lines, start, len(lines))
    for heading in range(max(start + 1, end - _BELOW - 1), end):
        if _heads_page(lines[heading], [line for line in lines[heading + 1 : end] if line.strip()]):
            return _above(lines, start, heading)
    return end


def _above(lines: list[str], start: int, end: int) -> int:
    while end > start and (not lines[end - 1].strip() or _is_page(lines[end - 1])):
        end -= 1
    return end


def _is_page(line: str) -> bool:
    bare = line.strip(_BARE)
    return not bare or (len(bare) <= _LONGEST and _LINE.is_all_of(bare))


def _heads_page(line: str, below: list[str]) -> bool:
    """Whether a line is the heading of what is said of the author, or of a list of other pages: titles, no sentence."""
    bare = line.strip(f"{_BARE}:：")
    if _AUTHOR.is_all_of(bare):
        return sum(map(len, below)) <= _OF_AUTHOR
    return _OTHER_PAGES.is_all_of(bare) and not any(_SENTENCE.search(one.strip()) for one in below)
