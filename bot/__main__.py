"""The command ``trilateral``."""

import os
import sys
import traceback

from bot.cli import app
from digests.errors import TrilateralError


def main() -> None:
    """Run the command line; an error that we know is one line on stderr and exit code 1. No error shows a secret.

    Whatever is written is for whoever runs it alone.
    """
    os.umask(0o077)
    try:
        app()
    except TrilateralError as error:
        sys.stderr.write(f"trilateral: {_one_line(str(error))}\n")
        sys.exit(1)
    except Exception:  # noqa: BLE001 the boundary: a fault of ours, told with all that is known of it
        sys.stderr.write(_lines(traceback.format_exc()))
        sys.exit(1)


def _one_line(text: str) -> str:
    from bot.render.legible import in_one_line  # here, since only what fails needs it
    from bot.service.redaction import redacted

    return in_one_line(redacted(text))


def _lines(text: str) -> str:
    from bot.render.legible import shown
    from bot.service.redaction import redacted

    return shown(redacted(text))


if __name__ == "__main__":
    main()
