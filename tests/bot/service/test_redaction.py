"""No secret setting is ever printed or logged, in whatever form a library writes it."""

import json
import logging
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pydantic import SecretStr

from bot.service.logs import configure_logs
from bot.service.redaction import Redactor, redacted
from config.settings import Settings, load_settings
from digests.errors import ConfigurationError
from digests.language.embed import load_embedder

VALUES = {
    "TELEGRAM_BOT_TOKEN": "42:hunter2-and-more",
    "TRILATERAL_WEBHOOK_SECRET": "hunter2-webhook",
    "TRILATERAL_SENTRY_DSN": "https://hunter2key@sentry.example/42",
    "TRILATERAL_LLM_KEY": "sk-hunter2-llm",
    "TRILATERAL_EMBEDDER_KEY": 'sk-hunter2/+"\\&=',
}
"""A value for every secret there is, with what codings change where it may hold that."""
ADDRESSES = ("TRILATERAL_API_URL", "TRILATERAL_WEBHOOK_URL", "TRILATERAL_CONTACT_URL")


@pytest.fixture(autouse=True)
def _restored_logging() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


def forms(secret: str) -> list[str]:
    return [
        secret,
        quote(secret, safe=""),
        quote(secret),
        json.dumps(secret),
        repr(secret),
        repr(secret.encode()),
        f"Invalid header value b'Bearer {secret}'",
        f"https://api.example/bot{secret}/getMe",
        f"https://{secret}@api.example/",
    ]


def test_every_secret_setting_has_a_value_here() -> None:
    """One that is added to the settings is added above, and tested with the rest."""
    secret = {field.alias for field in Settings.model_fields.values() if "SecretStr" in str(field.annotation)}
    assert secret == set(VALUES)
    assert SecretStr("x").get_secret_value() == "x"


@pytest.mark.parametrize("log_format", ["console", "json"])
@pytest.mark.parametrize("name", VALUES)
def test_no_secret_reaches_the_log(name: str, log_format: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(load_settings(**{**VALUES, "TRILATERAL_LOG_FORMAT": log_format}))
    log = logging.getLogger("test")
    for form in forms(VALUES[name]):
        log.warning("said %s", form)
        try:
            try:
                raise ValueError(form)
            except ValueError as inner:
                raise OSError(form) from inner
        except OSError:
            log.exception("failed", stack_info=True)
    said = capsys.readouterr().err
    assert "hunter2" not in said.replace("\n", "").replace(" ", "")
    assert "***" in said


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("log_format", ["console", "json"])
def test_no_password_of_an_address_reaches_the_log(
    name: str, log_format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = load_settings(
        **VALUES | {name: "https://anna:hunter2pass@host.example/x", "TRILATERAL_LOG_FORMAT": log_format}
    )
    configure_logs(settings)
    log = logging.getLogger("test")
    log.warning("%s does not answer", settings.api_url)
    log.warning("calls %s, %s", settings.webhook_url, settings.contact_url)
    log.warning("Authorization: Basic %s", b64encode(b"anna:hunter2pass").decode())
    log.error("nonnumeric port: 'hunter2pass@host.example'")
    said = capsys.readouterr().err
    assert "hunter2" not in said
    assert b64encode(b"anna:hunter2pass").decode() not in said


def test_a_password_in_any_address_is_starred_even_where_no_setting_names_it() -> None:
    assert Redactor()("GET https://anna:pass@feeds.example/rss?a=b@c failed") == (
        "GET https://***@feeds.example/rss?a=b@c failed"
    )
    assert Redactor()("https://feeds.example/a:b@c") == "https://feeds.example/a:b@c"


def test_a_token_is_known_by_its_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRILATERAL_POLL_SECONDS", "never")
    token = "123456789:" + "Ab_9-" * 7
    assert redacted(f"/bot{token}/getMe") == "/bot***/getMe" or redacted(f"bot {token}") == "bot ***"


@pytest.mark.parametrize("key", ["sk-hunter2\n", "sk hunter2", "sk-hunter2\u2026", "\x00hunter2"])
def test_a_key_that_fits_no_header_stops_the_start_unseen(key: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_settings(TRILATERAL_EMBEDDER_KEY=key)
    assert refused.value.subject == "TRILATERAL_EMBEDDER_KEY"
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("name", ["https://anna:hunter2@host.example/v1/embeddings#model", "https://host/hunter2"])
def test_an_embedders_address_is_not_repeated(name: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_embedder(name)
    assert "hunter2" not in str(refused.value)


def test_secrets_of_a_file_are_taken_out_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in VALUES:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text("TRILATERAL_WEBHOOK_SECRET=hunter2-webhook\n")
    assert redacted("refused: hunter2-webhook") == "refused: ***"
