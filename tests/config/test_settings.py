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
    ],
)
def test_a_bad_value_stops_the_start_and_names_the_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=name) as caught:
        load_settings()
    assert "right: " in str(caught.value)


def test_a_secret_is_not_shown_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:hunter2")
    assert "hunter2" not in repr(load_settings())
