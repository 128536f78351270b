"""The command line: what can be asked, told without loading what answers it.

A subcommand's function here names its options and says what it does; what it works with is imported when it runs, from
``bot/cli/work``, so that ``--help`` and a mistyped option are answered at once. Machine output goes to stdout, logs and
progress to stderr; exit codes: 0 good, 1 failed, 2 wrong use, 130 interrupted.
"""

from typing import Annotated

import typer

from bot.cli import care, feeds, news, service
from bot.cli.wrong_use import Commands

app = typer.Typer(
    cls=Commands,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    help="What China, Japan and Korea do together, each morning, in your language.",
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version as installed

        typer.echo(f"trilateral {installed('trilateral-digest')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _trilateral(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What the command takes before a subcommand; alone it says which there are."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)


for register in (service.register, news.register, care.register):
    register(app)
app.add_typer(feeds.app, name="feeds", help="The catalogue of feeds.")
