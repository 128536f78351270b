"""What must stand in a text before a regular expression can match in it: read from the expression itself.

    (?:please|kindly) (?:call|visit)   ->   {"please call", "please visit", "kindly call", "kindly visit"}

A text that holds none of these strings need not be asked; nearly none does, and all strings of many expressions are
looked for in one pass. The strings are in small letters, for texts in small letters.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 48
"""Strings of one expression; what would be more is told by another part of it."""
_NOTHING = frozenset(("",))
_NO_WIDTH = (op.AT, op.ASSERT, op.ASSERT_NOT)


def needles(find: str) -> frozenset[str]:
    """One of these stands in small letters wherever ``find`` matches; none where nothing must."""
    return _best(parser.parse(find))


def _best(nodes: Iterable[Any]) -> frozenset[str]:
    """Of the runs of a sequence whose strings are known, the one that says most."""
    runs: list[frozenset[str]] = []
    run = _NOTHING
    for node in nodes:
        exact = _exact(node)
        if exact and len(run) * len(exact) <= _MOST:
            run = frozenset(before + after for before, after in product(run, exact))
            continue
        runs.append(run)
        runs.append(_inside(node))
        run = exact if 0 < len(exact) <= _MOST else _NOTHING
    runs.append(run)
    return max((each for each in runs if _told(each)), key=_worth, default=frozenset())


def _exact(node: Any) -> frozenset[str]:
    """All strings that a part matches, where they are few; none where they are not."""
    kind, value = node
    if kind is op.LITERAL:
        return frozenset((chr(value).lower(),))
    if kind is op.IN and all(each is op.LITERAL for each, _ in value):
        return frozenset(chr(code).lower() for _, code in value)
    if kind in _NO_WIDTH:
        return _NOTHING
    if kind is op.SUBPATTERN:
        return _exact_run(value[-1])
    if kind is op.BRANCH:
        branches = [_exact_run(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if kind is op.MAX_REPEAT and value[1] == 1:
        once = _exact_run(value[2])
        return (once | _NOTHING if value[0] == 0 else once) if once else frozenset()
    return frozenset()


def _exact_run(nodes: Sequence[Any]) -> frozenset[str]:
    run = _NOTHING
    for node in nodes:
        exact = _exact(node)
        if not exact or len(run) * len(exact) > _MOST:
            return frozenset()
        run = frozenset(before + after for before, after in product(run, exact))
    return run


def _inside(node: Any) -> frozenset[str]:
    """What a part of which not all strings are known asks for."""
    kind, value = node
    if kind is op.SUBPATTERN:
        return _best(value[-1])
    if kind is op.BRANCH:
        branches = [_best(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if kind is op.MAX_REPEAT and value[0] > 0:
        return _best(value[2])
    return frozenset()


def _told(run: frozenset[str]) -> bool:
    """Whether each string is one that not every text holds: two letters, or one that is not Latin."""
    return bool(run) and all(len(text) > 1 or (text and not text.isascii()) for text in run)


def _worth(run: frozenset[str]) -> tuple[int, int]:
    return min(len(text) if text.isascii() else 2 * len(text) for text in run), -len(run)
