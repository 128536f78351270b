"""``trilateral run`` and ``trilateral chat``."""

from typing import Annotated

import typer

from bot.cli.values import whole
from config.languages import LANGUAGES


def register(app: typer.Typer) -> None:
    """Add these subcommands to ``app``."""
    app.command()(run)
    app.command()(chat)


def run() -> None:
    """Run the service.

    It polls, reads, joins, and sends each subscriber their digest at their own hour. Without TELEGRAM_BOT_TOKEN it
    reads the demo sources and the drop folder, prints a digest and opens the chat.
    """
    from bot.cli.work.serving import run

    run()


def chat(
    user: Annotated[
        int, typer.Option(parser=whole(1), metavar="NUMBER", help="Who you are: a Telegram user id.", show_default=True)
    ] = 1,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", "--language", metavar="LANGUAGE",
            help=f"{', '.join(LANGUAGES)}, or its name; by default what this user chose before, else that of this "
            "terminal, else en.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Talk to the bot here, without Telegram.

    Lines come from stdin: a command, or words to search for. #2 presses button 2 of the last message, #place 35.18
    129.08 shares a location, /quit or the end of the input ends.
    """
    from bot.cli.work.serving import chat

    chat(user, lang)
