"""Settings are read once and wrong ones are named."""

import pytest

from config.settings import load_settings
from digests.errors import ConfigurationError


def test_the_defaults_need_no_environment() -> None:
    assert load_settings().messages_per_second == 29.4


def test_admins_are_a_comma_separated_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRILATERAL_ADMINS", "1, 22,333")
    assert load_settings().admins == (1, 22, 333)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRILATERAL_ADMINS", "bob"),
        ("PORT", "70000"),
        ("TRILATERAL_POLL_SECONDS", "soon"),
        ("TRILATERAL_API_URL", "telegram"),
        ("TELEGRAM_BOT_TOKEN", "abc"),
        ("TRILATERAL_CONTACT_URL", "banana"),
        ("TRILATERAL_WEBHOOK_URL", "http://bot.example.org"),
        ("TRILATERAL_WEBHOOK_SECRET", "two words"),
    ],
)
def test_a_bad_value_stops_the_start_and_names_the_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=name) as caught:
        load_settings()
    assert "right: " in str(caught.value)


def test_a_webhook_needs_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRILATERAL_WEBHOOK_URL", "https://bot.example.org/telegram")
    with pytest.raises(ConfigurationError, match="TRILATERAL_WEBHOOK_SECRET: is not set"):
        load_settings()
    monkeypatch.setenv("TRILATERAL_WEBHOOK_SECRET", "s3cret")
    assert load_settings().webhook_url


def test_a_server_of_ones_own_may_call_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRILATERAL_API_URL", "http://127.0.0.1:8081")
    monkeypatch.setenv("TRILATERAL_WEBHOOK_URL", "http://127.0.0.1:8080")
    monkeypatch.setenv("TRILATERAL_WEBHOOK_SECRET", "s3cret")
    assert load_settings().webhook_url


def test_a_secret_is_not_shown_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:hunter2")
    assert "hunter2" not in repr(load_settings())
