"""The whole service as a process of its own, against the fake server: started, used, stopped and killed."""

import asyncio
import os
import random
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.service.assembly import clock
from bot.terminal.demo import refresh_demo
from config.settings import load_settings
from digests.model import Part
from digests.store import open_store
from tests import loaded
from tests.bot.service.forked import Service, start
from tests.fake_telegram import TOKEN, FakeTelegram


@pytest.fixture
def port() -> int:
    """Free, and none that the system gives to whoever connects: the service takes it seconds later."""
    for number in random.sample(range(20_000, 32_000), 100):
        with suppress(OSError), socket.create_server(("127.0.0.1", number)):
            return number
    raise OSError("no port is free")


@asynccontextmanager
async def service(telegram: FakeTelegram, data: Path, **variables: str) -> AsyncIterator[Service]:
    """The service under ``data``; killed at the end where it still runs."""
    running = start(around(telegram, data) | variables, data.parent / f"{len(list(data.parent.glob('*.log')))}.log")
    try:
        yield running
    finally:
        if running.code is None:
            await running.killed()


def around(telegram: FakeTelegram, data: Path) -> dict[str, str]:
    """The environment of a service that works on ``data`` and polls no feed."""
    config = data.parent / "config"
    config.mkdir(exist_ok=True)
    (config / "feeds.toml").write_text("")
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TRILATERAL_API_URL": telegram.url,
        "TRILATERAL_DATA_DIR": str(data),
        "TRILATERAL_CONFIG_DIR": str(config),
        "TRILATERAL_LOG_FORMAT": "json",
    }


