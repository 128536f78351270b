"""Edits of one message: the newest goes, those that wait before it are done with it."""

import asyncio
from functools import partial
from typing import Any

from bot.delivery.edits import Edits

KEY = (7, 1)


async def outcomes(*kinds: bool, keys: tuple[tuple[int, int], ...] | None = None) -> list[Any]:
    """What becomes of edits that come one after the other while all wait; each is whole or of the buttons alone."""
    edits, opened = Edits(), asyncio.Event()

    async def take_turn(number: int) -> int:
        await opened.wait()
        return number

    async def edit(key: tuple[int, int], number: int, whole: bool) -> int | None:
        entered = await edits.turn(key, partial(take_turn, number), whole=whole)
        if entered is not None:
            edits.landed(key)
        return entered

    tasks = []
    for number, whole in enumerate(kinds):
        key = keys[number] if keys else KEY
        tasks.append(asyncio.create_task(edit(key, number, whole)))
        await asyncio.sleep(0)
    opened.set()
    return await asyncio.gather(*tasks)


async def test_the_newest_goes_in_place_of_those_before_it() -> None:
    assert await outcomes(True, True, True) == [None, None, 2]


async def test_buttons_alone_do_not_go_in_place_of_words() -> None:
    assert await outcomes(True, False, False) == [0, None, 2]


async def test_edits_of_other_messages_are_others() -> None:
    assert await outcomes(True, True, keys=((7, 1), (7, 2))) == [0, 1]


async def test_one_that_fails_says_so() -> None:
    async def fail() -> int:
        raise OSError("no")

    results = await asyncio.gather(Edits().turn(KEY, fail, whole=True), return_exceptions=True)
    assert isinstance(results[0], OSError)


async def test_one_that_has_not_landed_holds_back_the_next_and_only_the_newest_waits() -> None:
    edits = Edits()

    async def enter(number: int) -> int:
        return number

    assert await edits.turn(KEY, partial(enter, 1), whole=True) == 1
    later = [asyncio.create_task(edits.turn(KEY, partial(enter, number), whole=True)) for number in (2, 3)]
    assert await later[0] is None
    assert not later[1].done()
    edits.landed(KEY)
    assert await later[1] == 3
