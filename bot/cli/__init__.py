"""The command line: one function a subcommand, each a call to the core and a way to print what it said.

Machine output goes to stdout, logs and progress to stderr; exit codes: 0 good, 1 failed, 2 wrong use.
"""

from importlib.metadata import version as installed
from typing import Annotated

import typer

from bot.cli import care, feeds, news, service

app = typer.Typer(
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


for register in (service.register, news.register, care.register):
    register(app)
app.add_typer(feeds.app, name="feeds", help="The catalogue of feeds.")
