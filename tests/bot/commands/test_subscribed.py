"""Digests come to whoever set them up and did not stop them, and to nobody else, whatever else was said."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.context import Desk
from bot.desk.keyboards import Keyboards
from digests.editions.publish import Publisher
from digests.model import Part, Subscriber
from digests.schedule import next_due
from tests.bot.visitor import Visitor, shown, visiting
from tests.fake_telegram import FakeTelegram

GROUP, CHANNEL, TOPIC = -1005, -1009, 12
_DAY = 86_400


@dataclass(frozen=True)
class Place:
    """A chat, and how its admin speaks for it: by commands, or by buttons from elsewhere (a channel)."""

    chat_id: int
    thread_id: int = 0
    typed: bool = True


PLACES = {"private": Place(7), "group": Place(GROUP), "topic": Place(GROUP, TOPIC), "channel": Place(CHANNEL, 0, False)}
BEGIN = {"/schedule 07:30", "/schedule weekdays", "hello:at:450"}
"""Name when digests shall come: the set-up's last tap, or times and days."""
AGAIN = {"/resume", "/start", "resume", "do:resume", "do:start"}
"""Begin once more, for those alone who began before."""
STOP = {"/stop", "do:stop"}
END = {"/forget", "forget:yes"}
OTHER = {
    *("/pause", "/pause 1", "/pause forever", "/schedule off", "/schedule", "/schedule nonsense", "/timezone Osaka"),
    *("/language ja", "/reads en", "/follow ai", "/mute sport", "/settings", "/latest", "/export", "/today"),
    *("pause:1", "pause:0", "pick:times:450", "pick:days:work", "pick:weekly:0", "pick:quiet:1320-360", "zone:UTC"),
    *("pick:alerts:on", "pick:grade:national", "hello:language", "hello:topics:ko", "hello:topic:ai", "hello:hours"),
    *("vote:1:1", "watch:1:on", "follow:sai", "do:pause", "do:schedule", "do:timezone", "settings:back"),
}
KNOWN = (
    ["/pause 1", "wake"],
    ["pause:1", "wake"],
    ["/resume"],
    ["/stop", "/start"],
    ["hello:at:450", "/stop", "/timezone Osaka", "pick:times:450"],
)
_STEPS = st.lists(st.sampled_from(sorted(BEGIN | AGAIN | STOP | END | OTHER)) | st.just("wake"), max_size=8)


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> Place:
    return PLACES[request.param]


@pytest.fixture
async def admin(desk: Desk, fake_telegram: FakeTelegram, place: Place) -> AsyncIterator[Visitor]:
    fake_telegram.methods.members[place.chat_id, 7] = "creator"
    chat_id = place.chat_id if place.typed else 7
    async with visiting(desk, fake_telegram, chat_id=chat_id, user_id=7) as visitor:
        yield visitor


def _reader(desk: Desk, place: Place) -> Subscriber:
    kind = {7: "private", GROUP: "topic" if place.thread_id else "group", CHANNEL: "channel"}[place.chat_id]
    return desk.store.subscribers.ensure(place.chat_id, place.thread_id, kind, "en", desk.clock())  # type: ignore[arg-type]


async def _take(step: str, visitor: Visitor, desk: Desk, place: Place) -> None:
    if step == "wake":
        _wake(desk)
        return
    topic = {"message_thread_id": place.thread_id, "is_topic_message": True} if place.thread_id else {}
    mine = _reader(desk, place)
    if step.startswith("/"):
        if place.typed:
            await visitor.say(step, **topic)
        return
    data = Keyboards.of(visitor.application.bot_data["desk"].settings).data(step, mine)
    await visitor.press(data, 1, **topic)


def _wake(desk: Desk) -> None:
    """Every pause that has an end has ended."""
    later = desk.clock() + 400 * _DAY
    desk.store.audiences.wake(later, lambda schedule: next_due(schedule, later))


@given(steps=_STEPS)
async def test_it_is_due_if_and_only_if_digests_were_set_up_and_not_stopped(
    desk: Desk, admin: Visitor, place: Place, steps: list[str]
) -> None:
    await _due_as_told(desk, admin, place, steps)


@pytest.mark.parametrize("steps", KNOWN, ids=" ".join)  # as examples, the whole desk would be printed for each
async def test_so_it_is_after_steps_that_once_went_wrong(
    desk: Desk, admin: Visitor, place: Place, steps: list[str]
) -> None:
    await _due_as_told(desk, admin, place, steps)


async def _due_as_told(desk: Desk, admin: Visitor, place: Place, steps: list[str]) -> None:
    desk.store.personal_data.forget(_reader(desk, place).id)
    begun = ever = False
    for step in steps:
        typed = step.startswith("/")
        await _take(step, admin, desk, place)
        if typed and not place.typed:
            continue
        known = _reader(desk, place).state
        if step in BEGIN:
            begun = ever = True
        elif step in AGAIN and not (step in ("/start", "do:start") and place.chat_id < 0):
            begun = begun or ever
        elif step in STOP:
            begun = False
        elif step == "forget:yes":
            begun = ever = False
        reader = _reader(desk, place)
        assert reader.subscribed is begun, (step, steps)
        assert (known == "stopped") is (ever and not begun), (step, steps)
    _wake(desk)
    later = desk.clock() + 410 * _DAY
    due = [each.id for each in desk.store.audiences.due(later, 10)]
    paused = _reader(desk, place).state == "paused"
    assert due == ([_reader(desk, place).id] if begun and not paused else [])


async def test_who_only_paused_gets_nothing_once_the_pause_has_ended(desk: Desk, fake_telegram: FakeTelegram) -> None:
    async with visiting(desk, fake_telegram) as reader:
        for text in ("/pause 1", "/resume", "/stop", "/schedule off"):
            assert shown(await reader.say(text)) == ["No digest comes yet: /start sets it up."], text
        await reader.say("/timezone Osaka")
    publisher = Publisher(desk.store, lambda digest, _: (Part("digest"),))
    assert [publisher.publish(desk.clock() + days * _DAY) for days in (1, 2, 3)] == [0, 0, 0]


async def test_who_stopped_is_told_so_and_begins_again(desk: Desk, fake_telegram: FakeTelegram) -> None:
    async with visiting(desk, fake_telegram) as reader:
        await reader.say("/schedule 08:00")
        assert "Stopped" in shown(await reader.say("/stop"))[0]
        assert "Stopped" in shown(await reader.say("/pause 2"))[0]
        assert "Welcome back" in shown(await reader.say("/start"))[0]
        me = desk.store.subscribers.by_chat(7)
        assert me is not None
        assert (me.state, me.subscribed, me.schedule.minutes) == ("active", True, (480,))
