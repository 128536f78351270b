"""The send queue: the most urgent first, and among replies each chat in its turn."""

import asyncio

from bot.delivery.pace.pacer import Lane, Pace, Pacer
from bot.delivery.pace.send_queue import SendQueue


async def order(send_queue: SendQueue, wishes: list[tuple[Lane, int]]) -> list[tuple[Lane, int]]:
    """In which order they pass, where all come while nothing goes."""
    passed: list[tuple[Lane, int]] = []

    async def wait(lane: Lane, chat: int) -> None:
        await send_queue.enter(lane, chat)
        passed.append((lane, chat))

    send_queue.halt(0.05)
    await asyncio.gather(*(wait(*wish) for wish in wishes))
    return passed


def send_queue() -> SendQueue:
    return SendQueue(Pacer(Pace(per_second=100, chat_seconds=0.001)))


async def test_replies_go_before_alerts_digests_and_broadcasts() -> None:
    wishes = [(lane, 10 + lane) for lane in reversed(Lane)]
    assert [lane for lane, _ in await order(send_queue(), wishes)] == list(Lane)


async def test_a_chats_second_reply_goes_after_the_first_of_every_other() -> None:
    chats = [7, 7, 7, 7, 8, 9]
    passed = await order(send_queue(), [(Lane.REPLY, chat) for chat in chats])
    assert [chat for _, chat in passed] == [7, 8, 9, 7, 7, 7]


async def test_a_chat_that_has_had_much_is_not_kept_behind_later_ones_for_it() -> None:
    at = send_queue()
    await order(at, [(Lane.REPLY, 7)] * 5)
    passed = await order(at, [(Lane.REPLY, 7), (Lane.REPLY, 8), (Lane.REPLY, 7), (Lane.REPLY, 8)])
    assert sorted(passed[:2]) == [(Lane.REPLY, 7), (Lane.REPLY, 8)]


async def test_a_refused_chat_waits_alone_and_everybody_once_a_second_is_refused() -> None:
    at = send_queue()
    at.refused(7, 20)
    assert at.halted == 0
    at.answered(await at.enter(Lane.REPLY, 8), Lane.REPLY)
    at.refused(9, 20)
    assert at.halted == 0, "one that passed in between shows that each is its own"
    at.refused(10, 5)
    assert 4 < at.halted <= 5
