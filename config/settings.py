"""Settings from the environment (or a ``.env`` file): read once, typed, and wrong ones named at the start."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from digests.errors import ConfigurationError
from digests.validation import in_words

PACKAGED = Path(__file__).parent
TELEGRAM = "https://api.telegram.org"


class Settings(BaseSettings):
    """Every variable the product reads. The names of the variables are the aliases."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    token: SecretStr | None = Field(None, alias="TELEGRAM_BOT_TOKEN")
    api_url: AnyHttpUrl = Field(AnyHttpUrl(TELEGRAM), alias="TRILATERAL_API_URL")
    data_dir: Path = Field(Path("data"), alias="TRILATERAL_DATA_DIR")
    config_dir: Path = Field(PACKAGED, alias="TRILATERAL_CONFIG_DIR")
    admins: Annotated[tuple[int, ...], NoDecode] = Field((), alias="TRILATERAL_ADMINS")
    editors: Annotated[tuple[int, ...], NoDecode] = Field((), alias="TRILATERAL_EDITORS")
    allow_private_addresses: bool = Field(False, alias="TRILATERAL_ALLOW_PRIVATE_ADDRESSES")
    allowed_ports: Annotated[tuple[int, ...], NoDecode] = Field((80, 443, 8080, 8443), alias="TRILATERAL_ALLOWED_PORTS")
    contact_url: str = Field("https://github.com/trilateral-digest/trilateral", alias="TRILATERAL_CONTACT_URL")
    webhook_url: AnyHttpUrl | None = Field(None, alias="TRILATERAL_WEBHOOK_URL")
    webhook_secret: SecretStr | None = Field(None, alias="TRILATERAL_WEBHOOK_SECRET")
    port: int = Field(8080, alias="PORT", ge=1, le=65535)
    poll_seconds: int = Field(1800, alias="TRILATERAL_POLL_SECONDS", ge=60, le=86400)
    messages_per_second: float = Field(29.4, alias="TRILATERAL_MESSAGES_PER_SECOND", gt=0, le=1000)
    paid_messages_per_second: float | None = Field(None, alias="TRILATERAL_PAID_MESSAGES_PER_SECOND", gt=0, le=1000)
    chat_seconds: float = Field(1.05, alias="TRILATERAL_CHAT_SECONDS", ge=0, le=60)
    group_messages_per_minute: int = Field(20, alias="TRILATERAL_GROUP_MESSAGES_PER_MINUTE", ge=5, le=1000)
    translate_url: str = Field("", alias="TRILATERAL_TRANSLATE_URL")
    alerts_per_hour: int = Field(4, alias="TRILATERAL_ALERTS_PER_HOUR", ge=1, le=60)
    story_hours: int = Field(72, alias="TRILATERAL_STORY_HOURS", ge=1, le=720)
    embedder: str = Field("universal-sentence-encoder", alias="TRILATERAL_EMBEDDER")
    embedder_key: SecretStr | None = Field(None, alias="TRILATERAL_EMBEDDER_KEY")
    status_address: str | None = Field(None, alias="TRILATERAL_STATUS_ADDRESS")
    sentry_dsn: SecretStr | None = Field(None, alias="TRILATERAL_SENTRY_DSN")
    llm_url: AnyHttpUrl | None = Field(None, alias="TRILATERAL_LLM_URL")
    llm_model: str | None = Field(None, alias="TRILATERAL_LLM_MODEL")
    llm_key: SecretStr | None = Field(None, alias="TRILATERAL_LLM_KEY")
    llm_seconds: float = Field(60, alias="TRILATERAL_LLM_SECONDS", ge=1, le=3600)
    llm_concurrency: int = Field(2, alias="TRILATERAL_LLM_CONCURRENCY", ge=1, le=64)
    llm_price_in: float = Field(0, alias="TRILATERAL_LLM_PRICE_IN", ge=0, le=100_000)
    llm_price_out: float = Field(0, alias="TRILATERAL_LLM_PRICE_OUT", ge=0, le=100_000)
    llm_daily_tokens: int | None = Field(1_000_000, alias="TRILATERAL_LLM_DAILY_TOKENS", ge=0)
    llm_daily_cost: float | None = Field(None, alias="TRILATERAL_LLM_DAILY_COST", ge=0)
    log_format: Literal["console", "json"] = Field("console", alias="TRILATERAL_LOG_FORMAT")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", alias="TRILATERAL_LOG_LEVEL")

    @field_validator("admins", "editors", "allowed_ports", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        """``"1, 2"`` -> ``("1", "2")``; the type check of each part follows."""
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator(
        "token", "webhook_url", "webhook_secret", "embedder_key", "paid_messages_per_second", "status_address",
        "sentry_dsn", "llm_url", "llm_model", "llm_key", "llm_daily_tokens", "llm_daily_cost", mode="before",
    )  # fmt: skip
    @classmethod
    def _blank_is_unset(cls, value: Any) -> Any:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("token")
    @classmethod
    def _is_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"\d+:[\w-]+", value.get_secret_value(), re.ASCII):
            raise ValueError("is no bot token")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_secret(cls, value: SecretStr | None) -> SecretStr | None:
        """What Telegram takes: https://core.telegram.org/bots/api#setwebhook"""
        if value is not None and not re.fullmatch(r"[\w-]{1,256}", value.get_secret_value(), re.ASCII):
            raise ValueError("is no secret that Telegram takes")
        return value

    @field_validator("embedder_key", "llm_key")
    @classmethod
    def _fits_a_header(cls, value: SecretStr | None) -> SecretStr | None:
        """It is sent in a header, and an error of the library about an unfit one would show it."""
        if value is not None and not re.fullmatch(r"[\x21-\x7e]+", value.get_secret_value()):
            raise ValueError("holds a blank, a line break or a character that no key has")
        return value

    @field_validator("contact_url")
    @classmethod
    def _can_be_opened(cls, value: str) -> str:
        parts = urlsplit(value)
        if not (parts.scheme in ("http", "https") and parts.hostname) and not re.fullmatch("mailto:.+@.+", value):
            raise ValueError("is no address")
        return value

    @field_validator("status_address")
    @classmethod
    def _can_be_listened_on(cls, value: str | None) -> str | None:
        if value is not None:
            host_and_port(value)
        return value

    @field_validator("sentry_dsn")
    @classmethod
    def _is_a_dsn(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"https?://[^@\s]+@[^@\s]+/\d+", value.get_secret_value()):
            raise ValueError("is no DSN")
        return value

    @field_validator("translate_url")
    @classmethod
    def _is_a_template(cls, value: str) -> str:
        """An http(s) address in which a page's and a language's places are marked, each once, and nothing else."""
        marks = re.findall(r"\{[^{}]*\}|[{}]", value)
        if value and (sorted(marks) != ["{lang}", "{url}"] or not _is_web(_TEMPLATE_MARK.sub("x", value))):
            raise ValueError("is no http or https address with {url} and {lang} in it, each once")
        return value

    @property
    def platform_port(self) -> int | None:
        """The port that a platform gives a web process, where it names one and no webhook listens there."""
        return self.port if "port" in self.model_fields_set and self.webhook_url is None else None

    @property
    def embedder_secret(self) -> str | None:
        """What the embeddings endpoint is asked with, if it wants anything."""
        return self.embedder_key.get_secret_value() if self.embedder_key else None

    @property
    def language_model(self) -> str | None:
        """The model whose writings are shown; ``None`` where there is none."""
        return self.llm_model if self.llm_url is not None else None

    @property
    def database(self) -> Path:
        return self.data_dir / "trilateral.db"

    @property
    def inbox(self) -> Path:
        return self.data_dir / "drops" / "inbox"

    @property
    def done(self) -> Path:
        return self.data_dir / "drops" / "done"

    @property
    def rejected(self) -> Path:
        return self.data_dir / "drops" / "rejected"


