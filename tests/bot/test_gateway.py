"""Updates: each handled once, confirmed only then, in order within a chat, and nobody waits for another chat."""

from pathlib import Path

import pytest

from tests.bot.office import office
from tests.fake_telegram import FakeTelegram


async def test_an_update_is_confirmed_only_once_it_is_handled(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with office(fake_telegram, tmp_path) as at:
        fake_telegram.latency = 0.3
        update = fake_telegram.say(7, "/help")
        await fake_telegram.until(lambda: fake_telegram.of("sendMessage"))
        offsets = [call.values.get("offset", 0) for call in fake_telegram.of("getUpdates")]
        assert max(offsets) <= update
        fake_telegram.latency = 0.0
        await fake_telegram.until(lambda: at.store.updates.handled([update]))
    assert fake_telegram.of("getUpdates")[-1].values["offset"] == update + 1


async def test_what_was_handled_before_has_no_second_effect(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    first = fake_telegram.say(7, "/help")
    async with office(fake_telegram, tmp_path) as at:
        at.store.updates.add([first], 1)
    async with office(fake_telegram, tmp_path) as at:
        await at.say(8, "/help")
    assert not fake_telegram.texts(7)
    assert len(fake_telegram.texts(8)) == 1


async def test_messages_of_a_chat_are_answered_in_order(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with office(fake_telegram, tmp_path):
        fake_telegram.latency = 0.02
        for word in ("one", "two", "three"):
            fake_telegram.say(7, f"/search {word}")
        await fake_telegram.until(lambda: len(fake_telegram.texts(7)) == 3)
    answers = fake_telegram.texts(7)
    assert [word in text for word, text in zip(("one", "two", "three"), answers, strict=True)] == [True] * 3


async def test_a_second_poller_is_recognised_and_said(
    fake_telegram: FakeTelegram, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with office(fake_telegram, tmp_path / "one") as first, office(fake_telegram, tmp_path / "two") as second:
        await fake_telegram.until(lambda: first.told + second.told, seconds=20)
    assert "conflict" in first.told + second.told
    assert "another instance polls with the same token" in caplog.text


async def test_a_failing_network_loses_no_command(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with office(fake_telegram, tmp_path) as at:
        fake_telegram.faults.script.extend(["500", "reset before", "429"])
        await at.say(7, "/help")
    assert len(fake_telegram.texts(7)) == 1
