"""``trilateral run`` and ``trilateral chat``."""

import asyncio
import sys
from typing import Annotated

import typer

from bot.cli.terminal import assembled, err, one_of, out
from bot.service.assembly import clock
from bot.service.logs import configure_logs
from bot.service.run import run_service
from bot.terminal.chat import chat as talk
from bot.terminal.demo import refresh_demo, show_demo
from config.languages import LANGUAGES
from config.settings import load_settings
from digests.intake.report import SourceLine


def register(app: typer.Typer) -> None:
    """Add these subcommands to ``app``."""
    app.command()(run)
    app.command()(chat)


def run() -> None:
    """Run the service: poll, read, join, and send each subscriber their digest at their own hour.

    Without TELEGRAM_BOT_TOKEN it reads the demo sources and the drop folder, prints a digest and opens the chat.
    """
    settings = load_settings()
    configure_logs(settings)
    if settings.token is not None:
        run_service(settings)
        return
    err.print("No TELEGRAM_BOT_TOKEN is set: here is the demo, read from samples that come with trilateral.")
    with assembled() as opened:
        out.print(asyncio.run(show_demo(opened, _told)), markup=False)
    if sys.stdin.isatty():
        chat()
    else:
        err.print("Talk to the bot with: trilateral chat   (set TELEGRAM_BOT_TOKEN to run the service)")


def _told(line: SourceLine, done: int, total: int) -> None:
    """A file that could not be read is named at once; the reason lies beside it as well."""
    if not line.good:
        err.print(f"{line.subject}: {line.detail}", markup=False)


def chat(
    user: Annotated[int, typer.Option(min=1, help="Who you are: a Telegram user id.")] = 1,
    lang: Annotated[
        str | None,
        typer.Option(help=f"{', '.join(LANGUAGES)}; by default what this user chose before, else English."),
    ] = None,
) -> None:
    """Talk to the bot in the terminal; no Telegram and no token needed.

    Lines come from stdin: a command, or words to search for. #2 presses button 2 of the last message, #place 35.18
    129.08 shares a location, /quit or the end of the input ends.
    """
    if lang is not None:
        one_of("--lang", lang, LANGUAGES)
    with assembled() as opened:
        if not opened.store.items.count():  # somebody's first look: let there be something to read
            refresh_demo(opened, clock())
            asyncio.run(opened.take_dropped())
        talk(opened.desk(), user_id=user, language=lang, inbox=opened.take_dropped)
