"""kill -9 at random moments while digests and commands flow: what is lost, doubled, or left half sent.

    python -m benchmarks.delivery_kills [--kills 200 --parts 3000 --commands 500]

Targets: nothing lost; doubled at most the number in flight a kill, and the mean far below; parts of an edition in
order, and an edition continues where it stopped. The whole service runs as the child, at its default pace.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from bot.delivery.sender import FEW
from bot.updates.polling import AT_ONCE
from digests.model import Edition, Part
from digests.store import open_store
from digests.store.sending.changes import DIGEST
from digests.store.sending.editions import Publication
from tests.fake_telegram import TOKEN, FakeTelegram

CHILD = """\
from bot.service.run import run_service
from config.settings import load_settings
run_service(load_settings())
"""
ASKER = 50_000_000
PARTS = 3
PATIENCE = 900.0
"""Seconds for a start, by which nothing is measured: on a full machine it takes many times as long."""
QUIET = 60.0
"""Seconds without a message after which none is expected any more."""


def fill(data: Path, parts: int) -> int:
    """Editions of three parts each; how many chats."""
    store = open_store(data / "trilateral.db")
    chats = parts // PARTS
    bodies = tuple(store.outbox.add_body(Part(f"<b>part {part}</b>"), 1) for part in range(PARTS))
    publications = []
    for chat in range(1, chats + 1):
        subscriber = store.subscribers.ensure(chat, 0, "private", "en", 1)
        edition = Edition(subscriber.id, "2026-01-01", "d0450")
        publications.append(Publication(edition, chat, 0, DIGEST, bodies, {}, 0, None))
    store.editions.publish(publications, 1)
    store.close()
    return chats


async def child(telegram: FakeTelegram, data: Path) -> asyncio.subprocess.Process:
    (data / "feeds.toml").write_text("")
    environment = os.environ | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TRILATERAL_API_URL": telegram.url,
        "TRILATERAL_DATA_DIR": str(data),
        "TRILATERAL_CONFIG_DIR": str(data),
    }
    errors = asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(sys.executable, "-c", CHILD, env=environment, stderr=errors)


async def kill_again_and_again(telegram: FakeTelegram, data: Path, kills: int, commands: int) -> None:
    asked = 0
    for kill in range(kills):
        process = await child(telegram, data)
        before = len(telegram.calls)
        await telegram.until(lambda before=before: len(telegram.calls) > before, seconds=PATIENCE)  # type: ignore[misc]
        due = commands * (kill + 1) // kills
        for chat in range(asked, due):
            telegram.say(ASKER + chat, "/help")
        asked = due
        await asyncio.sleep(random.uniform(0.05, 1.2))
        process.kill()
        await process.wait()
    before = len(telegram.calls)
    process = await child(telegram, data)
    await telegram.until(lambda: len(telegram.calls) > before, seconds=PATIENCE)
    await quiet(telegram, data)
    process.terminate()
    await process.wait()


async def quiet(telegram: FakeTelegram, data: Path) -> None:
    """Wait until all has been sent and answered, or nothing moves any more."""
    seen = -1
    while seen != len(telegram.sent()):
        seen = len(telegram.sent())
        for _ in range(int(QUIET / 2)):
            await asyncio.sleep(2)
            if not telegram.updates.waiting and not _waiting(data):
                return


def _waiting(data: Path) -> int:
    """Rows of the outbox that are not sent yet."""
    store = open_store(data / "trilateral.db")
    try:
        return sum(count for _, state, _, count, _ in store.deliveries.standing(0) if state in ("pending", "sending"))
    finally:
        store.close()


def report(telegram: FakeTelegram, chats: int, commands: int, kills: int) -> None:
    texts: dict[int, list[str]] = defaultdict(list)
    for call in telegram.sent():
        texts[call.chat_id].append(str(call.values["text"]))
    wanted = [f"<b>part {part}</b>" for part in range(PARTS)]
    lost = sum(len(set(wanted) - set(texts[chat])) for chat in range(1, chats + 1))
    disorder = sum(list(dict.fromkeys(texts[chat])) != wanted for chat in range(1, chats + 1))
    doubled = sum(len(texts[chat]) - len(set(texts[chat])) for chat in range(1, chats + 1))
    unanswered = sum(not texts[ASKER + chat] for chat in range(commands))
    twice = sum(max(0, len(texts[ASKER + chat]) - 1) for chat in range(commands))
    print(f"{kills} kills, {chats * PARTS} parts of {chats} editions, {commands} commands")
    print(f"  parts: {lost} lost, {doubled} doubled = {doubled / kills:.2f} a kill (at most {FEW} in flight)")
    print(f"  editions out of order or incomplete: {disorder}")
    print(f"  commands: {unanswered} lost, {twice} answered twice = {twice / kills:.2f} a kill (at most {AT_ONCE})")


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery_kills")
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--parts", type=int, default=450)
    parser.add_argument("--commands", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        chats = fill(Path(folder), options.parts)
        async with FakeTelegram(latency=0.08) as telegram:
            await kill_again_and_again(telegram, Path(folder), options.kills, options.commands)
            report(telegram, chats, options.commands, options.kills)


if __name__ == "__main__":
    asyncio.run(main())
