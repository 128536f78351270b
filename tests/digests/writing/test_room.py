"""The queue is worked off, whatever the endpoint does: nothing unchecked, nothing lost, nothing asked twice."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from digests.store import Store, open_store
from digests.store.news.writings import Waiting
from digests.writing.budget import Budget
from digests.writing.endpoint import OpenAIEndpoint
from digests.writing.room import WritingRoom
from tests import loaded
from tests.digests.writing.archive import GOOD, SENTENCE, TITLE, WRONG, wanted
from tests.fake_model import Asked, Behaviour, FakeModel, by_table, cuts, lines_of, saying, stalls, status

NOW = 1_795_500_000
MODEL = "small"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "trilateral.db")
    yield opened
    opened.close()


class Clock:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def room_of(
    store: Store,
    server: FakeModel,
    *,
    budget: Budget = Budget(),  # noqa: B008 - frozen
    clock: Clock | None = None,
    seconds: float = 20,
    concurrency: int = 2,
) -> AsyncIterator[WritingRoom]:
    model = OpenAIEndpoint(server.url, MODEL, None, seconds=seconds)
    room = WritingRoom(
        store, model, loaded.names(), budget, lambda: NOW, concurrency=concurrency, monotonic=clock or Clock()
    )
    yield room
    await room.stop()


def ask(store: Store, *texts: str, due: int = NOW + 600) -> None:
    store.writings.ask([(wanted(text), due, 1) for text in texts or (TITLE, SENTENCE)], MODEL, NOW)


def written(store: Store, text: str = TITLE) -> str:
    found = store.writings.good([wanted(text).key(MODEL)]).get(wanted(text).key(MODEL), ())
    return found[0].text if found else ""


def left(store: Store) -> list[Waiting]:
    return store.writings.waiting(MODEL, NOW, 100)


async def test_the_texts_of_a_story_are_asked_for_in_one_call_and_kept(store: Store) -> None:
    ask(store)
    async with FakeModel(by_table(GOOD)) as server, room_of(store, server) as room:
        assert (await room.round()).calls == 1
        assert (await room.round()).calls == 0
    assert [written(store, text) for text in (TITLE, SENTENCE)] == list(GOOD.values())
    account = store.writing_account.of_day(NOW)
    assert {name: account[name] for name in ("calls", "tokens.in", "tokens.out", "good")} == {
        "calls": 1,
        "tokens.in": 100,
        "tokens.out": 20,
        "good": 2,
    }


async def test_names_that_we_know_are_given_in_the_language_that_is_asked_for(store: Store) -> None:
    ask(store)
    async with FakeModel(by_table(GOOD)) as server, room_of(store, server) as room:
        await room.round()
    assert "経済産業省 = Ministry of Economy, Trade and Industry" in server.asked[0]["messages"][0]["content"]


async def test_what_the_gate_refuses_is_asked_once_more_with_the_reason_and_then_left(store: Store) -> None:
    ask(store, TITLE)
    async with FakeModel(by_table(WRONG)) as server, room_of(store, server) as room:
        await room.round()
    first, second = (asked["messages"][1]["content"] for asked in server.asked)
    assert "refused" not in first
    assert "An earlier answer was refused" in second
    assert "4,500" in second
    assert written(store) == ""
    assert left(store) == []
    assert store.writings.standing(0) == {"verbatim": 1}
    assert store.writing_account.of_day(NOW)["verbatim"] == 1
    ask(store, TITLE)
    assert left(store) == [], "it is remembered as verbatim"


async def test_one_text_that_is_refused_takes_nothing_from_the_others(store: Store) -> None:
    ask(store)
    async with FakeModel(by_table({**GOOD, SENTENCE: WRONG[SENTENCE]})) as server, room_of(store, server) as room:
        await room.round()
    assert (written(store, TITLE), written(store, SENTENCE)) == (GOOD[TITLE], "")
    assert lines_of(server.asked[1]) == {1: SENTENCE}, "only what was refused is asked again"


async def test_a_second_answer_may_be_better(store: Store) -> None:
    ask(store, TITLE)
    answers = iter((WRONG, GOOD))

    async with (
        FakeModel(saying(lambda asked: f"1. {next(answers)[TITLE]}")) as server,
        room_of(store, server) as room,
    ):
        await room.round()
    assert written(store) == GOOD[TITLE]


def _echo(asked: Asked) -> str:
    return str(asked["messages"][0]["content"])


BABBLE: dict[str, Behaviour] = {
    "empty": saying(lambda asked: ""),
    "blank": saying(lambda asked: " \n "),
    "other language": saying(lambda asked: "1. Il Giappone e la Corea del Sud insieme per i materiali"),
    "source": saying(lambda asked: "\n".join(f"{number}. {line}" for number, line in lines_of(asked).items())),
    "echo": saying(_echo),
    "template": saying(lambda asked: "1. <|im_start|>assistant"),
    "cut off": saying(lambda asked: f"1. {GOOD[TITLE]}", ended="length"),
    "twice": saying(lambda asked: f"1. {GOOD[TITLE]}\n1. {WRONG[TITLE]}"),
    "talk": saying(lambda asked: "Sure!\nHere it is.\nAnything else?"),
    "markup": saying(lambda asked: f"1. <b>{GOOD[TITLE]}</b>"),
    "api refusal": saying(lambda asked: "", refusal="no"),
}


@pytest.mark.parametrize("name", BABBLE)
async def test_whatever_it_babbles_is_shown_to_nobody(store: Store, name: str) -> None:
    ask(store, TITLE)
    async with FakeModel(BABBLE[name]) as server, room_of(store, server) as room:
        await room.round()
        assert len(server.asked) == 2
    assert written(store) == ""
    assert store.writings.standing(0) == {"verbatim": 1}


async def test_of_an_answer_that_was_cut_off_only_the_last_line_is_lost(store: Store) -> None:
    ask(store, TITLE)
    said = f"1. {GOOD[TITLE]}\nThat was the"
    async with FakeModel(saying(lambda asked: said, ended="length")) as server, room_of(store, server) as room:
        await room.round()
    assert written(store) == GOOD[TITLE]


async def test_models_that_think_aloud_are_read_after_it(store: Store) -> None:
    ask(store, TITLE)
    said = f"<think>1. so many words\n2. more</think>\n\n1. {GOOD[TITLE]}"
    async with FakeModel(saying(lambda asked: said)) as server, room_of(store, server) as room:
        await room.round()
    assert written(store) == GOOD[TITLE]


async def test_an_endpoint_that_fails_is_left_alone_and_then_tried_with_one_call(store: Store) -> None:
    for number in range(6):
        store.writings.ask([(wanted(f"{TITLE}{number}", story_id=number), NOW + 600, 1)], MODEL, NOW)
    clock = Clock()
    async with FakeModel(cuts) as server, room_of(store, server, clock=clock, concurrency=1) as room:
        assert (await room.round()).calls == 1
        assert (await room.round()).calls == 0
        clock.now += 19
        assert (await room.round()).calls == 1
        clock.now += 19
        assert (await room.round()).calls == 0, "twice as long"
        clock.now += 19
        server.behave = by_table({f"{TITLE}{number}": GOOD[TITLE] for number in range(6)})
        await room.round()
    assert left(store) == [], "nothing was lost meanwhile"
    assert store.writing_account.of_day(NOW)["fault.connection"] == 2


async def test_too_many_requests_are_waited_for_as_long_as_the_server_says(store: Store) -> None:
    ask(store)
    clock = Clock()
    async with FakeModel(status(429, Retry_After="120")) as server, room_of(store, server, clock=clock) as room:
        assert (await room.round()).calls == 1
        clock.now += 119
        assert (await room.round()).calls == 0
        clock.now += 2
        server.behave = by_table(GOOD)
        await room.round()
    assert written(store)


async def test_a_key_that_is_refused_is_told_and_not_tried_for_minutes(store: Store) -> None:
    ask(store)
    clock = Clock()
    async with FakeModel(status(401)) as server, room_of(store, server, clock=clock) as room:
        done = await room.round()
        assert (done.calls, "401" in done.trouble) == (1, True)
        clock.now += 3000
        assert (await room.round()).calls == 0
    assert len(left(store)) == 2


@pytest.mark.parametrize(("behaviour", "calls"), [(status(500), 3), (stalls, 3), (status(400), 1)])
async def test_a_text_that_makes_its_calls_fail_is_given_up(store: Store, behaviour: Behaviour, calls: int) -> None:
    ask(store, TITLE)
    clock = Clock()
    async with FakeModel(behaviour) as server, room_of(store, server, clock=clock, seconds=0.3) as room:
        for _ in range(5):
            await room.round()
            clock.now += 1000
        assert len(server.asked) == calls
    assert store.writings.standing(0) == {"verbatim": 1}


async def test_no_more_calls_are_on_their_way_than_the_settings_say(store: Store) -> None:
    for number in range(9):
        store.writings.ask([(wanted(f"{TITLE}{number}", story_id=number), NOW + 600, 1)], MODEL, NOW)

    async def slow(request: web.Request, asked: Asked) -> web.StreamResponse:
        await asyncio.sleep(0.05)
        return await by_table({})(request, asked)

    async with FakeModel(slow) as server, room_of(store, server, concurrency=3) as room:
        await room.round()
        assert server.most_at_once == 3


async def test_a_day_takes_no_more_than_its_budget_also_with_calls_side_by_side(store: Store) -> None:
    for number in range(30):
        store.writings.ask([(wanted(f"{TITLE}{number}", story_id=number), NOW + 600, 1)], MODEL, NOW)
    budget = Budget(tokens=3000, cost=None, price_in=1, price_out=2)
    async with FakeModel(by_table({})) as server, room_of(store, server, budget=budget, concurrency=4) as room:
        assert (await room.round()).spent
        assert (await room.round()).spent
    account = store.writing_account.of_day(NOW)
    assert 0 < account["tokens.in"] + account["tokens.out"] <= 3000
    assert account["cost"] == account["tokens.in"] + 2 * account["tokens.out"]
    assert left(store), "what is left waits for tomorrow"


async def test_money_is_a_limit_as_well(store: Store) -> None:
    ask(store)
    async with (
        FakeModel(by_table(GOOD)) as server,
        room_of(store, server, budget=Budget(cost=0.001, price_in=2, price_out=8)) as room,
    ):
        assert (await room.round()).spent
        assert server.asked == []


async def test_what_was_on_its_way_when_it_was_stopped_still_waits(store: Store) -> None:
    ask(store)
    async with FakeModel(stalls) as server:
        async with room_of(store, server) as room:
            going = asyncio.create_task(room.round())
            await server.began.wait()
            going.cancel()
            await asyncio.gather(going, return_exceptions=True)
        assert len(left(store)) == 2
        server.behave = by_table(GOOD)
        async with room_of(store, server) as room:
            await room.round()
    assert written(store) == GOOD[TITLE]


_AT_WORK = """
import asyncio, sys
from config.names import load_names
from digests.language.names import Names
from digests.store import open_store
from digests.writing.budget import Budget
from digests.writing.endpoint import OpenAIEndpoint
from digests.writing.room import WritingRoom

