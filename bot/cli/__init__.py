"""The command line: one function a subcommand, each a call to the core and a way to print what it said.

Machine output goes to stdout, logs and progress to stderr; exit codes: 0 good, 1 failed, 2 wrong use. A subcommand's
file is imported when it is called, with all that it works with: what the others need costs it nothing.
"""

from importlib import import_module
from importlib.metadata import version as installed
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

_SUBCOMMANDS = {
    "run": ("service", "Run the service: poll, read, join, and send each subscriber their digest at their own hour."),
    "chat": ("service", "Talk to the bot in the terminal; no Telegram and no token needed."),
    "ingest": ("news", "Take in every enabled feed and the drop folder once, whenever the next poll of each is due."),
    "digest": ("news", "Print a digest now: by default of the last day, or since --from."),
    "export": ("news", "Write the data out, one record a line."),
    "search": ("news", "Search everything that was ever taken in."),
    "evaluate": (
        "care",
        "Measure quality against a labelled set; prints every figure, its target and the worst mistakes.",
    ),
    "backup": (
        "care",
        "Copy the database while it runs, then restore the copy and compare: only a verified copy is kept.",
    ),
    "doctor": ("care", "Check configuration, database, feeds, disk and token, and say what to do about what is wrong."),
    "feeds": ("feeds", "The catalogue of feeds."),
}
"""Name -> the file in this folder whose ``register`` adds it, and what --help says of it."""


class _Subcommands(TyperGroup):
    """A group that holds the names alone, and looks for a subcommand itself once it is called."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, found, rest = super().resolve_command(ctx, args)
        return name, subcommand(name) if found and name else found, rest


def subcommand(name: str) -> Any:
    """The subcommand itself, with its options."""
    own = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    import_module(f"{__name__}.{_SUBCOMMANDS[name][0]}").register(own)
    return typer.main.get_group(own).commands[name]


app = typer.Typer(
    cls=_Subcommands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    help="What China, Japan and Korea do together, each morning, in your language.",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"trilateral {installed('trilateral-digest')}")
        raise typer.Exit


@app.callback()
def _trilateral(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What the command takes before a subcommand."""


def _named() -> None:
    """Stands for a subcommand in --help."""


for _name, (_, _help) in _SUBCOMMANDS.items():
    app.command(_name, help=_help)(_named)
