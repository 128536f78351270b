"""Logs go to stderr: for people with rich, for machines as JSON lines; a secret never passes."""

import logging
from collections import Counter
from datetime import UTC, datetime

from rich.logging import RichHandler

from bot.render.legible import Terminal, in_one_line, shown
from bot.service.redaction import Redactor
from config.settings import Settings
from digests.printable import json_text

_NOISY = (
    "httpx",
    "httpcore",
    "httpx2",
    "httpcore2",
    "openai",
    "apscheduler",
    "aiohttp.access",
    "telegram.ext.Application",
    "trafilatura",
    "htmldate",
)


def configure_logs(settings: Settings) -> None:
    """Send every log line to stderr in the format that the settings ask for."""
    handler: logging.Handler
    if settings.log_format == "json":
        handler = logging.StreamHandler()
        handler.setFormatter(_JsonLines())
    else:
        console = Terminal(stderr=True, soft_wrap=False, highlight=True)
        handler = RichHandler(console=console, show_path=False, log_time_format="%H:%M:%S")
        handler.setFormatter(logging.Formatter("%(message)s"))
    handler.addFilter(_Legible(Redactor(settings)))
    logging.basicConfig(level=settings.log_level, handlers=[handler, Tally()], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


class Tally(logging.Handler):
    """Counts lines by level."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines[record.levelname.lower()] += 1


def logged() -> dict[str, int]:
    """How many lines of each level this process has logged."""
    tallies = (handler.lines for handler in logging.getLogger().handlers if isinstance(handler, Tally))
    return dict(sum(tallies, Counter()))


class _Legible(logging.Filter):
    """Takes secrets out of messages and tracebacks (a library may log a URL that holds the token), and whatever would
    act on a terminal; a message is one line, so that none from outside can be taken for one of ours."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = in_one_line(self._redact(record.getMessage())), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_text = shown(self._redact(record.exc_text)) if record.exc_text else None
        record.stack_info = shown(self._redact(record.stack_info)) if record.stack_info else None
        return True


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
        return json_text(line)
