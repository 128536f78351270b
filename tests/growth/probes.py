"""Texts that grow, made of a regular expression's own signs: what it repeats, what it nearly matches, and pairs of
whatever stands in it. A pattern that is slow on any text is mostly slow on one of these."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from tests.growth.patterns import Pattern

_USUAL = "@a中が가1 \n.,「」()<>\"'-·/:&。A：é\u0301ᄀ\u3000"
_SHOWN = {
    "w": "a中가1_", "W": " .@「", "d": "1", "D": "a @", "s": " \n", "S": "a中@.", "Han": "中",
    "Hiragana": "が", "Katakana": "ア", "Hangul": "가", "Latin": "aé", "L": "a中가", "N": "1", "M": "\u0301",
}  # fmt: skip
"""Signs that stand for a class."""
_RANGES = {
    "Han": "\u4e00-\u9fff", "Hiragana": "\u3041-\u309f", "Katakana": "\u30a1-\u30ff", "Hangul": "\uac00-\ud7a3",
    "Latin": "a-zA-Z\u00c0-\u024f", "L": "a-zA-Z\u4e00-\u9fff\uac00-\ud7a3", "N": "0-9", "M": "\u0301",
}  # fmt: skip
_LITERALS = 24
_PAIRED = 7
_MANY = 8
"""Repeats that may go on so long are pumped."""
_MOST = 110
_FEW = 64
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_STOPS = ("", "\x01")
_CATEGORIES = {
    op.CATEGORY_DIGIT: "d", op.CATEGORY_NOT_DIGIT: "D", op.CATEGORY_SPACE: "s", op.CATEGORY_NOT_SPACE: "S",
    op.CATEGORY_WORD: "w", op.CATEGORY_NOT_WORD: "W",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Probe:
    """A text of any length: a head, a piece again and again, a tail."""

    piece: str
    head: str = ""
    tail: str = ""

    def text(self, length: int) -> str:
        return self.head + self.piece * max(1, length // len(self.piece)) + self.tail


def probes(pattern: Pattern) -> list[Probe]:
    """For one pattern; the same ones every time."""
    chance = Random(ascii(pattern.source))
    signs = list(dict.fromkeys(_signs(pattern.source)))
    literals = sorted((sign for sign in signs if sign not in _USUAL), key=lambda sign: (sign.isalpha(), sign))
    literals = literals[:_PAIRED] + chance.sample(literals[_PAIRED:], min(_LITERALS, len(literals[_PAIRED:])))
    paired = [sign for sign in signs if not sign.isalpha()][: _PAIRED - 3] + literals[-3:]
    pairs = [Probe(a + b) for a in paired for b in paired if a != b]
    shaped = _shaped(pattern, chance)
    words = [Probe(word) for word in re.findall(r"\w{2,}(?: \w+)*", re.sub(r"\\.|\?P?<\w+>", " ", pattern.source))]
    singles = [Probe(sign) for sign in (*_USUAL, *literals)]
    made = [*shaped, *singles, *chance.sample(words, min(16, len(words))), *pairs]
    return list(dict.fromkeys(probe for probe in made if probe.piece))[:_MOST]


def is_bounded(pattern: Pattern) -> bool:
    """Whether all its repeats end after a few signs: then its work at one place has a bound, and the whole grows like
    the text, unless that bound itself is beyond all measure."""
    tree = _tree(pattern)
    return tree is not None and _reach(tree) <= _FEW


def _reach(tree: Any) -> int:
    """How often the most repeated part of a pattern is repeated, repeats within repeats multiplied."""
    most = 0
    for code, value in tree:
        inner = max(map(_reach, _inner(code, value)), default=0)
        if code in _REPEATS:
            inner = value[1] * max(1, _reach(value[2]))
        elif code is op.GROUPREF_EXISTS:
            inner = max(_reach(part) for part in value[1:] if part is not None)
        most = max(most, inner)
    return most


def _signs(source: str) -> Iterator[str]:
    """What stands in the pattern for itself, and a few signs of each class."""
    for name in re.findall(r"\\p\{\^?(\w+)\}", source):
        yield from _SHOWN.get(name, "")
    for name in re.findall(r"\\([wWdDsS])", source):
        yield from _SHOWN[name]
    plain = re.sub(r"\\p\{\^?\w+\}|\(\?P?<\w+>|\(\?P=\w+\)|\\[wWdDsSbBAZX]|\(\?[imsx]+\)", "", source)
    for sign in re.sub(r"\{\d*,?\d*\}", "", plain):
        if sign not in "\\^$*+?[]{}|":
            yield sign


def _shaped(pattern: Pattern, chance: Random) -> list[Probe]:
    """From the pattern's own structure, where ``re`` can tell it."""
    tree = _tree(pattern)
    if tree is None:
        return []
    made: list[Probe] = []
    for _ in range(3):
        made += _pumped(tree, "", chance)
        whole = _sample(tree, chance)
        made += [Probe(whole), Probe(whole[:-1]), Probe(whole[1:])]
    chance.shuffle(made)
    return list(dict.fromkeys(made))[: _MOST // 2]


def _tree(pattern: Pattern) -> Any:
    """The pattern as ``re`` reads it; ``None`` where it cannot."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # properties written as ranges look like nested sets
            return parser.parse(_for_re(pattern.source), pattern.flags & (re.I | re.S | re.M | re.X | re.A))
    except (re.error, OverflowError):
        return None


def _for_re(source: str) -> str:
    """The properties that ``regex`` knows, as ranges."""
    out, depth = [], 0
    for piece in re.findall(r"\\p\{\^?\w+\}|\\.|.", source, re.S):
        if piece.startswith("\\p"):
            ranges = _RANGES.get(piece[3:-1], "a-z")
            out.append(ranges if depth else f"[{ranges}]")
            continue
        depth += (piece == "[") - (piece == "]" and depth > 0)
        out.append(piece)
    return re.sub(r"\(\?V1\)", "", "".join(out))


def _pumped(tree: Any, head: str, chance: Random) -> Iterator[Probe]:
    """Every repeat that may go on, behind what leads to it."""
    for code, value in tree:
        if code in _REPEATS:
            _, most, body = value
            if most >= _MANY:
                piece = _sample(body, chance)
                for stop in _STOPS:
                    yield Probe(piece, head, stop)
                yield Probe(head + piece)
            yield from _pumped(body, head, chance)
        for inner in _inner(code, value):
            yield from _pumped(inner, head, chance)
        head += _sample([(code, value)], chance)


def _inner(code: Any, value: Any) -> list[Any]:
    if code is op.BRANCH:
        return list(value[1])
    if code is op.SUBPATTERN:
        return [value[3]]
    if code is op.ATOMIC_GROUP:
        return [value]
    if code in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    return []


def _sample(tree: Any, chance: Random) -> str:
    """A text that a part of the pattern matches, more or less."""
    return "".join(_one(code, value, chance) for code, value in tree)


def _one(code: Any, value: Any, chance: Random) -> str:
    if code is op.LITERAL:
        return chr(value)
    if code is op.NOT_LITERAL:
        return chance.choice([sign for sign in "a@ 中" if sign != chr(value)])
    if code is op.ANY:
        return chance.choice("a@中 ")
    if code is op.IN:
        return _of_class(value, chance)
    if code in _REPEATS:
        return "".join(_sample(value[2], chance) for _ in range(max(value[0], min(1, value[1]))))
    inner = _inner(code, value)
    return _sample(chance.choice(inner), chance) if inner and code not in (op.ASSERT, op.ASSERT_NOT) else ""


def _of_class(items: Any, chance: Random) -> str:
    if items[0][0] is op.NEGATE:
        held = "".join(_member(item, chance) for item in items[1:])
        return chance.choice([sign for sign in "a中@1 .\x02" if sign not in held] or ["\x03"])
    return _member(chance.choice(items), chance)


def _member(item: Any, chance: Random) -> str:
    code, value = item
    if code is op.LITERAL:
        return chr(value)
    if code is op.RANGE:
        return chr(chance.randint(*value))
    return chance.choice(_SHOWN[_CATEGORIES[value]])
