"""Logs go to stderr: for people with rich, for machines as JSON lines; a secret never passes."""

import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime

from rich.console import Console
from rich.logging import RichHandler

from config.settings import Settings

_NOISY = ("httpx", "httpcore", "apscheduler", "aiohttp.access", "telegram.ext.Application", "trafilatura", "htmldate")


def configure_logs(settings: Settings) -> None:
    """Send every log line to stderr in the format that the settings ask for."""
    handler: logging.Handler
    if settings.log_format == "json":
        handler = logging.StreamHandler()
        handler.setFormatter(_JsonLines())
    else:
        handler = RichHandler(console=Console(stderr=True), show_path=False, log_time_format="%H:%M:%S")
        handler.setFormatter(logging.Formatter("%(message)s"))
    secrets = (settings.token, settings.webhook_secret)
    handler.addFilter(_Redact(secret.get_secret_value() for secret in secrets if secret))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


class _Redact(logging.Filter):
    """Takes secrets out of messages and tracebacks: a library may log a URL that holds the token."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def filter(self, record: logging.LogRecord) -> bool:
        if self._secrets:
            record.msg, record.args = self._clean(record.getMessage()), ()
            if record.exc_info and not record.exc_text:
                record.exc_text = logging.Formatter().formatException(record.exc_info)
            record.exc_text = self._clean(record.exc_text) if record.exc_text else None
        return True

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info or record.exc_text:
            line["traceback"] = record.exc_text or self.formatException(record.exc_info)  # type: ignore[arg-type]
        return json.dumps(line, ensure_ascii=False)
