"""Lines typed at a terminal, with arrow keys and what was typed before; Python's own readline does it.

What was typed is kept in the data folder, for whoever owns it alone, and goes with ``/forget``. Where stdin is no
terminal nothing is kept, and lines are read as they come.
"""

import asyncio
import locale
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

try:
    import readline
except ImportError:  # a Python that was built without: lines are read all the same
    readline = None  # type: ignore[assignment]

_PROMPT = "> "
_KEPT = 500
"""Lines."""


class History:
    """What was typed at earlier times, in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        readline.clear_history()
        with suppress(OSError):  # none yet, or none that can be read: there is nothing to go back to
            readline.read_history_file(file)

    def save(self) -> None:
        """Keep the last lines; a folder that cannot be written to keeps none."""
        readline.set_history_length(_KEPT)
        with suppress(OSError):
            os.close(os.open(self._file, os.O_CREAT | os.O_WRONLY, 0o600))
            readline.write_history_file(self._file)
            self._file.chmod(0o600)

    def forget(self) -> None:
        """As if nothing had ever been typed."""
        readline.clear_history()
        self._file.unlink(missing_ok=True)


async def read_lines(stream: TextIO) -> AsyncIterator[str]:
    """The lines of ``stream``, as they come."""
    if stream.isatty():
        async for line in _from_terminal(stream):
            yield line
        return
    while line := await asyncio.to_thread(stream.readline):
        yield line


async def _from_terminal(stream: TextIO) -> AsyncIterator[str]:
    """Lines of a terminal, which gives one for each read: no thread waits in one when Ctrl-C ends the chat."""
    loop, lines = asyncio.get_running_loop(), asyncio.Queue[str]()
    loop.add_reader(stream.fileno(), lambda: lines.put_nowait(stream.readline()))
    try:
        while line := await lines.get():
            yield line
    finally:
        loop.remove_reader(stream.fileno())


async def typed(history: History) -> AsyncIterator[str]:
    """Lines typed at stdin, edited with readline. Nothing else happens while one is typed: every answer is complete
    before the next question."""
    _understand_characters()
    while True:
        line = _asked()
        if line is None:
            return
        history.save()
        yield line


def _asked() -> str | None:
    """The next line; ``None`` at the end of the input."""
    try:
        with _interrupting():
            return input(_PROMPT)
    except EOFError:
        return None


@contextmanager
def _interrupting() -> Iterator[None]:
    """Ctrl-C ends the line at once; the event loop would only note it, and act when the line is done."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _understand_characters() -> None:
    """In a locale that is not installed readline would delete a third of a character at a time."""
    if locale.setlocale(locale.LC_CTYPE, None) in ("C", "POSIX"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")


def can_be_edited(stdin: TextIO, stdout: TextIO) -> bool:
    """Whether somebody sits at both ends, and there is a readline."""
    return readline is not None and stdin.isatty() and stdout.isatty()
