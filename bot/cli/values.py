"""Values of options as people write them, where no archive is needed to tell whether they are right."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeVar

import typer

from digests.spelling import nearest

_E = TypeVar("_E", bound=Enum)
_S = TypeVar("_S", bound=str)
_BEGINNING = 2
"""Letters from which the beginning of a word stands for it."""


def whole(least: int, most: int | None = None) -> Callable[[str], int]:
    """A whole number from ``least`` to ``most``."""

    def parse(text: str) -> int:
        wanted = f"write a whole number from {least} " + (f"to {most}" if most is not None else "on")
        try:
            number = int(text)
        except ValueError:
            raise typer.BadParameter(f"{text} is no whole number; {wanted}") from None
        if number < least or (most is not None and number > most):
            raise typer.BadParameter(f"{text} is out of range; {wanted}")
        return number

    return parse


def kind(of: type[_E]) -> Callable[[str | _E], _E]:
    """One of the values of ``of``, in large or small letters."""

    def parse(text: str | _E) -> _E:
        return text if isinstance(text, of) else of(one_of(str(text), [str(each.value) for each in of]))

    return parse


def one_of(text: str, allowed: Sequence[_S], *, option: str | None = None) -> _S:
    """Which of ``allowed`` is meant: written in any case, or by its beginning where only one begins so.

    Raises:
        typer.BadParameter: none is, with what there is and what was perhaps meant.
    """
    wanted = text.strip().casefold()
    for each in allowed:
        if each.casefold() == wanted:
            return each
    begun = [each for each in allowed if len(wanted) >= _BEGINNING and each.casefold().startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    raise typer.BadParameter(none_of(text, allowed, close(wanted, allowed)), param_hint=option)


def close(wanted: str, allowed: Sequence[str]) -> list[str]:
    """What was perhaps meant by ``wanted``."""
    found = nearest(wanted, allowed)
    return [found] if found else []


def none_of(text: str, allowed: Sequence[str], near: Sequence[str]) -> str:
    """What is said of a value that is none of ``allowed``."""
    meant = f". Did you mean {' or '.join(near)}?" if near else ""
    return f"{text} is not one of: {', '.join(allowed)}{meant}"
