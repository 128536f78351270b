"""Faults mixed in, and chats that are lost: what is lost, repeated, or kept waiting.

    python -m benchmarks.delivery_faults [--chats 600] [--rate 60] [--retry-after 3]

Targets at 1 % and 20 % of all calls (429 with seconds, 500, 502 with HTML, reset before and after, silence): nothing
lost, repeats only after "unknown". And with 5 % of the chats blocked, migrated, gone or closed: each ends in the right
state and nobody else waits. The full run of 1-60 s of 429 takes hours by its nature: ``--retry-after 60``.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from benchmarks.desk import emptied, put, sending, states
from benchmarks.telegram_process import telegram
from bot.delivery.pace.pacer import Pace


async def faults(share: float, chats: int, rate: float, retry_after: int) -> None:
    options = ("--faults", share, "--retry-after", retry_after, "--latency", 0.02)
    with tempfile.TemporaryDirectory() as folder:
        async with telegram(*options) as server:
            pace = Pace(per_second=rate, chat_seconds=0.01)
            async with sending(server.url, Path(folder), pace, connect=1, read=1) as (store, sender):
                began = time.monotonic()
                put(store, range(1, chats + 1))
                sender.wake()
                await emptied(store, sender)
                took = time.monotonic() - began
                unknowns, ended = store.deliveries.unknowns(), states(store)
            summary = await server.summary()
    print(f"{share:.0%} faults: {chats} messages in {took:.0f} s, answers {summary.statuses}")
    print(f"  {chats - summary.distinct} lost, {summary.doubled} repeated after {unknowns} unknown; ended {ended}")


async def lost_chats(chats: int, rate: float) -> None:
    """Every twentieth chat is blocked, gone, moved or closed to us."""
    kinds = ("blocked", "gone", "migrated", "no rights")
    with tempfile.TemporaryDirectory() as folder:
        async with telegram("--latency", 0.02) as server:
            wrong = {kind: list(range(-20 * (place + 1), -chats - 1, -80)) for place, kind in enumerate(kinds)}
            await server.set_chats(wrong)
            pace = Pace(per_second=rate, chat_seconds=0.01, group_per_minute=1000)
            async with sending(server.url, Path(folder), pace) as (store, sender):
                began = time.monotonic()
                put(store, range(-chats, 0))
                sender.wake()
                await emptied(store, sender)
                took = time.monotonic() - began
                readers, ended = store.audiences.counts(), states(store)
            summary = await server.summary()
    print(f"5 % of {chats} chats lost: { ({kind: len(ids) for kind, ids in wrong.items()}) }")
    print(f"  {summary.delivered} delivered in {took:.1f} s = {chats / took:.1f} a second of {rate:.0f}; ended {ended}")
    print(f"  readers by state: {readers}")


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery_faults")
    parser.add_argument("--chats", type=int, default=600)
    parser.add_argument("--rate", type=float, default=60)
    parser.add_argument("--retry-after", type=int, default=2, help="most seconds of a 429")
    options = parser.parse_args()
    await faults(0.01, options.chats, options.rate, options.retry_after)
    await faults(0.20, options.chats // 3, options.rate, options.retry_after)
    await lost_chats(options.chats, options.rate)


if __name__ == "__main__":
    asyncio.run(main())