def host_and_port(address: str) -> tuple[str, int]:
    """``127.0.0.1:9100``, ``[::1]:9100``, or a port alone, which is then this machine's.

    Raises:
        ValueError: it is neither.
    """
    host, _, port = address.strip().rpartition(":")
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
        raise ValueError("is no address with a port")
    return (host.removeprefix("[").removesuffix("]") or "127.0.0.1"), int(port)


_TEMPLATE_MARK = re.compile(r"\{(?:url|lang)\}")


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"]", address)


_EXAMPLES = {
    "TRILATERAL_TRANSLATE_URL": "https://translate.example.org/page?to={lang}&u={url}",
    "TRILATERAL_ADMINS": "user ids separated by commas, e.g. 12345,67890",
    "TRILATERAL_EDITORS": "user ids separated by commas, e.g. 12345,67890",
    "TRILATERAL_ALLOWED_PORTS": "port numbers separated by commas, e.g. 80,443",
    "TRILATERAL_ALLOW_PRIVATE_ADDRESSES": "true or false",
    "TELEGRAM_BOT_TOKEN": "a number, a colon and letters, as @BotFather gives it",
    "TRILATERAL_EMBEDDER_KEY": "the key in one word, without quotes",
    "TRILATERAL_LLM_URL": "the address of an OpenAI-compatible endpoint, e.g. http://127.0.0.1:11434/v1",
    "TRILATERAL_LLM_MODEL": "a model as its server calls it, e.g. qwen3:8b",
    "TRILATERAL_LLM_KEY": "the key in one word, without quotes",
    "TRILATERAL_LLM_SECONDS": "seconds for a call, from 1 to 3600, e.g. 60",
    "TRILATERAL_LLM_CONCURRENCY": "calls side by side, from 1 to 64, e.g. 2",
    "TRILATERAL_LLM_PRICE_IN": "the price of a million tokens, e.g. 0.15",
    "TRILATERAL_LLM_PRICE_OUT": "the price of a million tokens, e.g. 0.60",
    "TRILATERAL_LLM_DAILY_TOKENS": "whole tokens a day, e.g. 1000000",
    "TRILATERAL_LLM_DAILY_COST": "money a day, in what the prices are in, e.g. 0.50",
    "TRILATERAL_CONTACT_URL": "an address, e.g. https://example.org/about-our-bot",
    "TRILATERAL_API_URL": "the root of a Bot API, e.g. http://127.0.0.1:8081",
    "TRILATERAL_WEBHOOK_URL": "an https address that Telegram can reach",
    "TRILATERAL_WEBHOOK_SECRET": "1-256 characters A-Z a-z 0-9 _ -",
    "TRILATERAL_POLL_SECONDS": "whole seconds from 60 to 86400, e.g. 1800",
    "TRILATERAL_MESSAGES_PER_SECOND": "a number above 0, at most 1000, e.g. 29.4",
    "TRILATERAL_PAID_MESSAGES_PER_SECOND": "a number above 0, at most 1000, e.g. 500",
    "TRILATERAL_CHAT_SECONDS": "seconds from 0 to 60, e.g. 1.05",
    "TRILATERAL_GROUP_MESSAGES_PER_MINUTE": "a whole number from 5 to 1000, e.g. 20",
    "TRILATERAL_ALERTS_PER_HOUR": "a whole number from 1 to 60, e.g. 4",
    "TRILATERAL_STORY_HOURS": "whole hours from 1 to 720, e.g. 72",
    "TRILATERAL_LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
    "PORT": "a port from 1 to 65535",
    "TRILATERAL_LOG_FORMAT": "console or json",
    "TRILATERAL_STATUS_ADDRESS": "a host and a port, e.g. 127.0.0.1:9100",
    "TRILATERAL_SENTRY_DSN": "the address of a project, as Sentry shows it under Client Keys",
}


