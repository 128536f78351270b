"""Updates: each handled once, confirmed only then, in order within a chat, and nobody waits for another chat."""

import asyncio
from pathlib import Path

import pytest

from bot.delivery.limiter import ATTEMPTS
from bot.delivery.pace.pacer import Pace
from bot.updates.flood import MOST
from bot.updates.polling import CROWD
from tests.bot.running_bot import NOW, running_bot
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.loopback import Loopback, answer


async def test_an_update_is_confirmed_only_once_it_is_handled(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
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
    async with running_bot(fake_telegram, tmp_path) as at:
        at.store.updates.add([first], 1)
    async with running_bot(fake_telegram, tmp_path) as at:
        await at.say(8, "/help")
    assert not fake_telegram.texts(7)
    assert len(fake_telegram.texts(8)) == 1


async def test_messages_of_a_chat_are_answered_in_order(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path):
        fake_telegram.latency = 0.02
        for word in ("one", "two", "three"):
            fake_telegram.say(7, f"/search {word}")
        await fake_telegram.until(lambda: len(fake_telegram.texts(7)) == 3)
    answers = fake_telegram.texts(7)
    assert [word in text for word, text in zip(("one", "two", "three"), answers, strict=True)] == [True] * 3


async def test_a_second_poller_is_recognised_and_said(
    fake_telegram: FakeTelegram, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with (
        running_bot(fake_telegram, tmp_path / "one") as first,
        running_bot(fake_telegram, tmp_path / "two") as second,
    ):
        await fake_telegram.until(lambda: first.told + second.told)
    assert "conflict" in first.told + second.told
    assert "another instance polls with the same token" in caplog.text


async def test_a_failing_network_loses_no_command(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        fake_telegram.faults.script.extend(["500", "reset before", "429"])
        await at.say(7, "/help")
    assert len(fake_telegram.texts(7)) == 1


async def test_an_update_that_cannot_be_read_stops_no_other(
    fake_telegram: FakeTelegram, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = fake_telegram.updates.add({"message": {"message_id": 5, "text": "/help"}})
    async with running_bot(fake_telegram, tmp_path) as at:
        await at.say(7, "/help")
        assert [(each.kind, each.key) for each in at.store.aside.listed()] == [("update", str(broken))]
    assert len(fake_telegram.texts(7)) == 1
    assert f"update {broken} cannot be read" in caplog.text
    assert fake_telegram.of("getUpdates")[-1].values["offset"] > broken


async def test_a_webhook_that_cannot_be_taken_down_at_the_start_is_taken_down_later(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    fake_telegram.updates.webhook = {"url": "http://127.0.0.1:9/telegram"}
    fake_telegram.faults.methods = frozenset({"deleteWebhook"})
    fake_telegram.faults.script.append("404")
    async with running_bot(fake_telegram, tmp_path) as at:
        await at.say(7, "/help")
    assert len(fake_telegram.texts(7)) == 1
    assert not at.told, "no other instance polls"


async def test_a_webhook_that_somebody_sets_meanwhile_is_taken_down(
    fake_telegram: FakeTelegram, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        fake_telegram.updates.webhook = {"url": "http://127.0.0.1:9/telegram"}
        await at.say(7, "/help")  # this ends the poll that was open already
        await at.say(7, "/help")
    assert len(fake_telegram.texts(7)) == 2
    assert "another instance" not in caplog.text


async def test_a_log_of_higher_updates_confirms_nothing_that_was_not_seen(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    async with running_bot(fake_telegram, tmp_path) as at:
        at.store.updates.add([9_000_000], NOW)  # of a bot whose token was another
        await at.say(7, "/help")
    waiting = fake_telegram.say(8, "/help")
    assert fake_telegram.of("getUpdates")[-1].values["offset"] == waiting


async def test_a_command_outlives_a_halt_that_is_longer_than_patience(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    fake_telegram.faults.retry_after = (3, 3)
    async with running_bot(fake_telegram, tmp_path, patience=2) as at:
        fake_telegram.faults.script.append("429")
        await at.say(7, "/help")
    assert len(fake_telegram.texts(7)) == 1


async def test_a_command_outlives_an_outage(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path, patience=5, rest=0.1):
        fake_telegram.faults.share, fake_telegram.faults.kinds = 1.0, ("502",)
        for chat in (7, 8, 9):
            fake_telegram.say(chat, "/help")
        await fake_telegram.until(lambda: len(fake_telegram.of("sendMessage")) > 3 * ATTEMPTS)
        fake_telegram.faults.share = 0.0
        await fake_telegram.until(lambda: all(map(fake_telegram.texts, (7, 8, 9))))
    assert [len(fake_telegram.texts(chat)) for chat in (7, 8, 9)] == [1, 1, 1]


async def test_a_server_that_knows_no_long_polls_is_not_asked_without_a_pause(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    me = answer(b'{"ok": true, "result": {"id": 5, "is_bot": true, "first_name": "Bot", "username": "bot"}}')
    routes = {
        f"/bot{TOKEN}/getMe": me,
        f"/bot{TOKEN}/deleteWebhook": answer(b'{"ok": true, "result": true}'),
        f"/bot{TOKEN}/getUpdates": answer(b'{"ok": true, "result": []}'),
    }
    async with Loopback(routes) as server:
        fake_telegram.port = server.port
        async with running_bot(fake_telegram, tmp_path):
            await asyncio.sleep(1)
    assert sum("getUpdates" in asked.path for asked in server.asked) < 30


async def test_a_readers_flood_is_answered_within_reason_told_once_and_keeps_nobody_waiting(
    fake_telegram: FakeTelegram, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_bot(fake_telegram, tmp_path, chat_seconds=1.0) as at:
        flood = [fake_telegram.say(7, "/help") for _ in range(200)]
        await at.say(8, "/help")
        assert len(fake_telegram.texts(7)) < MOST, "the flood is not what was waited for"
        at.send_queue.pacer.pace = Pace(per_second=500, chat_seconds=0.001)  # enough of that
        await fake_telegram.until(lambda: at.store.updates.handled(flood) == set(flood))
    texts = fake_telegram.texts(7)
    assert sum("One moment" in text for text in texts) == 1
    assert MOST <= len(texts) - 1 < 200
    assert "left out" in caplog.text


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "请稍等"), ("zh-hant", "請稍候"), ("ja", "少々"), ("ko", "잠시")]
)
async def test_a_flooding_reader_is_told_in_their_language(
    fake_telegram: FakeTelegram, tmp_path: Path, language: str, words: str
) -> None:
    async with running_bot(fake_telegram, tmp_path, chat_seconds=0.1):
        for _ in range(MOST + 5):
            fake_telegram.say(7, "/help", language=language)
        await fake_telegram.until(lambda: any(words in text for text in fake_telegram.texts(7)))


async def test_commands_within_reason_are_all_answered(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path, chat_seconds=0.01):
        for _ in range(MOST):
            fake_telegram.say(7, "/help")
        await fake_telegram.until(lambda: len(fake_telegram.texts(7)) == MOST)
    assert not any("One moment" in text for text in fake_telegram.texts(7))


async def test_nobody_waits_behind_a_hundred_updates_that_do(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    chats = range(101, 113)
    for chat in chats:
        fake_telegram.chats.set(chat, "silent")
        for _ in range(10):
            fake_telegram.say(chat, "/help")
    async with running_bot(fake_telegram, tmp_path) as at:
        await at.say(8, "/help")
        assert len(fake_telegram.texts(8)) == 1
        assert not any(at.store.updates.handled(range(1, 121)))


async def test_what_was_kept_is_handled_at_the_next_start(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    updates = []
    for chat in range(101, 101 + CROWD + 10):
        fake_telegram.chats.set(chat, "silent")
        updates.append(fake_telegram.say(chat, "/help"))
    async with running_bot(fake_telegram, tmp_path, stop=0.1) as at:
        await fake_telegram.until(lambda: not fake_telegram.updates.waiting)
        assert len(at.store.updates.kept()) == len(updates)
    fake_telegram.chats.states.clear()
    async with running_bot(fake_telegram, tmp_path) as at:
        await fake_telegram.until(lambda: at.store.updates.handled(updates) == set(updates))
        assert at.store.updates.kept() == []
    assert all(len(fake_telegram.texts(chat)) == 1 for chat in range(101, 101 + CROWD + 10))


async def test_presses_are_all_acted_on_and_their_edits_become_one(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running_bot(fake_telegram, tmp_path, chat_seconds=0.5) as at:
        await at.say(7, "/settings")
        data, message = next(value for value in at.buttons(7).values() if value[0].endswith(".set:length"))
        for _ in range(4):  # the burst is used up
            await at.say(7, "/help")
        began = asyncio.get_running_loop().time()
        presses = [fake_telegram.press(7, data, message) for _ in range(9)]
        await fake_telegram.until(lambda: at.store.updates.handled(presses) == set(presses))
        took = asyncio.get_running_loop().time() - began
    assert len(fake_telegram.of("answerCallbackQuery")) == 9
    assert 1 <= len(fake_telegram.of("editMessageText")) <= 2 + took / 0.5
