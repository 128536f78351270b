"""No secret leaves by any way out that an operator or an admin looks at: doctor, metrics, /readyz, /stats.

Logs and tracebacks have tests of their own (test_redaction.py)."""

import asyncio
import os
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TimedOut
from typer.testing import CliRunner

from bot.cli import app
from bot.delivery.outcomes import outcome_of
from bot.delivery.transport import NotSent
from bot.service.health.metrics import Figures, exposition
from bot.service.health.server import status_app
from bot.service.health.vitals import Sign, Vitals
from bot.service.health.watch import looks
from bot.service.ingest_thread import IngestThread
from config.settings import load_settings
from digests.model import Part
from tests.bot.running_bot import running_bot
from tests.bot.service.doctor.installations import VARIABLES
from tests.bot.service.test_redaction import VALUES
from tests.fake_telegram import FakeTelegram

HELD = "hunter2"
"""What every secret of the tests holds."""


@pytest.fixture
def settled(tmp_path: Path, fake_telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment that has every secret, and in which nearly everything is wrong."""
    for name in [name for name in os.environ if name.startswith(VARIABLES)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    more = {
        "TRILATERAL_DATA_DIR": str(tmp_path / "data"),
        "TRILATERAL_API_URL": fake_telegram.url,
        "TRILATERAL_WEBHOOK_URL": "http://anna:hunter2pass@bot.example/telegram",
        "TRILATERAL_EMBEDDER": "http://127.0.0.1:9/embeddings#model",
        "TRILATERAL_STATUS_ADDRESS": "127.0.0.1:9",
        "HTTPS_PROXY": "http://anna:hunter2proxy@127.0.0.1:9",
        "PORT": "never",
    }
    for name, value in (VALUES | more).items():
        monkeypatch.setenv(name, value)
    return tmp_path


async def test_the_doctor_shows_none_though_nearly_everything_is_wrong(settled: Path) -> None:
    told = await asyncio.to_thread(CliRunner().invoke, app, ["doctor"])
    assert told.exit_code == 1
    assert told.output.count("BAD") >= 3
    assert "proxy" in told.output
    assert HELD not in told.output + told.stderr
    assert "Traceback" not in told.output


@pytest.mark.parametrize("name", VALUES)
async def test_a_secret_that_is_wrong_is_not_repeated(
    name: str, settled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, f" {HELD}\x07 two words ")
    told = await asyncio.to_thread(CliRunner().invoke, app, ["doctor"])
    assert HELD not in told.output + told.stderr


async def test_neither_metrics_nor_readyz_show_one(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    settings = load_settings(**VALUES | {"TRILATERAL_DATA_DIR": str(tmp_path)})
    vitals = Vitals()
    vitals.watch(Sign)

    async def failing() -> str | None:
        raise InvalidToken(f"https://api.example/bot{VALUES['TELEGRAM_BOT_TOKEN']}/getMe")

    class Asked:
        get_me = staticmethod(failing)

    ask = looks(IngestThread(None), Asked())[Sign.TELEGRAM]  # type: ignore[arg-type]
    for _ in range(2):
        vitals.fail(Sign.TELEGRAM, str(await ask()))
    async with running_bot(fake_telegram, tmp_path / "bot") as at:
        figures = Figures(settings, at.store, lambda: 0, vitals, at.sender, lambda: 0)
        app = status_app(vitals, exposition(figures))
        async with TestClient(TestServer(app)) as client:
            told = [await (await client.get(path)).text() for path in ("/healthz", "/readyz", "/metrics")]
    assert "InvalidToken" in told[1]
    assert HELD not in "".join(told)


async def test_what_an_admin_reads_of_a_failed_message_shows_none(fake_telegram: FakeTelegram, tmp_path: Path) -> None:
    said = f"Cannot connect to https://api.example/bot{VALUES['TELEGRAM_BOT_TOKEN']}/sendMessage"
    errors = [NetworkError(said), TimedOut(said), InvalidToken(said), Forbidden(said), BadRequest(said), NotSent(said)]
    reasons = [outcome.reason for outcome in map(outcome_of, errors)]
    async with running_bot(fake_telegram, tmp_path, admins="7") as at:
        for number, reason in enumerate(reasons, start=1):
            row = at.store.outbox.add(Part("x"), 1, chat_id=number)
            given_up = "UPDATE outbox SET state = 'given up', reason = :reason WHERE id = :id"
            at.store.db.change(given_up, {"reason": reason, "id": row})
        await at.say(7, "/stats")
        shown = " ".join(at.shown(7))
    assert "api.example" in shown
    assert HELD not in shown
