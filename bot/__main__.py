"""The command ``trilateral``."""

import io
import os
import sys
import traceback

from bot.cli import app
from digests.errors import TrilateralError


def main() -> None:
    """Run the command line; an error that we know is one line on stderr and exit code 1. No error shows a secret.

    Whatever is written is for whoever runs it alone; a character that the terminal's coding does not have is shown as a
    question mark, and stops nothing.
    """
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except TrilateralError as error:
        _fail(f"trilateral: {' '.join(str(error).split())}")
    except Exception:  # noqa: BLE001 the boundary: a fault of ours, told with all that is known of it
        _fail(traceback.format_exc().rstrip())


def _fail(text: str) -> None:
    """What is needed to say it safely is loaded only when something failed."""
    from bot.render.legible import shown
    from bot.render.wrap import for_width, width_of
    from bot.service.redaction import redacted

    sys.stderr.write(for_width(shown(redacted(text)), width_of(sys.stderr)) + "\n")
    sys.exit(1)


if __name__ == "__main__":
    main()
