"""Calls of the webhook: whoever knows the secret may say anything, and is told what came of it."""

from pathlib import Path

import httpx
import pytest
from telegram.ext import ApplicationBuilder

from bot.gateway import Desklog
from bot.webhook import PATH, webhook_app
from digests.store import Store, open_store
from tests.fake_telegram import TOKEN, FakeTelegram

NOW = 1_800_000_000


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "trilateral.db")


async def call(telegram: FakeTelegram, store: Store, body: bytes, *, knows: str = "s3cret") -> int:
    """The HTTP status."""
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{telegram.url}/bot").updater(None).job_queue(None)
    async with builder.build() as application:
        app = webhook_app(application, Desklog(application, store.updates, lambda: NOW), "s3cret")
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            answer = await client.post(PATH, content=body, headers={"X-Telegram-Bot-Api-Secret-Token": knows})
    return answer.status_code


async def test_an_update_is_answered_with_200_once_it_is_in_the_log(fake_telegram: FakeTelegram, store: Store) -> None:
    assert await call(fake_telegram, store, b'{"update_id": 5}') == 200
    assert store.updates.handled([5]) == {5}


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


async def test_an_update_that_cannot_be_read_is_not_asked_for_again(
    fake_telegram: FakeTelegram, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    assert await call(fake_telegram, store, b'{"update_id": 5, "message": {"message_id": 1}}') == 200
    assert "update 5 cannot be read" in caplog.text
