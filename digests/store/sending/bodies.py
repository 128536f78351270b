"""What an outbox row carries, as JSON: a part, or a message kept elsewhere that is copied."""

import json
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter

from digests.model import Part


@dataclass(frozen=True, slots=True)
class Copy:
    """A message that stands in another chat and is copied from there: photos and documents of a broadcast."""

    chat_id: int
    message_id: int
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()


Body = Part | Copy
_copy, _part = TypeAdapter(Copy), TypeAdapter(Part)


def dump_body(body: Body) -> str:
    """The fields that are not at their defaults, short keys in their order: equal bodies give equal text."""
    kind = "copy" if isinstance(body, Copy) else "part"
    return json.dumps({kind: asdict(body)}, ensure_ascii=False, separators=(",", ":"))


def load_body(text: str) -> Body:
    """Raises:
    ValueError: it holds no message.
    """
    held = json.loads(text)
    if not isinstance(held, dict):
        raise ValueError(f"no message: {text[:40]}")
    return _copy.validate_python(held["copy"]) if "copy" in held else _part.validate_python(held.get("part"))