def load_settings(**overrides: Any) -> Settings:
    """Read the environment and ``.env``; ``overrides`` take the variables' names and go first.

    Raises:
        ConfigurationError: a value is wrong; names the variable and shows what a right one looks like. The value
            itself is not repeated: it may be a secret.
    """
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0])
        raise ConfigurationError(name, in_words(first), f"right: {right_value(name)}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(".env", "is not written in UTF-8", "save it as UTF-8") from None
    except OSError as error:
        raise ConfigurationError(".env", f"cannot be read: {error.strerror}", "check its rights") from error
    _check_webhook(settings)
    _check_language_model(settings)
    return settings


def faulty_settings() -> tuple[Settings, list[ConfigurationError]]:
    """Every wrong variable, and the settings with the defaults in place of these: for who looks at all the rest."""
    overrides: dict[str, Any] = {}
    faults: list[ConfigurationError] = []
    defaults = {str(field.alias): field.default for field in Settings.model_fields.values()}
    while True:
        try:
            return load_settings(**overrides), faults
        except ConfigurationError as error:
            if error.subject not in overrides:
                faults.append(error)
                beside = {error.subject}
            else:  # another of its kind asks for it: a webhook for its secret
                beside = {name for name in defaults if name.startswith("_".join(error.subject.split("_")[:2]))}
            if not beside <= defaults.keys() or beside <= overrides.keys():
                raise
            overrides |= {name: defaults[name] for name in beside}


def right_value(name: str) -> str:
    """What a right value of a variable looks like, in words."""
    return _EXAMPLES.get(name, "see config/example.env")


def _check_language_model(settings: Settings) -> None:
    """An address and a model need each other, and money a price."""
    url, model = settings.llm_url, settings.llm_model
    if url is not None and (url.username or url.password):
        problem = "holds a name or password"
        raise ConfigurationError("TRILATERAL_LLM_URL", problem, "right: the key in TRILATERAL_LLM_KEY")
    for name, given, other, lacking in (
        ("TRILATERAL_LLM_URL", url, model, "TRILATERAL_LLM_MODEL"),
        ("TRILATERAL_LLM_MODEL", model, url, "TRILATERAL_LLM_URL"),
    ):
        if given is not None and other is None:
            raise ConfigurationError(name, f"is set without {lacking}", f"right: {right_value(lacking)}")
    if settings.llm_daily_cost is not None and not (settings.llm_price_in or settings.llm_price_out):
        problem, price = "would limit nothing without a price", "TRILATERAL_LLM_PRICE_IN"
        raise ConfigurationError("TRILATERAL_LLM_DAILY_COST", f"{problem} ({price})", f"right: {right_value(price)}")


def _check_webhook(settings: Settings) -> None:
    """A Bot API server of one's own may call over http; Telegram's does not."""
    url, name = settings.webhook_url, "TRILATERAL_WEBHOOK_URL"
    if url is None:
        return
    if url.scheme != "https" and str(settings.api_url).rstrip("/") == TELEGRAM:
        raise ConfigurationError(name, "is no https address", f"right: {_EXAMPLES[name]}")
    if settings.webhook_secret is None:
        name = "TRILATERAL_WEBHOOK_SECRET"
        raise ConfigurationError(name, "is not set, as a webhook needs", f"right: {_EXAMPLES[name]}")
