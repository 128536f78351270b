"""Faults of ours, sent to a Sentry of the operator's where ``TRILATERAL_SENTRY_DSN`` is set: what was raised and where.

What was expected (a feed that fails, no network, a wrong setting) is no fault and is not sent, nor is any value of a
variable, and no secret. The library is an extra: ``trilateral-digest[sentry]``.
"""

import json
import logging
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from bot.service.redaction import Redactor
from config.settings import Settings
from digests.errors import TrilateralError

log = logging.getLogger(__name__)
CURE = "pip install 'trilateral-digest[sentry]'"
_KEPT = ("exception", "level", "logger", "timestamp", "platform", "event_id", "release", "contexts", "sdk")
_CONTEXTS = ("runtime", "os")


def installed() -> bool:
    """Whether the library is there."""
    return find_spec("sentry_sdk") is not None


def begin(settings: Settings, transport: Callable[..., Any] | None = None) -> None:
    """Send faults from here on, where the operator wants that; ``transport`` carries them in place of the library's."""
    if settings.sentry_dsn is None:
        return
    if not installed():
        log.warning("TRILATERAL_SENTRY_DSN is set, and what sends faults is not installed: %s", CURE)
        return
    import sentry_sdk
    from sentry_sdk.integrations.logging import LoggingIntegration

    redact = Redactor(settings)
    sentry_sdk.init(
        dsn=settings.sentry_dsn.get_secret_value(),
        transport=transport,
        default_integrations=False,
        integrations=[LoggingIntegration(level=None, event_level=logging.ERROR)],
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        server_name="",
        before_send=lambda event, hint: _told(dict(event), hint, redact),
    )


def _told(event: dict[str, Any], hint: dict[str, Any], redact: Redactor) -> Any:
    """What is sent of an event; ``None``: nothing, since it is no fault of ours."""
    raised = hint.get("exc_info")
    if not raised or isinstance(raised[1], TrilateralError):
        return None
    kept = {name: event[name] for name in _KEPT if name in event}
    kept["contexts"] = {name: value for name, value in event.get("contexts", {}).items() if name in _CONTEXTS}
    return json.loads(redact(json.dumps(kept, default=str)))
