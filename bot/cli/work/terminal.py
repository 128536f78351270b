"""What the subcommands share: the assembled program, and how it is said what they did."""

import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import typer

from bot.render.legible import Terminal
from bot.render.wrap import for_width, width_of
from bot.service.assembly import Assembly
from bot.service.logs import QUIET, configure_logs
from config.settings import load_settings

out = Terminal()
err = Terminal(stderr=True)

NO_NETWORK = "Is this machine on the network?"
INTERRUPTED = 130
"""As shells have it: 128 and the number of the signal."""


@contextmanager
def assembled() -> Iterator[Assembly]:
    """The program as the environment describes it, closed at the end."""
    settings = load_settings()
    configure_logs(settings, QUIET)
    opened = Assembly(settings)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def interruptible(kept: str | Callable[[], str]) -> Iterator[None]:
    """Ctrl-C ends the block, and it is said what is ``kept`` of what was done."""
    try:
        yield
    except KeyboardInterrupt:
        tell(f"\n{kept if isinstance(kept, str) else kept()}")
        raise typer.Exit(INTERRUPTED) from None


def show(text: str) -> None:
    """Print an answer; a terminal gets lines that are broken between words."""
    out.print(for_width(text, width_of(out.file)))


def tell(text: str) -> None:
    """Say something beside the answer, to whoever looks on."""
    err.print(for_width(text, width_of(err.file)))


def starts_file(stream: TextIO) -> bool:
    """Whether ``stream`` was sent into a file that holds nothing yet: no terminal, no pipe to another program."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, io.UnsupportedOperation):
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size == 0
