"""A person at a terminal: starts a command, waits for its prompt, presses keys, and reads what it shows."""

import os
import select
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
UP = "\x1b[A"
CTRL_C = "\x03"
_PROMPT = b"> "
_PATIENCE = 20
"""Seconds until Ctrl-C is pressed again: readline hears none that comes between its look and its wait."""


def at_the_keyboard(data: Path, arguments: tuple[str, ...], keys: tuple[str, ...]) -> tuple[str, int]:
    """What the terminal shows of ``trilateral`` with ``arguments``, each of ``keys`` pressed at a prompt of its own;
    and the exit code."""
    keyboard, terminal = os.openpty()
    environment = os.environ | {
        "PYTHONPATH": str(REPOSITORY), "TRILATERAL_DATA_DIR": str(data), "TELEGRAM_BOT_TOKEN": "", "LC_ALL": "C.UTF-8",
        "TERM": "xterm", "COLUMNS": "80",
    }  # fmt: skip
    command = [sys.executable, "-m", "bot", *arguments]
    with subprocess.Popen(
        command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment, cwd=data.parent,
        start_new_session=True, preexec_fn=_own_the_terminal,
    ) as running:  # fmt: skip
        os.close(terminal)
        shown = b""
        for key in keys:
            shown += _until_prompt(keyboard)
            os.write(keyboard, key.encode())
        while more := _some(keyboard, again=CTRL_C if CTRL_C in keys[-1] else ""):
            shown += more
    os.close(keyboard)
    return shown.decode(errors="replace"), running.returncode


def _own_the_terminal() -> None:
    """So that Ctrl-C reaches whoever reads from it."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _until_prompt(keyboard: int) -> bytes:
    shown = b""
    while not shown.endswith(_PROMPT) and (more := _some(keyboard)):
        shown += more
    return shown


def _some(keyboard: int, again: str = "") -> bytes:
    """What is shown next; nothing once the terminal is closed. ``again`` is pressed where nothing comes for long."""
    while again and not select.select([keyboard], [], [], _PATIENCE)[0]:
        os.write(keyboard, again.encode())
    try:
        return os.read(keyboard, 65_536)
    except OSError:
        return b""
