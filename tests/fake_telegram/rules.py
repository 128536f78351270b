"""Which calls are real: methods, fields and types of the Bot API 10.1, from ``bot_api.txt``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "bot_api.txt"


class Refused(Exception):
    """An answer that is not 200: the status, Telegram's words, and its parameters."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(status, description)
        self.status = status
        self.description = description
        self.parameters = parameters


@dataclass(frozen=True, slots=True)
class Field:
    types: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """``fields[name]`` of a method or type; ``choices[name]`` are the types that a type stands for."""

    fields: Mapping[str, Mapping[str, Field]]
    choices: Mapping[str, tuple[str, ...]]


@cache
def load_rules() -> Rules:
    fields: dict[str, dict[str, Field]] = {}
    choices: dict[str, tuple[str, ...]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        name, *rest = line.split(" ")
        if not name or name == "#":
            continue
        if rest[:1] == ["="]:
            choices[name] = tuple(rest[1:])
            continue
        split = ([*part.rstrip("!").split(":"), part] for part in rest)
        fields[name] = {
            field: Field(tuple(types.split("|")), required=part.endswith("!")) for field, types, part in split
        }
    return Rules(fields, choices)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    size: int
    content_type: str


def checked(method: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a call, decoded and of the right types.

    Raises:
        Refused: 404 for a method that does not exist, 400 for a field that is unknown, missing or of a wrong type.
            (Telegram ignores unknown fields; here they are a mistake of ours.)
    """
    rules = load_rules()
    if method not in rules.fields or method[0].isupper():
        raise Refused(404, "Not Found: method not found")
    fields = rules.fields[method]
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in fields:
            if isinstance(value, Upload):
                values[name] = value
                continue
            raise Refused(400, f"Bad Request: {method} has no field {name}")
        values[name] = _decoded(value, fields[name].types)
    for name, field in fields.items():
        if name not in values:
            if field.required:
                raise Refused(400, f"Bad Request: {name} is required by {method}")
        elif not any(_fits(values[name], kind, rules) for kind in field.types):
            raise Refused(400, f"Bad Request: {method}.{name} must be {' or '.join(field.types)}")
    return values


def _decoded(value: Any, types: tuple[str, ...]) -> Any:
    """Forms carry everything but strings as JSON."""
    if not isinstance(value, str) or types == ("String",):
        return value
    try:
        decoded = json.loads(value)
    except ValueError:
        return value
    return value if isinstance(decoded, str) and "String" in types else decoded


def _fits(value: Any, kind: str, rules: Rules) -> bool:
    if kind.startswith("[]"):
        return isinstance(value, list) and all(_fits(part, kind[2:], rules) for part in value)
    match kind:
        case "String":
            return isinstance(value, str)
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "Float":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case "InputFile":
            return isinstance(value, Upload) or (isinstance(value, str) and value.startswith("attach://"))
        case _ if kind in rules.choices:
            return any(_fits(value, choice, rules) for choice in rules.choices[kind])
        case _:
            return isinstance(value, dict) and _fits_type(value, kind, rules)


def _fits_type(value: Mapping[str, Any], kind: str, rules: Rules) -> bool:
    if kind not in rules.fields:
        return True
    fields = rules.fields[kind]
    return all(not field.required or name in value for name, field in fields.items()) and all(
        name in fields and any(_fits(part, choice, rules) for choice in fields[name].types)
        for name, part in value.items()
    )
