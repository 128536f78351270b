"""``trilateral evaluate``, ``backup``, ``restore`` and ``doctor``: looking after quality and data."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add these subcommands to ``app``."""
    for command in (evaluate, backup, restore, doctor):
        app.command()(command)


def evaluate(
    directory: Annotated[
        Path,
        typer.Argument(exists=True, file_okay=False, metavar="FOLDER", help="Holds a written set or real news days."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure quality against a labelled set.

    Prints every figure, its target and the worst mistakes.
    """
    from bot.cli.work.evaluating import evaluate

    evaluate(directory, as_json=as_json)


def backup(
    file: Annotated[
        Path, typer.Argument(dir_okay=False, metavar="FILE", help="Where to write it; must not exist.")
    ],
) -> None:  # fmt: skip
    """Copy the database, and verify the copy.

    It may run meanwhile. The copy is restored and compared: only a verified one is kept.
    """
    from bot.cli.work.care import backup

    backup(file)


def restore(
    file: Annotated[Path, typer.Argument(dir_okay=False, metavar="FILE", help="A backup.")],
) -> None:
    """Put a backup in the database's place.

    The backup is verified first, and refused while the service runs. What was there before is kept beside it.
    """
    from bot.cli.work.care import restore

    restore(file)


def doctor() -> None:
    """Check the installation, and say what to do.

    Looks at configuration, database, feeds, disk and token.
    """
    from bot.cli.work.care import doctor

    doctor()
