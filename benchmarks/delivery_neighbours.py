"""Does anybody wait for another? Five kinds of trouble made by few, and what all others notice of it.

    python -m benchmarks.delivery_neighbours [--chats 300] [--case flood ...]

A broadcast goes to ``--chats`` while ten other readers ask /help again and again; then the same once more for each kind
of trouble: a reader who sends 150 commands in 8 s, the same in a group, a reader who presses buttons three times a
second, five chats that never answer, and one chat that is told "429, retry after 20". The server counts strictly: 30 in
any second, a chat's and a group's messages and edits.

Targets: the others' slowest answer under 2 s, the broadcast to all others at most a quarter longer than undisturbed,
nothing lost, nothing doubled among the others. Ends with 1 where one is missed.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.desk import TEXT
from benchmarks.telegram_process import Telegram, percentile, telegram
from bot.application import build_application, pace
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.pace.pacer import Pacer
from bot.delivery.pace.send_queue import SendQueue
from bot.delivery.sender import Sender
from bot.desk.context import Desk
from bot.desk.keyboards import Keyboards
from bot.render.texts import load_texts
from bot.service.assembly import clock
from bot.updates.polling import Polling, UpdateHandler
from config.catalogue import load_catalogue
from config.settings import load_settings
from digests.model import Part
from digests.store import Store, open_store
from tests.fake_telegram import TOKEN

READERS = 10
FIRST_READER = 10_000
TROUBLE = 20_000
GROUP = -20_000
SETTLE = 1.0
"""Seconds for which the trouble goes on before anybody else asks or is sent anything."""
PATIENCE = 120.0
SLOWEST, LONGER = 2.0, 1.25


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the others noticed: seconds until each answer, and until the broadcast had reached all of them."""

    answers: list[float]
    unanswered: int
    broadcast: float
    missed: int
    doubled: int
    refused: int

    def __str__(self) -> str:
        asked = len(self.answers) + self.unanswered
        slowest = max(self.answers, default=0.0)
        return (
            f"{asked} answers: median {percentile(self.answers, 0.5):.2f} s, slowest {slowest:.2f} s, "
            f"{self.unanswered} never; broadcast {self.broadcast:.1f} s, {self.missed} not reached, "
            f"{self.doubled} doubled; {self.refused} answers of 429"
        )


Trouble = Callable[[Telegram], Awaitable[None]]


async def nothing(server: Telegram) -> None:
    """Nobody disturbs."""


async def flood(server: Telegram, chat: int = TROUBLE) -> None:
    """150 commands in 8 s."""
    for _ in range(150):
        await server.say(chat, "/help", TROUBLE)
        await asyncio.sleep(8 / 150)


async def group_flood(server: Telegram) -> None:
    await flood(server, GROUP)


async def taps(server: Telegram) -> None:
    """Buttons of /settings, three times a second, for as long as it lasts."""
    await server.say(TROUBLE, "/settings")
    button = 0
    while True:
        button += await server.press(TROUBLE, button)
        await asyncio.sleep(1 / 3)


async def silence(server: Telegram) -> None:
    """Five chats of the broadcast are never answered for."""
    await server.set_chats({"silent": [20, 40, 60, 80, 100]})


async def refusal(server: Telegram) -> None:
    await server.set_chats({"flooded": [20]})


CASES: dict[str, tuple[Trouble, frozenset[int]]] = {
    "undisturbed": (nothing, frozenset()),
    "flood": (flood, frozenset()),
    "group": (group_flood, frozenset()),
    "taps": (taps, frozenset()),
    "silence": (silence, frozenset({20, 40, 60, 80, 100})),
    "refusal": (refusal, frozenset({20})),
}
"""Name -> what disturbs, and the chats of the broadcast that are not among the others."""


@asynccontextmanager
async def desk(url: str, folder: Path) -> AsyncIterator[tuple[Store, Sender]]:
    """Both ways of the bot at the default pace, as the service runs them."""
    settings = load_settings(TELEGRAM_BOT_TOKEN=TOKEN, TRILATERAL_API_URL=url, TRILATERAL_DATA_DIR=folder)
    store = open_store(folder / "trilateral.db")
    send_queue = SendQueue(Pacer(pace(settings)))
    application = build_application(Desk(settings, load_catalogue(), store, load_texts(), clock), send_queue=send_queue)
    outbox_writer = OutboxWriter(store.outbox, clock)
    sender = Sender(application.bot, outbox_writer, send_queue, clock, Keyboards.of(settings).markup)
    async with application:
        polling = Polling(application, UpdateHandler(application, store.updates, clock, send_queue), _tell)
        running = [asyncio.create_task(polling.run()), asyncio.create_task(sender.run())]
        try:
            yield store, sender
        finally:
            polling.stop()
            await sender.stop(1)
            await asyncio.gather(*running)
            outbox_writer.close()
    store.close()


