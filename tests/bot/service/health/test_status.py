"""The service at its status address: green, red for each thing that stops, and green again."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import pytest

from digests.store import open_store
from tests.bot.service.test_run import port, service
from tests.fake_telegram import FakeTelegram

__all__ = ["port"]

pytestmark = pytest.mark.slow

Ready = Callable[[], Any]


@asynccontextmanager
async def asking(port: int) -> AsyncIterator[Callable[[str], Any]]:
    """Asks the status address for a path: (HTTP status, body); 0 where nobody answers."""
    async with aiohttp.ClientSession() as session:

        async def ask(path: str) -> tuple[int, str]:
            try:
                async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                    return answer.status, await answer.text()
            except aiohttp.ClientError:
                return 0, ""

        yield ask


async def until(ask: Callable[[str], Any], true: Callable[[int, str], bool], *, seconds: float = 300) -> str:
    """What ``/readyz`` says once it is so."""
    deadline = time.monotonic() + seconds
    while True:
        status, body = await ask("/readyz")
        if true(status, body):
            return str(body)
        assert time.monotonic() < deadline, (status, body)
        await asyncio.sleep(0.2)


def workers(pid: int) -> list[psutil.Process]:
    return [
        each for each in psutil.Process(pid).children(recursive=True) if "isolation.worker" in " ".join(each.cmdline())
    ]


async def test_readyz_is_red_for_whatever_stops_and_green_again_after(
    fake_telegram: FakeTelegram, tmp_path: Path, port: int
) -> None:
    at = {"TRILATERAL_STATUS_ADDRESS": f"127.0.0.1:{port}"}
    async with service(fake_telegram, tmp_path / "data", **at) as process, asking(port) as ask:
        await until(ask, lambda status, _: status == 200)
        assert (await ask("/healthz"))[0] == 200
        stopped = workers(process.pid)
        assert stopped
        store = open_store(tmp_path / "data" / "trilateral.db")
        reader = store.subscribers.ensure(7, 0, "private", "en", 1)
        store.subscribers.set_next_due(reader.id, int(time.time()))
        with store.db.write():  # a tick that has something to write cannot
            for worker in stopped:
                os.kill(worker.pid, signal.SIGSTOP)
            await fake_telegram.stop()
            for name in ("telegram", "parser", "tick"):
                await until(ask, lambda status, body, name=name: status == 503 and f'"{name}": "ok"' not in body)  # type: ignore[misc]
            assert (await ask("/healthz"))[0] == 200, "alive all the same"
            status, metrics = await ask("/metrics")
            assert (status, "trilateral_ready 0.0" in metrics) == (200, True)
        store.close()
        await fake_telegram.start()
        fake_telegram.say(7, "/help")
        await until(ask, lambda status, _: status == 200)
        assert "trilateral_ready 1.0" in (await ask("/metrics"))[1]
        said = await process.stopped()
    assert (said.count("no updates: "), said.count("updates come again")) == (1, 1)


async def test_a_webhook_answers_for_its_health_beside_the_calls(
    fake_telegram: FakeTelegram, tmp_path: Path, port: int
) -> None:
    variables = {
        "TRILATERAL_WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "TRILATERAL_WEBHOOK_SECRET": "s3cret",
        "PORT": str(port),
    }
    async with service(fake_telegram, tmp_path / "data", **variables) as process, asking(port) as ask:
        await until(ask, lambda status, _: status == 200)
        assert (await ask("/metrics"))[0] == 405, "what is counted is for the operator alone"
        await fake_telegram.stop()
        body = await until(ask, lambda status, _: status == 503)
        assert '"telegram"' in body
        await fake_telegram.start()
        await until(ask, lambda status, _: status == 200)
        await process.stopped()


async def test_an_address_that_is_taken_is_one_clear_line(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    taken = {"TRILATERAL_STATUS_ADDRESS": f"127.0.0.1:{fake_telegram.port}"}
    async with service(fake_telegram, tmp_path / "data", **taken) as process:
        said = await process.ended()
    assert process.code == 1
    assert f"TRILATERAL_STATUS_ADDRESS: {fake_telegram.port} is in use by another program" in said
    assert "Traceback" not in said


async def test_without_a_network_the_log_has_one_line_and_not_one_a_feed(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    feeds = [f'[[feed]]\nurl = "http://127.0.0.1:9/{n}"\nname = "F{n}"\ncountry = "KR"\n' for n in range(5)]
    (own / "feeds.toml").write_text("".join(feeds))
    away = {"TRILATERAL_CONFIG_DIR": str(own), "TRILATERAL_ALLOW_PRIVATE_ADDRESSES": "true"}
    async with service(fake_telegram, tmp_path / "data", **away) as process:
        await fake_telegram.until(lambda: "is this machine on the network?" in process.said())
        said = await process.stopped()
    assert said.count("none of the 5 feeds could be reached") == 1
    assert "127.0.0.1:9/" not in said


async def test_a_web_process_that_polls_binds_the_port_it_was_given(
    fake_telegram: FakeTelegram, tmp_path: Path, port: int
) -> None:
    async with service(fake_telegram, tmp_path / "data", PORT=str(port)) as process, asking(port) as ask:
        await until(ask, lambda status, _: status == 200)
        assert (await ask("/healthz"))[0] == 200
        assert (await ask("/metrics"))[0] == 404, "what is counted is for the operator alone"
        await process.stopped()
