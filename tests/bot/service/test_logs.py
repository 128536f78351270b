"""Logs never show a secret."""

import json
import logging
from collections.abc import Iterator

import pytest
from structlog.contextvars import bound_contextvars

from bot.service.logs import QUIET, configure_logs, logged
from config.settings import load_settings
from digests.trail import trail


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


def test_a_line_for_machines_has_its_fields_and_what_was_being_done(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(load_settings(TELEGRAM_BOT_TOKEN="42:hunter2", TRILATERAL_LOG_FORMAT="json"))
    with bound_contextvars(update=7):
        beside = {"items": [12, 30], "source": "https://a.example/bot42:hunter2\x1b[2J", "said": ["hunter2", None]}
        logging.getLogger("test").info("items stored", extra=beside)
    line = json.loads(capsys.readouterr().err)
    assert line["message"] == "items stored"
    assert (line["level"], line["logger"], line["items"], line["update"]) == ("INFO", "test", [12, 30], 7)
    assert "42:hunter2" not in str(line)
    assert "\x1b" not in line["source"]
    assert set(line) == {"time", "level", "logger", "message", "items", "update", "source", "said"}


def test_a_line_for_people_ends_with_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(load_settings(TELEGRAM_BOT_TOKEN="", TRILATERAL_LOG_FORMAT="console"))
    logging.getLogger("test").warning("stored", extra={"items": [12, 30]})
    assert "stored  items=12,30" in capsys.readouterr().err


def test_what_is_for_somebody_else_is_left_out_where_it_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(load_settings(TELEGRAM_BOT_TOKEN=""), QUIET)
    try:
        trail.info("items stored")
        trail.warning("something is wrong")
    finally:
        trail.setLevel(logging.NOTSET)
    said = capsys.readouterr().err
    assert "items stored" not in said
    assert "something is wrong" in said


def test_lines_are_counted_by_level() -> None:
    configure_logs(load_settings(TELEGRAM_BOT_TOKEN=""))
    logging.getLogger("test").warning("one")
    logging.getLogger("test").error("two")
    assert logged() == {"warning": 1, "error": 1}
