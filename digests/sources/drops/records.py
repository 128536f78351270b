"""Records (json, jsonl) -> entries: the fields of ``trilateral export items``, or those of a JSON Feed item."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from digests.errors import DropRejected
from digests.model import Entry
from digests.sources.drops.record_fields import entry_of_record
from digests.sources.text.plain_text import decoded

_MOST = 20_000
_WRAPPERS = ("items", "entries", "articles")
_LIST = re.compile(r'\s*(?:\{\s*"(?:items|entries|articles)"\s*:\s*)?\[\s*')
"""Where a list of records begins."""
_BETWEEN = re.compile(r"\s*+,?\s*+")
_NEXT = re.compile(r"\}\s*,\s*(?=\{)")
"""Where one record ends and the next begins."""
_LONGEST = 20 << 20
"""Characters; a file of records may hold as many texts as its bytes allow."""


@dataclass(frozen=True, slots=True)
class Records:
    """What a file of records holds: a bad one refuses itself and none of the others."""

    entries: tuple[Entry, ...]
    """At least one."""
    refused: tuple[str, ...] = ()
    """What was wrong with the others, each by its place in the file."""


def json_records(name: str, data: bytes) -> Records:
    """One object, a list of them, or an object with a list under ``items``; of a list that breaks somewhere, every
    record that is whole.

    Raises:
        DropRejected: no record in it is good; says what is wrong with the first.
    """
    text = decoded(name, data, longest=_LONGEST)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line_number = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        broken = DropRejected(name, _no_json(line_number, error), "mend it, or drop it as .txt")
        return _records(name, _salvaged(name, text), broken)
    if isinstance(document, dict):
        document = next((document[key] for key in _WRAPPERS if isinstance(document.get(key), list)), [document])
    if not isinstance(document, list):
        raise DropRejected(name, "holds no records", "write an object, or a list of objects")
    return _records(name, ((f"record {number}", row) for number, row in enumerate(document, start=1)))


def jsonl_records(name: str, data: bytes) -> Records:
    """One object a line.

    Raises:
        DropRejected: as :func:`json_records`; names the line.
    """
    return _records(name, _lines(name, decoded(name, data, longest=_LONGEST)))


def _lines(name: str, text: str) -> Iterator[tuple[str, Any]]:
    for number, row in enumerate(text.split("\n"), start=1):
        if row.strip():
            try:
                yield f"line {number}", json.loads(row)
            except (ValueError, RecursionError) as error:
                yield "", DropRejected(name, _no_json(number, error), "mend it and drop it again")


def _salvaged(name: str, text: str) -> Iterator[tuple[str, Any]]:
    """The records of a list that is no JSON as a whole: one after the other, and where one breaks, on from the next
    that begins after it."""
    opened = _LIST.match(text)
    if opened is None:
        return
    decoder, at, number = json.JSONDecoder(), opened.end(), 0
    while at < len(text) and text[at] != "]":
        number += 1
        try:
            row, at = decoder.raw_decode(text, at)
            yield f"record {number}", row
            at = _after(text, at)
        except (ValueError, RecursionError) as error:
            line_number = text.count("\n", 0, error.pos if isinstance(error, json.JSONDecodeError) else at) + 1
            problem = f"record {number}, {_no_json(line_number, error)}"
            yield "", DropRejected(name, problem, "mend it and drop it again")
            following = _NEXT.search(text, at)
            at = following.end() if following else len(text)


def _after(text: str, at: int) -> int:
    """Where what follows a record begins: past a comma, and the blanks around it."""
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _no_json(number: int, error: Exception) -> str:
    """``line 2, column 8, is not JSON: …``; the line is the file's, which the error does not know in JSON lines."""
    if isinstance(error, json.JSONDecodeError):
        return f"line {number}, column {error.colno}, is not JSON: {error.msg}"
    return f"line {number} is not JSON: {'nested too deep' if isinstance(error, RecursionError) else error}"


def _records(name: str, rows: Iterator[tuple[str, Any]], broken: DropRejected | None = None) -> Records:
    """What is good of ``rows``; where nothing is, the first fault is the file's, ``broken`` before any other."""
    found: list[Entry] = []
    refused: list[DropRejected] = [broken] if broken is not None else []
    for where, row in rows:
        try:
            found.append(_record(name, where, row))
        except DropRejected as bad:
            refused.append(bad)
        if len(found) + len(refused) > _MOST:
            raise DropRejected(name, f"holds more than {_MOST} records", "split it")
    if not found:
        nothing = DropRejected(name, "holds no records", "write one object with a title for each item")
        raise refused[0] if refused else nothing
    return Records(tuple(found), tuple(bad.problem for bad in refused if bad is not broken))


def _record(name: str, where: str, row: Any) -> Entry:
    if isinstance(row, DropRejected):
        raise row
    if not isinstance(row, dict):
        raise DropRejected(name, f"{where} is no object", "write one object with a title for each item")
    return entry_of_record(name, where, row)
