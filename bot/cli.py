"""The command line: one function a subcommand, each a call to the core and a way to print what it said."""

import typer

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="What China, Japan and Korea do together, each morning, in your language.",
)


@app.callback()
def _root() -> None:
    """What China, Japan and Korea do together, each morning, in your language."""
