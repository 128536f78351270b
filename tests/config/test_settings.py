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
        ("TRILATERAL_LLM_URL", "localhost:11434"),
        ("TRILATERAL_LLM_URL", "http://127.0.0.1:11434/v1"),
        ("TRILATERAL_LLM_MODEL", "qwen3:8b"),
        ("TRILATERAL_LLM_KEY", "two words"),
        ("TRILATERAL_LLM_SECONDS", "0"),
        ("TRILATERAL_LLM_CONCURRENCY", "many"),
        ("TRILATERAL_LLM_PRICE_IN", "-1"),
        ("TRILATERAL_LLM_PRICE_OUT", "nan"),
        ("TRILATERAL_LLM_DAILY_TOKENS", "1.5"),
        ("TRILATERAL_LLM_DAILY_COST", "0.50"),
        ("TRILATERAL_TRANSLATE_URL", "https://translate.example.org/page"),
        ("TRILATERAL_TRANSLATE_URL", "https://translate.example.org/page?u={url}"),
        ("TRILATERAL_TRANSLATE_URL", "https://translate.example.org/{lang}/{lang}?u={url}"),
        ("TRILATERAL_TRANSLATE_URL", "https://translate.example.org/{lang}?u={url}&k={key}"),
        ("TRILATERAL_TRANSLATE_URL", "translate.example.org/{lang}?u={url}"),
        ("TRILATERAL_TRANSLATE_URL", "javascript:{lang}{url}"),
        ("TRILATERAL_TRANSLATE_URL", "https://translate example/{lang}?u={url}"),
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


def test_a_language_model_needs_an_address_and_a_name_and_an_empty_limit_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert load_settings().language_model is None
    monkeypatch.setenv("TRILATERAL_LLM_URL", "http://127.0.0.1:11434/v1")
    with pytest.raises(ConfigurationError, match="TRILATERAL_LLM_URL: is set without TRILATERAL_LLM_MODEL"):
        load_settings()
    monkeypatch.setenv("TRILATERAL_LLM_MODEL", "qwen3:8b")
    monkeypatch.setenv("TRILATERAL_LLM_KEY", "sk-hunter2")
    monkeypatch.setenv("TRILATERAL_LLM_DAILY_TOKENS", "")
    monkeypatch.setenv("TRILATERAL_LLM_DAILY_COST", " ")
    settings = load_settings()
    assert (settings.language_model, settings.llm_daily_tokens, settings.llm_daily_cost) == ("qwen3:8b", None, None)
    assert "hunter2" not in repr(settings)


def test_a_key_does_not_belong_into_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRILATERAL_LLM_URL", "http://me:hunter2@127.0.0.1:11434/v1")
    monkeypatch.setenv("TRILATERAL_LLM_MODEL", "qwen3:8b")
    with pytest.raises(ConfigurationError, match="TRILATERAL_LLM_KEY") as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)


def test_the_address_of_translations_is_a_template_and_none_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().translate_url == ""
    template = "https://translate.example.org/page?to={lang}&u={url}"
    monkeypatch.setenv("TRILATERAL_TRANSLATE_URL", template)
    assert load_settings().translate_url == template
    monkeypatch.setenv("TRILATERAL_TRANSLATE_URL", "")
    assert load_settings().translate_url == ""
