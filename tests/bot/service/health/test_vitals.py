"""What must beat is a complaint once it does not, within thirty seconds, and none any more with its next beat."""

import asyncio

import pytest

from bot.service.health.vitals import LIMIT, Sign, Vitals
from bot.service.health.watch import _PATIENCE, EVERY, Watch
from bot.service.network import Network
from digests.errors import ParseError
from digests.intake.report import SourceLine
from digests.sources.isolation.pool import ParserPool
from tests.digests.sources.jobs import crash, sleep

RED_WITHIN = 30


def vitals(now: list[float]) -> Vitals:
    watched = Vitals(lambda: now[0])
    watched.watch(Sign)
    return watched


def test_a_service_that_has_not_begun_is_not_ready() -> None:
    watched = vitals([0.0])
    assert watched.complaints() == dict.fromkeys(Sign, "has not begun")
    for sign in Sign:
        watched.beat(sign)
    assert watched.complaints() == {}


@pytest.mark.parametrize("sign", Sign)
def test_what_beats_no_more_is_told_within_thirty_seconds_and_not_once_it_beats_again(sign: Sign) -> None:
    now = [0.0]
    watched = vitals(now)
    for each in Sign:
        watched.beat(each)
    now[0] = 25.5  # a long poll that was answered late, or a tick that took its time
    assert watched.complaints() == {}
    for each in set(Sign) - {sign}:
        watched.beat(each)
    now[0] = RED_WITHIN
    assert list(watched.complaints()) == [sign]
    watched.beat(sign)
    assert watched.complaints() == {}


def test_one_failure_is_no_complaint_and_two_are() -> None:
    watched = vitals([0.0])
    for sign in Sign:
        watched.beat(sign)
    watched.fail(Sign.TELEGRAM, "gives no updates: NotSent")
    assert watched.complaints() == {}
    watched.fail(Sign.TELEGRAM, "gives no updates: NotSent")
    assert watched.complaints() == {"telegram": "gives no updates: NotSent"}
    watched.beat(Sign.TELEGRAM)
    watched.fail(Sign.TELEGRAM, "gives no updates: NotSent")
    assert watched.complaints() == {}


def test_no_way_to_find_a_fault_takes_longer_than_thirty_seconds() -> None:
    assert LIMIT < RED_WITHIN
    assert EVERY + _PATIENCE < RED_WITHIN


async def test_workers_that_cannot_read_are_a_fault_and_good_ones_are_none() -> None:
    async with ParserPool(workers=1, memory=1 << 20) as dead:
        assert "crashed its reader" in str(await dead.fault())
    async with ParserPool(workers=1) as pool:
        assert await pool.fault() is None


async def test_workers_that_are_all_reading_are_no_fault() -> None:
    async with ParserPool(workers=1) as pool:
        reading = asyncio.create_task(pool.run("long", sleep, 30))
        while not pool._free.locked():  # noqa: ASYNC110 - nobody tells when a worker begins
            await asyncio.sleep(0.01)
        assert await pool.fault() is None
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def test_a_document_that_kills_its_worker_leaves_the_parser_well() -> None:
    async with ParserPool(workers=1) as pool:
        with pytest.raises(ParseError):
            await pool.run("deadly", crash)
        assert await pool.fault() is None


async def test_a_look_that_fails_twice_is_a_complaint() -> None:
    watched = vitals([0.0])
    for sign in Sign:
        watched.beat(sign)

    async def fault() -> str | None:
        return "cannot be started"

    watch = Watch(watched, {Sign.PARSER: fault})
    await watch._look(Sign.PARSER, fault)
    assert watched.complaints() == {}
    await watch._look(Sign.PARSER, fault)
    assert watched.complaints() == {"parser": "cannot be started"}


def away(number: int, *, reached: bool = False) -> list[SourceLine]:
    return [SourceLine(f"https://{n}.example/rss", "failed", "no answer", reached=reached) for n in range(number)]


def test_where_nothing_is_reached_the_log_says_so_once_and_once_that_it_is_over() -> None:
    network = Network()
    first = list(network.told(away(40)))
    assert [line for _, line in first] == ["none of the 40 feeds could be reached: is this machine on the network?"]
    assert list(network.told(away(40))) == []
    assert list(network.told(away(1))) == []
    back = [line for _, line in network.told([*away(1), SourceLine("https://x.example", "read")])]
    assert back == ["feeds are reached again", "https://0.example/rss: failed: no answer"]
    assert len(list(network.told(away(2)))) == 2


def test_a_file_that_cannot_be_read_is_told_without_a_network_too() -> None:
    lines = [line for _, line in Network().told([*away(5), SourceLine("drop:a.pdf", "rejected", "is a scan")])]
    assert lines[1:] == ["drop:a.pdf: rejected: is a scan"]
