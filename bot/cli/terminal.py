"""What the subcommands share: the assembled program, options as people write them, and where things are printed."""

import io
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TextIO

import typer

from bot.render.legible import Terminal
from bot.service.assembly import Assembly, clock
from bot.service.logs import configure_logs
from config.settings import load_settings
from digests.language.spans import span

out = Terminal()
err = Terminal(stderr=True)

NO_NETWORK = "Nothing could be reached: is this machine on the network?"


class RecordFormat(StrEnum):
    """How records are written."""

    jsonl = "jsonl"
    csv = "csv"


@contextmanager
def assembled() -> Iterator[Assembly]:
    """The program as the environment describes it, closed at the end."""
    settings = load_settings()
    configure_logs(settings)
    opened = Assembly(settings)
    try:
        yield opened
    finally:
        opened.close()


def parse_window(start: str | None, end: str | None) -> tuple[int | None, int | None]:
    """The options ``--from`` and ``--to``: each a date, a date and time, or a span back from now (``24h``, ``7d``)."""
    since, until = _moment("--from", start), _moment("--to", end)
    if since is not None and until is not None and since >= until:
        raise typer.BadParameter(f"{start} is not before --to {end}", param_hint="--from")
    return since, until


def _moment(option: str, text: str | None) -> int | None:
    if text is None:
        return None
    found = span(text, clock())
    if found is None:
        raise typer.BadParameter(f"{text} is no date; write 2026-03-04, 2026-03, today, 24h or 7d", param_hint=option)
    return found.start


def one_of(option: str, value: str, allowed: Sequence[str]) -> str:
    """``value``, which must be one of ``allowed``."""
    if value not in allowed:
        raise typer.BadParameter(f"{value} is not one of: {', '.join(allowed)}", param_hint=option)
    return value


def starts_file(stream: TextIO) -> bool:
    """Whether ``stream`` was sent into a file that holds nothing yet: no terminal, no pipe to another program."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, io.UnsupportedOperation):
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size == 0
