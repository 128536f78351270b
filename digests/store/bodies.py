"""What an outbox row carries, as JSON: a part, or a message kept elsewhere that is copied."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from digests.model import Part


@dataclass(frozen=True, slots=True)
class Copy:
    """A message that stands in another chat and is copied from there: photos and documents of a broadcast."""

    chat_id: int
    message_id: int
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()


Body = Part | Copy


def dump_body(body: Body) -> str:
    """The fields that are not at their defaults, short keys in their order: equal bodies give equal text."""
    kind = "copy" if isinstance(body, Copy) else "part"
    return json.dumps({kind: asdict(body)}, ensure_ascii=False, separators=(",", ":"))


def load_body(text: str) -> Body:
    held = json.loads(text)
    if "copy" in held:
        copy = held["copy"]
        return Copy(copy["chat_id"], copy["message_id"], _buttons(copy["buttons"]))
    return _part(held["part"])


def _part(held: dict[str, Any]) -> Part:
    return Part(
        text=held["text"],
        mode=held["mode"],
        fallback=tuple(_part(part) for part in held["fallback"]),
        buttons=_buttons(held["buttons"]),
        preview=held["preview"],
        photo=held["photo"],
    )


def _buttons(rows: Any) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(tuple((label, action) for label, action in row) for row in rows)
