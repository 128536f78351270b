"""Telegram's own parser, offline: what it makes of our markup, or why it refuses it."""

import json
from dataclasses import dataclass
from typing import Any

from tdjson import td_execute


@dataclass(frozen=True, slots=True)
class Parsed:
    text: str
    entities: tuple[dict[str, Any], ...]

    def links(self) -> list[str]:
        return [entity["type"]["url"] for entity in self.entities if entity["type"]["@type"] == "textEntityTypeTextUrl"]


class Refused(AssertionError):
    """The parser's reason, and the markup."""


def parse(markup: str) -> Parsed:
    """What Telegram would show for ``markup``.

    Raises:
        Refused: it would answer 400.
    """
    _call({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
    answer = _call({"@type": "parseTextEntities", "text": markup, "parse_mode": {"@type": "textParseModeHTML"}})
    if answer["@type"] == "error":
        raise Refused(f"{answer['message']}: {markup[:300]!r}")
    return Parsed(answer["text"], tuple(answer["entities"]))


def _call(request: dict[str, Any]) -> dict[str, Any]:
    answer = td_execute(json.dumps(request).encode())
    assert answer is not None
    parsed: dict[str, Any] = json.loads(answer)
    return parsed
