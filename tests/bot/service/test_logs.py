"""Logs never show a secret."""

import logging
from collections.abc import Iterator

import pytest

from bot.service.logs import configure_logs
from config.settings import load_settings


@pytest.fixture(autouse=True)
def _restored_logging() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_a_token_in_a_message_or_a_traceback_is_starred(log_format: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(load_settings(TELEGRAM_BOT_TOKEN="42:hunter2", TRILATERAL_LOG_FORMAT=log_format))
    try:
        raise ValueError("https://api.example/bot42:hunter2/getMe")
    except ValueError:
        logging.getLogger("test").exception("calling %s", "bot42:hunter2")
    printed = capsys.readouterr().err
    assert "hunter2" not in printed
    assert "ValueError" in printed
