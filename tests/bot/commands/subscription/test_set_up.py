"""Whichever way somebody takes through the set-up, by buttons and by words: it ends with digests that come, and each
message that promises one says when it is due."""

from dataclasses import dataclass, field

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.desk.context import Desk
from bot.render.words import ASSUMED, CHOSEN, Words
from config.languages import LANGUAGES
from digests.model import Subscriber
from digests.schedule import next_due
from tests.bot.visitor import Button, Visitor, buttons, labelled, shown, visiting
from tests.fake_telegram import Call, FakeTelegram

WORDS = (
    *("/start", "/start ai", "/timezone", "/timezone Berlin", "/timezone nowhereville", "/timezone UTC", "/settings"),
    *("/language ja", "/language English", "/follow hydrogen", "/mute sport", "/topic chess", "/reads ko", "/help"),
    *("/schedule", "/schedule 07:30", "/schedule 9pm workdays", "/schedule off", "/pause", "/pause 1", "/resume"),
    *("/stop", "/following", "/story 1"),
)
_STEP = st.sampled_from(WORDS) | st.integers(0, 60)
"""Something written, or a button of the last answer."""
CLOCK = {ASSUMED: CHOSEN}
"""Where the zone is named beside it, a moment does not name it again."""
_SET_UP = ("hello:", "zone")


@dataclass
class Walk:
    """Somebody's way, and what they have before them."""

    reader: Visitor
    desk: Desk
    last: list[Call] = field(default_factory=list)

    @property
    def me(self) -> Subscriber:
        return self.desk.store.subscribers.ensure(7, 0, "private", "en", self.desk.clock())

    async def take(self, step: str | int) -> None:
        before = self.me
        offered = buttons(self.last)
        if isinstance(step, str):
            self.last = await self.reader.say(step)
            on_the_way = step.startswith(("/start", "/timezone"))
        elif offered:
            _, data, number = offered[step % len(offered)]
            self.last = await self.reader.press(data, number)
            on_the_way = any(f".{verb}" in data for verb in _SET_UP)
        else:
            return
        self.check()
        if on_the_way and not self.me.known and before.state == "active":
            ways = {data.split(".", 3)[-1].split(":")[0] for _, data, _ in buttons(self.last)}
            assert ways & {"hello", "zone"}, "no way on"

    def check(self) -> None:
        me, now, text = self.me, self.desk.clock(), "\n".join(shown(self.last))
        words = Words(self.desk.text(me.preferences.language), self.desk.catalogue)
        zone = words.zone(me.schedule.zone, now)
        if me.next_due is not None and me.state == "active":
            assert me.next_due == next_due(me.schedule, now)
        for key, values in (("coming.next", ("when", "zone")), ("start.done", ("times", "days"))):
            promise = words.texts(key, **dict.fromkeys(values, "\0")).split("\0")[0]
            if promise in text:
                assert me.state == "active"
                assert me.next_due is not None
                when = words.stamp(me.next_due, CLOCK.get(me.schedule.zone, me.schedule.zone), now=now)
                assert words.texts("coming.next", when=when, zone=zone) in text
                assert (
                    me.schedule.zone != "UTC"
                    or words.texts("coming.utc") in text
                    or words.texts("settings.title") in text
                )
        if me.schedule.zone == "UTC":
            assert words.texts("start.hours", zone=zone) not in text, "whose clock, nobody has said"


@pytest.fixture
async def walk(desk: Desk, reader: Visitor) -> Walk:
    return Walk(reader, desk)


@given(st.lists(_STEP, max_size=9))
@example(["/start", "/timezone Berlin"])
@example(["/follow hydrogen", "/timezone", 0])
@example(["/schedule 07:30", 3])
async def test_every_way_ends_with_a_digest_that_comes_when_the_last_message_says(
    walk: Walk, steps: list[str | int]
) -> None:
    walk.desk.store.personal_data.forget(walk.me.id)
    walk.last = []
    for step in steps:
        await walk.take(step)
    await walk.take("/start")
    for _ in range(4):
        if walk.me.known:
            break
        on = _onward(buttons(walk.last))
        walk.last = await walk.reader.press(on[1], on[2])
        walk.check()
    assert walk.me.state == "active"
    assert walk.me.next_due is not None
    words = Words(walk.desk.text(walk.me.preferences.language), walk.desk.catalogue)
    zone = walk.me.schedule.zone
    when = words.stamp(walk.me.next_due, CLOCK.get(zone, zone), now=walk.desk.clock())
    assert any(when in text for text in shown(walk.last))


def _onward(offered: list[Button]) -> Button:
    """The button of each step that leads to the next."""
    for verb in ("hello:topics:", "hello:hours", "hello:in:Europe", "hello:at:"):
        for button in offered:
            if verb in button[1]:
                return button
    raise AssertionError(f"no way on: {offered}")


async def test_a_reader_whose_language_tells_no_clock_is_asked_for_it_and_then_for_the_hour(walk: Walk) -> None:
    await walk.take("/start")
    for label, said in (
        ("English", "2 of 3"),
        ("Everything", "3 of 3 · Where are you?"),
        ("London", "Times are for London"),
    ):
        walk.last = await walk.reader.press(*labelled(walk.last, label)[1:])
        assert said in shown(walk.last)[0]
    walk.last = await walk.reader.press(*labelled(walk.last, "07:30")[1:])
    assert shown(walk.last)[0].startswith("Done: every day at 07:30.\n▶ Next digest: 24 Nov 07:30, London")


async def test_a_detour_to_another_city_leads_back_to_the_hour(walk: Walk) -> None:
    await walk.take("/start")
    for label in ("日本語", "すべて", "タイムゾーン", "ソウル"):
        walk.last = await walk.reader.press(*labelled(walk.last, label)[1:])
    assert "3/3" in shown(walk.last)[0]
    assert "ソウル" in shown(walk.last)[0]
    walk.last = await walk.reader.say("/timezone 大阪")
    assert "3/3" in shown(walk.last)[0]
    assert "東京" in shown(walk.last)[0]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_followed_before_the_set_up_says_that_nothing_comes_yet(
    desk: Desk, fake_telegram: FakeTelegram, language: str
) -> None:
    texts = desk.text(language)
    async with visiting(desk, fake_telegram, language=language) as reader:
        calls = await reader.say("/follow hydrogen")
        assert shown(calls)[0].endswith(texts("settings.state.new"))
        assert texts("start.begin") in [label for label, _, _ in buttons(calls)]
        await reader.say("/schedule 08:00")
        assert texts("settings.state.new") not in shown(await reader.say("/follow chips"))[0]


async def test_utc_is_taken_only_aloud_and_once_chosen_asked_for_no_more(walk: Walk) -> None:
    await walk.take("/schedule 07:30")
    assert "I do not know where you are" in shown(walk.last)[0]
    walk.last = await walk.reader.press(*labelled(walk.last, "UTC")[1:])
    assert "I do not know" not in shown(walk.last)[0]
    await walk.take("/schedule")
    assert "I do not know" not in shown(walk.last)[0]
    assert "UTC" in shown(walk.last)[0]


async def test_the_statistics_call_active_who_will_get_something(desk: Desk, fake_telegram: FakeTelegram) -> None:
    async with visiting(desk, fake_telegram, chat_id=8, user_id=8) as looker:
        await looker.say("/latest")
    async with visiting(desk, fake_telegram) as reader:
        await reader.say("/schedule 07:30")
    assert desk.store.audiences.counts() == {"active": 1, "new": 1}
