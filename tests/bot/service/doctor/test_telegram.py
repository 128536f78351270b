"""What the doctor asks of Telegram: token, address, clock, webhook, who else polls; against servers on loopback."""

import asyncio
import socket
import time
from contextlib import suppress
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.service.doctor.machine import Machine
from bot.service.doctor.telegram import ports, telegram
from config.settings import Settings, load_settings
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.fake_telegram.methods import Methods

WEBHOOK = {"TRILATERAL_WEBHOOK_URL": "http://bot.example.org/telegram", "TRILATERAL_WEBHOOK_SECRET": "s3cret"}


def set_up(api: str, **more: Any) -> Settings:
    return load_settings(**{"TELEGRAM_BOT_TOKEN": TOKEN, "TRILATERAL_API_URL": api} | more)


async def told(settings: Settings, *, ahead: int = 0, running: bool = False) -> list[str]:
    machine = Machine(clock=lambda: int(time.time()) + ahead)
    return [str(finding) for finding in await telegram(machine, settings, running=running)]


def bad(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("BAD")]


async def test_all_is_well(fake_telegram: FakeTelegram) -> None:
    lines = await told(set_up(fake_telegram.url))
    assert [line.partition(": ")[0] for line in lines] == ["ok   token", "ok   clock", "ok   updates"]


async def test_a_token_that_telegram_refuses_is_named_and_not_shown(fake_telegram: FakeTelegram) -> None:
    (line,) = bad(await told(set_up(fake_telegram.url, TELEGRAM_BOT_TOKEN="1:hunter22")))
    assert "TELEGRAM_BOT_TOKEN is refused by Telegram -> ask @BotFather" in line
    assert "hunter22" not in line


async def test_a_wrong_path_is_no_refused_token(fake_telegram: FakeTelegram) -> None:
    (line,) = bad(await told(set_up(f"{fake_telegram.url}/bot")))
    assert "token: TRILATERAL_API_URL" in line
    assert "-> right: the root of a Bot API" in line
    assert "refused" not in line


async def test_a_server_that_is_no_bot_api_is_named(fake_telegram: FakeTelegram) -> None:
    app = web.Application()

    async def page(request: web.Request) -> web.Response:
        return web.Response(text="<html>Welcome to nginx</html>", content_type="text/html")

    async def unknown(request: web.Request) -> web.Response:
        return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)

    app.router.add_route("*", "/page/{rest:.*}", page)
    app.router.add_route("*", "/json/{rest:.*}", unknown)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        (as_page,) = bad(await told(set_up(f"{root}/page")))
        (as_json,) = bad(await told(set_up(f"{root}/json")))
    finally:
        await runner.cleanup()
    assert "TRILATERAL_API_URL" in as_page
    assert "not as a Bot API" in as_page
    assert "knows no such path (Not Found) -> it has to be the root, without /bot" in as_json


async def test_a_server_that_does_not_answer_is_named() -> None:
    (line,) = bad(await told(set_up("http://127.0.0.1:9")))
    assert "http://127.0.0.1:9/ does not answer" in line
    assert "check TRILATERAL_API_URL" in line


@pytest.mark.parametrize(("ahead", "words"), [(7200, "2:00:00 ahead of"), (-600, "0:10:00 behind"), (20, "")])
async def test_a_clock_that_is_far_off_is_told(fake_telegram: FakeTelegram, ahead: int, words: str) -> None:
    lines = bad(await told(set_up(fake_telegram.url), ahead=ahead))
    assert [("clock: " in line, "timedatectl" in line) for line in lines] == ([(True, True)] if words else [])
    minutes = words.rpartition(":")[0]
    assert all(minutes in line or "0:09:59" in line or "2:00:01" in line for line in lines)


async def test_a_webhook_that_is_set_while_we_poll_is_told(fake_telegram: FakeTelegram) -> None:
    fake_telegram.updates.webhook = {"url": "https://elsewhere.example/telegram"}
    (line,) = bad(await told(set_up(fake_telegram.url)))
    assert "Telegram calls https://elsewhere.example/telegram" in line
    assert "-> trilateral run takes it down" in line


async def test_a_webhook_that_leads_elsewhere_is_told(fake_telegram: FakeTelegram) -> None:
    fake_telegram.updates.webhook = {"url": "http://bot.example.org/telegram/telegram"}
    (line,) = bad(await told(set_up(fake_telegram.url, **WEBHOOK)))
    assert "calls http://bot.example.org/telegram/telegram, not http://bot.example.org/telegram" in line
    assert "-> start trilateral run anew" in line


@pytest.mark.parametrize("written", ["http://bot.example.org", "http://bot.example.org/telegram/"])
async def test_an_address_is_taken_with_our_path_and_without(fake_telegram: FakeTelegram, written: str) -> None:
    fake_telegram.updates.webhook = {"url": "http://bot.example.org/telegram"}
    lines = await told(set_up(fake_telegram.url, **WEBHOOK | {"TRILATERAL_WEBHOOK_URL": written}))
    assert "ok   webhook: Telegram calls http://bot.example.org/telegram" in lines


async def test_a_webhook_that_nobody_answers_is_told_with_what_telegram_saw(fake_telegram: FakeTelegram) -> None:
    class Unreached(Methods):
        def _get_webhook_info(self, values: dict[str, Any]) -> dict[str, Any]:
            failure = {"last_error_date": int(time.time()) - 60, "last_error_message": "Connection refused"}
            url = "http://bot.example.org/telegram"
            return {"url": url, "has_custom_certificate": False, "pending_update_count": 312} | failure

    fake_telegram.methods = Unreached({"id": 1, "username": "x"}, fake_telegram.updates)
    (line,) = bad(await told(set_up(fake_telegram.url, **WEBHOOK)))
    assert "gets: Connection refused; 312 updates wait" in line
    assert "passes every call on to port 8080" in line


async def test_another_program_that_polls_is_found(fake_telegram: FakeTelegram) -> None:
    async def poll() -> None:
        url = f"{fake_telegram.url}/bot{TOKEN}/getUpdates"
        async with aiohttp.ClientSession() as session:
            while True:
                async with session.post(url, data={"timeout": 30}):
                    await asyncio.sleep(0.3)

    other = asyncio.create_task(poll())
    try:
        await fake_telegram.until(lambda: fake_telegram.of("getUpdates"))
        (line,) = bad(await told(set_up(fake_telegram.url)))
    finally:
        other.cancel()
        with suppress(asyncio.CancelledError):
            await other
    assert "another program asks for updates with the same token" in line
    assert "-> stop it" in line


async def test_our_own_service_is_not_disturbed(fake_telegram: FakeTelegram) -> None:
    assert not bad(await told(set_up(fake_telegram.url), running=True))
    assert not fake_telegram.of("getUpdates")


async def test_a_port_that_is_in_use_is_told(fake_telegram: FakeTelegram) -> None:
    with socket.create_server(("0.0.0.0", 0)) as other:
        number = other.getsockname()[1]
        settings = set_up(
            fake_telegram.url, **WEBHOOK, PORT=str(number), TRILATERAL_STATUS_ADDRESS=f"127.0.0.1:{number}"
        )
        found = [str(finding) async for finding in ports(settings, running=False)]
    assert "set TRILATERAL_STATUS_ADDRESS to a free port" in found[1]
    assert found[0] == (
        f"BAD  port: PORT: {number} is in use by another program -> stop that one, or set PORT to a free port"
    )
