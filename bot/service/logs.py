"""Logs go to stderr: for people with rich, for machines as JSON lines; a secret never passes.

    a module's logger -> fields of what is being done (update, chore) -> made legible, secrets out -> a line

Beside its words a line has fields. ``items`` follows an item from its feed to each message that tells it: "items
stored", "items joined" and "message sent" name it by its id.
"""

import logging
from collections import Counter
from collections.abc import Collection, MutableMapping
from datetime import UTC, datetime
from typing import Any

import structlog
from rich.logging import RichHandler
from structlog.stdlib import ExtraAdder, ProcessorFormatter

from bot.render.legible import Terminal, in_one_line, shown
from bot.service.redaction import Redactor
from config.settings import Settings
from digests.printable import json_text
from digests.trail import TRAIL

_NOISY = ("httpx", "httpcore", "apscheduler", "aiohttp.access", "telegram.ext.Application", "trafilatura", "htmldate")
QUIET = (TRAIL,)
"""For somebody at a terminal, who sees what was taken in otherwise."""

Fields = MutableMapping[str, Any]


def configure_logs(settings: Settings, quiet: Collection[str] = ()) -> None:
    """Send every log line to stderr in the format that the settings ask for; of the loggers in ``quiet`` only what is
    wrong."""
    handler: logging.Handler
    if settings.log_format == "json":
        handler = logging.StreamHandler()
        last: Any = _as_json
    else:
        console = Terminal(stderr=True, soft_wrap=False, highlight=True)
        handler = RichHandler(console=console, show_path=False, log_time_format="%H:%M:%S")
        last = _as_words
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[ExtraAdder(), structlog.contextvars.merge_contextvars],
            processors=[_about, ProcessorFormatter.remove_processors_meta, _Legible(Redactor(settings)), last],
        )
    )
    logging.basicConfig(level=settings.log_level, handlers=[handler, Tally()], force=True)
    for name in (*_NOISY, *quiet):
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


def _about(logger: Any, name: str, fields: Fields) -> Fields:
    """When, how grave, and who says it; what was raised as text."""
    record: logging.LogRecord = fields["_record"]
    raised = fields.pop("exc_info", None)
    traceback = logging.Formatter().formatException(raised) if raised and raised[0] is not None else record.exc_text
    about = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": fields.pop("event"),
    }
    beside = {"traceback": traceback, "stack": fields.pop("stack_info", None) or record.stack_info}
    return {**about, **fields, **{name: text for name, text in beside.items() if text}}


class _Legible:
    """Takes secrets out of messages, fields and tracebacks (a library may log a URL that holds the token), and whatever
    would act on a terminal; a message is one line, so that none from outside can be taken for one of ours."""

    def __init__(self, redact: Redactor) -> None:
        self._redact = redact

    def __call__(self, logger: Any, name: str, fields: Fields) -> Fields:
        return {key: self._text(key, value) for key, value in fields.items()}

    def _text(self, key: str, value: Any) -> Any:
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, (list, tuple)):
            return [self._text(key, each) for each in value]
        text = self._redact(str(value))
        return shown(text) if key in ("traceback", "stack") else in_one_line(text)


def _as_json(logger: Any, name: str, fields: Fields) -> str:
    return json_text(dict(fields))


def _as_words(logger: Any, name: str, fields: Fields) -> str:
    """What rich does not show itself: the message, its fields, the traceback below."""
    below = [str(fields[key]) for key in ("traceback", "stack") if key in fields]
    known = ("time", "level", "logger", "message", "traceback", "stack")
    beside = " ".join(f"{key}={_short(value)}" for key, value in fields.items() if key not in known)
    return "\n".join([f"{fields['message']}  {beside}".rstrip(), *below])


def _short(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
