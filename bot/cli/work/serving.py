"""What ``trilateral run`` and ``chat`` do."""

import asyncio
import logging
import sys

from bot.cli.work.choices import language, terminal_language
from bot.cli.work.terminal import assembled, interruptible, show, tell
from bot.render.texts import load_texts
from bot.service import sentry
from bot.service.assembly import Assembly, clock
from bot.service.logs import configure_logs
from bot.service.run import run_service
from bot.terminal.chat import chat as talk
from bot.terminal.demo import refresh_demo, show_demo
from config.settings import load_settings
from config.variables import unread
from digests.intake.report import SourceLine

log = logging.getLogger(__name__)


def run() -> None:
    """The service; without a token the demo, and the chat where there is somebody to talk to."""
    settings = load_settings()
    configure_logs(settings)
    for error in unread():
        log.warning("%s", error)
    if settings.token is not None:
        sentry.begin(settings)
        run_service(settings)
        return
    tell("No TELEGRAM_BOT_TOKEN is set: here is the demo, read from samples that come with trilateral.")
    spoken = terminal_language(load_texts())
    with interruptible("Stopped; what was read is kept."), assembled() as opened:
        show(asyncio.run(show_demo(opened, _told, spoken)))
    if sys.stdin.isatty():
        chat(1, None)
    else:
        tell("Talk to the bot with: trilateral chat   (set TELEGRAM_BOT_TOKEN to run the service)")


def _told(line: SourceLine, done: int, total: int) -> None:
    """A file that could not be read is named at once; the reason lies beside it as well."""
    if not line.good:
        tell(f"{line.subject}: {line.detail}")


def chat(user: int, lang: str | None) -> None:
    """The bot in this terminal."""
    texts = load_texts()
    given = language(lang, texts)
    with assembled() as opened:
        spoken = given or _chosen(opened, user) or terminal_language(texts)
        with interruptible(lambda: texts[spoken]("terminal.bye", folder=opened.settings.data_dir)):
            if not opened.store.items.count():  # somebody's first look: let there be something to read
                refresh_demo(opened, clock())
                asyncio.run(opened.take_dropped())
            talk(opened.desk(), user_id=user, language=given, first=spoken, inbox=opened.take_dropped)


def _chosen(opened: Assembly, user: int) -> str | None:
    reader = opened.store.subscribers.by_chat(user)
    return reader.preferences.language if reader is not None else None
