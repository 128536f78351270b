"""The command ``trilateral``."""

import os
import sys
import traceback

from bot.cli import app
from bot.render.legible import in_one_line, shown
from bot.service.redaction import redacted
from digests.errors import TrilateralError


def main() -> None:
    """Run the command line; an error that we know is one line on stderr and exit code 1. No error shows a secret.

    Whatever is written is for whoever runs it alone.
    """
    os.umask(0o077)
    try:
        app()
    except TrilateralError as error:
        sys.stderr.write(f"trilateral: {in_one_line(redacted(str(error)))}\n")
        sys.exit(1)
    except Exception:  # noqa: BLE001 the boundary: a fault of ours, told with all that is known of it
        sys.stderr.write(shown(redacted(traceback.format_exc())))
        sys.exit(1)


if __name__ == "__main__":
    main()
