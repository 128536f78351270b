"""The code of a Word field -> what it draws by itself, without a result: EQ, by which Word once set ruby. Pure.

``EQ \\* jc2 \\* "Font:…" \\* hps10 \\o\\ad(\\s\\up 9(みなと),港)`` draws みなと small above 港.
"""

import re

_EQ = re.compile(r"^\s*EQ\b", re.IGNORECASE)
_SWITCH = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')
"""``\\* jc2``: how, not what."""
_CALL = re.compile(r"\\([a-z])((?:\s*\\[a-z]{2}(?:\s*-?\d+)?)*)\s*\(", re.IGNORECASE)
_DEEPEST = 10
_LONGEST = 2_000
"""Characters of a code that somebody wrote."""


def shown_by(code: str) -> str:
    """The words that the code of a field draws; ``""`` for all but EQ, whose result does not stand in the document."""
    if len(code) > _LONGEST or not _EQ.match(code):
        return ""
    return _drawn(_SWITCH.sub("", _EQ.sub("", code, count=1)).strip(), 0).strip()


def _drawn(text: str, depth: int) -> str:
    """``text`` with every call in it replaced by its words."""
    written, at = "", 0
    while depth <= _DEEPEST and (call := _CALL.search(text, at)):
        parts, end = _arguments(text, call.end())
        written += text[at : call.start()] + _called(call[1].lower(), call[2], parts, depth + 1)
        at = end
    return written + text[at:] if depth <= _DEEPEST else ""


def _called(name: str, options: str, parts: list[str], depth: int) -> str:
    """The last part of an overstrike (``\\o``) counts: the base below its reading, the letter in its ring; what is
    raised or lowered (``\\s``) is a reading."""
    if name == "o":
        spoken = [one for one in parts if not re.match(r"\s*\\s", one)]
        return _drawn(spoken[-1], depth) if spoken else ""
    if name == "s" and re.search(r"\\(?:up|do)", options, re.IGNORECASE):
        return ""
    return ("/" if name == "f" else "").join(_drawn(one, depth) for one in parts)


def _arguments(text: str, start: int) -> tuple[list[str], int]:
    """The parts between the parentheses that open before ``start``, and where the text behind them begins."""
    parts, depth, at = [""], 1, start
    while at < len(text):
        character = text[at]
        if character == "\\" and text[at + 1 : at + 2] in ("(", ")", ",", "\\", ";"):
            parts[-1] += text[at + 1]
            at += 2
            continue
        depth += {"(": 1, ")": -1}.get(character, 0)
        if not depth:
            return parts, at + 1
        if character in ",;" and depth == 1:
            parts.append("")
        else:
            parts[-1] += character
        at += 1
    return parts, at