async def _tell(key: str) -> None:
    print(key)


async def measured(trouble: Trouble, apart: frozenset[int], chats: int) -> Noticed:
    async with telegram("--limits", "strict", "--latency", 0.08) as server:
        with tempfile.TemporaryDirectory() as folder:
            async with desk(server.url, Path(folder)) as (store, sender):
                disturbing = asyncio.ensure_future(trouble(server))
                await asyncio.sleep(SETTLE)
                began = time.monotonic()
                body = store.outbox.add_body(Part(TEXT), clock())
                store.broadcast_messages.fill(
                    1, body, [(chat, chat, 0) for chat in range(1, chats + 1)], clock(), state="pending"
                )
                sender.wake()
                others = set(range(1, chats + 1)) - apart
                asked = await _while_it_goes_out(server, others, began)
                noticed = await _noticed(server, others, asked, began)
                disturbing.cancel()
                await asyncio.gather(disturbing, return_exceptions=True)
        return noticed


async def _while_it_goes_out(server: Telegram, others: set[int], began: float) -> dict[int, float]:
    """Readers ask, each once, until the broadcast is out and ten have asked; (reader -> when), on the server's clock.

    The clock is the machine's, which the server shares.
    """
    asked: dict[int, float] = {}
    while time.monotonic() - began < PATIENCE:
        reader = FIRST_READER + len(asked)
        asked[reader] = await server.say(reader, "/help")
        await asyncio.sleep(0.8)
        reached = {chat for chat, _, _ in await server.deliveries()}
        if others <= reached and len(asked) >= READERS:
            break
    return asked


async def _noticed(server: Telegram, others: set[int], asked: dict[int, float], began: float) -> Noticed:
    """Waits for the answers that are still to come."""
    while True:
        deliveries = await server.deliveries()
        answered = {chat: at for chat, _, at in deliveries if chat in asked}
        if len(answered) == len(asked) or time.monotonic() - began > PATIENCE:
            break
        await asyncio.sleep(0.2)
    reached = [chat for chat, _, _ in deliveries if chat in others]
    last = max((at for chat, _, at in deliveries if chat in others), default=began)
    whole = others <= set(reached)
    return Noticed(
        answers=[answered[chat] - at for chat, at in asked.items() if chat in answered],
        unanswered=len(asked) - len(answered),
        broadcast=(last if whole else time.monotonic()) - began,
        missed=len(others) - len(set(reached)),
        doubled=len(reached) - len(set(reached)),
        refused=(await server.summary()).refused,
    )


def misses(name: str, noticed: Noticed, undisturbed: Noticed) -> list[str]:
    """Which targets are missed."""
    found = []
    if noticed.unanswered or max(noticed.answers, default=0.0) > SLOWEST:
        found.append(f"{name}: an answer took longer than {SLOWEST:.0f} s")
    if noticed.broadcast > LONGER * undisturbed.broadcast:
        found.append(f"{name}: the broadcast took {noticed.broadcast / undisturbed.broadcast:.2f} times as long")
    if noticed.missed or noticed.doubled:
        found.append(f"{name}: {noticed.missed} lost, {noticed.doubled} doubled")
    return found


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery_neighbours")
    parser.add_argument("--chats", type=int, default=300)
    parser.add_argument("--case", nargs="*", choices=[name for name in CASES if name != "undisturbed"], default=[])
    options = parser.parse_args()
    undisturbed = await measured(*CASES["undisturbed"], options.chats)
    print(f"undisturbed: {undisturbed}", flush=True)
    missed = misses("undisturbed", undisturbed, undisturbed)
    for name, case in CASES.items():
        if name != "undisturbed" and (not options.case or name in options.case):
            noticed = await measured(*case, options.chats)
            print(f"{name}: {noticed}", flush=True)
            missed += misses(name, noticed, undisturbed)
    print("\n".join(missed) or "every target is met")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    asyncio.run(main())
