"""What a worker answers, as plain values in JSON: it reads hostile documents, and whatever it has become meanwhile, its
answer can only ever be data.

    v[1, 2]                                       a value
    e["ParseError", subject, problem, advice]     why there is none

The parent turns the values back into what the function promises to return, or refuses the answer (``workers.py``).
"""

import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from digests.errors import DropRejected, ParseError

VALUE, FAILURE = b"v", b"e"
Kind = Literal["ParseError", "DropRejected", "memory", "depth", "other"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a function returned nothing."""

    kind: Kind
    subject: str
    problem: str
    advice: str = ""


def dump_value(value: object) -> bytes:
    """Raises TypeError where ``value`` holds something that is no plain value and no dataclass of such."""
    return VALUE + json.dumps(value, default=_plain, ensure_ascii=False).encode("utf-8", "replace")


def dump_failure(error: Exception) -> bytes:
    return FAILURE + json.dumps(_plain(_failure(error)), ensure_ascii=False).encode("utf-8", "replace")


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, AbstractSet):
        return list(value)
    raise TypeError(f"a worker cannot answer with {type(value).__name__}")


def _failure(error: Exception) -> Failure:
    if isinstance(error, ParseError):
        return Failure("ParseError", error.subject, error.problem, error.advice)
    if isinstance(error, DropRejected):
        return Failure("DropRejected", error.subject, error.problem, error.advice)
    if isinstance(error, MemoryError):
        return Failure("memory", "", "")
    if isinstance(error, RecursionError):
        return Failure("depth", "", "")
    return Failure("other", "", f"{type(error).__name__}: {error}")
