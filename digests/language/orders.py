"""中日韩, 日中韓, 한중일, CJK: one thing in many orders, indexed as one."""

from collections.abc import Iterator
from itertools import permutations

import regex

ABBREVIATION = "cjk"
"""What every order is also indexed as."""
_DOT = "[·・‧•∙⋅\u119e]?"
_BEFORE, _AFTER = 12, 24
"""Characters around an order that are indexed again with it in its usual order."""


def _pattern(name: str) -> "regex.Pattern[str]":
    return regex.compile("|".join(_DOT.join(order) for order in permutations(name)))


_USUAL = {"中日韩": _pattern("中日韩"), "한중일": _pattern("한중일")}
ORDERS = (*("".join(order) for name in _USUAL for order in permutations(name)), ABBREVIATION)
"""All of them, folded, without dots."""


def is_order(folded: str) -> bool:
    """Whether the text is nothing but the three countries in some order."""
    return regex.sub(r"[\s·・‧•∙⋅\u119e\-]", "", folded) in ORDERS


def usual(folded: str) -> str:
    """The text with every order in the usual one of its script."""
    for name, pattern in _USUAL.items():
        folded = pattern.sub(name, folded)
    return folded


def added(folded: str) -> Iterator[str]:
    """What a text is indexed with besides itself, one piece for each order in it."""
    for name, pattern in _USUAL.items():
        for found in pattern.finditer(folded):
            if found.group() == name:
                yield ABBREVIATION
            else:
                around = folded[max(0, found.start() - _BEFORE) : found.end() + _AFTER]
                yield f"{usual(around)} {ABBREVIATION}"
