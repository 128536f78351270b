"""Wrong use of the command line: said once, with what is right, and where the rest is told."""

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from bot.render.wrap import for_width, width_of
from digests.printable import UNSAFE

_WORDS = (
    (r"Missing argument '(\w+)[^']*'\. Choose from:\s*(.*)", r"\1 is missing: one of \2"),
    (r"Missing argument '(\w+)[^']*'\.?", r"\1 is missing"),
    (r"No such command '(.*?)'\.? ?(.*)", r"there is no command \1. \2"),
    (r"No such option: (\S+) \(Possible options: (.*)\)", r"there is no option \1. Did you mean \2?"),
    (r"No such option: (\S+)", r"there is no option \1"),
    (r"Option '?(.+?)'? requires an argument\.?", r"\1 wants a value"),
    (r"Got unexpected extra argument(?:\(s\)|s)? \((.*)\)", r"there is no place for: \1"),
    (r"(.*: )(?:\w+) '(.*)' (does not exist|is a \w+)\.?", r"\1\2 \3"),
)
"""What the library says of a fault -> how it is said here: the thing once, without its own terms."""


class Commands(TyperGroup):
    """The group of all subcommands: what it refuses is told in our words."""

    def main(self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **named: Any) -> Any:  # type: ignore[override]
        if not standalone_mode:
            return super().main(args, standalone_mode=False, **named)
        try:
            code = super().main(args, standalone_mode=False, **named)
        except TyperException as error:
            sys.stderr.write(for_width(UNSAFE.sub("\ufffd", told(error)), width_of(sys.stderr)) + "\n")
            sys.exit(error.exit_code)
        except typer.Abort:
            sys.stderr.write("\n")
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def told(error: TyperException) -> str:
    """What is wrong, how the command is used where a word is missing or too many, and where help is."""
    context: typer.Context | None = getattr(error, "ctx", None)
    said = [f"trilateral: {_problem(error)}"]
    if context is None:
        return said[0]
    if not isinstance(error, typer.BadParameter) or not error.message:
        said.append(context.get_usage())
    return "\n".join([*said, f"Help: {context.command_path} --help"])


def _problem(error: TyperException) -> str:
    text = error.format_message()
    if isinstance(error, typer.BadParameter) and error.message:
        hint = error.param_hint or (error.param.get_error_hint() if error.param else "")
        named = hint if isinstance(hint, str) else " / ".join(hint)
        text = f"{named.strip(chr(39))}: {error.message}" if named else error.message
    for theirs, ours in _WORDS:
        if match := re.fullmatch(theirs, text, re.DOTALL):
            text = " ".join(match.expand(ours).split()).rstrip(". ")
            break
    said, guess, rest = text.partition("Did you mean ")
    return said + guess + rest.replace("'", "").replace(", ", " or ")
