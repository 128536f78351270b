"""Calls of the webhook: whoever knows the secret may say anything, and is told what came of it."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, TypeHandler

from bot.updates.polling import CROWD, UpdateHandler
from bot.updates.webhook import PATH, Webhook, address, listening, webhook_app
from config.settings import PACKAGED
from digests.errors import ConfigurationError
from digests.store import Store, open_store
from tests.fake_telegram import TOKEN, FakeTelegram

NOW = 1_800_000_000


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "trilateral.db")


async def call(telegram: FakeTelegram, store: Store, body: Any, *, knows: str = "s3cret", path: str = PATH) -> int:
    """The HTTP status."""
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{telegram.url}/bot").updater(None).job_queue(None)
    async with builder.build() as application:
        app = webhook_app(UpdateHandler(application, store.updates, lambda: NOW), "s3cret")
        secret = {"X-Telegram-Bot-Api-Secret-Token": knows}
        async with TestClient(TestServer(app)) as client, client.post(path, data=body, headers=secret) as answer:
            return answer.status


async def test_an_update_is_answered_with_200_once_it_is_in_the_log(fake_telegram: FakeTelegram, store: Store) -> None:
    assert await call(fake_telegram, store, b'{"update_id": 5}') == 200
    assert store.updates.handled([5]) == {5}


async def test_a_crowd_that_waits_is_kept_and_answered_so_that_telegram_has_a_connection_left(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    opened = asyncio.Event()

    async def wait(update: Update, _: Any) -> None:
        await opened.wait()

    builder = ApplicationBuilder().token(TOKEN).base_url(f"{fake_telegram.url}/bot").updater(None).job_queue(None)
    application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    application.add_handler(TypeHandler(Update, wait))
    async with application:
        app = webhook_app(UpdateHandler(application, store.updates, lambda: NOW), "s3cret")
        async with TestClient(TestServer(app)) as client:
            secret = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
            bodies = [{"update_id": n, "message": fake_telegram.message(n, "/help")} for n in range(1, CROWD + 11)]
            posts = [asyncio.ensure_future(client.post(PATH, json=body, headers=secret)) for body in bodies]
            await fake_telegram.until(lambda: sum(post.done() for post in posts) >= 10)
            assert len(store.updates.kept()) == 10
            opened.set()
            answers = await asyncio.gather(*posts)
            await fake_telegram.until(lambda: len(store.updates.handled(range(1, CROWD + 11))) == CROWD + 10)
    assert {answer.status for answer in answers} == {200}
    assert store.updates.kept() == []


async def test_a_wrong_secret_is_refused(fake_telegram: FakeTelegram, store: Store) -> None:
    assert await call(fake_telegram, store, b'{"update_id": 5}', knows="wrong") == 403
    assert not store.updates.handled([5])


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b'"update"', b"5", b"{}", b'{"update_id": "x"}', b"\xff", b"[" * 9999]
)
async def test_what_is_no_update_is_refused_without_a_fault(
    fake_telegram: FakeTelegram, store: Store, body: bytes
) -> None:
    assert await call(fake_telegram, store, body) == 400


async def test_a_body_that_is_too_large_is_refused_whether_or_not_it_says_its_size(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    assert await call(fake_telegram, store, BytesIO(b" " * 2_000_000)) == 413
    assert await call(fake_telegram, store, pieces()) == 413
    assert await call(fake_telegram, store, pieces(), knows="wrong") == 403


async def test_an_update_that_cannot_be_read_is_not_asked_for_again(
    fake_telegram: FakeTelegram, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    assert await call(fake_telegram, store, b'{"update_id": 5, "message": {"message_id": 1}}') == 200
    assert "update 5 cannot be read" in caplog.text
    assert [(each.kind, each.key) for each in store.aside.listed()] == [("update", "5")]


@pytest.mark.parametrize(
    "given",
    [
        "https://bot.example.org",
        "https://bot.example.org/",
        "https://bot.example.org/telegram",
        "https://bot.example.org/telegram/",
    ],
)
def test_either_form_of_the_address_is_called_at_one_path(given: str) -> None:
    assert address(given) == "https://bot.example.org/telegram"


def test_the_address_that_the_example_shows_is_the_one_that_is_called() -> None:
    shown = re.search(r"^#?TRILATERAL_WEBHOOK_URL=(\S+)$", (PACKAGED / "example.env").read_text("utf-8"), re.MULTILINE)
    assert shown is not None
    assert address(shown[1]) == shown[1]
    assert address("https://bot.example.org/under/it?a=1") == "https://bot.example.org/under/it/telegram?a=1"


@pytest.mark.parametrize("path", ["/telegram", "/telegram/telegram", "/", "/under/it"])
async def test_whatever_part_of_the_path_arrives_the_update_is_taken(
    fake_telegram: FakeTelegram, store: Store, path: str
) -> None:
    assert await call(fake_telegram, store, b'{"update_id": 5}', path=path) == 200
    assert store.updates.handled([5]) == {5}


def test_a_port_in_use_is_said_by_its_name_with_what_to_do() -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError) as refused:
            listening(port)
    assert (
        str(refused.value) == f"PORT: {port} is in use by another program (stop that one, or set PORT to a free port)"
    )


async def test_an_update_arrives_over_the_port_as_the_example_sets_it_up(
    fake_telegram: FakeTelegram, store: Store
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{fake_telegram.url}/bot").updater(None).job_queue(None)
    async with builder.build() as application:
        update_handler = UpdateHandler(application, store.updates, lambda: NOW)
        given = f"http://127.0.0.1:{port}/telegram"
        webhook = Webhook(application, update_handler, url=given, secret="s3cret", port=port)
        webhook.listen()
        running = asyncio.create_task(webhook.run())
        await fake_telegram.until(lambda: any(call.method == "setWebhook" for call in fake_telegram.calls))
        told = next(call for call in fake_telegram.calls if call.method == "setWebhook")
        secret = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
        async with (
            ClientSession() as client,
            client.post(str(told.values["url"]), data=b'{"update_id": 5}', headers=secret) as answer,
        ):
            assert answer.status == 200
        assert store.updates.handled([5]) == {5}
        webhook.stop()
        await running
