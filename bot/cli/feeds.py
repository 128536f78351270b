"""``trilateral feeds``: the catalogue listed, checked, grown, and exchanged as OPML."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None)

Listed = Annotated[str, typer.Argument(metavar="ADDRESS", help="The address as `feeds list` shows it.")]


@app.callback(invoke_without_command=True)
def _feeds(context: typer.Context) -> None:
    """Alone it says which subcommands there are."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)


def register(to: typer.Typer) -> None:
    """Add these subcommands to ``to``."""
    to.add_typer(app, name="feeds", help="The catalogue of feeds.")


@app.command("list")
def list_feeds() -> None:
    """List every feed.

    On or off, country, language, how the last poll went; then why some are off, and what has no living source.
    """
    from bot.cli.work import feeds

    feeds.list_feeds()


@app.command()
def enable(
    url: Listed,
    yes: Annotated[
        bool, typer.Option("--yes", help="Switch on what is off for a reason, without being asked.")
    ] = False,
) -> None:
    """Switch a feed on.

    Why the catalogue has it off is shown first.
    """
    from bot.cli.work import feeds

    feeds.enable(url, yes=yes)


@app.command()
def disable(url: Listed) -> None:
    """Switch a feed off; it stays in the list."""
    from bot.cli.work import feeds

    feeds.disable(url)


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="ADDRESS", help="A feed, or a site whose feed is looked for.")],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What readers see; by default what the feed calls itself.")
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="The publisher's country (CN, JP, KR …), XX = international; by default it is guessed.",
        ),
    ] = None,
    full_text: Annotated[bool, typer.Option(help="Read each article's page.")] = False,
    alternate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            help="Another address of the publisher's, read while this one fails or is silent; may be repeated.",
        ),
    ] = None,
) -> None:
    """Add a feed.

    It is fetched once: what cannot be read now is not added.
    """
    from bot.cli.work import feeds

    feeds.add(url, name, country, tuple(alternate or ()), full_text=full_text)


@app.command()
def remove(url: Listed) -> None:
    """Stop polling a feed; its items stay."""
    from bot.cli.work import feeds

    feeds.remove(url)


@app.command()
def check(
    url: Annotated[
        str | None, typer.Argument(metavar="[ADDRESS]", help="Only this feed; in the catalogue or not.")
    ] = None,
) -> None:
    """Ask each feed once and say how it is.

    Status, items, newest, language, encoding, what is wrong and what to do; then what has no living source.
    """
    from bot.cli.work import feeds

    feeds.check(url)


@app.command("import")
def import_opml(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, metavar="FILE", help="An OPML file.")],
) -> None:
    """Add the feeds of an OPML file.

    Known ones are passed over.
    """
    from bot.cli.work import feeds

    feeds.import_opml(file)


@app.command()
def export() -> None:
    """Write the catalogue as OPML to stdout."""
    from bot.cli.work import feeds

    feeds.export()