async def test_it_answers_sends_what_waits_and_stops_in_time(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    store = open_store(tmp_path / "data" / "trilateral.db")
    store.outbox.add(Part("<b>waiting</b>"), 1, chat_id=9)
    store.close()
    fake_telegram.say(7, "/help")
    environment = os.environ | around(fake_telegram, tmp_path / "data")
    command = (sys.executable, "-m", "bot", "run")
    process = await asyncio.create_subprocess_exec(*command, env=environment, stderr=asyncio.subprocess.PIPE)
    try:
        await fake_telegram.until(lambda: fake_telegram.texts(7) and fake_telegram.texts(9))
        process.terminate()
        said = (await process.communicate())[1].decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0, said
    assert fake_telegram.texts(9) == ["<b>waiting</b>"]
    assert "/search" in fake_telegram.texts(7)[0]
    assert "Traceback" not in said
    refused = [(call.method, call.description) for call in fake_telegram.calls if call.status not in (0, 200)]
    assert not refused


async def test_a_second_instance_refuses_and_says_who_holds_the_data(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    async with service(fake_telegram, tmp_path / "data") as first:
        await fake_telegram.until(lambda: fake_telegram.of("getMe"))
        async with service(fake_telegram, tmp_path / "data") as second:
            said = await second.ended()
            assert second.code == 1
            assert f"in use by process {first.pid}" in said
            assert "Traceback" not in said
        await first.stopped()


async def test_a_killed_service_answers_after_its_restart(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with service(fake_telegram, tmp_path / "data") as process:
        await fake_telegram.until(lambda: fake_telegram.of("getUpdates"))
        fake_telegram.latency = 0.5
        fake_telegram.say(7, "/help")
        fake_telegram.say(8, "/help")
        await fake_telegram.until(lambda: fake_telegram.of("sendMessage"))
        await process.killed()
    fake_telegram.latency = 0.0
    async with service(fake_telegram, tmp_path / "data") as process:
        await fake_telegram.until(lambda: fake_telegram.texts(7) and fake_telegram.texts(8))
        await process.stopped()
    assert len(fake_telegram.sent()) <= 4


async def test_a_webhook_is_answered_after_the_update_was_handled(
    fake_telegram: FakeTelegram, tmp_path: Path, port: int
) -> None:
    variables = {
        "TRILATERAL_WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "TRILATERAL_WEBHOOK_SECRET": "s3cret",
        "PORT": str(port),
    }
    async with service(fake_telegram, tmp_path / "data", **variables) as process:
        await fake_telegram.until(lambda: fake_telegram.of("setWebhook"))
        update = fake_telegram.say(7, "/help")
        await fake_telegram.until(lambda: (update, 200) in fake_telegram.updates.pushes)
        assert len(fake_telegram.texts(7)) == 1
        await process.stopped()


def items(data: Path) -> int:
    store = open_store(data / "trilateral.db")
    try:
        return store.items.count()
    finally:
        store.close()


def with_demo(data: Path) -> None:
    """What a stranger has who looked at the demo first."""
    opened = loaded.assembly(load_settings(TRILATERAL_DATA_DIR=str(data), TELEGRAM_BOT_TOKEN=""))
    refresh_demo(opened, clock())
    opened.close()


async def test_the_demo_makes_room_for_the_service_and_the_log_says_so(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    with_demo(tmp_path / "data")
    async with service(fake_telegram, tmp_path / "data") as process:
        await fake_telegram.until(lambda: fake_telegram.of("getUpdates"))
        said = await process.stopped()
    assert items(tmp_path / "data") == 0
    for left in (tmp_path / "data" / "drops" / "inbox").glob("demo-*"):
        left.unlink()
    with_demo(tmp_path / "data")
    assert list((tmp_path / "data" / "drops" / "inbox").glob("demo-*")), "and comes back whole without the token"
    assert "items of the demo are removed" in said


async def test_a_refused_token_is_one_clear_line(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    with_demo(tmp_path / "data")
    async with service(fake_telegram, tmp_path / "data", TELEGRAM_BOT_TOKEN="1:wrong") as process:
        said = await process.ended()
    assert process.code == 1
    assert items(tmp_path / "data") > 20, "the demo stays until a token is accepted"
    assert "TELEGRAM_BOT_TOKEN: is refused by Telegram" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("content", [b"x" * 8192])
async def test_a_broken_database_is_one_clear_line(fake_telegram: FakeTelegram, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "trilateral.db").write_bytes(content)
    async with service(fake_telegram, tmp_path / "data") as process:
        said = await process.ended()
    assert process.code == 1
    assert "trilateral.db: cannot be opened" in said
    assert "Traceback" not in said


async def test_a_webhook_that_telegram_refuses_is_one_clear_line_and_a_failure(
    fake_telegram: FakeTelegram, tmp_path: Path, port: int
) -> None:
    fake_telegram.faults.methods = frozenset({"setWebhook"})
    fake_telegram.faults.script.append("400")
    variables = {
        "TRILATERAL_WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "TRILATERAL_WEBHOOK_SECRET": "s3cret",
        "PORT": str(port),
    }
    async with service(fake_telegram, tmp_path / "data", **variables) as process:
        said = await process.ended()
    assert process.code == 1
    assert "TRILATERAL_WEBHOOK_URL: is refused by Telegram" in said
    assert "Traceback" not in said


async def test_a_database_that_breaks_while_it_runs_ends_it_with_one_clear_line(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    async with service(fake_telegram, tmp_path / "data") as process:
        await fake_telegram.until(lambda: fake_telegram.of("getUpdates"))
        for file in (tmp_path / "data").glob("trilateral.db*"):
            file.write_bytes(b"x" * file.stat().st_size)
        said = await process.ended()
    assert process.code == 1
    assert said.splitlines()[-1].startswith("trilateral: ")
    assert "restore a backup" in said.splitlines()[-1]


async def test_it_stops_in_time_though_telegram_was_never_reached(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    await fake_telegram.stop()
    async with service(fake_telegram, tmp_path / "data") as process:
        await fake_telegram.until(lambda: process.said().count("getMe") >= 3)  # the next tries are far apart by then
        assert "Traceback" not in await process.stopped()


async def test_it_stops_in_time_though_a_thread_is_still_at_work(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    async with service(fake_telegram, tmp_path / "data") as process:
        await fake_telegram.until(lambda: fake_telegram.of("getUpdates"))
        holder = open_store(tmp_path / "data" / "trilateral.db")
        with holder.db.write():  # whoever wants to write waits ten seconds for another program's transaction
            fake_telegram.say(7, "/help")
            await asyncio.sleep(1)
            await process.stopped()
