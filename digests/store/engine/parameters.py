"""Lists of values in a statement: their marks, and how many go into one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

_MANY = 500
"""Ids in one statement: under SQLite's and PostgreSQL's limits on parameters."""


def marks_for(values: Sequence[int | str], name: str = "p") -> tuple[str, dict[str, int | str]]:
    """Named parameters for an ``IN`` list: the marks for the statement and the values for them. ``name`` tells the
    parameters of two lists in one statement apart."""
    marks = ",".join(f":{name}{index}" for index in range(len(values)))
    return marks, {f"{name}{index}": value for index, value in enumerate(values)}


def chunks(values: Iterable[int | str]) -> Iterator[list[int | str]]:
    """The values, as many at a time as one statement takes."""
    iterator = iter(values)
    while chunk := list(islice(iterator, _MANY)):
        yield chunk
