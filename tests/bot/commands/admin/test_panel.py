"""The panel of operators and editors, the queue, and the record of changes."""

import pytest

from bot.desk.context import Desk
from config.languages import LANGUAGES
from digests.model import Part
from tests.bot.visitor import buttons, labelled, shown, visiting
from tests.fake_telegram import FakeTelegram

HOUR = 3600


async def test_the_panel_leads_to_what_one_may_do(desk: Desk, fake_telegram: FakeTelegram) -> None:
    async with visiting(desk, fake_telegram, admins="7") as operator:
        calls = await operator.say("/admin")
        wanted = ["Feeds", "Changes", "Statistics", "Queue", "Broadcast"]
        assert [label for label, _, _ in buttons(calls)] == wanted
        for label in wanted:
            _, data, message = labelled(calls, label)
            assert shown(await operator.press(data, message)), label
    async with visiting(desk, fake_telegram, admins="1", editors="7") as editor:
        assert [label for label, _, _ in buttons(await editor.say("/admin"))] == ["Feeds", "Changes"]
    async with visiting(desk, fake_telegram, admins="1", editors="2") as reader:
        assert shown(await reader.say("/admin")) == [desk.text("en")("access.operators")]


async def test_the_record_says_who_changed_what_and_takes_it_back(desk: Desk, fake_telegram: FakeTelegram) -> None:
    async with visiting(desk, fake_telegram, editors="7") as editor:
        calls = await editor.say("/admin")
        _, data, message = labelled(calls, "Changes")
        assert shown(await editor.press(data, message)) == ["Nothing has been changed by hand yet."]
        await editor.say("/merge 1 3")
        calls = await editor.press(data, message)
        (told,) = shown(calls)
        assert " · 7 · /merge 1 3\n1: 1 2 3 4 5" in told
        _, undo, _ = labelled(calls, "Undo: /merge 1 3")
        await editor.press(undo, message)
        calls = await editor.press(data, message)
        assert "/merge 1 3 (taken back)" in shown(calls)[0]
        assert not [label for label, _, _ in buttons(calls) if "Undo" in label]


def _queue(desk: Desk) -> None:
    now = desk.clock()
    body = desk.store.outbox.add_body(Part("x"), 0)
    desk.store.broadcast_messages.fill(1, body, [(1, 100, 0), (2, 200, 0)], now - 2 * HOUR, state="pending")
    desk.store.broadcast_messages.fill(2, body, [(3, 300, 0)], now - 10, state="pending")
    desk.store.broadcast_messages.fill(3, body, [(4, 400, 0)], now - HOUR, state="given up")
    desk.store.db.change("UPDATE outbox SET reason = 'chat not found' WHERE state = 'given up'")
    desk.store.submissions.add(7, 0, 1, name="a.txt", mark="a", now=now)


async def test_the_queue_tells_lanes_by_age_and_what_failed(desk: Desk, fake_telegram: FakeTelegram) -> None:
    _queue(desk)
    async with visiting(desk, fake_telegram, admins="7") as operator:
        (said,) = shown(await operator.say("/queue"))
    lines = said.split("\n")
    assert lines[0] == "Waiting to be sent: 3"
    assert "3 (under a minute: 1, an hour or longer: 2; the oldest for 2 hours)" in lines[1]
    assert lines[2] == "Waiting to be read – documents: 1, feeds: 0"
    assert lines[3] == "Not sent in the last 24 hours"
    assert lines[4].endswith("400: chat not found")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_panel_and_the_queue_speak_ones_language(
    desk: Desk, fake_telegram: FakeTelegram, language: str
) -> None:
    _queue(desk)
    texts = desk.text(language)
    async with visiting(desk, fake_telegram, admins="7", language=language.lower()) as operator:
        assert shown(await operator.say("/admin")) == [texts("admin.title")]
        (said,) = shown(await operator.say("/queue"))
    assert said.startswith(texts("queue.title", number="3"))
    assert language == "en" or not {"hours", "minute", "feeds"} & set(said.replace(":", " ").split())
