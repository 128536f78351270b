"""Characters that text from outside may hold and that no terminal may be given; JSON that is safe to show. Imports
nothing of ours: every command starts with it."""

import json
import re
from typing import Any

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directions
    "\u2028\u2029\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"  # separators, annotations, tags, halves of pairs
)
"""Characters that a terminal acts on."""


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON whose text is safe to show, and whose meaning is untouched."""
    return UNSAFE.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
