"""Turns in a chat: one at a time, each reader in order, and no reader twice before another."""

import asyncio

from bot.updates.turns import Turns


async def played(turns: Turns, wishes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Who had their turn, in order; each wish (reader, number) is made at once, in one chat."""
    had: list[tuple[int, int]] = []

    async def once(reader: int, number: int) -> None:
        await turns.begin(-5, reader)
        had.append((reader, number))
        await asyncio.sleep(0)
        turns.end(-5)

    await asyncio.gather(*(once(*wish) for wish in wishes))
    return had


async def test_a_readers_second_goes_after_the_first_of_every_other() -> None:
    had = await played(Turns(), [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1)])
    assert had == [(1, 1), (1, 2), (2, 1), (3, 1), (1, 3)]


async def test_a_readers_own_stay_in_order() -> None:
    wishes = [(1, number) for number in range(9)]
    assert await played(Turns(), wishes) == wishes


async def test_who_gives_up_waiting_keeps_nobody_else() -> None:
    turns = Turns()
    await turns.begin(7, 1)
    waits = [asyncio.create_task(turns.begin(7, reader)) for reader in (1, 2)]
    await asyncio.sleep(0)
    waits[0].cancel()
    turns.end(7)
    await waits[1]
    turns.end(7)
    await turns.begin(7, 1)  # nobody is at it any more


async def test_chats_do_not_wait_for_each_other() -> None:
    turns = Turns()
    await turns.begin(7, 1)
    await turns.begin(8, 1)
