"""The command ``trilateral``."""

import os
import sys

from bot.cli import app
from digests.errors import TrilateralError


def main() -> None:
    """Run the command line; an error that we know is one line on stderr and exit code 1.

    Whatever is written is for whoever runs it alone.
    """
    os.umask(0o077)
    try:
        app()
    except TrilateralError as error:
        sys.stderr.write(f"trilateral: {error}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