model = OpenAIEndpoint(sys.argv[2], sys.argv[3], None, seconds=600)
asyncio.run(WritingRoom(open_store(sys.argv[1]), model, Names(load_names), Budget(), lambda: int(sys.argv[4])).round())
"""


async def test_a_process_that_is_killed_at_it_loses_nothing_and_asks_nothing_twice(store: Store) -> None:
    table = {f"{TITLE}{end}": GOOD[TITLE] for end in ("", "へ", "。", "、へ")}
    for number, text in enumerate(table):
        store.writings.ask([(wanted(text, story_id=number), NOW + 600, 1)], MODEL, NOW)

    async def two_and_no_more(request: web.Request, asked: Asked) -> web.StreamResponse:
        return await (by_table(table) if len(server.asked) <= 2 else stalls)(request, asked)

    async with FakeModel(two_and_no_more) as server:
        arguments = (str(store.db.path), server.url, MODEL, str(NOW))
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", _AT_WORK, *arguments)
        while len(server.asked) < 4:  # two were answered, two are on their way
            server.began.clear()
            await server.began.wait()
        process.kill()
        await process.wait()
        assert len(left(store)) == 2
        server.behave = by_table(table)
        async with room_of(store, server) as room:
            await room.round()
    assert store.writings.standing(0) == {"good": 4}
    assert len(server.asked) == 6, "two that were lost on their way were asked again"
