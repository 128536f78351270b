"""What is printed or logged, without our secrets: whichever library wrote it, and in whatever coding it did.

Every setting that is a ``SecretStr`` is one, and so is a password in an address; one that is added to the settings
later is taken out as well.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import quote, quote_plus, unquote, urlsplit

from pydantic import SecretStr

from config.settings import Settings, faulty_settings
from digests.errors import TrilateralError

STARS = "***"
_SHORTEST = 4
"""Characters; what is shorter protects nothing, and starring it out would spoil every line."""
_IN_ADDRESS = re.compile(r"(?<=://)[^/\s?#@'\"<>]*:[^/\s?#'\"<>]*@")
_TOKEN = re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{30,}")
"""A bot's token as Telegram makes them, ours or another."""


class Redactor:
    """Takes secrets out of text."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Without settings only what is seen to be a secret by its form is taken out."""
        found = {form for secret in _secrets(settings) for form in _forms(secret)} if settings is not None else set()
        self._secrets = sorted(found, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, STARS)
        return _TOKEN.sub(STARS, _IN_ADDRESS.sub(f"{STARS}@", text))


def of_environment() -> Redactor:
    """For the settings as they stand; one that is wrong takes no secret of another's out of the list."""
    try:
        settings: Settings | None = faulty_settings()[0]
    except TrilateralError:
        settings = None
    return Redactor(settings)


def redacted(text: str) -> str:
    """``text`` without the secrets of the settings as they stand."""
    return of_environment()(text)


def _secrets(settings: Settings) -> Iterator[str]:
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            yield value.get_secret_value()
            yield from _of_address(value.get_secret_value())
        elif "://" in str(value):
            yield from _of_address(str(value))


def _of_address(address: str) -> Iterator[str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    if parts.username and not parts.password:  # a key that stands in an address alone, as Sentry writes it
        yield parts.username
    if parts.password:
        yield parts.password
        yield unquote(parts.password)
        pair = f"{unquote(parts.username or '')}:{unquote(parts.password)}"
        yield b64encode(pair.encode()).decode()


def _forms(secret: str) -> Iterator[str]:
    """The secret as it stands, in an address, in JSON and in Python's own notation."""
    if len(secret.strip()) < _SHORTEST:
        return
    yield from (secret, secret.strip(), quote(secret, safe=""), quote(secret), quote_plus(secret))
    yield json.dumps(secret)[1:-1]
    yield repr(secret)[1:-1]
    yield repr(secret.encode())[2:-1]
