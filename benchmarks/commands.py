"""How soon does a command answer? ``python -m benchmarks.commands [items] [items of the last day]``.

An archive of made-up articles (default 20,000, of which 1,500 in the last day, every one a story of its own), fifty
readers who each ask, read the answer for one to three seconds, and ask again; the Bot API answered in this process.
Prints for each command the median and the 95th percentile, in milliseconds from update to the last call of the answer.
"""

import asyncio
import io
import random
import sys
import tempfile
import time
from statistics import quantiles

from rich.console import Console
from telegram import Bot, Update

from benchmarks.search import NOW, build
from bot.application import build_application
from bot.desk.context import Desk
from bot.render.texts import load_texts
from bot.terminal.chat import TerminalBotApi
from bot.terminal.screen import Screen
from config.catalogue import load_catalogue
from config.settings import load_settings
from digests.model import Item
from digests.store import Store, open_store
from digests.stories.telling import tell

READERS = 50
READING = (1.0, 3.0)
"""Seconds a reader looks at an answer before the next question, drawn evenly between these."""
ROUNDS = 1
COMMANDS = (
    "/today",
    "/latest",
    "/ai",
    "/topic KR",
    "/topic rcep",
    "/search 水素",
    "semiconductor",
    "/story 7",
    "/sides 7",
    "/settings",
    "/following",
    "/trends",
    "/help",
    "/sources",
)


def told(store: Store, today: int) -> None:
    """Each item a story of its own; the last ``today`` of them moved into the last day."""
    items: list[Item] = list(store.items.every())
    with store.db.write() as change:
        for place, item in enumerate(reversed(items)):
            at = NOW - int(place / today * 86_000) if place < today else item.published
            change.execute("UPDATE items SET published = :at WHERE id = :id", {"at": at, "id": item.id})
    for item in store.items.every():
        store.joins.open(tell([item]), [item], follows=None, now=item.published)


async def asked(desk: Desk) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {command: [] for command in COMMANDS}
    screen = Screen(Console(file=io.StringIO()))
    async with build_application(desk, TerminalBotApi(screen, 1)) as application:

        async def reader(number: int) -> None:
            draw = random.Random(number)
            for _ in range(ROUNDS):
                for command in draw.sample(COMMANDS, len(COMMANDS)):
                    await asyncio.sleep(draw.uniform(*READING))
                    started = time.perf_counter()
                    await application.process_update(_update(number, command, application.bot))
                    taken[command].append((time.perf_counter() - started) * 1000)

        await asyncio.gather(*(reader(number) for number in range(1, READERS + 1)))
    return taken


def _update(user_id: int, text: str, bot: Bot) -> Update:
    user = {"id": user_id, "is_bot": False, "first_name": "R", "language_code": "ko"}
    chat = {"id": user_id, "type": "private", "first_name": "R"}
    length = len(text.split()[0])
    entities = [{"type": "bot_command", "offset": 0, "length": length}] if text.startswith("/") else []
    message = {"message_id": 1, "date": NOW, "chat": chat, "from": user, "text": text, "entities": entities}
    return Update.de_json({"update_id": 1, "message": message}, bot)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    today = int(sys.argv[2]) if len(sys.argv) > 2 else 1_500
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(TRILATERAL_DATA_DIR=folder, TELEGRAM_BOT_TOKEN="", TRILATERAL_ADMINS="")
        store = open_store(settings.database)
        build(store, count)
        told(store, today)
        desk = Desk(settings, load_catalogue(), store, load_texts(), lambda: NOW)
        started = time.perf_counter()
        taken = asyncio.run(asked(desk))
        seconds = time.perf_counter() - started
        answers = [milliseconds for times in taken.values() for milliseconds in times]
        print(f"{count:,} items; {READERS} readers, {len(answers):,} answers in {seconds:.1f} s")
        for command, times in taken.items():
            print(f"{command:<16} median {quantiles(times, n=2)[0]:7.1f}  p95 {quantiles(times, n=20)[-1]:7.1f} ms")
        print(f"{'all':<16} median {quantiles(answers, n=2)[0]:7.1f}  p95 {quantiles(answers, n=20)[-1]:7.1f} ms")
        store.close()


if __name__ == "__main__":
    main()
